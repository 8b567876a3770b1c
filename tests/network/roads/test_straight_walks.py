"""Walks without a road, worked out on paper: a road of 2 km along the x axis, 60 km/h; people walk 80 m a minute."""

from __future__ import annotations

import math

import numpy as np
import pytest

from network.roads.compiled import compiled
from network.roads.critical_links import only_ways, reaching
from network.roads.edge_costs import Mode
from network.roads.snapping import join
from network.roads.straight_walks import straight_walks_m
from network.roads.travel_time import field_of, travel_times
from network.transit.stop_access import walks_between
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

ROAD = drawn({"a": (0.0, 0.0), "b": (2000.0, 0.0)}, both_ways("a", "b", speed_kph=60.0, highway="unclassified"))
TWO_ROADS = drawn(
    {"a": (0.0, 0.0), "b": (2000.0, 0.0), "c": (0.0, 1000.0), "d": (2000.0, 1000.0)},
    [*both_ways("a", "b", speed_kph=60.0), *both_ways("c", "d", speed_kph=60.0)],
)

# Home, place, minutes by car, minutes on foot.
CASES = {
    "the same point, 875 m from the road": ((1000, 875), (1000, 875), 0.0, 0.0),
    "neighbours 100 m apart, 875 m from the road": ((1000, 875), (1100, 875), 100 / 80, 100 / 80),
    "farther apart than their legs: over the road": ((500, 100), (1500, 100), 1 + 200 / 80, 1200 / 80),
    "across the road is as far either way": ((500, 30), (500, -30), 60 / 80, 60 / 80),
    "one above the other": ((700, 900), (700, 300), 600 / 80, 600 / 80),
    "legs as long as the way between": ((500, 300), (1100, 300), 0.6 + 600 / 80, 600 / 80),
    "no road within 1 km, 900 m apart": ((500, 1500), (1400, 1500), 900 / 80, 900 / 80),
    "no road within 1 km, too far to walk straight": ((500, 1500), (1600, 1500), math.inf, math.inf),
    "one beyond the last road": ((500, 1100), (500, 700), 400 / 80, 400 / 80),
    "less than a metre": ((500, 400), (500.6, 400), 0.0, 0.0),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("mode", ["car", "walk"])
def test_the_shorter_of_the_road_and_the_straight_walk_counts(name: str, mode: Mode) -> None:
    home_xy, place_xy, by_car, on_foot = CASES[name]
    home, place = points({"home": home_xy}), points({"place": place_xy})
    roads = roads_of(ROAD)
    expected = by_car if mode == "car" else on_foot
    if name.startswith("legs") and mode == "car":
        expected = 600 / 80  # 0.6 min in the car after two walks of 300 m are longer than the walk of 600 m
    for one, other in ((home, place), (place, home)):
        minutes = travel_times(roads, one, other, mode=mode).minutes.iloc[0, 0]
        assert minutes == pytest.approx(expected, abs=0.002)
        (lat, lon) = other[["lat", "lon"]].to_numpy()[0].tolist()
        field = field_of(roads, lat, lon, mode).minutes_from(join(compiled(roads, mode), one), 80.0)
        assert field[0] == pytest.approx(expected, abs=0.002)


@pytest.mark.parametrize("name", CASES)
def test_walks_to_stops_follow_the_same_rule(name: str) -> None:
    home_xy, place_xy, _, on_foot = CASES[name]
    walks = walks_between(roads_of(ROAD), points({"home": home_xy}), points({"stop": place_xy}), 5000.0)
    assert walks.length_m.tolist() == pytest.approx([on_foot * 80] if math.isfinite(on_foot) else [], abs=0.1)


@pytest.mark.parametrize(("apart_m", "expected"), [(400, 5.0), (600, 7.5), (700, math.inf)])
def test_between_two_pieces_one_walks_where_the_roads_are_farther(apart_m: float, expected: float) -> None:
    south, north = points({"s": (1000, 300)}), points({"n": (1000, 300 + apart_m)})
    # The northern place stands 300 m, 100 m and 0 m from its road at y = 1000.
    found = travel_times(roads_of(TWO_ROADS), south, north).minutes.iloc[0, 0]
    if apart_m == 600:
        expected = math.inf  # its road is 100 m away, ours 300 m: nearer than 600 m
    assert found == pytest.approx(expected, abs=0.002)


def test_the_cap_is_an_assumption() -> None:
    home, place = points({"h": (1000, 875)}), points({"p": (1100, 875)})
    over_road = (875 * 2) / 80 + 0.1
    assert travel_times(roads_of(ROAD, straight_walk_m=100.5), home, place).minutes.iloc[0, 0] == pytest.approx(1.25)
    assert travel_times(roads_of(ROAD, straight_walk_m=99.0), home, place).minutes.iloc[0, 0] == pytest.approx(over_road, abs=0.002)  # fmt: skip


def test_a_stop_at_the_door_takes_no_second() -> None:
    roads = roads_of(ROAD)
    for away_m, seconds in ((0.0, 0), (0.4, 0), (0.9, 0), (1.1, 2), (30.0, 36)):
        stop = points({"stop": (500 + away_m, 0)})
        walks = walks_between(roads, points({"clinic": (500, 0)}), stop, 500.0)
        assert walks.seconds(50.0).tolist() == [seconds], away_m


def test_who_walks_to_a_place_is_not_cut_off_from_it() -> None:
    roads = roads_of(ROAD)
    homes = points({"near": (1000, 875), "far": (200, 10)})
    hub = points({"hub": (1100, 875)})
    people = homes["lat"] * 0 + 10.0
    assert reaching(roads.closing(roads.edge_ids), roads, homes, hub).tolist() == [True, False]
    assert all("near" not in link.villages for link in only_ways(roads, homes, people, hub))


def test_closing_a_road_makes_nobody_walk_across_country() -> None:
    far = {"c": (0.0, 5000.0), "d": (2000.0, 5000.0)}
    roads = roads_of(
        drawn(
            {"a": (0.0, 0.0), "b": (2000.0, 0.0), **far}, [*both_ways("a", "b", speed_kph=60.0), *both_ways("c", "d")]
        )
    )
    homes, shop = points({"on the road": (500, 0), "off it": (500, 300)}), points({"shop": (700, 200)})
    before = travel_times(roads, homes, shop).minutes["shop"]
    after = travel_times(roads.closing([("a", "b", 0), ("b", "a", 0)]), homes, shop).minutes["shop"]
    # 200 m and 100 m apart, 300 + 200 m from their road: straight before and after; on the road one needs it.
    assert after.tolist() == pytest.approx([math.inf, math.hypot(200, 100) / 80], abs=0.002)
    assert before.tolist() == pytest.approx([0.2 + 200 / 80, math.hypot(200, 100) / 80], abs=0.002)


def test_where_no_road_is_open_nothing_is_told() -> None:
    roads = roads_of(ROAD)
    home = points({"home": (1000, 875)})
    assert travel_times(roads, home, home).minutes.iloc[0, 0] == 0
    assert travel_times(roads.closing(roads.edge_ids), home, home).minutes.iloc[0, 0] == math.inf


def test_nobody_and_nowhere() -> None:
    network = compiled(roads_of(ROAD), "walk")
    some, none = join(network, points({"a": (0, 0)})), join(network, points({}))
    assert straight_walks_m(some, none).shape == (1, 0)
    assert straight_walks_m(none, some).shape == (0, 1)
    assert np.isfinite(straight_walks_m(some, some)).all()
