"""Hubs with room for so many: the best assignment is that of trying them all."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from geo.texts.errors import RequestError
from network.search_monitor import SearchMonitor
from network.siting.answer import Objective
from network.siting.exact.capacity import Room, fitted, room_of
from network.siting.options import SitingOptions
from network.siting.problem import Problem, SitingQuestion
from tests.network.siting.exact.small_towns import counted, town

SITES = ("a", "b", "c")


def problem(
    objective: Objective, minutes: np.ndarray, persons: list[float], hubs: int, within: float = 30.0
) -> Problem:
    covers = objective in ("coverage", "fewest")
    villages = tuple(f"v{i}" for i in range(len(persons)))
    rules = counted(3, 1 if objective == "fewest" else hubs, hubs)
    cover = minutes <= within if covers else None
    weights = np.array(persons)[:, None]
    return Problem(objective, villages, SITES, minutes, weights, ("",), within if covers else None, cover, rules)


def by_trying(asked: Problem, room: Room) -> float:
    """The least figure over every assignment of villages to sites."""
    least = np.inf
    for own in product(range(3), repeat=len(asked.villages)):
        used = sorted(set(own))
        loads = [sum(room.demand[i] for i, j in enumerate(own) if j == site) for site in range(3)]
        ways = [asked.minutes[i, j] for i, j in enumerate(own)]
        if len(used) > asked.rules.most or any(load > r for load, r in zip(loads, room.room, strict=True)):
            continue
        persons = asked.persons.tolist()
        if asked.objective == "total_time":
            value = sum(w * way for w, way in zip(persons, ways, strict=True))
        elif asked.objective == "worst":
            value = max(ways)
        elif asked.objective == "coverage":
            value = sum(w for w, way in zip(persons, ways, strict=True) if way > (asked.within_min or 0))
        else:
            value = len(used) if max(ways) <= (asked.within_min or 0) else np.inf
        least = min(least, value)
    return float(least)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("objective", ["total_time", "worst", "coverage", "fewest"])
def test_the_best_of_all_assignments(seed: int, objective: Objective) -> None:
    minutes = town(seed, villages=5, sites=3)
    persons = [4.0, 3.0, 3.0, 2.0, 2.0]
    asked = problem(objective, minutes, persons, hubs=3 if objective == "fewest" else 2)
    room = Room(np.array(persons), np.array([8.0, 7.0, 9.0]))
    least = by_trying(asked, room)
    found = fitted(asked, room, SearchMonitor(5.0))
    if not np.isfinite(least):
        assert found is None
        return
    assert found is not None
    assert found.bound == pytest.approx(least)
    loads = np.bincount(found.own, weights=room.demand, minlength=3)
    assert (loads <= np.where(found.chosen, room.room, 0.0) + 1e-6).all()


def test_on_paper() -> None:
    # Both want a, which has room for one: the one that loses less by it goes to b.
    minutes = np.array([[1.0, 5.0, 50.0], [1.0, 9.0, 50.0]])
    asked = problem("total_time", minutes, [10.0, 10.0], hubs=2)
    found = fitted(asked, Room(np.array([10.0, 10.0]), np.full(3, 10.0)), SearchMonitor(5.0))
    assert found is not None
    assert (found.own.tolist(), found.chosen.tolist()) == ([1, 0], [True, True, False])
    assert found.bound == pytest.approx(60.0)


def asking(**options: object) -> SitingQuestion:
    return SitingQuestion(2, "total_time", None, (), (), SitingOptions(**options))  # type: ignore[arg-type]


def test_room_that_was_asked_for() -> None:
    asked = problem("total_time", np.ones((2, 3)), [6.0, 4.0], hubs=2)
    assert room_of(asked, asking()) is None
    same = room_of(asked, asking(capacity_persons=6.0))
    assert same is not None
    assert (same.demand.tolist(), same.room.tolist()) == ([6.0, 4.0], [6.0, 6.0, 6.0])
    named = room_of(asked, asking(capacity_persons={"a": 6, "b": 1, "c": 7}, demand_persons={"v0": 3, "v1": 2}))
    assert named is not None
    assert (named.demand.tolist(), named.room.tolist()) == ([3.0, 2.0], [6.0, 1.0, 7.0])
    with pytest.raises(ValueError, match="every allowed site"):
        room_of(asked, asking(capacity_persons={"a": 6}))


def test_too_little_room_is_refused() -> None:
    asked = problem("total_time", np.ones((2, 3)), [6.0, 4.0], hubs=2)
    with pytest.raises(RequestError) as short:
        room_of(asked, asking(capacity_persons=4.9))
    assert short.value.notices[0].code == "siting_capacity_short"
    with pytest.raises(RequestError) as village:
        room_of(asked, asking(capacity_persons=5.0))
    assert village.value.notices[0].code == "siting_capacity_village"


def test_regret_under_room_on_paper() -> None:
    # One hub with room for all: years weigh the villages (1, 3) and (3, 1). a costs 24 and 8, b 8 and 24, c 16 and 16.
    minutes = np.array([[0.0, 8.0, 4.0], [8.0, 0.0, 4.0]])
    asked = replace(
        problem("least_regret", minutes, [1.0, 1.0], hubs=1),
        weights=np.array([[1.0, 3.0], [3.0, 1.0]]),
        years=("x", "y"),
    )
    found = fitted(asked, Room(np.array([3.0, 3.0]), np.full(3, 6.0)), SearchMonitor(5.0))
    assert found is not None
    assert found.least is not None
    assert found.least.tolist() == pytest.approx([8.0, 8.0])
    assert found.chosen.tolist() == [False, False, True]
    assert found.bound == pytest.approx(8.0)
