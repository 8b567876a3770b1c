"""`sheets` on the command line: files for the printer, and plain words where a village or its districts are not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_region import write_small_plan, write_small_region, write_two_towns
from tests.test_cli import document, failure


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_small_region(tmp_path / "tameshi")


def test_sheets_are_written_and_named(region: Path, tmp_path: Path) -> None:
    found = document("sheets", region, "--village", "v2", "--out", tmp_path / "紙")
    assert [Path(p).name for p in found["files"]] == ["v2_中野.pdf"]
    assert Path(found["files"][0]).read_bytes().startswith(b"%PDF")
    assert found["scenario"] == "base"


def test_sheets_of_a_scenario(region: Path, tmp_path: Path) -> None:
    plan = write_small_plan(region)
    found = document(
        "sheets",
        region,
        "--plan",
        plan,
        "--scenario",
        "s1",
        "--village",
        "v4",
        "--format",
        "png",
        "--out",
        tmp_path / "p",
    )
    assert [Path(p).name for p in found["files"]] == ["v4_谷口.png"]
    assert found["scenario"] == "s1"


def test_each_municipality_has_a_sheet(tmp_path: Path) -> None:
    region = write_two_towns(tmp_path / "two")
    found = document("sheets", region, "--by", "municipality", "--format", "png", "--out", tmp_path / "紙")
    assert [Path(p).name for p in found["files"]] == ["上町.png", "下町.png", "試し村_現況_A3.png"]


def test_a_village_or_a_district_that_is_not_known_is_said(region: Path, tmp_path: Path) -> None:
    assert failure("sheets", region, "--village", "v99", "--out", tmp_path / "p") == ["village_not_found"]
    assert failure("sheets", region, "--by", "district", "--out", tmp_path / "p") == ["no_districts"]
    assert failure("sheets", region, "--by", "municipality", "--out", tmp_path / "p") == ["no_municipalities"]
