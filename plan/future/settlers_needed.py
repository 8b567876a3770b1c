"""Backwards: how many households a year keep the people, or the children, that a place has today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.future.cohorts import STEP_YEARS, Floats
from plan.future.paths import followers_path
from plan.future.projection import Projection
from plan.future.settlers import Houses, arrivals, households_by_village
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


def goal_year(alone: Projection, goal: Goal) -> int:
    """Return the year in which a goal shall hold."""
    values = reference_table("future")
    return alone.step_years[0] + (int(values["settling_years"].value) if goal.years is None else goal.years)


def households_needed(
    alone: Projection, mix: Sequence[Settlers], houses: Houses, goal: Goal, effect: Floats | None = None
) -> Needed:
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
    effect
        From `effect_of`, for the goal's year, where several goals are asked about.

    Raises
    ------
    RequestError
        When ages are not known, or the projection ends before the goal's year.
    """
    if alone.change is None:
        raise RequestError(notice("settlers_need_ages"))
    values = reference_table("future")
    year = goal_year(alone, goal)
    share = values["settling_target"].value if goal.share is None else goal.share
    where = [alone.villages.index(v) for v in goal.villages] if goal.villages else list(range(len(alone.villages)))
    parts = _mixed(mix)
    effect = effect_of(alone, mix, year) if effect is None else effect
    own = np.zeros(len(alone.villages))
    own[where] = 1.0
    steps = len(alone.step_years) - 1

    def settling(households: float) -> Floats:
        settlers = [replace(entry, households_a_year=households * part) for entry, part in zip(mix, parts, strict=True)]
        return households_by_village(settlers, houses, alone.step_years[0], steps)[0]

    one = settling(1.0)

    def come(households: float) -> Floats:
        # Without houses that run out twice as many households are twice as many everywhere.
        return households * one if houses.vacant is None else settling(households)

    before, without = (
        _counted(alone, alone.in_year(alone.step_years[0])[where]),
        _counted(alone, alone.in_year(year)[where]),
    )

    def shares(households: float) -> tuple[float, float]:
        there = without + np.einsum("itv,itvk,v->k", come(households), effect, own)
        people, children = (float(n / of) if of else float(np.nan) for n, of in zip(there, before, strict=True))
        return people, children

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


def _counted(alone: Projection, persons: Floats) -> Floats:
    """Return the people, and the children, among village × sex × age."""
    children = sum(age < CHILDREN_BELOW for age in alone.ages)
    return np.array([persons.sum(), persons[..., :children].sum()])


def effect_of(alone: Projection, mix: Sequence[Settlers], year: int) -> Floats:
    """Return what one household brings to the year (entry × step × village × people and children).

    Who settles changes nothing for who lives there: one household of each entry, step and village is followed once, and every
    number of households is a sum of these.

    Raises
    ------
    RequestError
        When ages are not known, or the projection ends before the year.
    """
    if alone.change is None:
        raise RequestError(notice("settlers_need_ages"))
    alone.in_year(year)
    steps, size = len(alone.step_years) - 1, len(alone.villages)
    reached = min(steps, -(-(year - alone.step_years[0]) // STEP_YEARS))
    counted = np.zeros((len(mix), steps, size, 2))
    children = sum(age < CHILDREN_BELOW for age in alone.ages)
    for i, entry in enumerate(mix):
        for step in range(reached):
            one = np.zeros((1, reached, size))
            one[0, step] = 1.0
            settled = followers_path(arrivals([entry], one, alone.sexes, alone.ages), alone.change)
            then = replace(alone, paths=settled).in_year(year)
            counted[i, step] = np.stack([then.sum((1, 2)), then[..., :children].sum((1, 2))], axis=1)
    return counted
