"""The head of a region folder: what is refused before the tables are read, and that one look is enough to know."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.folder import may_be_region, read_head
from geo.texts.errors import RegionUnreadableError
from tests.small_region import write_small_region


def refused(folder: Path) -> tuple[list[str], list[str]]:
    """Give the codes of the notices of a refusal, and the steps told before it."""
    steps: list[str] = []
    with pytest.raises(RegionUnreadableError) as problem:
        read_head(folder, on_step=steps.append)
    return [n.code for n in problem.value.notices], steps


def test_what_is_no_folder_is_refused_before_any_step(tmp_path: Path) -> None:
    file = tmp_path / "villages.csv"
    file.write_text("village_id\n", encoding="utf-8")
    for nowhere in (tmp_path / "nowhere", file):
        assert not may_be_region(nowhere)
        assert refused(nowhere) == (["folder_missing"], [])


def test_an_empty_folder_lacks_both_files(tmp_path: Path) -> None:
    assert not may_be_region(tmp_path)
    assert refused(tmp_path) == (["required_file_missing", "required_file_missing"], ["集落を読んでいます"])


def test_folders_in_place_of_files_are_noted_with_what_is_missing(tmp_path: Path) -> None:
    region = write_small_region(tmp_path / "region")
    (region / "villages.csv").rename(region / "v.csv")
    (region / "villages.csv").mkdir()
    (region / "zones").rmdir() if (region / "zones").is_dir() and not any((region / "zones").iterdir()) else None
    assert refused(region)[0] == ["not_a_file", "required_file_missing"]


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    region = write_small_region(tmp_path / "region")
    (region / "sites.csv").unlink(missing_ok=True)
    (region / "sites.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert may_be_region(region)
    codes, steps = refused(region)
    assert codes
    assert steps == []


def test_a_region_gives_what_region_toml_says(tmp_path: Path) -> None:
    region = write_small_region(tmp_path / "region")
    about, notices = read_head(region, on_step=lambda _: None)
    assert may_be_region(region)
    assert about is not None
    assert notices == []
    (region / "region.toml").unlink()
    about, notices = read_head(region, on_step=lambda _: None)
    assert about is None
    assert [n.code for n in notices] == ["required_file_missing"]
