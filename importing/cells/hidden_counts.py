"""Counts that statistics keep secret (秘匿) because few people live in a cell, and add to a cell nearby.

The total of people is published for every cell; what is secret are ages and the like. A cell whose counts are hidden names the
cell that they were added to (HTKSAKI), and that one names where its surplus comes from (GASSAN). What was added up is given
back by the people of each cell, so that nobody is lost, counted twice, or moved by a kilometre.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from importing.cells.whole_shares import grouped_whole_shares

_LONGEST_CHAIN = 100


def roots(codes: pd.Series, added_to: pd.Series, hidden: pd.Series) -> NDArray[np.int64]:
    """Find for each cell the one that holds its counts.

    Parameters
    ----------
    codes
        Codes of the cells.
    added_to
        The cell that the counts of each were added to; empty for none.
    hidden
        Whether the counts of a cell are secret.

    Returns
    -------
    numpy.ndarray
        Position by cell: its own where nothing is hidden; -1 where it is hidden and the cell that holds it is not here.

    Examples
    --------
    >>> codes = pd.Series(["a", "b", "c"])
    >>> roots(codes, pd.Series(["", "a", "z"]), pd.Series([False, True, True])).tolist()
    [0, 0, -1]
    """
    position = {code: i for i, code in enumerate(codes)}
    step = np.array([position.get(code, -1) for code in added_to], dtype=np.int64)
    step = np.where(hidden.to_numpy(dtype=bool), step, np.arange(len(codes)))
    found = step.copy()
    for _ in range(_LONGEST_CHAIN):
        following = np.where(found >= 0, step[found], -1)
        if (following == found).all():
            return found
        found = following
    return np.where(step[found] == found, found, -1)  # cells that point at each other in a circle


def given_back(
    values: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    root: NDArray[np.int64],
    people: NDArray[np.float64],
    *,
    whole: bool = True,
) -> NDArray[np.float64]:
    """Give counts that were added up back to the cells that they come from, by the people of each.

    Parameters
    ----------
    values
        Counts by cell; those of hidden cells are not looked at.
    hidden
        Whether a count is secret.
    root
        As `roots` returns it.
    people
        People by cell.
    whole
        Whether counts are whole and stay so.

    Returns
    -------
    numpy.ndarray
        The same sum. A hidden cell whose count is in no cell here gets 0. Where a group has no people, all stays where it is.

    Examples
    --------
    >>> hidden = np.array([False, True, False])
    >>> given_back(np.array([9.0, np.nan, 5.0]), hidden, np.array([0, 0, 2]), np.array([20.0, 10.0, 7.0])).tolist()
    [6.0, 3.0, 5.0]
    """
    out = np.where(hidden, 0.0, values)
    member = root >= 0
    joined = np.zeros(len(values), dtype=bool)
    joined[root[member & hidden]] = True
    joined[member & hidden] = True
    rows = np.flatnonzero(joined)
    if not len(rows):
        return out
    heads, group = np.unique(root[rows], return_inverse=True)
    weight = people[rows]
    empty = np.bincount(group, weights=weight, minlength=len(heads)) <= 0
    weight = np.where(empty[group], (rows == heads[group]).astype(np.float64), weight)
    total = out[heads]
    if whole:
        out[rows] = grouped_whole_shares(np.round(total), group, weight)
    else:
        out[rows] = total[group] * weight / np.bincount(group, weights=weight, minlength=len(heads))[group]
    return out
