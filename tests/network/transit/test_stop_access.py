"""Walks to stops: over the roads, up to the limit, rounded against the walker."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.region.region import read_region
from network.roads.graph import RoadGraph
from network.transit import stop_access
from network.transit.rider_settings import BusSettings
from network.transit.stop_access import Walks, walks_between
from tests.network.brute_force import WALK_M_PER_MIN, brute_force
from tests.network.random_towns import places, towns
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

ROADS = roads_of(drawn({"u": (0, 0), "v": (1000, 0)}, both_ways("u", "v", length=1000.0, speed_kph=30.0)))


def test_a_walk_goes_along_the_road_and_both_ways_off_it() -> None:
    # 20 m to the road, 300 m along it, 30 m off it.
    starts, ends = points({"home": (100, 20)}), points({"stop": (400, -30), "far": (900, 0)})
    walks = walks_between(ROADS, starts, ends, 350.01)
    assert (walks.start.tolist(), walks.end.tolist()) == ([0], [0])
    assert walks.length_m[0] == pytest.approx(350, abs=0.01)
    assert len(walks_between(ROADS, starts, ends, 349.9).start) == 0


def test_seconds_are_rounded_up_but_whole_ones_stay() -> None:
    lengths = Walks(np.zeros(4, int), np.zeros(4, int), np.array([0.0, 80.0, 80.0 + 1e-9, 80.1]))
    assert lengths.seconds(80.0).tolist() == [0, 60, 60, 61]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_walks_equal_those_of_travel_times_the_slow_way(data: st.DataObject) -> None:
    graph, nodes, edges = data.draw(towns())
    homes, stops = data.draw(places(nodes, edges, "v")), data.draw(places(nodes, edges, "s"))
    expected = brute_force(graph, homes, stops, "walk") * WALK_M_PER_MIN
    expected = expected.where(expected >= 1.0, 0.0)
    walks = walks_between(roads_of(graph), homes, stops, 700.0)
    found = pd.DataFrame(math.inf, index=homes.index, columns=stops.index)
    for i, j, length_m in zip(walks.start, walks.end, walks.length_m, strict=True):
        found.iat[i, j] = length_m
    np.testing.assert_allclose(found, expected.where(expected <= 700.0, math.inf), atol=1e-3)


def told(walks: Walks) -> list[list[float]]:
    return [column.tolist() for column in (walks.start, walks.end, walks.length_m)]


def test_walks_from_many_places_are_searched_only_to_stops_that_are_new(monkeypatch: pytest.MonkeyPatch) -> None:
    region = read_region("sample_regions/okuyama")
    roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    homes = pd.concat([region.people[["lat", "lon"]]] * 3, ignore_index=True)
    assert len(homes) >= 200
    stops = region.facilities[["lat", "lon"]].head(12).reset_index(drop=True)
    moved = stops.copy()
    moved["lat"] += np.where(moved.index == 4, 0.001, 0.0)
    twice = pd.concat([moved, moved.head(2)], ignore_index=True)
    start = stop_access.places_bytes(homes)
    expected = [
        told(Walks(*stop_access._pairs(roads, start, stop_access.places_bytes(ends), 900.0)))
        for ends in (stops, moved, twice)
    ]
    searched: list[int] = []
    real = stop_access._pairs

    def counted(roads, starts, ends, limit_m):
        searched.append(len(ends) // 16)
        return real(roads, starts, ends, limit_m)

    monkeypatch.setattr(stop_access, "_pairs", counted)
    assert [told(walks_between(roads, homes, ends, 900.0)) for ends in (stops, moved, twice)] == expected
    assert all(len(column) > 100 for column in expected[0])
    assert searched == [12, 1]
    walks_between(roads, homes, stops, 901.0)
    walks_between(roads, homes.head(250), stops, 900.0)
    assert searched == [12, 1, 12, 12]


def test_only_so_many_stops_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stop_access, "_KNOWN_PLACES", 3)
    known = stop_access._WalksFrom(ROADS, stop_access.place_bytes(0.0, 0.0), 10.0, {})
    for number in range(8):
        known.to(stop_access.place_bytes(float(number), 0.0) + stop_access.place_bytes(float(number), 1.0))
        assert len(known.known) <= 4


@pytest.mark.parametrize(
    "wrong", [(0, 1, 1, 1), (1, -1, 1, 1), (1, 1, 0, 1), (1, 1, 1, -1), (math.nan, 1, 1, 1), (1, math.inf, 1, 1)]
)
def test_settings_that_nobody_can_walk_by_are_refused(wrong: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        BusSettings(*wrong)
