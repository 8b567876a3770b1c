"""Ways by car with their lines: as long as travel times say, along roads that are there."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.files.crs import to_metric
from geo.region.region import read_region
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.routing import drive
from network.roads.snapping import join
from network.roads.travel_time import travel_times
from tests.network.random_towns import places as random_places
from tests.network.random_towns import towns
from tests.network.roads.by_hand import CRS, both_ways, drawn, lat_lon

SAMPLES = Path(__file__).parents[3] / "sample_regions"


def metres(line: tuple[tuple[float, float], ...], crs: int) -> shapely.LineString:
    lon, lat = np.array(line).T
    return shapely.LineString(to_metric(lat, lon, crs))


def agrees(roads: RoadGraph, points: pd.DataFrame) -> None:
    """Every way takes what travel times say over the roads, and its line begins and ends beside its two places and is as long as it says."""
    times = travel_times(roads, points, points)
    access_m = times.origin_access_m.to_numpy()
    road_m = join(compiled(roads, "car"), points).road_m
    walk = roads.assumptions["walk_general_m_per_min"]
    xy = to_metric(points["lat"].to_numpy(), points["lon"].to_numpy(), roads.crs)
    places = list(zip(points["lat"], points["lon"], strict=True))
    for i, j in itertools.product(range(len(points)), repeat=2):
        way = drive(roads, places[i], places[j])
        expected = times.minutes.to_numpy()[i, j]
        over_roads = way.minutes + (access_m[i] + access_m[j]) / walk
        apart_m = float(np.hypot(*(xy[i] - xy[j])))
        if apart_m < 1.0 or apart_m <= min(road_m[i] + road_m[j] + 1e-3, 1000.0):
            # So near to each other they are walked between; a line of a bus is drawn along the road all the same.
            assert expected == pytest.approx(min(over_roads, 0 if apart_m < 1.0 else apart_m / walk), abs=1e-5)
        else:
            assert expected == pytest.approx(over_roads, abs=1e-5)
        if way.exists:
            line = metres(way.line * 2 if len(way.line) == 1 else way.line, roads.crs)
            ends = np.array(line.coords)[[0, -1]]
            assert np.hypot(*(ends[0] - xy[i])) == pytest.approx(access_m[i], abs=0.2)
            assert np.hypot(*(ends[1] - xy[j])) == pytest.approx(access_m[j], abs=0.2)


@settings(max_examples=25)
@given(st.data())
def test_any_town_is_driven_as_travel_times_say(data: st.DataObject) -> None:
    graph, nodes, edges = data.draw(towns())
    places = data.draw(random_places(nodes, edges, "p"))
    agrees(RoadGraph.from_networkx(graph, crs=CRS), places)


@pytest.mark.parametrize("name", ["model_chiku", "okuyama"])
def test_samples_are_driven_as_travel_times_say(name: str) -> None:
    region = read_region(SAMPLES / name)
    roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    places = region.villages.head(6)
    agrees(roads, places)
    (a, b) = [(v.lat, v.lon) for v in places.head(2).itertuples()]
    way = drive(roads, a, b)
    assert metres(way.line, region.crs).length == pytest.approx(way.length_m, rel=0.01)


def test_a_bend_is_drawn_and_a_slower_short_cut_is_left() -> None:
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0)}
    fast = both_ways("a", "b", speed_kph=60.0, via=[(500.0, 300.0)])
    slow = both_ways("a", "b", speed_kph=10.0)
    roads = RoadGraph.from_networkx(drawn(nodes, [*fast, *slow]), crs=CRS)
    way = drive(roads, lat_lon(0, 0), lat_lon(1000, 0))
    assert way.length_m == pytest.approx(2 * np.hypot(500, 300), abs=0.1)
    assert np.array(metres(way.line, CRS).coords).round() == pytest.approx(np.array([(0, 0), (500, 300), (1000, 0)]))
    half = drive(roads, lat_lon(250, 150), lat_lon(750, 150))
    assert half.length_m == pytest.approx(np.hypot(500, 300), abs=0.1)
    assert len(half.line) == 3


def test_no_road_no_way() -> None:
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (0.0, 5000.0), "d": (1000.0, 5000.0)}
    roads = RoadGraph.from_networkx(drawn(nodes, [*both_ways("a", "b"), *both_ways("c", "d")]), crs=CRS)
    assert not drive(roads, lat_lon(0, 0), lat_lon(0, 5000)).exists
    assert not drive(roads, lat_lon(0, 0), lat_lon(0, 50_000)).exists
    here = drive(roads, lat_lon(0, 0), lat_lon(0, 0))
    assert here.minutes == pytest.approx(0, abs=1e-6)
    assert here.length_m == 0.0
