"""Checking a scenario: every rule in its order, or those that were asked for, and what follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.region.region import read_region
from plan.applied import EffectiveScenario, apply
from plan.file.plan_file import open_plan
from plan.rules.checking import check, rules_document
from plan.rules.registry import RULES
from plan.scenario.scenario import BASE
from tests.plan.drawn_town import place, plan_of_the_town

SAMPLES = Path(__file__).resolve().parents[3] / "sample_regions"


def test_every_rule_answers_in_its_order(good: EffectiveScenario) -> None:
    answered = [r.rule for r in check(good)]
    assert list(dict.fromkeys(answered)) == [r.code for r in RULES]


def test_the_order_of_the_rules_holds_however_they_are_asked_for(good: EffectiveScenario) -> None:
    last, first = RULES[-1].code, RULES[0].code
    assert list(dict.fromkeys(r.rule for r in check(good, [last, first, "Z9"]))) == [first, last]
    assert check(good, []) == ()


def test_the_document_holds_the_results_and_what_follows(good: EffectiveScenario) -> None:
    document = rules_document(good)
    assert set(document) == {"results", "council", "notices_due", "permits"}
    assert document["results"] == [r.as_dict() for r in check(good)]
    assert any("知事" in m["member"] for m in document["council"])


def test_a_town_whose_only_hub_stands_in_a_use_zone_gets_an_answer_from_every_rule(town_of: Any) -> None:
    scenario = plan_of_the_town()
    lat, lon = place(2700, 2700)  # the use zone is the square from 2500 to 2900
    scenario["hubs"] = [{**scenario["hubs"][0], "lat": lat, "lon": lon, "areas": [], "facilities": []}]
    answered = check(town_of(None, scenario))
    assert {r.rule for r in answered} == {r.code for r in RULES}
    induced = next(r for r in answered if r.rule == "H2")
    assert (induced.outcome, induced.ids) == ("not_checked", ("h1",))
    assert "用途地域の中" in induced.message


@pytest.mark.parametrize("sample", sorted(p.parent.name for p in SAMPLES.glob("*/region.toml")))
def test_every_scenario_of_a_sample_gets_an_answer_from_every_rule(sample: str) -> None:
    region, plan = read_region(SAMPLES / sample), open_plan(SAMPLES / sample / "example.plan.json")
    for scenario_id in (BASE, *(s.id for s in plan.scenarios)):
        answered = check(apply(region, plan, scenario_id))
        assert list(dict.fromkeys(r.rule for r in answered)) == [r.code for r in RULES]
