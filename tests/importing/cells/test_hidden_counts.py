"""What is kept secret goes back to where it comes from, and no sum changes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from importing.cells.hidden_counts import given_back, roots


def test_a_chain_leads_to_the_cell_that_holds_the_counts() -> None:
    codes = pd.Series(["a", "b", "c", "d", "e", "f"])
    added_to = pd.Series(["", "a", "b", "elsewhere", "f", "e"])
    hidden = pd.Series([False, True, True, True, True, True])
    # c was added to b, b to a; d to a cell that is not here; e and f point at each other
    assert roots(codes, added_to, hidden).tolist() == [0, 0, 0, -1, -1, -1]


def test_ages_by_hand() -> None:
    # 12 children of three cells with 60, 30 and 10 people: 7.2, 3.6 and 1.2 of them, whole 7, 4 and 1; the fourth stands alone
    hidden = np.array([False, True, True, False])
    root = np.array([0, 0, 0, 3])
    people = np.array([60.0, 30.0, 10.0, 5.0])
    values = np.array([12.0, np.nan, np.nan, 2.0])
    assert given_back(values, hidden, root, people).tolist() == [7, 4, 1, 2]
    assert given_back(values, hidden, root, people, whole=False).tolist() == [7.2, 3.6, 1.2, 2]
    # nobody lives there: all stays where it is
    assert given_back(values, hidden, root, np.zeros(4)).tolist() == [12, 0, 0, 2]
    # the cell that holds it is not in the file
    assert given_back(values, hidden, np.array([0, -1, -1, 3]), people).tolist() == [12, 0, 0, 2]
    assert given_back(values[:0], hidden[:0], root[:0], people[:0]).tolist() == []


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 500), st.integers(0, 6), st.booleans()), min_size=1))
def test_no_sum_changes(cells: list[tuple[int, int, int, bool]]) -> None:
    size = len(cells)
    hidden = np.array([h and at % size != i for i, (_, _, at, h) in enumerate(cells)])
    codes = pd.Series([f"c{i}" for i in range(size)])
    root = roots(codes, pd.Series([f"c{at % size}" for _, _, at, _ in cells]), pd.Series(hidden))
    values = np.where(hidden, np.nan, [float(v) for v, *_ in cells])
    people = np.array([float(p) for _, p, *_ in cells])
    out = given_back(values, hidden, root, people)
    assert out.sum() == np.nansum(values)
    assert (out >= 0).all()
    assert (out % 1 == 0).all()
    alone = ~np.isin(np.arange(size), root[hidden & (root >= 0)]) & ~hidden
    assert (out[alone] == values[alone]).all()
