"""Shortest ways within the pieces of a network, from the smallest to the whole: each piece as one dense table."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from network.roads.hierarchy.reduction import Pairs
from network.roads.hierarchy.separators import pieces_of

LARGEST_SEPARATOR = 400
"""What takes more nodes to halve is not taken apart: its tables would take longer to make than they save, and too much memory."""

_BLOCK = 32
"""So many nodes are led past at once."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Front:
    """A piece of the network, or what separates pieces, with all that lies below it.

    Parameters
    ----------
    start, end
        Positions of its own nodes, in the order of pieces.
    boundary
        Positions of the nodes of later fronts that it leads to, rising.
    parent
        The front that all the boundary belongs to or leads to; -1 where there is no boundary.
    into
        Where the boundary stands among the parent's own nodes and boundary.
    forth, home
        Shape (own, own + boundary): least costs from own nodes to all of these and, turned round, from these to own nodes, over
        nodes of this front and of those below it alone.
    """

    start: int
    end: int
    boundary: Ints
    parent: int
    into: Ints
    forth: Floats
    home: Floats


def fronts_of(pairs: Pairs, xy_m: Floats, far: float) -> tuple[Ints, tuple[Front, ...]]:
    """Take a network apart and compute the ways within each part.

    Parameters
    ----------
    pairs
        Neighbours, numbered from 0.
    xy_m
        Shape (nodes, 2).

    Returns
    -------
    numpy.ndarray
        The position of each node in the order of pieces.
    tuple of Front
        Children before their parents.

    Notes
    -----
    The multifrontal method of sparse factorisation (Duff, Reid 1983) with minimum and sum in the place of sum and product. Nodes of
    a front are led past one by one as in the algorithm of Floyd and Warshall; what that leaves between nodes of its boundary is
    handed to its parent.
    """
    piece = pieces_of(pairs.low, pairs.high, xy_m)
    order = np.argsort(piece, kind="stable")
    position = np.empty(len(order), dtype=np.int64)
    position[order] = np.arange(len(order))
    sizes = np.bincount(piece)
    if len(sizes) and sizes[-1] > LARGEST_SEPARATOR:
        return np.arange(len(piece)), ()
    ends = np.cumsum(sizes)
    front_at = np.repeat(np.arange(len(sizes)), sizes)
    tail, head, up, down = _by_tail(pairs, position)
    edge_ends = np.searchsorted(tail, ends)
    waiting: list[list[tuple[Ints, Floats]]] = [[] for _ in sizes]
    made: list[Front] = []
    within = np.zeros(len(position), dtype=np.int64)
    edge_start = 0
    for number, (end, size, edge_end) in enumerate(zip(ends.tolist(), sizes.tolist(), edge_ends.tolist(), strict=True)):
        start, edges = end - size, slice(edge_start, edge_end)
        edge_start = edge_end
        met = np.concatenate([head[edges], *(boundary for boundary, _ in waiting[number])])
        boundary = np.unique(met[met >= end])
        table = np.full((size + len(boundary),) * 2, far)
        np.fill_diagonal(table, 0.0)
        within[start:end] = np.arange(size)
        within[boundary] = size + np.arange(len(boundary))
        a, b = within[tail[edges]], within[head[edges]]
        table[a, b], table[b, a] = np.minimum(up[edges], far), np.minimum(down[edges], far)
        for below, costs in waiting[number]:
            at = np.ix_(within[below], within[below])
            table[at] = np.minimum(table[at], costs)
        waiting[number] = []
        _lead_past(table, size, far)
        parent = int(front_at[boundary[0]]) if len(boundary) else -1
        if parent >= 0:
            waiting[parent].append((boundary, table[size:, size:].copy()))
        made.append(
            Front(start, end, boundary, parent, _NOWHERE, table[:size].copy(), np.ascontiguousarray(table[:, :size].T))
        )
    return position, tuple(_placed(front, made) for front in made)


_NOWHERE = np.zeros(0, dtype=np.int64)


def least_sums(some: Floats, others: Floats, far: float) -> Floats:
    """Compute the least sums of rows and columns: the matrix product with minimum and sum in the place of sum and product.

    Parameters
    ----------
    some, others
        Shapes (n, k) and (k, m), none below 0 or above `far`.
    far
        Stands for no way; a power of two, so that hardly a digit is lost beside it.

    Returns
    -------
    numpy.ndarray
        Shape (n, m); `far` where no sum is less.

    Notes
    -----
    With c = 2 far, c - min(a + b) is the greatest |(c - a) - b|: the Chebyshev distance between a row of c - a and a column of b.
    scipy has a compiled loop for it, about four times as fast as sums and minima by numpy, and as good for few rows as for many.

    Examples
    --------
    >>> least_sums(np.array([[1.0, 5.0]]), np.array([[2.0, 9.0], [0.5, 1.0]]), 1024.0).tolist()
    [[3.0, 6.0]]
    """
    if not some.size or not others.size:
        return np.full((len(some), others.shape[1]), far)
    greatest = cdist(2 * far - some, others.T, "chebyshev")
    np.subtract(2 * far, greatest, out=greatest)
    return np.asarray(np.minimum(greatest, far, out=greatest))


def _by_tail(pairs: Pairs, position: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """Write pairs by position, the tail first in the order."""
    a, b = position[pairs.low], position[pairs.high]
    rises = a < b
    tail, head = np.minimum(a, b), np.maximum(a, b)
    up, down = np.where(rises, pairs.up, pairs.down), np.where(rises, pairs.down, pairs.up)
    order = np.argsort(tail, kind="stable")
    return tail[order], head[order], up[order], down[order]


def _placed(front: Front, made: list[Front]) -> Front:
    if front.parent < 0:
        return front
    above = made[front.parent]
    own = above.end - above.start
    beyond = own + np.searchsorted(above.boundary, front.boundary)
    return replace(front, into=np.where(front.boundary < above.end, front.boundary - above.start, beyond))


def _lead_past(table: Floats, nodes: int, far: float) -> None:
    """Let the first nodes of a table stand between all others, some at a time."""
    for start in range(0, nodes, _BLOCK):
        some = slice(start, min(start + _BLOCK, nodes))
        among = table[some, some]
        for k in range(len(among)):
            among = np.minimum(among, among[:, k : k + 1] + among[k : k + 1])
        onward = least_sums(among, table[some], far)
        led = least_sums(table[:, some], onward, far)
        np.minimum(table, led, out=table)
