"""Settings of a batch, and the name of a result: everything that it is made of changes it, and nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from plan.batch.settings import BatchSettings, made_of

ASKED = BatchSettings(curve_to=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree("sample_regions/model_chiku", tmp_path / "r")
    return tmp_path / "r"


def test_settings_travel_as_plain_values() -> None:
    settings = BatchSettings(2, 2040, "a.plan.json", "c1", 2030)
    assert BatchSettings.of(settings.document()) == settings


@pytest.mark.parametrize("change", [{"curve_to": 2}, {"to_year": 2030}, {"year": 2030}, {"scenario": "c1"}])
def test_other_settings_give_another_name(folder: Path, change: dict[str, object]) -> None:
    assert made_of(folder, ASKED) != made_of(folder, replace(ASKED, **change))  # type: ignore[arg-type]


def test_a_changed_file_gives_another_name_and_a_copy_the_same(folder: Path, tmp_path: Path) -> None:
    before = made_of(folder, ASKED)
    assert made_of(Path(shutil.copytree(folder, tmp_path / "copy")), ASKED) == before
    with (folder / "villages.csv").open("a") as file:
        file.write("\n")
    assert made_of(folder, ASKED) != before


def test_a_plan_counts_only_where_it_is_asked_for(folder: Path) -> None:
    with_plan = replace(ASKED, plan="example.plan.json")
    today, planned = made_of(folder, ASKED), made_of(folder, with_plan)
    with (folder / "example.plan.json").open("a") as file:
        file.write("\n")
    assert made_of(folder, ASKED) == today
    assert made_of(folder, with_plan) != planned
    assert replace(ASKED, plan="none.plan.json").plan_path(folder) is None
