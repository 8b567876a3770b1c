"""A smaller network with the same shortest ways: nodes of few neighbours are taken out, and what led through them leads past them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from network.roads.compiled import SMALLEST_COST, CompiledNetwork

_MOST_NEIGHBOURS = 10
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
        Costs between the nodes that stayed, in their order, shape (stayed, stayed): of shortest ways over nodes taken out.
    out, beside, there, back
        Of each node taken out (position `out`, one row a neighbour, rounds one after the other) the neighbour that it had when it
        went (`beside`: one that went later or stayed), and the cost there and back.
    rounds
        Where each round begins in these rows, and where the last one ends.
    """

    size: int
    kept: NDArray[np.bool_]
    core: csr_array
    out: Ints
    beside: Ints
    there: Floats
    back: Floats
    rounds: tuple[int, ...]

    def reversed(self) -> ReducedNetwork:
        """Return the same with every way led back: reversing and reducing go in any order."""
        core = csr_array(self.core.T.tocsr())
        return replace(self, core=core, there=self.back, back=self.there)

    def costs(self, nodes: Ints, first_step: Floats, wanted: Ints) -> Floats:
        """Compute the least cost from some points to nodes.

        Parameters
        ----------
        nodes, first_step
            Shape (points, ways): the nodes that each point leaves for, and what that costs; infinite where it is no way.
        wanted
            Positions of nodes.

        Returns
        -------
        numpy.ndarray
            Shape (points, wanted); infinite where there is no way.
        """
        leaving = np.isfinite(first_step)
        climb, descent = self._led_to_core(nodes[leaving]), self._led_to_core(wanted)
        # The core keeps its places; behind it come those on the way up, then those that are on the way down alone.
        place = np.full(self.size, -1, dtype=np.int64)
        size = 0
        for some in (self.kept, climb, descent & ~climb):
            count = int(np.count_nonzero(some))
            place[some] = np.arange(size, size + count)
            size += count
        searched = size - count
        matrix = self._searched(climb, place, searched, nodes, first_step)
        found = dijkstra(matrix, indices=np.arange(searched, searched + len(nodes)))[:, :searched]
        reached = np.full((size, len(nodes)), np.inf)
        reached[:searched] = found.T
        for start, end in zip(self.rounds[-2::-1], self.rounds[:0:-1], strict=True):
            rows = start + np.flatnonzero(descent[self.out[start:end]])
            if len(rows):
                out = self.out[rows]
                first = np.flatnonzero(np.r_[True, out[1:] != out[:-1]])
                over = reached[place[self.beside[rows]]] + self.back[rows, None]
                at = place[out[first]]
                # What the search has met on its way up has a cost already.
                reached[at] = np.minimum(reached[at], np.minimum.reduceat(over, first, axis=0))
        return np.ascontiguousarray(reached[place[wanted]].T)

    def _led_to_core(self, nodes: Ints) -> NDArray[np.bool_]:
        """Mark those of the nodes that were taken out, and all that were taken out after them and lead on to the core."""
        marked = np.zeros(self.size, dtype=bool)
        marked[nodes] = True
        for start, end in zip(self.rounds, self.rounds[1:], strict=False):
            marked[self.beside[start:end][marked[self.out[start:end]]]] = True
        return marked & ~self.kept

    def _searched(self, climb: NDArray[np.bool_], place: Ints, size: int, nodes: Ints, first_step: Floats) -> csr_array:
        """Append to the core a row for each node on the way up and for each point; nothing leads back to them."""
        core, leaving = self.core, np.isfinite(first_step)
        up = np.flatnonzero(climb[self.out] & np.isfinite(self.there))
        tails = np.concatenate([place[self.out[up]], size + np.nonzero(leaving)[0]])
        heads = np.concatenate([place[self.beside[up]], place[nodes[leaving]]])
        costs = np.concatenate([self.there[up], np.maximum(first_step[leaving], SMALLEST_COST)])
        order = np.argsort(tails, kind="stable")
        rows = size + len(nodes)
        behind = np.bincount(tails - core.shape[0], minlength=rows - core.shape[0])
        indptr = np.concatenate([core.indptr, core.indptr[-1] + np.cumsum(behind)])
        indices = np.concatenate([core.indices, heads[order]])
        return csr_array((np.concatenate([core.data, costs[order]]), indices, indptr), shape=(rows, rows))


@functools.lru_cache(maxsize=8)
def reduced(network: CompiledNetwork) -> ReducedNetwork:
    """Reduce a compiled network; kept by content."""
    return reduce_costs(network.forward)


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
    and parallel edges included. The order does not look at costs. It stops where the network would grow again: from there on
    Dijkstra's algorithm is the quicker one.

    Examples
    --------
    >>> road = csr_array(np.array([[0, 2.0, 0], [2.0, 0, 3.0], [0, 3.0, 0]]))
    >>> found = reduce_costs(road)
    >>> found.costs(np.array([[0]]), np.array([[0.5]]), np.array([1, 2])).tolist()
    [[2.5, 5.5]]
    """
    size = costs.shape[0]
    pairs = _pairs_of(costs)
    kept = np.ones(size, dtype=bool)
    # A fixed shuffle: along a road every third node or so is the least of its neighbours, not the first alone.
    shuffled = (np.arange(size, dtype=np.int64) * 2_654_435_761) & 0xFFFFFFFF
    left, fewest, most = size, len(pairs), 2
    rows: list[tuple[Ints, Ints, Floats, Floats]] = []
    while left > 1:
        degree = np.bincount(pairs.low, minlength=size) + np.bincount(pairs.high, minlength=size)
        chosen = kept & (degree <= most)
        chosen[_later_of(pairs, (degree << 32) + shuffled)] = False
        count = int(np.count_nonzero(chosen))
        if count:
            gone, pairs = _without(pairs, chosen, size)
            kept &= ~chosen
            rows.append(gone)
        left -= count
        if len(pairs) > _MOST_NEW_EDGES * fewest:
            break
        fewest = min(fewest, len(pairs))
        if count < _FEW_LEFT_OUT * left:
            if most == _MOST_NEIGHBOURS:
                break
            most += 1
    out, beside, there, back = (np.concatenate(column) for column in zip(*rows, strict=True)) if rows else _NOTHING
    ends = np.cumsum([0, *(len(row[0]) for row in rows)])
    return ReducedNetwork(size, kept, _core_of(pairs, kept), out, beside, there, back, tuple(ends.tolist()))


def _core_of(pairs: Pairs, kept: NDArray[np.bool_]) -> csr_array:
    count = int(np.count_nonzero(kept))
    at = np.full(len(kept), -1, dtype=np.int64)
    at[kept] = np.arange(count)
    costs = np.concatenate([pairs.up, pairs.down])
    tails, heads = np.concatenate([pairs.low, pairs.high]), np.concatenate([pairs.high, pairs.low])
    passable = np.isfinite(costs)
    ends = (at[tails[passable]], at[heads[passable]])
    return csr_array(coo_array((costs[passable], ends), shape=(count, count)))


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
    first = np.flatnonzero(np.r_[True, name[1:] != name[:-1]]) if len(name) else np.zeros(0, dtype=np.int64)
    if not len(first):
        return Pairs(*_NOTHING)
    up, down = (np.minimum.reduceat(cost[order], first) for cost in (pairs.up, pairs.down))
    return Pairs(pairs.low[order[first]], pairs.high[order[first]], up, down)


def _later_of(pairs: Pairs, rank: Ints) -> Ints:
    """Of each two neighbours the one of higher rank: what is never named is the least among its neighbours."""
    return np.where(rank[pairs.low] < rank[pairs.high], pairs.high, pairs.low)


def _without(pairs: Pairs, chosen: NDArray[np.bool_], size: int) -> tuple[tuple[Ints, Ints, Floats, Floats], Pairs]:
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
    return (out, beside, there, back), _distinct(merged, size)
