"""Thinning keeps what hangs together together, holes holes, and leaves a line one pixel wide."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.marks.skeleton import thinned, width_px


def count(mask: np.ndarray, connectivity: int) -> int:
    return int(cv2.connectedComponents(mask.astype(np.uint8), connectivity=connectivity)[0]) - 1


@st.composite
def drawings(draw: st.DrawFn) -> np.ndarray:
    mask = np.zeros((60, 60), dtype=np.uint8)
    place = st.tuples(st.integers(8, 52), st.integers(8, 52))
    for _ in range(draw(st.integers(1, 4))):
        cv2.line(mask, draw(place), draw(place), (1,), draw(st.integers(3, 7)))
    return mask.astype(bool)


@settings(max_examples=15, deadline=None)
@given(drawings())
def test_the_line_hangs_together_as_the_drawing_does(mask: np.ndarray) -> None:
    line = thinned(mask)
    assert not (line & ~mask).any()
    assert count(line, 8) == count(mask, 8)
    assert count(~line, 4) == count(~mask, 4)
    blocks = line[:-1, :-1] & line[1:, :-1] & line[:-1, 1:] & line[1:, 1:]
    assert blocks.sum() <= 4  # at a crossing a block of two by two may stay


def test_a_ring_becomes_its_middle_line() -> None:
    mask = np.zeros((81, 81), dtype=np.uint8)
    cv2.circle(mask, (40, 40), 25, (1,), 7)
    y, x = np.nonzero(thinned(mask.astype(bool)))
    assert np.hypot(x - 40, y - 40) == pytest.approx(np.full(len(x), 25.0), abs=1.2)


@pytest.mark.parametrize("width", [3, 7, 11])
def test_the_width_of_a_stroke_is_known(width: int) -> None:
    mask = np.zeros((60, 90), dtype=bool)
    mask[20 : 20 + width, 10:80] = True
    assert width_px(mask, thinned(mask)) == pytest.approx(width, abs=1)


def test_nothing_stays_nothing() -> None:
    assert width_px(np.zeros((5, 5), dtype=bool), np.zeros((5, 5), dtype=bool)) == 1
    assert not thinned(np.zeros((5, 5), dtype=bool)).any()
