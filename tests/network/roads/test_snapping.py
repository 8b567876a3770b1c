"""Joining points to roads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from network.roads.compiled import compiled
from network.roads.snapping import join
from tests.network.roads.by_hand import both_ways, drawn, points, roads_of

NODES = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (1000.0, 1000.0)}
EDGES = [*both_ways("a", "b", travel_time=100.0), ("b", "c", {"travel_time": 100.0})]


@pytest.fixture
def car():
    return compiled(roads_of(drawn(NODES, EDGES)), "car")


def test_a_point_within_a_metre_of_a_node_joins_the_node(car):
    joined = join(car, points({"at": (999.5, 0.5), "beside": (998.5, 0.5)}))
    assert joined.segment.tolist()[0] == -1
    assert joined.node[0].tolist() == [1, -1]
    assert joined.leave[0, 0] == joined.arrive[0, 0] == 0
    assert joined.segment.tolist()[1] == 0
    assert joined.access_m.tolist() == pytest.approx([np.sqrt(0.5), 0.5], abs=1e-3)


def test_a_point_joins_the_nearest_edge_in_its_middle(car):
    joined = join(car, points({"two-way": (250.0, 30.0), "one-way": (1020.0, 300.0)}))
    assert joined.share.tolist() == pytest.approx([0.25, 0.3], abs=1e-4)
    assert joined.access_m.tolist() == pytest.approx([30, 20], abs=1e-3)
    assert joined.leave[0] * 60 == pytest.approx([25, 75], abs=0.01)
    assert joined.arrive[0] * 60 == pytest.approx([25, 75], abs=0.01)
    assert joined.leave[1] * 60 == pytest.approx([np.inf, 70], abs=0.01)
    assert joined.arrive[1] * 60 == pytest.approx([30, np.inf], abs=0.01)


def test_beyond_the_end_of_a_road_a_point_joins_its_last_node(car):
    joined = join(car, points({"west": (-300.0, 40.0)}))
    assert joined.node[0].tolist() == [0, -1]
    assert joined.access_m[0] == pytest.approx(np.hypot(300, 40), abs=0.01)


@pytest.mark.parametrize("order", [("east", "west"), ("west", "east")])
def test_of_equally_near_edges_the_first_counts(order):
    """A diamond that is its own mirror image about the meridian of the zone: east and west are equally near."""
    nodes = {"top": (0.0, 1000.0), "bottom": (0.0, -1000.0)}
    bends = {"east": [(300.0, 0.0)], "west": [(-300.0, 0.0)]}
    edges = [("top", "bottom", {"via": bends[name]}) for name in order]
    network = compiled(roads_of(drawn(nodes, edges)), "walk")
    assert join(network, points({"p": (0.0, 0.0)})).segment.tolist() == [0]


def test_several_nodes_at_one_place_are_joined_by_their_order():
    nodes = {"b": (500.0, 0.0), "a": (500.0, 0.0), "x": (0.0, 0.0), "y": (0.0, 900.0)}
    network = compiled(roads_of(drawn(nodes, [("x", "b", {}), ("y", "a", {})])), "walk")
    assert join(network, points({"p": (500.0, 0.2)})).node[0, 0] == 0


def test_the_line_of_a_mode_that_cannot_use_it_is_not_joined():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (0.0, 100.0), "d": (1000.0, 100.0)}
    edges = [*both_ways("a", "b", highway="motorway"), *both_ways("c", "d", highway="path")]
    roads = roads_of(drawn(nodes, edges))
    spot = points({"p": (500.0, 10.0)})
    assert join(compiled(roads, "car"), spot).access_m[0] == pytest.approx(10, abs=0.01)
    assert join(compiled(roads, "walk"), spot).access_m[0] == pytest.approx(90, abs=0.01)


def test_two_roads_over_each_other_do_not_lend_each_other_their_ends():
    """A bridge drawn with the very line of the road below, between other nodes."""
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "above a": (0.0, 0.0), "above b": (1000.0, 0.0)}
    network = compiled(roads_of(drawn(nodes, [("a", "b", {}), ("above b", "above a", {})])), "car")
    joined = join(network, points({"p": (400.0, 5.0)}))
    assert joined.node[0].tolist() == [0, 1]
    assert np.isinf(joined.leave[0, 0])
    assert np.isfinite(joined.leave[0, 1])


def test_far_points_and_points_off_the_plane_join_nothing(car):
    nowhere = pd.DataFrame(
        {"lat": [-36.0, 0.0, 36.5], "lon": [-42.8, 47.17, 137.0]}, index=["antipode", "off the plane", "far"]
    )
    joined = join(car, nowhere)
    assert np.isinf(joined.access_m).all()
    assert joined.pieces.tolist() == [-1, -1, -1]
    assert len(joined) == 3


def test_joining_is_kept_by_content(car):
    spots = points({"p": (400.0, 5.0)})
    assert join(car, spots) is join(car, spots.copy())
    assert join(car, spots) is not join(car, points({"p": (400.0, 6.0)}))
