"""Comparison: who gains and who loses, worked out on paper."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from plan.applied import apply
from plan.indicators.registry import INDICATORS
from plan.overview.comparison import assumption_notices, changes, comparison, gainers, indicator_table, losers
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import set_assumptions
from plan.scenario.scenario import Hub, Plan, RoadEdit, Scenario
from tests.small_region import LAT, LON, STEP


def of(region: Region, scenario: Scenario) -> Evaluation:
    return evaluate(apply(region, Plan("tameshi", "f", (scenario,)), scenario.id))


def test_gainers_and_losers_come_out_as_on_paper(today: Evaluation, one_hub: Evaluation) -> None:
    table = changes(today, one_hub)
    assert table["before_min"].tolist() == pytest.approx([0, 6, 12, 24, 36, math.inf, 24])
    assert table["after_min"].tolist() == pytest.approx([12, 6, 0, 12, 24, math.inf, 12])
    assert table["change_min"].tolist() == pytest.approx([12, 0, -12, -12, -12, 0, -12])
    # The most people first where the gain is the same; nobody lives in v7.
    assert list(gainers(table, 1).index) == ["v4", "v3", "v5"]
    assert list(losers(table, 1).index) == ["v1"]


def test_a_change_counts_from_what_is_felt_on() -> None:
    table = pd.DataFrame({"change_min": [-1.0, -0.99, 1.0, 0.99, 0.0], "population": [1.0] * 5}, index=list("abcde"))
    assert list(gainers(table, 1).index) == ["a"]
    assert list(losers(table, 1).index) == ["c"]


def test_a_way_that_is_won_or_lost_is_the_greatest_change(region: Region) -> None:
    at_the_end = Scenario("s1", "端", hubs=(Hub("h1", "奥谷", LAT, LON + 4 * STEP),))
    cut = (RoadEdit("close", (("n2", "n3", 0), ("n3", "n2", 0))),)
    cut_off = Scenario("s1", "端", hubs=at_the_end.hubs, roads=cut)
    whole, broken = of(region, at_the_end), of(region, cut_off)
    lost = changes(whole, broken)
    assert lost["change_min"].tolist() == pytest.approx([math.inf, math.inf, 0, 0, 0, 0, 0])
    assert list(losers(lost, 1).index) == ["v1", "v2"]
    assert changes(broken, whole)["change_min"].tolist()[:2] == [-math.inf, -math.inf]
    assert list(gainers(changes(broken, whole), 1).index) == ["v1", "v2"]


def test_on_foot_is_another_comparison(today: Evaluation, one_hub: Evaluation) -> None:
    assert changes(today, one_hub, "walk")["change_min"].tolist()[:3] == pytest.approx([20, 0, -20])


def test_indicators_stand_side_by_side(region: Region, plan: Plan) -> None:
    scenarios = [evaluate(apply(region, plan, i)) for i in ("base", "s1", "s2")]
    rows = indicator_table(scenarios)
    assert [row["id"] for row in rows] == [known.id for known in INDICATORS]
    for known, row in zip(INDICATORS, rows, strict=True):
        assert row["values"] == {m.effective.scenario_id: known.compute(m) for m in scenarios}
        assert row["better"] == known.better


def test_the_document_has_the_keys_of_the_contract(region: Region, plan: Plan) -> None:
    document = comparison([evaluate(apply(region, plan, i)) for i in ("base", "s1", "s2")])
    assert set(document) == {"indicators", "gainers", "losers"}
    listed = document["gainers"]
    assert [(g["scenario"], g["village_id"]) for g in listed] == [  # type: ignore[attr-defined]
        ("s1", "v4"), ("s1", "v3"), ("s1", "v5"), ("s2", "v5"), ("s2", "v4"), ("s2", "v3"),
    ]  # fmt: skip
    assert listed[0] == {  # type: ignore[index]
        "scenario": "s1", "village_id": "v4", "mode": "car", "name": "谷口", "population": 30.0,
        "before_min": pytest.approx(24), "after_min": pytest.approx(12), "change_min": pytest.approx(-12),
    }  # fmt: skip


def test_other_assumptions_are_said(region: Region, plan: Plan, today: Evaluation) -> None:
    plan = set_assumptions(plan, "s1", Assumptions({"daily_min": 20}))
    other = evaluate(apply(region, plan, "s1"))
    notices = assumption_notices([today, other, evaluate(apply(region))])
    assert [n.severity for n in notices] == ["info"]
    assert "「下野案」" in notices[0].message
    assert "日常生活圏 30→20分" in notices[0].message
    assert assumption_notices([today]) == []
