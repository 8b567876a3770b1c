"""What passing an edge costs, rung by rung."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reference.assumptions import Assumptions
from network.roads.edge_costs import edge_costs, maxspeed_kmh

PRIMARY_KMH = Assumptions().speed_kmh("primary")
ROAD_KMH = Assumptions().speed_kmh("road")


def minutes(**data: object) -> float:
    car_min, _, _ = edge_costs([{"length": 1000.0, **data}], np.array([500.0]), Assumptions())
    return float(car_min[0])


def test_travel_time_counts_before_everything():
    assert minutes(travel_time=90.0, speed_kph=10.0, highway="footway") == pytest.approx(1.5)
    assert minutes(travel_time=0.0, speed_kph=10.0) == 0


def test_speed_counts_before_the_class_and_is_not_capped():
    assert minutes(speed_kph=60.0, highway="footway", maxspeed="20") == pytest.approx(1)


def test_the_class_gives_the_speed_capped_by_the_limit():
    assert minutes(highway="primary") == pytest.approx(60 / PRIMARY_KMH)
    assert minutes(highway="primary_link") == pytest.approx(60 / PRIMARY_KMH)
    assert minutes(highway="primary", maxspeed="20") == pytest.approx(3)
    assert minutes(highway="primary", maxspeed="100") == pytest.approx(60 / PRIMARY_KMH)


def test_of_several_classes_the_slowest_that_cars_pass_counts():
    assert minutes(highway=["primary", "track", "footway"]) == minutes(highway="track")


def test_no_class_and_an_unknown_class_are_a_plain_road():
    assert minutes() == pytest.approx(60 / ROAD_KMH)
    assert minutes(highway="moon_lane") == pytest.approx(60 / ROAD_KMH)


def test_cars_do_not_pass_paths_nor_edges_without_speed():
    assert minutes(highway="footway") == math.inf
    assert minutes(speed_kph=0.0) == math.inf


def test_what_a_table_leaves_empty_is_not_given():
    assert minutes(travel_time=math.nan, speed_kph=60.0) == pytest.approx(1)
    assert minutes(travel_time=None, speed_kph=math.nan, highway="primary") == pytest.approx(60 / PRIMARY_KMH)


def test_on_foot_motorways_are_left_out():
    classes = ["motorway", "motorway_link", "ferry", "footway", "primary", ["motorway", "primary"]]
    _, length_m, on_foot = edge_costs([{"highway": c} for c in classes], np.arange(6.0), Assumptions())
    assert on_foot.tolist() == [False, False, False, True, True, True]
    assert length_m.tolist() == [0, 1, 2, 3, 4, 5]


def test_edges_do_not_answer_for_each_other():
    edges = [
        {"highway": "primary"},
        {"highway": "track"},
        {"highway": "primary", "maxspeed": "10"},
        {"highway": "primary"},
    ]
    car_min, _, _ = edge_costs(edges, np.full(4, 1000.0), Assumptions())
    assert car_min.tolist() == pytest.approx([minutes(**e) for e in edges])
    assert len(set(car_min.tolist())) == 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None), (40, 40), ("40", 40), (" 40 ", 40), ("40 km/h", 40), ("25 mph", 40.2336), (["60", "40"], 40),
        (["none", "50"], 50), (["none"], None), ("none", None), ("walk", None), (0, None), ("0", None), (math.nan, None),
        (np.int64(30), 30), ("40;50", None),
    ],
)  # fmt: skip
def test_speed_limits_are_read_as_they_are_written(value, expected):
    assert maxspeed_kmh(value) == (None if expected is None else pytest.approx(expected))


@given(st.text())
def test_no_text_breaks_the_reading_of_a_limit(text):
    limit = maxspeed_kmh(text)
    assert limit is None or limit > 0
