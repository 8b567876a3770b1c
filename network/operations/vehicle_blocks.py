"""Vehicle blocks: which trips one vehicle runs after another, with as few vehicles as there can be, then as little empty driving."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

LatLon = tuple[float, float]
_IMPOSSIBLE = 1e12


@dataclass(frozen=True)
class Task:
    """Something that a vehicle does without a pause: a trip, or a run for others.

    Parameters
    ----------
    id
        Unique among the tasks.
    start_s, end_s
        Seconds past midnight.
    start, end
        (latitude, longitude).
    length_m
        Metres driven; infinite where no road leads along.
    ready_s
        When the vehicle may leave for the next task: the end and the layover.
    service_id
        What it belongs to.
    follows
        Id of the task that it must follow on the same vehicle; empty for none.
    """

    id: str
    start_s: int
    end_s: int
    start: LatLon
    end: LatLon
    length_m: float
    ready_s: int
    service_id: str = ""
    follows: str = ""


@dataclass(frozen=True)
class Block:
    """The day of one vehicle.

    Parameters
    ----------
    tasks
        In order.
    dead_s, dead_m
        Seconds and metres of each empty drive: from the depot, between tasks, back to the depot (0 without a depot).
    """

    tasks: tuple[Task, ...]
    dead_s: tuple[float, ...]
    dead_m: tuple[float, ...]

    @property
    def start_s(self) -> float:
        """When it leaves the depot."""
        return self.tasks[0].start_s - self.dead_s[0]

    @property
    def end_s(self) -> float:
        """When it is back."""
        return self.tasks[-1].end_s + self.dead_s[-1]


Dead = Callable[[LatLon, LatLon], tuple[float, float]]
"""Seconds and metres of an empty drive; infinite where no road leads there."""


def can_follow(first: Task, second: Task, dead: Dead) -> bool:
    """Return whether a vehicle can run a task after another in time."""
    if second.follows:
        return second.follows == first.id and first.end_s + dead(first.end, second.start)[0] <= second.start_s
    return first.ready_s + dead(first.end, second.start)[0] <= second.start_s


def vehicle_blocks(tasks: Sequence[Task], dead: Dead, depot: LatLon | None = None) -> tuple[Block, ...]:
    """Share tasks among the fewest vehicles.

    Parameters
    ----------
    tasks
        Of one day and kind of vehicle.
    dead
        Empty drives.
    depot
        Where vehicles stand at night; None counts no drive from there.

    Returns
    -------
    tuple of Block
        By the start of their first task.

    Notes
    -----
    Every task is on one vehicle, so tasks − links = vehicles, where a link joins a task to the one that its vehicle runs next. As
    many links as there can be are a maximum matching between tasks that end and tasks that begin (a minimum path cover: Fulkerson,
    1956). It is found with the fewest metres driven empty as an assignment problem: the link i → j costs the metres of its empty
    drive, ending the day after i the way to the depot and a price per vehicle that outweighs all metres together, beginning it with j
    the way from the depot. A task that must follow another has no other link.

    Examples
    --------
    >>> near = lambda a, b: (600.0, 5000.0) if a != b else (0.0, 0.0)
    >>> out = Task("out", 0, 1200, (0, 0), (0, 1), 9000, 1500)
    >>> back = Task("back", 1800, 3000, (0, 1), (0, 0), 9000, 3300)
    >>> late = Task("late", 1700, 2900, (0, 1), (0, 0), 9000, 3200)
    >>> [[t.id for t in b.tasks] for b in vehicle_blocks([out, back, late], near)]
    [['out', 'late'], ['back']]
    """
    ordered = sorted(tasks, key=lambda t: (t.start_s, t.end_s, t.id))
    size = len(ordered)
    if not size:
        return ()
    costs = np.full((2 * size, 2 * size), _IMPOSSIBLE)
    costs[size:, size:] = 0.0
    followed = {t.follows for t in ordered if t.follows}
    for i, first in enumerate(ordered):
        for j, second in enumerate(ordered):
            bound = second.follows == first.id
            if i != j and (bound or first.id not in followed) and can_follow(first, second, dead):
                costs[i, j] = dead(first.end, second.start)[1]
    to_depot = [0.0 if depot is None else _driven(dead(t.end, depot)[1]) for t in ordered]
    from_depot = [0.0 if depot is None else _driven(dead(depot, t.start)[1]) for t in ordered]
    links = costs[:size, :size]
    price = 1.0 + sum(to_depot) + sum(from_depot) + size * float(np.max(links, initial=0.0, where=links < _IMPOSSIBLE))
    for i in range(size):
        costs[i, size + i] = to_depot[i] + price
        costs[size + i, i] = from_depot[i]
    from scipy.optimize import linear_sum_assignment  # slow to load, and not needed before buses are chained

    _, partner = linear_sum_assignment(costs)
    following = {i: int(j) for i, j in enumerate(partner[:size]) if j < size}
    starts = sorted(set(range(size)) - set(following.values()))
    return tuple(_block([ordered[k] for k in _chain(start, following)], dead, depot) for start in starts)


def _driven(metres: float) -> float:
    """Price of a way to the depot: none where no road leads there, which the schedule says elsewhere."""
    return metres if np.isfinite(metres) else 0.0


def _chain(start: int, following: dict[int, int]) -> list[int]:
    chain = [start]
    while chain[-1] in following:
        chain.append(following[chain[-1]])
    return chain


def _block(tasks: list[Task], dead: Dead, depot: LatLon | None) -> Block:
    ends = [(depot, tasks[0].start), *((a.end, b.start) for a, b in itertools.pairwise(tasks)), (tasks[-1].end, depot)]
    drives = [(0.0, 0.0) if a is None or b is None else dead(a, b) for a, b in ends]
    return Block(tuple(tasks), tuple(s for s, _ in drives), tuple(m for _, m in drives))
