"""Strokes are put together across gaps that are short or hidden, in one direction only, and stay apart else."""

from __future__ import annotations

import numpy as np
import pytest

from hall.marks.joined import joined
from hall.marks.strokes import Stroke
from hall.photos.straighten import PX_PER_MM

SHAPE = (400, 600)


def line(x0: float, y0: float, x1: float, y1: float) -> Stroke:
    steps = int(max(abs(x1 - x0), abs(y1 - y0)))
    return Stroke(np.column_stack([np.linspace(x0, x1, steps), np.linspace(y0, y1, steps)]), False, 7.0)


def bare() -> np.ndarray:
    return np.zeros(SHAPE, dtype=bool)


def test_a_hair_is_bridged_and_a_gap_is_not() -> None:
    near, far = line(20, 100, 200, 100), line(200 + PX_PER_MM, 101, 400, 101)
    (one,) = joined([near, far], bare())
    assert one.length == pytest.approx(380, abs=4)
    assert len(joined([near, line(200 + 3 * PX_PER_MM, 100, 400, 100)], bare())) == 2


def test_another_pen_that_crosses_hides_a_wider_gap() -> None:
    pieces = [line(20, 100, 200, 100), line(230, 100, 400, 100)]
    over = bare()
    over[:, 200:230] = True
    assert len(joined(pieces, over)) == 1
    assert len(joined(pieces, bare())) == 2


def test_what_runs_beside_or_turns_away_stays_apart() -> None:
    assert len(joined([line(20, 100, 200, 100), line(20, 107, 200, 107)], bare())) == 2
    assert len(joined([line(20, 100, 200, 100), line(204, 104, 204, 300)], bare())) == 2


def test_a_ring_with_a_hair_is_closed() -> None:
    t = np.linspace(0.03, 2 * np.pi - 0.03, 400)
    ring = Stroke(np.column_stack([200 + 90 * np.cos(t), 200 + 90 * np.sin(t)]), False, 7.0)
    (closed,) = joined([ring], bare())
    assert closed.closed
