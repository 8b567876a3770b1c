"""A batch: what is finished stays, what changed is counted again, one bad region never stops the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.texts.messages import notice
from plan.batch.kept_results import KeptResults
from plan.batch.run import BatchOutcome, region_folders, run_batch
from plan.batch.settings import BatchSettings, made_of
from tests.plan.batch.copies import copied

ASKED = BatchSettings()


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [copied(tmp_path / "all" / name) for name in "abc"]


class Counter:
    """Stands for Dask: tells which regions it was asked about, and fails for some of them."""

    def __init__(self, failing: str = "") -> None:
        self.asked: list[str] = []
        self.failing = failing

    def __call__(self, todo, settings):
        for name, folder in todo.items():
            self.asked.append(folder.name)
            if folder.name in self.failing:
                yield name, {"notices": [notice("batch_worker_killed").as_dict()]}
            else:
                region = {"name": folder.name}
                yield name, {"made_of": made_of(folder, ASKED), "region": region, "seconds": 1.0, "memory_mb": None}


@pytest.fixture
def run(folders, tmp_path) -> Callable[[Counter], tuple[BatchOutcome, list[str]]]:
    def run(counter: Any) -> tuple[BatchOutcome, list[str]]:
        told: list[str] = []
        store = KeptResults.beside(tmp_path / "o.parquet")
        return run_batch(folders, ASKED, store, counter, told.append), told

    return run


def test_a_second_run_does_nothing(run):
    first, _ = run(Counter())
    again = Counter()
    second, told = run(again)
    assert again.asked == []
    assert (len(first.finished), first.kept) == (3, ())
    assert (second.finished, len(second.kept)) == ((), 3)
    assert second.results.keys() == first.results.keys()
    assert told == ["3 地域は前に数えたままです"]


def test_a_changed_file_counts_that_region_alone(run, folders):
    run(Counter())
    (folders[1] / "sites.csv").unlink()
    again = Counter()
    outcome, _ = run(again)
    assert again.asked == ["b"]
    assert [Path(name).name for name in outcome.finished] == ["b"]


def test_a_bad_region_is_named_and_counted_when_it_is_mended(run):
    outcome, told = run(Counter(failing="b"))
    assert [Path(name).name for name in outcome.failed] == ["b"]
    assert [Path(name).name for name in outcome.finished] == ["a", "c"]
    assert "数えられませんでした" in told[1]
    again = Counter()
    run(again)
    assert again.asked == ["b"]


def test_a_folder_that_is_no_region_is_nobodys_work(run, folders):
    (folders[0] / "villages.csv").unlink()
    counter = Counter()
    outcome, _ = run(counter)
    assert counter.asked == ["b", "c"]
    assert [[n["code"] for n in why] for why in outcome.failed.values()] == [["required_file_missing"]]


def test_what_came_before_the_end_is_kept(run):
    class Broken(Counter):
        def __call__(self, todo, settings):
            yield next(super().__call__(todo, settings))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Broken())
    again = Counter()
    outcome, _ = run(again)
    assert again.asked == ["b", "c"]
    assert [Path(name).name for name in outcome.kept] == ["a"]


def test_folders_of_regions_are_opened_and_each_region_comes_once(folders, tmp_path):
    (tmp_path / "all" / "empty").mkdir()
    (tmp_path / "all" / "lost").mkdir()
    (tmp_path / "all" / "lost" / "region.toml").touch()
    found = region_folders([folders[2], tmp_path / "all", tmp_path / "none"])
    assert [folder.name for folder in found] == ["c", "a", "b", "lost", "none"]
