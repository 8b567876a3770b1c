"""A smaller network with the same shortest ways: nodes of few neighbours are taken out, and what led through them leads past them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

_ALONG_ROADS = 2
"""So many neighbours has a node that is no junction."""

_MOST_NEIGHBOURS = 6
"""A node with more stays: taking it out would bring more edges than it takes away."""

_FEW_LEFT_OUT = 0.05
"""When a round takes out less than this share of what is left, nodes of one more neighbour are let go too."""

_MOST_NEW_EDGES = 1.5
"""It ends when there are so many times more edges than there were at the fewest."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Neighbouring nodes, each pair once.

    Parameters
    ----------
    low, high
        Positions of the two nodes, low < high, sorted.
    up, down
        Least cost from low to high, and from high to low; infinite where there is no edge.
    """

    low: Ints
    high: Ints
    up: Floats
    down: Floats

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.low)


@dataclass(frozen=True, eq=False)
class ReducedNetwork:
    """A network without the nodes that others can be led past, and the way back to these.

    Parameters
    ----------
    size
        Nodes of the whole network.
    kept
        Whether each node stayed.
    core
        Pairs of the nodes that stayed, numbered in their order: shortest ways over nodes taken out are edges here.
    out, beside, there, back
        Of each node taken out (position `out`, one row a neighbour, rounds one after the other) the neighbour that it had when it
        went (`beside`: one that went later or stayed), and the cost there and back.
    rounds
        Where each round begins in these rows, and where the last one ends.
    """

    size: int
    kept: NDArray[np.bool_]
    core: Pairs
    out: Ints
    beside: Ints
    there: Floats
    back: Floats
    rounds: tuple[int, ...]


def reduce_costs(costs: csr_array) -> ReducedNetwork:
    """Take out nodes of few neighbours, round by round, each time such as are no neighbours of each other.

    Parameters
    ----------
    costs
        Cost of every edge, shape (nodes, nodes).

    Returns
    -------
    ReducedNetwork
        Dead ends and the nodes along a road go first (one and two neighbours), then junctions of three and more.

    Notes
    -----
    Node contraction without witness searches, as in customizable contraction hierarchies (Dibbelt, Strasser, Wagner 2016): a node
    leaves an edge between any two of its neighbours, so every shortest way between nodes that stay is still there, one-way streets
    and parallel edges included. The order does not look at costs. It stops where the network would grow again: what is left is
    taken apart by `network.roads.hierarchy.fronts`.

    Examples
    --------
    >>> road = csr_array(np.array([[0, 2.0, 0], [2.0, 0, 3.0], [0, 3.0, 0]]))
    >>> found = reduce_costs(road)
    >>> found.kept.tolist(), found.out.tolist(), found.there.tolist(), len(found.core)
    ([False, True, False], [0, 2], [2.0, 3.0], 0)
    """
    size = costs.shape[0]
    pairs = _pairs_of(costs)
    kept = np.ones(size, dtype=bool)
    # A fixed shuffle: along a road every third node or so is the least of its neighbours, not the first alone.
    shuffled = (np.arange(size, dtype=np.int64) * 2_654_435_761) & 0xFFFFFFFF
    left, fewest, most = size, len(pairs), _ALONG_ROADS
    rows: list[tuple[Ints, Ints, Floats, Floats]] = []
    while left > 1:
        degree = np.bincount(pairs.low, minlength=size) + np.bincount(pairs.high, minlength=size)
        chosen = kept & (degree <= most)
        chosen[_later_of(pairs, (degree << 32) + shuffled)] = False
        count = int(np.count_nonzero(chosen))
        if count:
            gone, pairs = _without(pairs, chosen)
            kept &= ~chosen
            # Along a road hardly ever two ways lead past a node: what is double there is looked for when all roads are done.
            if most > _ALONG_ROADS:
                pairs = _distinct(pairs, size)
            rows.append(gone)
        left -= count
        if len(pairs) > _MOST_NEW_EDGES * fewest:
            break
        fewest = min(fewest, len(pairs))
        if count < _FEW_LEFT_OUT * left:
            if most == _MOST_NEIGHBOURS:
                break
            if most == _ALONG_ROADS:
                pairs = _distinct(pairs, size)
            most += 1
    out, beside, there, back = (np.concatenate(column) for column in zip(*rows, strict=True)) if rows else _NOTHING
    ends = np.cumsum([0, *(len(row[0]) for row in rows)])
    return ReducedNetwork(
        size, kept, _core_of(_distinct(pairs, size), kept), out, beside, there, back, tuple(ends.tolist())
    )


def _core_of(pairs: Pairs, kept: NDArray[np.bool_]) -> Pairs:
    at = np.cumsum(kept) - 1
    return Pairs(at[pairs.low], at[pairs.high], pairs.up, pairs.down)


def first_of_each(values: Ints) -> Ints:
    """Where each new value begins among values of which equal ones stand together.

    Examples
    --------
    >>> first_of_each(np.array([7, 7, 2, 9, 9])).tolist()
    [0, 2, 3]
    """
    begins = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return np.flatnonzero(begins)


_NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))


def _pairs_of(costs: csr_array) -> Pairs:
    edges = costs.tocoo()
    tail, head = edges.row.astype(np.int64), edges.col.astype(np.int64)
    no_loop = tail != head
    tail, head, cost = tail[no_loop], head[no_loop], edges.data[no_loop]
    rises = tail < head
    up, down = np.where(rises, cost, np.inf), np.where(rises, np.inf, cost)
    return _distinct(Pairs(np.minimum(tail, head), np.maximum(tail, head), up, down), costs.shape[0])


def _distinct(pairs: Pairs, size: int) -> Pairs:
    """Of the same pair the least costs, sorted."""
    name = pairs.low * size + pairs.high
    order = np.argsort(name, kind="stable")
    name = name[order]
    first = first_of_each(name)
    if not len(first):
        return Pairs(*_NOTHING)
    up, down = (np.minimum.reduceat(cost[order], first) for cost in (pairs.up, pairs.down))
    return Pairs(pairs.low[order[first]], pairs.high[order[first]], up, down)


def _later_of(pairs: Pairs, rank: Ints) -> Ints:
    """Of each two neighbours the one of higher rank: what is never named is the least among its neighbours."""
    return np.where(rank[pairs.low] < rank[pairs.high], pairs.high, pairs.low)


def _without(pairs: Pairs, chosen: NDArray[np.bool_]) -> tuple[tuple[Ints, Ints, Floats, Floats], Pairs]:
    """Take nodes out that are no neighbours of each other: their rows, and the pairs that are left with those that lead past them."""
    low_goes, high_goes = chosen[pairs.low], chosen[pairs.high]
    out = np.concatenate([pairs.low[low_goes], pairs.high[high_goes]])
    beside = np.concatenate([pairs.high[low_goes], pairs.low[high_goes]])
    there = np.concatenate([pairs.up[low_goes], pairs.down[high_goes]])
    back = np.concatenate([pairs.down[low_goes], pairs.up[high_goes]])
    order = np.argsort(out, kind="stable")
    out, beside, there, back = out[order], beside[order], there[order], back[order]
    # Each row of a node is put together with the rows of the same node after it.
    end = np.searchsorted(out, out, side="right")
    after = end - np.arange(len(out)) - 1
    one = np.repeat(np.arange(len(out)), after)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(after) - after, after)
    apart = beside[one] != beside[other]
    one, other = one[apart], other[apart]
    a, b = beside[one], beside[other]
    forth, home = back[one] + there[other], back[other] + there[one]
    rises = a < b
    past = Pairs(np.minimum(a, b), np.maximum(a, b), np.where(rises, forth, home), np.where(rises, home, forth))
    stays = ~(low_goes | high_goes)
    merged = Pairs(
        np.concatenate([pairs.low[stays], past.low]),
        np.concatenate([pairs.high[stays], past.high]),
        np.concatenate([pairs.up[stays], past.up]),
        np.concatenate([pairs.down[stays], past.down]),
    )
    return (out, beside, there, back), merged
