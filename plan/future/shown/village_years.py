"""Every village in every year as it is read: people, change since the last count, ageing rate, stage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.reference import reference_table
from plan.future.cohorts import Floats
from plan.future.in_year.households import grown
from plan.future.projection import OLD_FROM, Projection
from plan.future.shown.places import ShownPersons, shown_persons
from plan.future.stages import UNKNOWN, stage_of
from plan.shown_values import FEW, tells_ages

HALF_AGED = f"高齢化率{reference_table('stages')['half'].value:.0%}以上"
FEW_STAGE = "10人未満のため年齢別には出しません"


@dataclass(frozen=True)
class VillageYear:
    """All villages in one year.

    Parameters
    ----------
    year
        Which.
    people
        By village id, as they are read.
    change
        Per cent since the last count by village, of the figures as they are read; of the unrounded ones where there are fewer than ten
        people; NaN where nobody lived.
    ageing
        Per cent of 65 and over by village; NaN where ages are not known or not told.
    """

    year: int
    people: dict[str, ShownPersons]
    change: pd.Series
    ageing: pd.Series

    @property
    def total(self) -> int:
        """People of all villages, as the sum is read."""
        return sum(one.tens for one in self.people.values())


def village_year(projection: Projection, year: int) -> VillageYear:
    """Return the villages of a projection in a year, as they are read.

    Raises
    ------
    geo.texts.errors.RequestError
        When the year is not projected.
    """
    counted = year == projection.step_years[0]
    ids = pd.Index(projection.villages)
    by_age: Floats = projection.in_year(year).sum(1)
    persons = by_age.sum(1)
    before = np.round(projection.in_year(projection.step_years[0]).sum((-2, -1)))
    people = shown_persons(pd.Series(persons, index=ids), counted=counted)
    then = np.array(
        [p if one.few else one.persons for one, p in zip(people.values(), persons, strict=True)], dtype=float
    )
    change = np.divide(then, before, out=np.full(len(ids), np.nan), where=before > 0) - 1
    ageing = np.full(len(ids), np.nan)
    if OLD_FROM in projection.ages:
        old = by_age[:, projection.ages.index(OLD_FROM) :].sum(1)
        np.divide(old, persons, out=ageing, where=tells_ages(persons, counted=counted))
    return VillageYear(year, people, pd.Series(change * 100, index=ids), pd.Series(ageing * 100, index=ids))


def village_years(projection: Projection) -> tuple[VillageYear, ...]:
    """Return the villages of a projection in each of its years."""
    return tuple(village_year(projection, year) for year in projection.years)


def households_in(
    projection: Projection, households: pd.Series | None, year: int, heads: pd.DataFrame | None = None
) -> pd.Series | None:
    """Return households by village in a year, as `plan.future.in_year.households` reckons them; None where they are not known."""
    if households is None or households.isna().all():
        return None
    factor = grown(projection, year, heads)
    return households.reindex(factor.index).astype(float) * factor


@dataclass(frozen=True)
class StageCounts:
    """How many villages are at which stage.

    Parameters
    ----------
    by_age, by_households
        Villages by the words of the stage, by both definitions; the second is empty where households are not known.
    """

    by_age: Counter[str]
    by_households: Counter[str]


def stage_counts(
    projection: Projection, households: pd.Series | None, year: int, heads: pd.DataFrame | None = None
) -> StageCounts:
    """Count villages by stage; of villages with fewer than ten people in a forecast no stage by age is told."""
    by_age, by_households = stages(projection, households, year, heads)
    return StageCounts(Counter(by_age.values()), Counter(by_households.values()))


def stages(
    projection: Projection, households: pd.Series | None, year: int, heads: pd.DataFrame | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Name the stage of each village by both definitions; the second only where households are known."""
    homes = households_in(projection, households, year, heads)
    counted = year == projection.step_years[0]
    by_age, by_households = {}, {}
    for village, persons in zip(projection.villages, projection.in_year(year).sum(1), strict=True):
        home = None if homes is None or pd.isna(homes[village]) else float(homes[village])
        if not counted and persons.sum() < FEW:
            by_age[village] = FEW_STAGE
            if home is not None:
                by_households[village] = FEW_STAGE
            continue
        stage = stage_of(persons, projection.ages, home)
        by_age[village] = stage.by_age
        if stage.by_households is not None:
            by_households[village] = stage.by_households
    return by_age, by_households


def aged_villages(counts: StageCounts) -> int | None:
    """Return how many villages have half of their people of 65 and over; None where ages are not known."""
    if counts.by_age.get(UNKNOWN):
        return None
    return counts.by_age[HALF_AGED]
