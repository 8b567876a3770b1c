"""A batch from its folders to the results of all regions: what was finished is kept, what fails is named, the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.region.folder import may_be_region, read_head
from geo.texts.errors import RegionUnreadableError
from geo.texts.messages import notice
from geo.texts.reasons import reason_of
from plan.batch.kept_results import KeptResults
from plan.batch.settings import BatchSettings, made_of

Measure = Callable[[Mapping[str, Path], Mapping[str, Any]], Iterator[tuple[str, dict[str, Any]]]]
"""Like `plan.batch.cluster.results` with its choice made: folders by name and settings in, results as they come."""


@dataclass(frozen=True, eq=False)
class BatchOutcome:
    """What became of every region.

    Parameters
    ----------
    regions
        Their folders, in the order in which they were given.
    results
        By folder, of those that are there: as `plan.batch.region_task.measured` returns them.
    kept
        Those that had been finished before.
    failed
        By folder: notices that say why.
    """

    regions: tuple[str, ...]
    results: Mapping[str, dict[str, Any]]
    kept: tuple[str, ...]
    failed: Mapping[str, list[dict[str, Any]]]

    @property
    def finished(self) -> tuple[str, ...]:
        """Those that were measured now."""
        return tuple(name for name in self.regions if name in self.results and name not in self.kept)


def region_folders(given: Sequence[Path]) -> list[Path]:
    """List the regions of a batch: each folder given, or the regions that lie in it; each once, in order.

    Examples
    --------
    >>> [folder.name for folder in region_folders([Path("sample_regions")])]
    ['model_chiku', 'okuyama', 'sanson']
    """
    found: dict[Path, Path] = {}
    for folder in given:
        inside = [] if may_be_region(folder) else _regions_in(folder)
        for region in inside or [folder]:
            found.setdefault(region.resolve(), region)
    return list(found.values())


def _regions_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    # A folder that says that it is a region and has lost its villages is to be named, not passed over.
    return sorted(p for p in folder.iterdir() if may_be_region(p) or (p / "region.toml").is_file())


def run_batch(
    folders: Sequence[Path],
    settings: BatchSettings,
    store: KeptResults,
    measure: Measure,
    on_step: Callable[[str], None],
) -> BatchOutcome:
    """Measure regions, and keep each result at once.

    Parameters
    ----------
    folders
        As `region_folders` lists them.
    settings
        What is counted.
    store
        Where results are kept and looked for: a region whose files, plan and settings are as they were is not counted again.
    measure
        Who counts.
    on_step
        Called with each region that is ready, in Japanese.

    Raises
    ------
    geo.texts.errors.RequestError
        When results cannot be kept, or `measure` has nobody to count.
    """
    store.sweep()
    names = {str(folder): folder for folder in folders}
    done: dict[str, dict[str, Any]] = {}
    failed: dict[str, list[dict[str, Any]]] = {}
    todo: dict[str, Path] = {}
    for name, folder in names.items():
        try:
            read_head(folder, on_step=_unsaid)
            found = store.load(made_of(folder, settings))
        except (RegionUnreadableError, OSError) as problem:
            failed[name] = _why(problem)
            continue
        if found is None:
            todo[name] = folder
        else:
            done[name] = found
    kept = tuple(done)
    if kept:
        on_step(f"{len(kept):,} 地域は前に数えたままです")
    for number, (name, result) in enumerate(measure(todo, settings.document()), start=1):
        count = f"{number:,}/{len(todo):,}"
        if "made_of" in result:
            store.save(result)
            done[name] = result
            on_step(f"{count} {result['region']['name']}：{_costs(result)}")
        else:
            failed[name] = result["notices"]
            on_step(f"{count} {name}：数えられませんでした（{result['notices'][0]['message']}）")
    return BatchOutcome(tuple(names), done, kept, failed)


def _unsaid(_step: str) -> None:
    """Say nothing: of hundreds of regions only the results are told."""


def _why(problem: RegionUnreadableError | OSError) -> list[dict[str, Any]]:
    if isinstance(problem, RegionUnreadableError):
        return [n.as_dict() for n in problem.notices]
    file = Path(str(problem.filename)).name
    return [notice("file_unreadable", file=file, severity="error", reason=reason_of(problem)).as_dict()]


def _costs(result: Mapping[str, Any]) -> str:
    memory = "" if result["memory_mb"] is None else f"、メモリー {result['memory_mb']:,.0f} MB"
    return f"{result['seconds']:.1f}秒{memory}"
