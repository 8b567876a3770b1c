"""Nested dissection: a network is halved by few nodes, each half again, until the pieces are small."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LARGEST_PIECE = 60
"""A piece of so many nodes is not halved further."""

_DIRECTIONS = 3
"""So many straight lines are tried through the middle of each piece."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def pieces_of(low: Ints, high: Ints, xy_m: Floats) -> Ints:
    """Share nodes out to pieces and to the separators between them.

    Parameters
    ----------
    low, high
        Ends of each pair of neighbours.
    xy_m
        Shape (nodes, 2): where the nodes lie. A bad place makes larger separators, never a wrong one.

    Returns
    -------
    numpy.ndarray
        A number for each node, from 0: between two pieces, or a piece and a separator of another half, there is no pair; whatever
        separates has a higher number than what it separates.

    Notes
    -----
    George's nested dissection (1973) with straight cuts: of the lines through the middle that which the fewest nodes on one of its
    sides have a neighbour beyond. These nodes separate the rest.

    Examples
    --------
    >>> row = np.arange(99)
    >>> pieces = pieces_of(row, row + 1, np.column_stack([np.arange(100.0), np.zeros(100)]))
    >>> int(np.count_nonzero(pieces == pieces.max()))
    1
    """
    count = len(xy_m)
    # Numbered as in a heap: what a separator s leaves are 2s + 1 and 2s + 2.
    inside = np.zeros(count, dtype=np.int64)
    done = np.zeros(count, dtype=bool)
    angles = np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS
    along = xy_m @ np.array([np.cos(angles), np.sin(angles)])
    while True:
        nodes = np.flatnonzero(~done)
        groups, group, size = np.unique(inside[nodes], return_inverse=True, return_counts=True)
        small = size <= _LARGEST_PIECE
        done[nodes[small[group]]] = True
        if small.all():
            break
        nodes, group = nodes[~small[group]], group[~small[group]]
        both = ~done[low] & ~done[high] & (inside[low] == inside[high])
        low, high = low[both], high[both]
        fewest = np.full(len(groups), count + 1)
        beyond, separates = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
        for direction in range(_DIRECTIONS):
            far = np.zeros(count, dtype=bool)
            order = np.lexsort((along[nodes, direction], group))
            at = np.arange(len(nodes)) - np.searchsorted(group[order], group[order])
            far[nodes[order]] = at >= size[group[order]] // 2
            cut = far[low] != far[high]
            a, b = low[cut], high[cut]
            for side in (np.where(far[a], a, b), np.where(far[a], b, a)):
                touched = np.zeros(count, dtype=bool)
                touched[side] = True
                number = np.bincount(group[touched[nodes]], minlength=len(groups))
                better = (number < fewest)[group]
                fewest = np.minimum(fewest, number)
                beyond[nodes[better]], separates[nodes[better]] = far[nodes[better]], touched[nodes[better]]
        done[nodes[separates[nodes]]] = True
        halved = nodes[~separates[nodes]]
        inside[halved] = 2 * inside[halved] + np.where(beyond[halved], 2, 1)
    return np.asarray(np.unique(-inside, return_inverse=True)[1], dtype=np.int64)
