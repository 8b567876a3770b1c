"""Verdicts: what differs, which way is better, which scenario is best, worked out on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region
from plan.applied import apply
from plan.indicators.registry import INDICATORS
from plan.overview.verdicts import IndicatorVerdicts, verdict, verdicts
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import set_assumptions
from plan.scenario.scenario import Plan


def row(rows: list[IndicatorVerdicts], indicator_id: str) -> IndicatorVerdicts:
    return next(r for r in rows if r.id == indicator_id)


@pytest.fixture
def rows(today: Evaluation, one_hub: Evaluation) -> list[IndicatorVerdicts]:
    return verdicts([today, one_hub])


def test_every_indicator_is_judged_with_its_own_value(rows, today: Evaluation, one_hub: Evaluation) -> None:
    assert [r.id for r in rows] == [known.id for known in INDICATORS]
    for known, found in zip(INDICATORS, rows, strict=True):
        assert [v.value for v in found.of.values()] == [known.compute(today), known.compute(one_hub)]


def test_lower_is_better_where_minutes_are_counted(rows) -> None:
    # The hub moves from the valley's mouth to its middle: the farthest village has 36 minutes, then 24.
    worst = row(rows, "hub_worst_car").of
    assert (worst["base"].change, worst["base"].better, worst["base"].best) == ("", None, False)
    assert (worst["s1"].change, worst["s1"].better, worst["s1"].best) == ("12分 減", True, True)


def test_what_is_the_same_is_neither_better_nor_best(rows) -> None:
    people = row(rows, "population")
    assert not people.differs
    assert [(v.better, v.best) for v in people.of.values()] == [(None, False)] * 2


def test_more_hubs_are_only_more_hubs(region: Region, plan: Plan) -> None:
    found = row(verdicts([evaluate(apply(region, plan, i)) for i in ("base", "s1", "s2")]), "hubs")
    assert all(v.better is None and not v.best for v in found.of.values())


def test_another_limit_counts_something_else(region: Region, plan: Plan) -> None:
    changed = set_assumptions(plan, "s1", Assumptions({"daily_min": 20}))
    found = row(verdicts([evaluate(apply(region, changed, i)) for i in ("base", "s1")]), "hub_daily_car")
    assert (found.of["s1"].change, found.of["s1"].better, found.of["s1"].best) == ("", None, False)


def test_what_is_not_known_is_never_best(
    today: Evaluation, one_hub: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = next(i for i in INDICATORS if i.id == "hub_daily_car")
    from dataclasses import replace

    half = replace(known, compute=lambda m: float("inf") if m is today else 10.0)
    monkeypatch.setattr("plan.overview.verdicts.INDICATORS", (half,))
    (found,) = verdicts([today, one_hub])
    assert (found.of["base"].best, found.of["s1"].best) == (False, True)
    assert found.of["s1"].better is None


def test_nothing_is_gained_against_a_present_that_has_no_hub(region: Region, plan: Plan) -> None:
    no_hall = replace(region, today_hubs=())
    rows = verdicts([evaluate(apply(no_hall)), evaluate(apply(no_hall, plan, "s1"))])
    of_hubs = [r for r in rows if r.id.startswith("hub_")]
    assert len(of_hubs) > 10
    assert {(r.of["s1"].change, r.of["s1"].better, r.of["s1"].best) for r in of_hubs} == {("", None, False)}
    assert row(rows, "hub_near_car").of["s1"].value > 0


def test_a_mean_is_compared_only_where_as_many_are_left_out(today: Evaluation, one_hub: Evaluation) -> None:
    known = next(i for i in INDICATORS if i.id == "hub_mean_car")
    assert known.left_out is not None
    assert verdict(known, one_hub, today).change
    counted = replace(known, left_out=lambda m: 300.0 if m is one_hub else 0.0)
    assert (verdict(counted, one_hub, today).change, verdict(counted, one_hub, today).better) == ("", None)
    # Fewer than one person more is nobody more.
    as_many = replace(known, left_out=lambda m: 300.2 if m is one_hub else 300.0)
    assert verdict(as_many, one_hub, today).change == verdict(known, one_hub, today).change


def test_every_mean_and_maximum_of_hubs_says_whom_it_leaves_out() -> None:
    assert [i.id for i in INDICATORS if i.left_out is None and i.id.startswith(("hub_mean", "hub_worst"))] == []


def test_a_present_without_hubs_is_not_the_best_of_one(region: Region, plan: Plan) -> None:
    bare = replace(region, today_hubs=(), fingerprint="without hubs")
    scenarios = [evaluate(apply(bare, plan, i)) for i in ("base", "s1", "s2")]
    alone, both = verdicts(scenarios[:2]), verdicts(scenarios)
    for name in ("hub_daily_car", "hub_near_car"):
        found = row(alone, name).of
        assert found["base"].value == 0 < found["s1"].value
        assert not any(v.best for v in found.values())
    assert not row(both, "hub_near_car").of["base"].best
