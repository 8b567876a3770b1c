"""The effect of the next hub, against minutes that are counted anew with a hub at the node."""

from __future__ import annotations

import numpy as np
import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.next_hub import limits_min, next_hub
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan


def with_hubs(places: list[tuple[float, float]]) -> Evaluation:
    region = read_region("sample_regions/okuyama")
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    for lat, lon in places:
        plan, _ = add_hub(plan, scenario, lat, lon)
    return evaluate(apply(region, plan, scenario))


@pytest.mark.parametrize("mode", ["car", "walk"])
def test_a_hub_at_the_best_node_brings_as_many_as_was_said(mode):
    region = read_region("sample_regions/okuyama")
    first = (float(region.villages["lat"].iloc[0]), float(region.villages["lon"].iloc[0]))
    before = with_hubs([first])
    for within in limits_min(before, mode)[:2]:
        found = next_hub(before, mode, within)
        people = region.villages["population"].to_numpy()
        reached = before.nearest_hub(mode)["minutes"].to_numpy() <= within
        for node in (int(found.persons.argmax()), 0, len(found.lat) // 2):
            after = with_hubs([first, (float(found.lat[node]), float(found.lon[node]))])
            now_reached = after.nearest_hub(mode)["minutes"].to_numpy() <= within
            assert people[now_reached & ~reached].sum() == pytest.approx(found.persons[node])


def test_without_a_hub_everybody_near_a_node_is_new():
    region = read_region("sample_regions/okuyama")
    found = next_hub(with_hubs([]), "car", 60.0)
    assert 0 < found.persons.max() <= region.total_population
    assert np.isfinite(found.persons).all()


def test_a_limit_beyond_the_longest_is_refused():
    with pytest.raises(ValueError, match="60"):
        next_hub(with_hubs([]), "car", 90.0)
