"""Branch and bound on the sites, each node bounded by prices: what closes the gap when few hubs are wanted."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.search_monitor import SearchMonitor
from network.siting.exact.lagrangian import Climb, Prices, cheapest, climb, cutoff, left_over
from network.siting.exact.vertex_substitution import Chosen, total
from network.siting.rules import Rules

_STEPS = 40
_PACE = 0.4


@dataclass(frozen=True, eq=False)
class Node:
    """A part of the search: some sites opened, some left out.

    Parameters
    ----------
    kept, opened
        By site: may be chosen; must be chosen.
    prices
        Bound of the part and its prices; ρ of the kept sites.
    """

    kept: NDArray[np.bool_]
    opened: NDArray[np.bool_]
    prices: Prices


@dataclass(frozen=True)
class Effort:
    """How long to go on.

    Parameters
    ----------
    nodes
        At most so many parts are looked at.
    step
        No two totals are nearer than this (1 where all costs are whole numbers).
    bound
        Known before: no choice costs less.
    """

    nodes: int
    step: float = 0.0
    bound: float = -np.inf


@dataclass(frozen=True)
class Searched:
    """How the search ended.

    Parameters
    ----------
    best
        The best choice found.
    bound
        No choice costs less.
    finished
        Whether nothing is left to search.
    """

    best: Chosen
    bound: float
    finished: bool


def branch(
    cost: NDArray[np.float64], rules: Rules, root: Node, best: Chosen, monitor: SearchMonitor, effort: Effort
) -> Searched:
    """Search the part with the lowest bound first.

    Parameters
    ----------
    cost
        Villages × sites; infinite where there is no way.
    rules
        What a choice must keep.
    root
        What the search begins with.
    best
        The best choice so far.
    monitor
        Receives the value and the bound, and ends the search.
    effort
        How long to go on.
    """
    upper, step = total(cost, best), effort.step
    queue: list[tuple[float, int, Node]] = [(root.prices.bound, 0, root)]
    number = 0
    for _ in range(effort.nodes):
        if not queue or monitor.over():
            break
        bound, _, node = heapq.heappop(queue)
        if bound >= cutoff(upper, step):
            queue.clear()
            break
        monitor.report(bound=bound)
        for child in _children(node, rules):
            better, followed = _looked_at(cost, rules, child, best, monitor, step)
            if better is not None:
                best, upper = better, total(cost, better)
                monitor.report(value=upper)
            if followed is not None and followed.prices.bound < cutoff(upper, step):
                number += 1
                heapq.heappush(queue, (followed.prices.bound, number, followed))
    queue = [entry for entry in queue if entry[0] < cutoff(upper, step)]
    if not queue:
        return Searched(best, upper, finished=True)
    return Searched(best, min(upper, *(entry[0] for entry in queue)), finished=False)


def _children(node: Node, rules: Rules) -> list[Node]:
    """Split at the taken site whose loss would cost most: with it, and without it."""
    own = rules.restricted(node.kept, node.opened)
    taken = cheapest(node.prices.site, own)
    free = taken & ~own.fixed
    if not free.any():
        free = ~own.fixed
    if not free.any():
        return []
    pick = np.flatnonzero(node.kept)[int(np.where(free, node.prices.site, np.inf).argmin())]
    opened, kept = node.opened.copy(), node.kept.copy()
    opened[pick] = True
    kept[pick] = False
    return [Node(node.kept, opened, node.prices), Node(kept, node.opened, node.prices)]


def _looked_at(
    cost: NDArray[np.float64], rules: Rules, node: Node, best: Chosen, monitor: SearchMonitor, step: float
) -> tuple[Chosen | None, Node | None]:
    """Bound a part: a better choice found there, and what of the part is worth following."""
    upper = total(cost, best)
    sites = np.flatnonzero(node.kept)
    if node.opened.sum() > rules.most or len(sites) < rules.fewest:
        return None, None
    decided = _decided(node, rules)
    if decided is not None:
        right = bool(rules.keeps(decided[None, :])[0]) and decided.any()
        return (decided if right and total(cost, decided) < upper else None), None
    own = rules.restricted(node.kept, node.opened)
    part = cost[:, node.kept]
    if not np.isfinite(part).any(axis=1).all():
        return None, None
    prices, inside = climb(part, own, upper, monitor, Climb(_STEPS, _PACE, step, node.prices, whole=False))
    better = _spread(inside, sites, len(node.kept)) if inside is not None else None
    upper = total(cost, better) if better is not None else upper
    limit = cutoff(upper, step)
    if prices.bound >= limit:
        return better, None
    left = left_over(part, own, prices, limit)
    kept, opened = _spread(left.kept, sites, len(node.kept)), _spread(left.opened, sites, len(node.kept))
    bound = max(prices.bound, node.prices.bound)
    followed = Prices(bound, prices.village, prices.rule, prices.site[left.kept])
    return better, Node(kept, opened, followed)


def _spread(inside: NDArray[np.bool_], sites: NDArray[np.intp], number: int) -> NDArray[np.bool_]:
    """Write what holds for some sites as what holds for all."""
    spread = np.zeros(number, dtype=bool)
    spread[sites[inside]] = True
    return spread


def _decided(node: Node, rules: Rules) -> Chosen | None:
    """Return the only choice that a part still allows, if it is one."""
    opened, kept = int(node.opened.sum()), int(node.kept.sum())
    if opened == rules.most:
        return node.opened
    if kept == opened or kept == rules.fewest:
        return node.kept
    return None
