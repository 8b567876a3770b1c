"""The workbook of a comparison, read back by another reader, against the functions that the screens use."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from geo.reference.assumptions import known_assumptions
from geo.region.region import read_region
from plan.applied import apply
from plan.indicators.registry import INDICATORS
from plan.overview.comparison import changes, gainers
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan
from reports.files.workbook import comparison_workbook
from tests.views.bus_valley import write_bus_valley
from tests.views.small_region import write_small_region

SHEETS = [
    "指標",
    "近くなる集落",
    "遠くなる集落",
    "外出が増える集落",
    "外出が減る集落",
    "前提",
    "集落 0",
    "集落 1",
    "集落 2",
]


def scenarios_of(folder: Path) -> list[Evaluation]:
    region = read_region(folder)
    plan, first = add_scenario(Plan(region.id, region.fingerprint), "案1")
    plan, second = add_scenario(plan, "=1+1")
    plan, _ = add_hub(plan, first, 35.3006, 137.4525, services=("shopping",))
    plan, _ = add_hub(plan, second, 35.3008, 137.56)
    return [evaluate(apply(region, plan, i)) for i in ("base", first, second)]


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> list[Evaluation]:
    return scenarios_of(write_bus_valley(tmp_path_factory.mktemp("valley") / "tanima"))


@pytest.fixture(scope="module")
def book(scenarios: list[Evaluation]) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(comparison_workbook(scenarios)))


def rows(book: CalamineWorkbook, sheet: str) -> list[dict[Any, Any]]:
    heads, *cells = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(heads, row, strict=True)) for row in cells]


def test_the_sheets_stand_in_their_order(book) -> None:
    assert book.sheet_names == SHEETS


def test_every_indicator_has_value_definition_and_source(book, scenarios) -> None:
    found = rows(book, "指標")
    assert len(found) == len(INDICATORS)
    for known, row in zip(INDICATORS, found, strict=True):
        assert row["定義"] == known.filled(known.definition, scenarios[0])
        assert row["出典"] == known.source
        for m, head in zip(scenarios, ("現況", "案1", "'=1+1"), strict=True):
            value = known.compute(m)
            if math.isfinite(value):
                assert row[head] == pytest.approx(value)
            else:
                assert row[head] in ("不明", "行けません")


def test_differences_are_marked_for_better_and_worse(book) -> None:
    by_name = {row["指標"]: row for row in rows(book, "指標")}
    farthest = by_name["いちばん遠い集落から拠点まで車での時間"]
    assert str(farthest["案1：現況との差"])[0] == "▲"
    assert farthest["案1"] < farthest["現況"]
    assert by_name["人口"]["案1：現況との差"] == "変わらず"
    assert str(by_name["拠点の数"]["案1：現況との差"])[:1] not in ("▲", "▼")


def test_villages_that_come_nearer_are_those_of_the_screen(book, scenarios) -> None:
    baseline, first, _ = scenarios
    wanted = gainers(changes(baseline, first, "walk"), first.effective.assumptions["felt_change_min"])
    found = [r for r in rows(book, "近くなる集落") if (r["案"], r["移動手段"]) == ("案1", "徒歩")]
    assert [r["集落ID"] for r in found] == list(wanted.index)
    assert [r["人口（人）"] for r in found] == wanted["population"].tolist()


def test_outings_are_told_by_purpose(book) -> None:
    found = [r for r in rows(book, "外出が増える集落") if r["案"] == "案1"]
    assert {r["集落ID"] for r in found if r["用事"] == "買物"} == {"v2", "v4", "v5"}
    assert {r["日"] for r in found} == {"2026-04-07"}


def test_every_assumption_has_its_value_in_each_scenario(book) -> None:
    assert [r["前提"] for r in rows(book, "前提")] == [known.name for known in known_assumptions().values()]


def test_the_same_comparison_is_the_same_file(scenarios, book) -> None:
    del book
    assert comparison_workbook(scenarios[:2]) == comparison_workbook(scenarios[:2])


def test_a_region_without_buses_has_empty_sheets_of_outings(tmp_path: Path) -> None:
    scenarios = scenarios_of(write_small_region(tmp_path / "tanima"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(comparison_workbook(scenarios)))
    assert rows(book, "外出が増える集落") == []
