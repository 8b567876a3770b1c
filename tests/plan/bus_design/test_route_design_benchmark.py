"""What designs are compared with: a town made from a feed drives as its buses do, tours are back in time, rows say who is better."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.route_design_rivals import Rival, measured, todays_lines, tours
from benchmarks.route_design_town import _row
from benchmarks.route_design_towns import feed_town
from geo.gtfs.views import read_gtfs
from geo.region.region import read_region
from plan.applied import apply
from plan.bus_design.designs import Designs, designs
from plan.bus_design.request import BusDesignRequest, design_task
from plan.scenario.scenario import Plan
from tests.network.bus_design.town.small_town import small_task

FEED = Path("sample_regions/okuyama/gtfs")


def test_a_town_of_a_feed_takes_as_long_as_its_buses(tmp_path: Path) -> None:
    region = read_region(feed_town(FEED, tmp_path / "r", "試し"))
    feed, _ = read_gtfs(FEED)
    assert feed is not None
    assert len(region.villages) == feed.stops["stop_name"].nunique() - 1
    effective = apply(region)
    task = design_task(effective, Plan(region.id, region.fingerprint), BusDesignRequest("f0", 1, 1))
    running = task.town.running
    at = {stop.name: stop for stop in (task.town.hub, *task.town.stops)}
    names = feed.stops["stop_name"]
    rows = feed.stop_times.sort_values(["trip_id", "stop_sequence"])
    first = rows[rows["trip_id"] == rows["trip_id"].iloc[0]]
    for (_, a), (_, b) in zip(first.iloc[:-1].iterrows(), first.iloc[1:].iterrows(), strict=True):
        ends = [at[str(names[stop])] for stop in (a["stop_id"], b["stop_id"])]
        ours_s, published_s = running.leg_s(*ends), b["arrival_s"] - a["departure_s"]
        assert ours_s <= published_s + 45
    (buses,) = todays_lines(task, same_days=True)
    assert buses.vehicles >= 1
    assert buses.outing_share > 0


@pytest.mark.slow
def test_tours_are_within_vehicles_and_rules(tmp_path: Path) -> None:
    task = small_task(tmp_path, vehicles=2, drivers=2)
    found = tours(task)
    assert found
    assert all(rival.allowed for rival in found)
    assert found[0].outing_share == max(rival.outing_share for rival in found)


def test_a_row_says_what_ours_give_for_the_same_money_and_what_the_same_costs(tmp_path: Path) -> None:
    task = small_task(tmp_path, vehicles=1, drivers=1)
    ours: Designs = designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=6))
    last = ours.designs[-1]
    as_ours = measured("the same", task, last.scenario.services)
    assert (as_ours.cost_yen, as_ours.outing_share, as_ours.allowed) == (last.cost_yen, last.figures.outing_share, True)
    row = _row("町", as_ours, ours.designs)
    assert (row["our_share_at_its_cost"], row["our_cost_at_its_share"]) == (last.figures.outing_share, last.cost_yen)
    best = Rival("?", last.cost_yen - 1.0, 1.1, True, 1, 1)
    row = _row("町", best, ours.designs)
    assert row["our_cost_at_its_share"] is None
    assert row["our_share_at_its_cost"] != last.figures.outing_share
    free = _row("町", replace(best, cost_yen=0.0, outing_share=-np.inf), ours.designs)
    assert free["our_share_at_its_cost"] is None
    assert free["our_cost_at_its_share"] == ours.designs[0].cost_yen
