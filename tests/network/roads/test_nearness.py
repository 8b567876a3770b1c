"""Metres to the nearest place, straight and walked, on roads drawn by hand and against every pair."""

from __future__ import annotations

import numpy as np
import pytest

from geo.reference.assumptions import Assumptions
from network.population.gaps import GAP_DEFINITIONS
from network.roads.nearness import straight_m, walked_m
from tests.network.roads.by_hand import CRS, both_ways, drawn, points, roads_of

# A street of 2 km along x, and a bend: from (0, 0) up to (0, 300) and across to (300, 300).
STREET = roads_of(drawn({"a": (0, 0), "b": (2000, 0)}, both_ways("a", "b", highway="residential")))
BEND = roads_of(drawn({"a": (0, 0), "b": (0, 300), "c": (300, 300)},
                      [*both_ways("a", "b", highway="path"), *both_ways("b", "c", highway="path")]))  # fmt: skip


def test_walking_follows_the_road_where_the_straight_line_cuts_the_corner() -> None:
    home, stop = points({"h": (0, 0)}), points({"s": (300, 300)})
    assert straight_m(home, stop, CRS) == pytest.approx([300 * 2**0.5], abs=0.1)
    assert walked_m(BEND, home, stop, 1000) == pytest.approx([600], abs=0.5)
    assert walked_m(BEND, home, stop, 500).tolist() == [np.inf]


def test_the_nearest_of_many_places_counts() -> None:
    homes = points({f"h{i}": (130.0 * i + 7, 0) for i in range(15)})
    stops = points({f"s{i}": (61.0 * i + 3, 5) for i in range(300)})
    each = [walked_m(STREET, homes, stops.iloc[[i]], 700) for i in range(len(stops))]
    assert walked_m(STREET, homes, stops, 700).tolist() == np.min(each, axis=0).tolist()
    each = [straight_m(homes, stops.iloc[[i]], CRS) for i in range(len(stops))]
    assert straight_m(homes, stops, CRS).tolist() == np.min(each, axis=0).tolist()


def test_without_places_or_points() -> None:
    home, none = points({"h": (0, 0)}), points({})
    assert straight_m(home, none, CRS).tolist() == [np.inf]
    assert walked_m(STREET, home, none, 1000).tolist() == [np.inf]
    assert straight_m(none, home, CRS).shape == walked_m(STREET, none, home, 1000).shape == (0,)


def test_of_100_people_along_2_km_half_live_within_500_m_of_the_stop_in_the_middle() -> None:
    homes = points({f"h{i}": (10 + 20 * i, 0) for i in range(100)})
    stop = points({"s": (1000, 0)})
    for metres in (straight_m(homes, stop, CRS), walked_m(STREET, homes, stop, 2000)):
        assert (metres <= 500).sum() == 50
        assert (metres <= 300).sum() == 30
        assert (metres <= 1000).sum() == 100


def test_a_gap_may_be_one_over_the_road_and_none_in_a_straight_line() -> None:
    homes, stop = points({"h": (0, 0)}), points({"s": (300, 300)})
    rural, nowhere = GAP_DEFINITIONS["rural"], np.array([np.inf])
    assert rural.gaps(nowhere, straight_m(homes, stop, CRS), Assumptions()).tolist() == [False]
    assert rural.gaps(nowhere, walked_m(BEND, homes, stop, 1000), Assumptions()).tolist() == [True]
