"""A set of hubs taken over as a scenario: its hubs, what it keeps, and that the plan before is untouched."""

from __future__ import annotations

import pandas as pd
import pytest

from plan.siting.adoption import adopt

PLACES = pd.DataFrame(
    {"name": ["旧下野小学校", "谷口の空き店舗", "下野拠点"], "lat": [33.0, 33.1, 33.2], "lon": [135.0, 135.1, 135.2]},
    index=["s1", "s2", "h1"],
)


def test_the_new_scenario_stands_on_what_was_searched_on(plan):
    after, new = adopt(plan, "s2", "候補の組合せ", PLACES, ["s2", "s1"], taken_ids={"h3"})
    scenario, before = after.scenario(new), plan.scenario("s2")
    assert (scenario.name, scenario.based_on) == ("候補の組合せ", before.based_on)
    assert (scenario.roads, scenario.facilities) == (before.roads, before.facilities)
    assert [(h.name, h.site_id, h.lat) for h in scenario.hubs] == [
        ("谷口の空き店舗", "s2", 33.1),
        ("旧下野小学校", "s1", 33.0),
    ]
    assert {h.id for h in scenario.hubs}.isdisjoint({"h1", "h2", "h3"})
    assert after.scenarios[:-1] == plan.scenarios


def test_a_hub_that_was_locked_stays_what_it_is(plan):
    after, new = adopt(plan, "s1", "固定", PLACES, ["h1", "s2"])
    kept, added = after.scenario(new).hubs
    assert kept == plan.scenario("s1").hub("h1")
    assert (added.name, added.site_id) == ("谷口の空き店舗", "s2")


def test_on_the_present_it_is_a_scenario_of_its_own(plan):
    after, new = adopt(plan, "base", plan.scenarios[0].name, PLACES, ["s1"])
    assert after.scenario(new).based_on == "base"
    assert after.scenario(new).name != plan.scenarios[0].name
    with pytest.raises(KeyError):
        adopt(plan, "base", "どこにもない", PLACES, ["s9"])
