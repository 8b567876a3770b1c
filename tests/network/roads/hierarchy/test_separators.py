"""Pieces of a network, and the few nodes between them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from network.roads.hierarchy.separators import pieces_of


def grid(width: int, height: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    number = np.arange(width * height).reshape(height, width)
    low = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    high = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    y, x = np.divmod(np.arange(width * height), width)
    return low, high, np.column_stack([x, y]).astype(float)


def test_a_street_grid_is_cut_by_its_narrow_side_and_falls_apart():
    low, high, xy = grid(40, 10)
    piece = pieces_of(low, high, xy)
    assert sorted(set(piece.tolist())) == list(range(piece.max() + 1))
    last = piece == piece.max()
    assert 8 <= np.count_nonzero(last) <= 12
    assert np.bincount(piece).max() <= 60
    left = ~last[low] & ~last[high]
    streets = coo_array((np.ones(left.sum()), (low[left], high[left])), shape=(400, 400))
    parts = np.bincount(connected_components(streets, directed=False)[1][~last])
    assert sorted(parts[parts > 0] > 150) == [True, True]


@given(st.integers(0, 999))
def test_nodes_at_one_place_are_shared_out_all_the_same(seed):
    rng = np.random.default_rng(seed)
    low, high = rng.integers(0, 150, (2, 300))
    piece = pieces_of(low[low != high], high[low != high], np.zeros((150, 2)))
    assert len(piece) == 150
    assert piece.min() == 0


def test_no_nodes_are_no_pieces():
    none = np.zeros(0, dtype=np.int64)
    assert len(pieces_of(none, none, np.zeros((0, 2)))) == 0
