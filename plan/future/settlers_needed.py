"""Backwards: how many households a year keep the people, or the children, that a place has today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.future.cohorts import Floats
from plan.future.projection import Projection, with_settlers
from plan.future.settlers import Houses
from plan.scenario.future import Settlers

CHILDREN_BELOW = 15
_HALVINGS = 60
_DOUBLINGS = 40
_FIRST_TRIED = 1.0


@dataclass(frozen=True)
class Goal:
    """What shall be kept.

    Parameters
    ----------
    people, children
        Whether all people, and those of 0 to 14, are meant; both: each of them.
    share
        Of those of the last census (0 to 1); None: that of the reference table.
    years
        After the last census; None: those of the reference table.
    villages
        Where it shall hold, together; empty: the region.
    """

    people: bool = True
    children: bool = True
    share: float | None = None
    years: int | None = None
    villages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Needed:
    """The answer.

    Parameters
    ----------
    households_a_year
        The least, of all types together; None where no number reaches the goal.
    year
        When it is reached.
    people, children
        Share of the last census's people, and of their children, that there are then with so many households; where no number
        reaches the goal, with as many as there can be. NaN where there were none.
    """

    households_a_year: float | None
    year: int
    people: float
    children: float


def households_needed(alone: Projection, mix: Sequence[Settlers], houses: Houses, goal: Goal) -> Needed:
    """Find the least households a year that keep people or children, by bisection.

    Parameters
    ----------
    alone
        A projection by cohorts without settlers, to the year of the goal at least.
    mix
        Types, from when and where; their households a year say only how they are mixed.
    houses
        How they are spread, and whether vacant houses limit them.
    goal
        What shall be kept.

    Raises
    ------
    RequestError
        When ages are not known, or the projection ends before the goal's year.
    """
    if alone.change is None:
        raise RequestError(notice("settlers_need_ages"))
    values = reference_table("future")
    year = alone.step_years[0] + (int(values["settling_years"].value) if goal.years is None else goal.years)
    share = values["settling_target"].value if goal.share is None else goal.share
    where = [alone.villages.index(v) for v in goal.villages] if goal.villages else list(range(len(alone.villages)))
    parts = _mixed(mix)

    def shares(households: float) -> tuple[float, float]:
        settlers = [replace(entry, households_a_year=households * part) for entry, part in zip(mix, parts, strict=True)]
        there = with_settlers(alone, settlers, houses).in_year(year)[where]
        before = alone.in_year(alone.step_years[0])[where]
        return _share(there, before), _share(there[..., : _children(alone)], before[..., : _children(alone)])

    def reached(households: float) -> bool:
        people, children = shares(households)
        # Where there was nobody, there is nothing to keep.
        return not ((goal.people and people < share) or (goal.children and children < share))

    high = 0.0 if reached(0.0) else _FIRST_TRIED
    for _ in range(_DOUBLINGS):
        if reached(high):
            break
        high *= 2.0
    else:
        return Needed(None, year, *shares(high))
    low = 0.0
    for _ in range(_HALVINGS if high else 0):
        middle = (low + high) / 2.0
        low, high = (low, middle) if reached(middle) else (middle, high)
    return Needed(high, year, *shares(high))


def _mixed(mix: Sequence[Settlers]) -> list[float]:
    total = sum(entry.households_a_year for entry in mix)
    if not total:
        return [1.0 / len(mix)] * len(mix)
    return [entry.households_a_year / total for entry in mix]


def _children(alone: Projection) -> int:
    return sum(age < CHILDREN_BELOW for age in alone.ages)


def _share(there: Floats, before: Floats) -> float:
    return float(there.sum() / before.sum()) if before.sum() else float(np.nan)
