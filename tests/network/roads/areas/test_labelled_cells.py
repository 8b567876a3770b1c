"""Cells of labelled points: every label hangs together, and its core stays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from network.roads.areas.labelled_cells import OUTSIDE, hanging_together, labelled_cells


def test_a_loose_part_goes_to_its_longest_border() -> None:
    labels = np.array([0, 1, 2, 0])
    pairs = np.array([(0, 1), (1, 2), (3, 1), (3, 2)])
    assert hanging_together(labels, np.array([0, 1, 2]), pairs, np.array([1.0, 1, 2, 3])).tolist() == [0, 1, 2, 2]
    assert hanging_together(labels, np.array([0, 1, 2]), pairs, np.array([1.0, 1, 3, 3])).tolist() == [0, 1, 2, 1]


def test_parts_behind_loose_parts_follow_them() -> None:
    labels = np.array([0, 1, 0, 1])
    pairs = np.array([(0, 1), (1, 2), (2, 3)])
    assert hanging_together(labels, np.array([0]), pairs, np.ones(3)).tolist() == [0, 0, 0, 0]
    assert hanging_together(labels, np.array([0, 1]), pairs, np.ones(3)).tolist() == [0, 1, 1, 1]


def test_islands_and_what_is_outside_stay() -> None:
    labels = np.array([0, 0, OUTSIDE, 1])
    pairs = np.array([(0, 2), (2, 1), (0, 3)])
    assert hanging_together(labels, np.array([0, 3]), pairs, np.array([5.0, 5, 0])).tolist() == [0, 0, OUTSIDE, 1]


def test_borders_close_around_the_labels() -> None:
    cells = labelled_cells(np.array([(0.0, 0.0), (10.0, 0.0), (0.0, 10.0)]), np.array([0, 1, 1]))
    between = cells.borders_m[(np.abs(cells.borders_m) < 20).all(axis=(1, 2))]
    assert cells.label.tolist() == [0, 1, 1]
    assert len(cells.borders_m) > len(between)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=25, unique=True), st.data())
def test_cores_keep_their_label_and_none_is_lost(places: list[tuple[int, int]], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(places)))
    rest = data.draw(st.lists(st.integers(0, count - 1), min_size=len(places) - count, max_size=len(places) - count))
    labels = np.array([*range(count), *rest])
    cells = labelled_cells(np.array(places, dtype=float), labels)
    assert cells.label[:count].tolist() == list(range(count))
    assert set(cells.label) == set(range(count))
