"""What is large and stays the same is stored once under its content, and the browser fetches it by address."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from geo.region.region import read_region
from layers.base_map import stored_parts
from layers.base_map.region_files import RegionFiles, write_region_files
from layers.base_map.stored_parts import KEPT, LARGE_BYTES, is_there, stored
from layers.style.map_part import Part


@pytest.fixture
def files(tmp_path: Path) -> RegionFiles:
    return write_region_files(read_region("sample_regions/model_chiku"), tmp_path / "maps")


def large(mark: int = 0) -> Part:
    return Part("villages", {"ids": ["集落" * 8] * (LARGE_BYTES // 40), "selected": "v1", "mark": mark})


def file_of(part: Part, files: RegionFiles) -> Path:
    return Path(files.folder) / str(part.data["stored"]).rpartition("/")[2]


def test_a_large_part_is_fetched_and_what_changes_goes_along(files: RegionFiles) -> None:
    found = stored(large(), files, changing=("selected",))
    assert set(found.data) == {"stored", "selected"}
    assert json.loads(file_of(found, files).read_bytes()) == {k: v for k, v in large().data.items() if k != "selected"}
    other = stored(replace(large(), data={**large().data, "selected": None}), files, changing=("selected",))
    assert other.data["stored"] == found.data["stored"]
    assert stored(large(1), files, changing=("selected",)).data["stored"] != found.data["stored"]


def test_a_small_part_goes_with_the_change(files: RegionFiles) -> None:
    small = Part("villages", {"ids": ["v1"], "selected": None})
    assert stored(small, files) is small
    assert is_there(small, files)


def test_a_part_whose_file_is_gone_is_not_there(files: RegionFiles) -> None:
    found = stored(large(), files)
    assert is_there(found, files)
    file_of(found, files).unlink()
    assert not is_there(found, files)


def test_the_oldest_go_and_the_newest_stay(files: RegionFiles) -> None:
    made = []
    for number in range(KEPT + 2):
        made.append(stored(large(number), files))
        os.utime(file_of(made[-1], files), (number, number))
    assert [is_there(part, files) for part in made] == [False, False, *[True] * KEPT]


def test_where_nothing_can_be_written_the_part_goes_with_the_change(
    files: RegionFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError("no room")

    monkeypatch.setattr(stored_parts, "write_for_browser", full)
    assert "ids" in stored(large(), files).data
