"""Sharing people out in whole persons: nobody is lost and nobody is counted twice."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def whole_parts(values: ArrayLike) -> NDArray[np.int64]:
    """Make numbers whole without changing their sum (largest remainder, the method of Hare and Niemeyer).

    Parameters
    ----------
    values
        Numbers of 0 or more.

    Returns
    -------
    numpy.ndarray
        Whole numbers, each less than 1 from its value; their sum is the sum of the values, rounded. Of equal remainders the
        first comes first.

    Raises
    ------
    ValueError
        When a value is negative or no finite number.

    Examples
    --------
    >>> whole_parts([0.4, 1.4, 2.2]).tolist()
    [1, 1, 2]
    """
    exact = np.atleast_1d(np.asarray(values, dtype=np.float64))
    if not np.isfinite(exact).all() or (exact < 0).any():
        raise ValueError("shares must be finite numbers of 0 or more")
    if exact.size == 0:
        return np.zeros(0, dtype=np.int64)
    parts = np.floor(exact).astype(np.int64)
    left = round(float(exact.sum())) - int(parts.sum())
    first = np.argsort(parts - exact, kind="stable")[:left]
    parts[first] += 1
    return parts


def whole_shares(total: int, weights: ArrayLike) -> NDArray[np.int64]:
    """Share a number of persons out by weight.

    Parameters
    ----------
    total
        Persons, 0 or more.
    weights
        Of 0 or more, their sum above 0.

    Returns
    -------
    numpy.ndarray
        Persons by share; their sum is `total`. Who has no weight gets nobody.

    Raises
    ------
    ValueError
        When there is no weight at all.

    Examples
    --------
    >>> whole_shares(7, [1, 1, 0, 1]).tolist()
    [3, 2, 0, 2]
    """
    exact = np.asarray(weights, dtype=np.float64)
    if not exact.sum() > 0:
        raise ValueError("shares need a weight above 0")
    return whole_parts(total * (exact / exact.sum()))


def grouped_whole_shares(totals: ArrayLike, groups: ArrayLike, weights: ArrayLike) -> NDArray[np.int64]:
    """Share many numbers of persons out at once, each among the rows of its group.

    Parameters
    ----------
    totals
        Persons by group, whole numbers of 0 or more.
    groups
        Position in `totals` by row.
    weights
        Of 0 or more, by row.

    Returns
    -------
    numpy.ndarray
        Persons by row; over each group the same as `whole_shares`.

    Raises
    ------
    ValueError
        When a group that has persons has no weight.

    Examples
    --------
    >>> grouped_whole_shares([7, 1], [0, 0, 1, 0], [1, 1, 5, 1]).tolist()
    [3, 2, 1, 2]
    """
    persons = np.asarray(totals, dtype=np.int64)
    group = np.asarray(groups, dtype=np.int64)
    exact = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(exact).all() or (exact < 0).any():
        raise ValueError("shares must be finite numbers of 0 or more")
    sums = np.bincount(group, weights=exact, minlength=len(persons))
    if ((sums <= 0) & (persons > 0)).any():
        raise ValueError("shares need a weight above 0")
    exact = persons[group] * (exact / np.where(sums > 0, sums, 1.0)[group])
    parts = np.floor(exact).astype(np.int64)
    left = persons - np.bincount(group, weights=parts, minlength=len(persons)).astype(np.int64)
    order = np.lexsort((np.arange(len(group)), parts - exact, group))
    first = np.r_[0, np.cumsum(np.bincount(group, minlength=len(persons)))]
    rank = np.arange(len(group)) - first[group[order]]
    parts[order[rank < left[group[order]]]] += 1
    return parts
