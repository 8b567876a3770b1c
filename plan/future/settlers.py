"""Households that settle: how many, of which type, from when, where; as people who have come by the end of each step.

Those who came within five years stand at the end in the class in which their type puts them; children of 0 to 4 are counted
against the women who came, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.reference.settlers import BOTH
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from plan.future.cohorts import FEMALE, STEP_YEARS, Floats
from plan.scenario.future import Settlers


def household_people(settlers: Settlers, sexes: tuple[str, ...], ages: tuple[int, ...]) -> Floats:
    """Return one household as persons by sex and age."""
    people = np.zeros((len(sexes), len(ages)))
    for member in settlers.household:
        own = [i for i, s in enumerate(sexes) if (s.lower() in FEMALE) == (member.sex == "f")]
        where = list(range(len(sexes))) if member.sex == BOTH or len(sexes) == 1 else own or [0]
        people[where, min(member.age_from // STEP_YEARS, len(ages) - 1)] += member.persons / len(where)
    return people


@dataclass(frozen=True)
class Houses:
    """How settlers are spread over the villages.

    Parameters
    ----------
    villages
        All ids, in order.
    weights
        People of each village at the start: settlers go where people are, in proportion.
    vacant
        Usable vacant houses by village; None where nobody counted them. Where they are known settlers go by them, and
        stop when they are full.
    """

    villages: tuple[str, ...]
    weights: Floats
    vacant: Mapping[str, float] | None = None


def households_by_village(
    settlers: Sequence[Settlers], houses: Houses, base_year: int, steps: int
) -> tuple[Floats, dict[str, int]]:
    """Share out the households of each entry over the villages and steps.

    Returns
    -------
    numpy.ndarray, dict of str to int
        Entry × step × village: households that come; and by village the year in which its vacant houses run out.

    Raises
    ------
    RequestError
        When a village is not known.
    """
    wanted = np.zeros((len(settlers), steps, len(houses.villages)))
    left = None if houses.vacant is None else np.array([float(houses.vacant.get(v, 0.0)) for v in houses.villages])
    weights = houses.weights if left is None else left
    for i, entry in enumerate(settlers):
        unknown = [v for v in entry.villages if v not in houses.villages]
        if unknown:
            raise RequestError(notice("settlers_village_unknown", names=short_list(unknown)))
        inside = np.array([not entry.villages or v in entry.villages for v in houses.villages])
        share = np.where(inside, weights, 0.0)
        if left is None and not share.sum():
            share = inside.astype(float)
        share = share / share.sum() if share.sum() else share
        first = base_year + 1 if entry.from_year is None else entry.from_year
        for step in range(steps):
            last_of_step = base_year + STEP_YEARS * (step + 1)
            years = min(max(last_of_step - first + 1, 0), STEP_YEARS)
            wanted[i, step] = entry.households_a_year * years * share
    return (wanted, {}) if left is None else _while_houses_last(wanted, left, houses.villages, base_year)


def _while_houses_last(
    wanted: Floats, left: Floats, villages: tuple[str, ...], base_year: int
) -> tuple[Floats, dict[str, int]]:
    come = np.zeros_like(wanted)
    full: dict[str, int] = {}
    left = left.copy()
    for step in range(wanted.shape[1]):
        asked = wanted[:, step].sum(0)
        given = np.minimum(asked, left)
        come[:, step] = wanted[:, step] * np.divide(given, asked, out=np.zeros_like(asked), where=asked > 0)
        for v in np.flatnonzero((asked > given + 1e-9) & (asked > 0)):
            years = STEP_YEARS * float(given[v] / asked[v])
            full.setdefault(villages[v], base_year + STEP_YEARS * step + int(np.ceil(years)))
        left -= given
    return come, full


def arrivals(settlers: Sequence[Settlers], households: Floats, sexes: tuple[str, ...], ages: tuple[int, ...]) -> Floats:
    """Return the settlers of each step as persons (step × village × sex × age)."""
    one = np.array([household_people(entry, sexes, ages) for entry in settlers])
    come: Floats = np.einsum("itv,isa->tvsa", households, one)
    return come
