"""Strokes are followed straight on at crossings: two that cross are two, a ring is closed, bumps are no strokes."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.marks.strokes import strokes_of

WIDTH = 7


def drawn(*paths: list[tuple[float, float]], closed: bool = False, size: int = 240, width: int = WIDTH) -> np.ndarray:
    mask = np.zeros((size, size), dtype=np.uint8)
    for path in paths:
        cv2.polylines(mask, [np.array(path, dtype=np.int32)], closed, (1,), width)
    return mask.astype(bool)


def ends(path: np.ndarray) -> set[tuple[int, int]]:
    return {tuple(np.round(path[i] / 10).astype(int) * 10) for i in (0, -1)}


@settings(max_examples=12, deadline=None)
@given(st.floats(0, 180), st.floats(35, 145))
def test_two_lines_that_cross_are_two_strokes(turn: float, apart: float) -> None:
    lines = [
        [tuple(120 + r * np.array([np.cos(a), np.sin(a)])) for r in (-90, 90)] for a in np.radians([turn, turn + apart])
    ]
    strokes = strokes_of(drawn(*lines))
    assert len(strokes) == 2
    assert sorted(s.length for s in strokes) == pytest.approx([180, 180], abs=14)


def test_a_line_through_a_ring_leaves_the_ring_closed() -> None:
    around = [(120 + 60 * np.cos(t), 120 + 60 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 80)]
    mask = drawn(around, closed=True) | drawn([(10, 118), (230, 123)])
    strokes = strokes_of(mask)
    assert len(strokes) == 2
    ring, line = sorted(strokes, key=lambda s: -s.length)
    assert ring.closed
    assert ring.length == pytest.approx(2 * np.pi * 60, rel=0.05)
    assert not line.closed
    assert line.length == pytest.approx(220, abs=12)


def test_a_ring_alone_is_closed_and_its_width_is_known() -> None:
    around = [(120 + 60 * np.cos(t), 120 + 60 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 80)]
    (ring,) = strokes_of(drawn(around, closed=True))
    assert ring.closed
    assert ring.width == pytest.approx(WIDTH, abs=1.5)


def test_a_side_road_ends_where_it_meets_the_main_line() -> None:
    strokes = strokes_of(drawn([(20, 120), (220, 120)], [(120, 120), (120, 220)]))
    assert sorted(round(s.length, -1) for s in strokes) == [100, 200]


def test_a_corner_is_no_end() -> None:
    path = [(20.0, 180.0), (80.0, 60.0), (140.0, 180.0), (200.0, 60.0)]
    (stroke,) = strokes_of(drawn(path))
    whole = sum(np.hypot(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(path))
    assert stroke.length == pytest.approx(whole, rel=0.06)
    assert ends(stroke.path) == {(20, 180), (200, 60)}


def test_bumps_of_the_outline_are_no_strokes() -> None:
    mask = drawn([(20, 120), (220, 120)], width=9)
    for x in range(40, 210, 23):
        mask[124:128, x : x + 3] = True
    assert len(strokes_of(mask)) == 1
