"""The gain of a node is what the travel times to it say, counted one by one."""

from __future__ import annotations

import numpy as np
import pytest

from geo.files.crs import to_degrees
from geo.region.region import read_region
from network.roads.areas.gain_surface import gains, node_table
from network.roads.graph import RoadGraph
from network.roads.travel_time import travel_times


@pytest.mark.parametrize(("mode", "reach"), [("car", 4.0), ("walk", 15.0)])
def test_the_gain_is_the_people_newly_within_reach(mode, reach):
    region = read_region("sample_regions/okuyama")
    roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    table = node_table(roads, region.villages, limit_min=45, mode=mode)
    people = region.villages["population"].to_numpy(dtype=float)
    now = travel_times(roads, region.villages, region.facilities.head(1), mode=mode).minutes.to_numpy()[:, 0]
    found = gains(table, people, now, reach)
    picks = np.linspace(0, len(found) - 1, 25).astype(int)
    lat, lon = to_degrees(table.node_xy_m[picks], region.crs)
    there = region.facilities.iloc[[0] * len(picks)].assign(lat=lat, lon=lon)
    there.index = [f"n{i}" for i in picks]
    minutes = travel_times(roads, region.villages, there, mode=mode).minutes.to_numpy()
    slow = [people[(minutes[:, k] <= reach) & (now > reach)].sum() for k in range(len(picks))]
    assert found[picks].tolist() == slow
    assert found.max() > 0


def test_a_reach_beyond_the_table_is_refused():
    region = read_region("sample_regions/model_chiku")
    roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    table = node_table(roads, region.villages, limit_min=10)
    with pytest.raises(ValueError, match="10"):
        gains(table, np.ones(6), np.zeros(6), 20)
