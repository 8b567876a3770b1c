"""`paper-map` and `read-marks` on the command line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from plan.file.plan_file import open_plan, plan_bytes
from tests.hall.printed_sheets import printed_sheet
from tests.photographed_sheet import Drawn, marked
from tests.small_region import write_small_plan, write_small_region
from tests.test_cli import document, failure


@pytest.fixture
def region(tmp_path: Path) -> Path:
    return write_small_region(tmp_path / "tameshi")


def test_a_paper_map_says_its_pages_and_its_number(region: Path, tmp_path: Path) -> None:
    out = tmp_path / "紙.pdf"
    found = document("paper-map", region, "--out", out, "--size", "A4")
    assert found["pages"] == 1
    assert len(found["sheet_id"]) == 8
    assert out.read_bytes().startswith(b"%PDF")


def test_a_scenario_has_a_sheet_of_its_own(region: Path, tmp_path: Path) -> None:
    plan = write_small_plan(region)
    today, proposed = (
        document("paper-map", region, "--plan", plan, "--scenario", scenario, "--out", tmp_path / f"{scenario}.pdf")
        for scenario in ("base", "s1")
    )
    assert today["sheet_id"] != proposed["sheet_id"]


def test_what_was_read_goes_into_the_plan_as_a_record(region: Path, tmp_path: Path) -> None:
    plan, photo = write_small_plan(region), tmp_path / "p.png"
    Image.fromarray(marked(printed_sheet(150)[0], 150, [Drawn("point", "red", ((60.0, 60.0),), width_mm=2.5)])).save(
        photo
    )
    before = open_plan(plan)
    found = document("read-marks", photo, "--out", tmp_path / "m.geojson", "--plan", plan, "--date", "2026-11-30")
    assert (found["record_ids"], found["notices"]) == (["r1"], [])
    after = open_plan(plan)
    assert after.scenarios == before.scenarios
    (record,) = after.records
    assert (record.held_on, dict(record.counts), len(record.marks)) == ("2026-11-30", {"赤": 1}, 1)
    other = tmp_path / "other.plan.json"
    other.write_bytes(plan_bytes(replace(before, region_id="yoso")))
    left = document("read-marks", photo, "--out", tmp_path / "m.geojson", "--plan", other)
    assert (left["record_ids"], [n["code"] for n in left["notices"]]) == ([], ["paper_other_region"])


def test_an_unknown_scenario_is_said(region: Path, tmp_path: Path) -> None:
    plan = write_small_plan(region)
    assert failure("paper-map", region, "--plan", plan, "--scenario", "nix", "--out", tmp_path / "p.pdf") != []
    assert not (tmp_path / "p.pdf").exists()
