"""Distinct lines: both directions of a road are one, a bridge above a road is another."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from network.roads.segments import distinct_lines, metric_lines
from tests.network.roads.by_hand import CRS, in_degrees

BEND = [(0.0, 0.0), (50.0, 30.0), (100.0, 0.0)]


def distinct(*edges: tuple[int, int, list[tuple[float, float]]]) -> tuple[list[list], list[int], list[bool]]:
    lines = np.array([shapely.LineString(line) for *_, line in edges], dtype=object)
    found, of, forward = distinct_lines(lines, np.array([e[:2] for e in edges]).reshape(-1, 2))
    return [list(line.coords) for line in found], of.tolist(), forward.tolist()


def test_both_directions_and_parallels_share_a_line_in_the_drawing_of_the_first():
    found, of, forward = distinct((3, 1, BEND), (1, 3, BEND[::-1]), (3, 1, BEND))
    assert found == [BEND]
    assert of == [0, 0, 0]
    assert forward == [True, False, True]


def test_different_lines_between_the_same_nodes_stay_apart_in_their_order():
    straight = [BEND[0], BEND[-1]]
    higher = [BEND[0], (50.0, 31.0), BEND[-1]]
    found, of, forward = distinct(
        (1, 3, higher), (1, 3, straight), (3, 1, BEND[::-1]), (1, 3, BEND), (3, 1, higher[::-1])
    )
    assert found == [higher, straight, BEND[::-1]]
    assert of == [0, 1, 2, 2, 0]
    assert forward == [True, True, True, False, False]


def test_equal_lines_between_different_nodes_are_different_roads():
    _, of, _ = distinct((0, 1, BEND), (2, 3, BEND))
    assert of == [0, 1]


def test_loops_are_recognised_whichever_way_they_run():
    loop = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 0.0)]
    _, of, forward = distinct((5, 5, loop), (5, 5, loop[::-1]), (5, 5, loop))
    assert of == [0, 0, 0]
    assert forward == [True, False, True]


@given(st.lists(st.floats(-0.009, 0.009), min_size=6, max_size=6))
def test_the_last_digits_do_not_make_two_roads_of_one(noise):
    """Rounding alone would: two drawings a hair apart may round to either side of a millimetre."""
    back = (np.array(BEND[::-1]) + np.array(noise).reshape(3, 2)).tolist()
    _, of, forward = distinct((1, 3, BEND), (3, 1, back))
    assert of == [0, 0]
    assert forward == [True, False]


def test_no_edges_have_no_lines():
    found, of, forward = distinct_lines(np.zeros(0, dtype=object), np.zeros((0, 2), dtype=np.int64))
    assert (len(found), len(of), len(forward)) == (0, 0, 0)


def test_a_line_drawn_against_its_edge_is_turned_round():
    nodes = np.array([BEND[0], BEND[-1]])
    geometries = [in_degrees(*BEND), in_degrees(*BEND[::-1]), None]
    ends = np.array([[0, 1], [0, 1], [1, 0]])
    lines = metric_lines(geometries, ends, nodes, CRS)
    for line, expected in zip(lines, [BEND, BEND, [BEND[-1], BEND[0]]], strict=True):
        np.testing.assert_allclose(shapely.get_coordinates(line), expected, atol=1e-5)
