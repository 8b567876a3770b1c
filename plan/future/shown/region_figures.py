"""The figures of some villages together in a year, as they are read: people with their band, children, the old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from plan.future.projection import OLD_FROM, Projection
from plan.future.settlers_needed import CHILDREN_BELOW
from plan.future.shown.village_years import FEW_STAGE, aged_villages, stage_counts
from plan.shown_values import FEW, half_up, tells_ages


@dataclass(frozen=True)
class RegionFigures:
    """Villages together in one year.

    Parameters
    ----------
    year
        Which.
    people
        Persons, in tens unless they were counted.
    band
        Between which they lie, in tens; both ends are the people where they were counted.
    children, old
        Of 0 to 14, and of 65 and over, rounded likewise; None where ages are not known, or not told of so few.
    ageing
        Share of 65 and over (0 to 1); None likewise.
    aged_villages
        Villages half of whose people are 65 and over; None where ages are not known.
    few_villages
        Villages where fewer than ten people will live, of which no ages are told; empty ones are among them.
    """

    year: int
    people: int
    band: tuple[int, int]
    children: int | None
    old: int | None
    ageing: float | None
    aged_villages: int | None
    few_villages: int


def in_tens(persons: float, *, counted: bool = False) -> int:
    """Round persons as forecasts are read; counted ones to whole persons.

    Examples
    --------
    >>> in_tens(1234.6), in_tens(1235), in_tens(1234.6, counted=True)
    (1230, 1240, 1235)
    """
    return int(half_up(persons)) if counted else int(half_up(persons / FEW)) * FEW


def people_in_tens(projection: Projection, year: int) -> int:
    """Return the people of all villages in a year, as they are read."""
    return in_tens(float(projection.in_year(year).sum()), counted=year == projection.step_years[0])


def region_figures(
    projection: Projection, year: int, households: pd.Series | None = None, villages: Sequence[str] | None = None
) -> RegionFigures:
    """Return the figures of villages together.

    Parameters
    ----------
    projection
        With settlers or without.
    year
        Which.
    households
        By village today, where they are known: stages rest on them.
    villages
        Whose; None: all of them.
    """
    counted = year == projection.step_years[0]
    where = slice(None) if villages is None else [projection.villages.index(v) for v in villages]
    by_age = projection.in_year(year)[where].sum((0, 1))
    total = float(by_age.sum())
    low, high = projection.band_in(year, villages)
    is_told = tells_ages(total, counted=counted)
    children = old = ageing = None
    if is_told and CHILDREN_BELOW in projection.ages:
        children = in_tens(float(by_age[: projection.ages.index(CHILDREN_BELOW)].sum()), counted=counted)
    if is_told and OLD_FROM in projection.ages:
        persons = float(by_age[projection.ages.index(OLD_FROM) :].sum())
        old, ageing = in_tens(persons, counted=counted), persons / total
    people = in_tens(total, counted=counted)
    stages = stage_counts(projection, households, year)
    return RegionFigures(
        year=year,
        people=people,
        band=(people, people) if counted else (in_tens(low), in_tens(high)),
        children=children,
        old=old,
        ageing=ageing,
        aged_villages=aged_villages(stages),
        few_villages=stages.by_age[FEW_STAGE],
    )
