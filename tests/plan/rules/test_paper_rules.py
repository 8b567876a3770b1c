"""Rules P1 to P4: what the papers of the plan must say; the town is the drawn one."""

from __future__ import annotations

from typing import Any

from plan.applied import EffectiveScenario, apply
from plan.land.land import land_of
from plan.rules import paper_rules
from tests.plan.drawn_town import plan_of_the_town


def with_procedure(town_of: Any, **changes: Any) -> Any:
    scenario = plan_of_the_town()
    scenario["procedure"].update(changes)
    return land_of(town_of(None, scenario))


def test_the_good_papers_pass_each_of_them(good: EffectiveScenario) -> None:
    land = land_of(good)
    assert [[f.outcome for f in rule.check(land)] for rule in paper_rules.PAPER_RULES] == [["passed"]] * 4


def test_the_present_has_no_papers(good: EffectiveScenario) -> None:
    today = land_of(apply(good.region))
    assert [[f.outcome for f in rule.check(today)] for rule in paper_rules.PAPER_RULES] == [["not_checked"]] * 4


def test_every_year_after_the_first_needs_a_target(town_of: Any) -> None:
    kpi = {"indicator": "hub_near_walk", "base": 100, "base_year": 2025, "targets": {"2030": 1}}
    period = {"from": "2027-04-01", "to": "2031-03-31"}
    first, _ = paper_rules.kpis_can_be_judged(with_procedure(town_of, period=period, kpis=[kpi]))
    assert "年ごとの目標値（2028、2029、2031年）" in first.message
    assert first.ids == ("hub_near_walk",)


def test_a_known_indicator_brings_its_source(town_of: Any) -> None:
    own = {"indicator": "売上", "base": 1, "base_year": 2025, "targets": {"2028": 1, "2029": 2}}
    first, _ = paper_rules.kpis_can_be_judged(with_procedure(town_of, kpis=[own]))
    assert "「売上」に データの出典 がありません" in first.message
    (only,) = paper_rules.kpis_can_be_judged(with_procedure(town_of, kpis=[{**own, "source": "商工会"}]))
    assert only.outcome == "passed"


def test_publication_on_the_day_of_the_council_is_not_too_early(town_of: Any) -> None:
    same = paper_rules.council_and_publication_are_recorded(with_procedure(town_of, published_on="2027-01-20"))
    assert [f.outcome for f in same] == ["passed"]
    before = paper_rules.council_and_publication_are_recorded(with_procedure(town_of, published_on="2027-01-19"))
    assert [f.outcome for f in before] == ["failed", "passed"]


def test_what_the_map_lacks_is_named(town_of: Any) -> None:
    shown = {"scale": False, "north": True, "landmarks": []}
    first, _ = paper_rules.map_shows_what_it_must(with_procedure(town_of, map=shown))
    assert "区域を示す図に 縮尺、目標となる地物 がありません" in first.message
