"""`paper-map` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_an_unknown_scenario_is_said(region: Path, tmp_path: Path) -> None:
    plan = write_small_plan(region)
    assert failure("paper-map", region, "--plan", plan, "--scenario", "nix", "--out", tmp_path / "p.pdf") != []
    assert not (tmp_path / "p.pdf").exists()
