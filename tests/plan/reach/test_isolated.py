"""Who depends on a single road: worked out by hand on the small region, and by closing every stretch in turn.

The one road runs n1–n2–n3–n4–n5; office and clinic stand at n1. v2 (50) hangs on n1–n2, v3 (20) on n2–n3 too, v4 (30) and v5 (10)
further on; v6 has no road; nobody lives in v7.
"""

from __future__ import annotations

import numpy as np
import pytest

from geo.region.region import read_region
from network.roads.travel_time import travel_times
from plan.applied import apply
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import NO_NAME, isolation, targets_on_offer
from plan.scenario.edits import add_scenario, edit_road
from plan.scenario.scenario import Plan, RoadEdit


def test_stretches_are_those_of_the_drawing(today: Evaluation):
    effective = today.effective
    found = isolation(effective, targets_on_offer(effective)["medical"])
    assert [(s.persons, s.villages) for s in found.stretches] == [
        (110, ("v2", "v4", "v3", "v5")),
        (60, ("v4", "v3", "v5")),
        (40, ("v4", "v5")),
        (10, ("v5",)),
    ]
    assert found.stretches[0].between == ("上野", "中野")
    assert found.stretches[0].road == NO_NAME
    assert found.depending[["v1", "v2", "v3", "v4", "v5"]].tolist() == [0, 1, 2, 3, 4]
    assert np.isnan(found.depending["v6"])
    assert (found.persons_depending, found.cut_now, found.persons_without) == (110, (), 5)


def test_closed_roads_tell_whom_they_cut_off_now(region, plan, today):
    effective = apply(region, plan, "s2")  # closes n4–n5
    found = isolation(effective, targets_on_offer(today.effective)["medical"])
    assert (found.cut_now, found.persons_cut_now) == (("v5",), 10)
    assert np.isnan(found.depending["v5"])
    assert [s.persons for s in found.stretches] == [100, 50, 30]


def test_places_on_offer_are_those_that_the_scenario_has(today, one_hub):
    assert set(targets_on_offer(today.effective)) == {"hubs", "medical", "sites"}
    assert list(targets_on_offer(one_hub.effective)["hubs"].index) == ["h1"]
    facilities = today.effective.facilities.copy()
    facilities.loc["f-shop", "subtype"] = "指定避難所"
    from dataclasses import replace

    assert list(targets_on_offer(replace(today.effective, facilities=facilities))["shelters"].index) == ["f-shop"]


@pytest.mark.parametrize("number", [0, 3, 20])
def test_wherever_a_stretch_is_lost_the_same_people_are_cut_off(number):
    region = read_region("sample_regions/okuyama")
    today = apply(region)
    places = targets_on_offer(today)["hubs"]
    found = isolation(today, places)
    stretch = found.stretches[min(number, len(found.stretches) - 1)]
    inhabited = region.villages["population"] > 0
    for edges in ([stretch.edges[0]], [stretch.edges[-1]], list(stretch.edges)):
        both = [e for e in stretch.edges if {e[0], e[1]} == {edges[0][0], edges[0][1]}] if len(edges) == 1 else edges
        minutes = travel_times(today.roads.closing(both), region.villages, places).minutes
        lost = ~np.isfinite(minutes.to_numpy()).any(axis=1) & inhabited.to_numpy()
        assert set(region.villages.index[lost]) == set(stretch.villages)


def test_closing_a_stretch_moves_its_people_from_depending_to_cut_off():
    region = read_region("sample_regions/okuyama")
    places = targets_on_offer(apply(region))["hubs"]
    stretch = isolation(apply(region), places).stretches[0]
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    plan = edit_road(plan, scenario, RoadEdit("close", stretch.edges))
    after = isolation(apply(region, plan, scenario), places)
    assert set(after.cut_now) == set(stretch.villages)
    assert after.persons_cut_now == stretch.persons
