"""The parts of Shapefiles among files that were dropped side by side, put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MAIN = ".shp"
_NEEDED = (".shp", ".dbf", ".shx")
_PARTS = frozenset({*_NEEDED, ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".fix"})


@dataclass(frozen=True)
class FileGroup:
    """Files that belong together.

    Parameters
    ----------
    main
        The one to read.
    parts
        Names of all of them.
    wanting
        Endings of the parts without which it cannot be read.
    """

    main: Path
    parts: tuple[str, ...]
    wanting: tuple[str, ...] = ()


def grouped(paths: Iterable[Path]) -> list[FileGroup]:
    """Put the parts of each Shapefile together; every other file is a group of its own.

    Examples
    --------
    >>> groups = grouped([Path("a.csv"), Path("mura.shp"), Path("mura.dbf"), Path("mura.prj")])
    >>> [(g.main.name, g.wanting) for g in groups]
    [('a.csv', ()), ('mura.shp', ('.shx',))]
    """
    groups: dict[Path, list[Path]] = {}
    for path in sorted(paths):
        of_shapefile = path.suffix.lower() in _PARTS or path.name.lower().endswith(".shp.xml")
        stem = path.with_name(path.name.split(".shp.")[0]) if path.suffix.lower() == ".xml" else path.with_suffix("")
        groups.setdefault(stem.with_suffix(_MAIN) if of_shapefile else path, []).append(path)
    return [_group(paths) for _, paths in sorted(groups.items())]


def _group(paths: list[Path]) -> FileGroup:
    names = tuple(p.name for p in paths)
    by_ending = {p.suffix.lower(): p for p in paths}
    if len(paths) == 1 and paths[0].suffix.lower() not in _PARTS - {".dbf"}:
        return FileGroup(paths[0], names)
    if not set(by_ending) <= _PARTS | {".xml"}:
        return FileGroup(paths[0], names)
    wanting = tuple(ending for ending in _NEEDED if ending not in by_ending)
    return FileGroup(by_ending.get(_MAIN, paths[0]), names, wanting)
