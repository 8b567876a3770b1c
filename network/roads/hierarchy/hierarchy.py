"""A road network prepared for many questions: the ways between some points and others, without searching the whole of it."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from network.roads.compiled import SMALLEST_COST
from network.roads.hierarchy.fronts import Front, fronts_of, least_sums
from network.roads.hierarchy.reduction import ReducedNetwork, first_of_each, reduce_costs

_FEW = 4
"""So few points on one side are led down to the other side; more meet the other side's points half-way."""

_CHUNK = 64
"""Searches at once: bounds the memory of the table points × nodes."""

_FAR_BITS = 16
"""No way is at least so long; twice as long as all roads together where these are longer."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Climb:
    """Ways of points up to nodes taken out later, and to the core where these end.

    Parameters
    ----------
    point, node, cost
        One entry for each point and node; the node's number in the whole network.
    """

    point: Ints
    node: Ints
    cost: Floats

    def of(self, entries: NDArray[np.bool_] | Ints) -> _Climb:
        """Take some entries."""
        return _Climb(self.point[entries], self.node[entries], self.cost[entries])

    def least(self, size: int) -> _Climb:
        """Take the least of each point and node."""
        name = self.point * size + self.node
        order = np.lexsort((self.cost, name))
        return self.of(order[first_of_each(name[order])])


def _joined(parts: list[_Climb]) -> _Climb:
    return _Climb(*(np.concatenate([getattr(part, of) for part in parts]) for of in ("point", "node", "cost")))


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """A reduced network and the fronts that its core is taken apart into.

    Parameters
    ----------
    reduced
        The network without the nodes of few neighbours.
    position
        Of each node of the whole network the position in the order of fronts; -1 for those taken out.
    fronts
        Children before parents; none where the core is searched whole.
    far
        What stands for no way within fronts.
    """

    reduced: ReducedNetwork
    position: Ints
    fronts: tuple[Front, ...]
    far: float

    @functools.cached_property
    def row(self) -> Ints:
        """The first row of each node taken out."""
        row = np.zeros(self.reduced.size, dtype=np.int64)
        row[self.reduced.out[::-1]] = np.arange(len(self.reduced.out))[::-1]
        return row

    @functools.cached_property
    def rows(self) -> Ints:
        """How many rows each node has."""
        return np.bincount(self.reduced.out, minlength=self.reduced.size)

    @functools.cached_property
    def turn(self) -> Ints:
        """The round in which each node was taken out; what stayed has none of these."""
        turn = np.searchsorted(np.array(self.reduced.rounds), self.row, side="right") - 1
        return np.where(self.rows > 0, turn, len(self.reduced.rounds))

    @functools.cached_property
    def front_at(self) -> Ints:
        """The front to which each position belongs."""
        return np.repeat(np.arange(len(self.fronts)), [front.end - front.start for front in self.fronts])

    def reversed(self) -> Hierarchy:
        """Return the same with every way led back."""
        fronts = tuple(replace(front, forth=front.home, home=front.forth) for front in self.fronts)
        there, back = self.reduced.back, self.reduced.there
        return Hierarchy(replace(self.reduced, there=there, back=back), self.position, fronts, self.far)

    def costs(self, start: tuple[Ints, Floats], end: tuple[Ints, Floats]) -> Floats:
        """Compute the least cost from some points to others.

        Parameters
        ----------
        start, end
            Nodes and costs, each of shape (points, ways): the nodes that a point leaves for, and at the end arrives from, and what
            that costs; infinite where it is no way.

        Returns
        -------
        numpy.ndarray
            Shape (points at the start, points at the end); infinite where there is no way.

        Raises
        ------
        ValueError
            When a step onto the network is longer than all its roads.
        """
        for _, steps in (start, end):
            if np.max(steps, where=np.isfinite(steps), initial=0.0) > self.far / 4:
                raise ValueError("a step onto the network is longer than all its roads")
        if self.fronts and len(start[0]) <= _FEW:
            return self._led_down(start, end)
        if self.fronts and len(end[0]) <= _FEW:
            return np.ascontiguousarray(self.reversed()._led_down(end, start).T)
        return self._met_half_way(start, end)

    # Many with many: both climb, and the best place where they meet is found.

    def _met_half_way(self, start: tuple[Ints, Floats], end: tuple[Ints, Floats]) -> Floats:
        table = np.full((len(start[0]), len(end[0])), np.inf)
        back = self.reversed()
        ups, downs = self._climbed(*start), back._climbed(*end)
        _met_below(table, ups, downs)
        if not self.fronts:
            self._search_core(table, ups, downs)
            return table
        labels = back._labels(downs)
        for number, (points, costs) in self._labels(ups).items():
            if number in labels:
                others, home = labels[number]
                at = np.ix_(points, others)
                table[at] = np.minimum(table[at], least_sums(costs, home.T, self.far))
        table[table >= self.far] = np.inf
        return table

    def _climbed(self, nodes: Ints, steps: Floats) -> _Climb:
        """Lead points past the nodes taken out, round by round, up to the core."""
        reduced = self.reduced
        point, way = np.nonzero(np.isfinite(steps))
        climb = _Climb(point, nodes[point, way], steps[point, way])
        met: list[_Climb] = []
        for turn in range(len(reduced.rounds) - 1):
            here = self.turn[climb.node] == turn
            if here.any():
                led, climb = climb.of(here).least(reduced.size), climb.of(~here)
                met.append(led)
                first, count = self.row[led.node], self.rows[led.node]
                one = np.repeat(np.arange(len(count)), count)
                row = np.repeat(first - np.cumsum(count) + count, count) + np.arange(len(one))
                onward = _Climb(led.point[one], reduced.beside[row], led.cost[one] + reduced.there[row])
                climb = _joined([climb, onward.of(np.isfinite(onward.cost))])
        return _joined([*met, climb.least(reduced.size)])

    def _labels(self, climb: _Climb) -> dict[int, tuple[Ints, Floats]]:
        """Lead points up through the fronts: of each front met the points, and their costs to its own nodes."""
        position = self.position[climb.node]
        inside = np.flatnonzero(position >= 0)
        inside = inside[np.argsort(position[inside], kind="stable")]
        position, point, cost = position[inside], climb.point[inside], climb.cost[inside]
        cuts = np.searchsorted(position, [0, *(front.end for front in self.fronts)])
        waiting: dict[int, list[tuple[Ints, Floats, Ints]]] = {}
        labels: dict[int, tuple[Ints, Floats]] = {}
        for number, front in enumerate(self.fronts):
            here, below = slice(cuts[number], cuts[number + 1]), waiting.pop(number, [])
            points = np.unique(np.concatenate([point[here], *(some for some, _, _ in below)]))
            if not len(points):
                continue
            own = front.end - front.start
            costs = np.full((len(points), own + len(front.boundary)), self.far)
            costs[np.searchsorted(points, point[here]), position[here] - front.start] = cost[here]
            for some, reached, into in below:
                at = np.ix_(np.searchsorted(points, some), into)
                costs[at] = np.minimum(costs[at], reached)
            led = least_sums(costs[:, :own], front.forth, self.far)
            labels[number] = points, led[:, :own]
            if front.parent >= 0:
                on = np.minimum(costs[:, own:], led[:, own:])
                waiting.setdefault(front.parent, []).append((points, on, front.into))
        return labels

    # Where the core is no pieces: Dijkstra's algorithm on it.

    def _search_core(self, table: Floats, ups: _Climb, downs: _Climb) -> None:
        ups, downs = (climb.of(self.position[climb.node] >= 0) for climb in (ups, downs))
        core = self.reduced.core
        size = int(np.count_nonzero(self.reduced.kept))
        # Each point is a row that leads to the core; nothing leads back to it.
        tails = np.concatenate([core.low, core.high, size + ups.point])
        heads = np.concatenate([core.high, core.low, self.position[ups.node]])
        costs = np.concatenate([core.up, core.down, np.maximum(ups.cost, SMALLEST_COST)])
        there = np.isfinite(costs)
        whole = csr_array(
            coo_array((costs[there], (tails[there], heads[there])), shape=(size + len(table),) * 2), copy=False
        )
        order = np.argsort(downs.point, kind="stable")
        first = first_of_each(downs.point[order])
        arriving = downs.point[order][first]
        for at in range(0, len(table) if len(first) else 0, _CHUNK):
            some = np.arange(at, min(at + _CHUNK, len(table)))
            found = dijkstra(whole, indices=size + some)
            over = found[:, self.position[downs.node[order]]] + downs.cost[order]
            cells = np.ix_(some, arriving)
            table[cells] = np.minimum(table[cells], np.minimum.reduceat(over, first, axis=1))

    # Few with many: each of the few climbs, and is led down to where the others are.

    def _led_down(self, start: tuple[Ints, Floats], end: tuple[Ints, Floats]) -> Floats:
        arrive = np.isfinite(end[1])
        wanted, at = np.unique(end[0][arrive], return_inverse=True)
        rows = list(_rounds(self.reduced, _above(self.reduced, wanted)))
        core = self.position[np.concatenate([wanted, *(self.reduced.beside[some] for some in rows)])]
        coming = self._with_parents(self.front_at[core[core >= 0]])
        climb = self._climbed(*start)
        table = np.full((len(start[0]), len(end[0])), np.inf)
        both = np.full(arrive.shape, np.inf)
        for point in range(len(table)):
            reached = self._reached(climb.of(climb.point == point), rows, coming)
            both[arrive] = reached[wanted[at]] + end[1][arrive]
            table[point] = both.min(axis=1, initial=np.inf)
        return table

    def _with_parents(self, fronts: Ints) -> Ints:
        """Put fronts with all that they are part of, children first."""
        marked = set(fronts.tolist())
        for number in sorted(marked):
            above = self.fronts[number].parent
            while above >= 0 and above not in marked:
                marked.add(above)
                above = self.fronts[above].parent
        return np.array(sorted(marked), dtype=np.int64)

    def _reached(self, climb: _Climb, rows: list[Ints], coming: Ints) -> Floats:
        """Lead one point up through the fronts, down to those that are coming, and down the rows: its costs to all these nodes."""
        reduced = self.reduced
        reached = np.full(reduced.size, np.inf)
        reached[climb.node] = climb.cost
        position = self.position[climb.node]
        inside = position >= 0
        costs = np.full(len(self.front_at), np.inf)
        costs[position[inside]] = climb.cost[inside]
        for number in self._with_parents(self.front_at[position[inside]]).tolist():
            front = self.fronts[number]
            led = (costs[front.start : front.end, None] + front.forth).min(axis=0)
            size = front.end - front.start
            costs[front.start : front.end] = led[:size]
            costs[front.boundary] = np.minimum(costs[front.boundary], led[size:])
        costs[costs >= self.far] = np.inf
        for number in coming[::-1].tolist():
            front = self.fronts[number]
            if front.parent >= 0:
                own = costs[front.start : front.end]
                np.minimum(own, (front.home[:, front.end - front.start :] + costs[front.boundary]).min(axis=1), out=own)
        costs[costs >= self.far] = np.inf
        reached[self._core] = costs
        for some in reversed(rows):
            out = reduced.out[some]
            first = first_of_each(out)
            over = np.minimum.reduceat(reached[reduced.beside[some]] + reduced.back[some], first)
            # What was met on the way up has a cost already.
            reached[out[first]] = np.minimum(reached[out[first]], over)
        return reached

    @functools.cached_property
    def _core(self) -> Ints:
        """The node at each position."""
        core = np.flatnonzero(self.position >= 0)
        return core[np.argsort(self.position[core])]


def prepared(costs: csr_array, xy_m: Floats) -> Hierarchy:
    """Prepare a network.

    Parameters
    ----------
    costs
        Cost of every edge, shape (nodes, nodes).
    xy_m
        Shape (nodes, 2); decides how fast it is, not what comes out.

    Examples
    --------
    >>> road = csr_array(np.array([[0, 2.0, 0], [2.0, 0, 3.0], [0, 3.0, 0]]))
    >>> found = prepared(road, np.zeros((3, 2)))
    >>> found.costs((np.array([[0]]), np.array([[0.5]])), (np.array([[1], [2]]), np.zeros((2, 1)))).tolist()
    [[2.5, 5.5]]
    """
    reduced = reduce_costs(costs)
    far = 2.0 ** max(_FAR_BITS, math.ceil(math.log2(2 * costs.data.sum() + 1)))
    order, fronts = fronts_of(reduced.core, xy_m[reduced.kept], far)
    position = np.full(reduced.size, -1, dtype=np.int64)
    position[reduced.kept] = order
    return Hierarchy(reduced, position, fronts, far)


def _above(reduced: ReducedNetwork, nodes: Ints) -> NDArray[np.bool_]:
    """Mark those of the nodes that were taken out, and all that were taken out after them and lead on to the core."""
    marked = np.zeros(reduced.size, dtype=bool)
    marked[nodes] = True
    for start, end in zip(reduced.rounds, reduced.rounds[1:], strict=False):
        marked[reduced.beside[start:end][marked[reduced.out[start:end]]]] = True
    return marked & ~reduced.kept


def _rounds(reduced: ReducedNetwork, marked: NDArray[np.bool_]) -> Iterator[Ints]:
    """Give the rows of marked nodes, round by round."""
    for start, end in zip(reduced.rounds, reduced.rounds[1:], strict=False):
        rows = start + np.flatnonzero(marked[reduced.out[start:end]])
        if len(rows):
            yield rows


def _met_below(table: Floats, ups: _Climb, downs: _Climb) -> None:
    """Let points meet at nodes that were taken out."""
    order = np.argsort(downs.node, kind="stable")
    node = downs.node[order]
    first = np.searchsorted(node, ups.node)
    count = np.searchsorted(node, ups.node, side="right") - first
    one = np.repeat(np.arange(len(count)), count)
    other = order[np.repeat(first - np.cumsum(count) + count, count) + np.arange(len(one))]
    at = ups.point[one] * table.shape[1] + downs.point[other]
    np.minimum.at(table.reshape(-1), at, ups.cost[one] + downs.cost[other])
