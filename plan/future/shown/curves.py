"""How many people a place had, has and may have: counts, our projection with its band, and what others project."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from plan.future.projection import Projection
from plan.future.shown.outlook import Outlook
from plan.shown_values import FEW


@dataclass(frozen=True)
class Curves:
    """People of a place by year.

    Parameters
    ----------
    counted
        Persons by year of a count.
    projected, low, high
        Ours by year with the ends of its band, from the last count on; left out from where there are fewer than ten people.
    alone
        Ours without settlers, where anybody settles.
    given
        What others project for all these villages, by source and year; for all villages together also what they project for the
        whole municipality.
    few_from
        The first year in which fewer than ten people live there; None where there is none.
    """

    counted: Mapping[int, float]
    projected: Mapping[int, float]
    low: Mapping[int, float]
    high: Mapping[int, float]
    alone: Mapping[int, float] = field(default_factory=dict)
    given: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    few_from: int | None = None


def curves_of(outlook: Outlook, population: pd.DataFrame | None, villages: Sequence[str]) -> Curves:
    """Return the people of villages by year.

    Parameters
    ----------
    outlook
        Of the region and scenario.
    population
        population.csv, for counts of earlier years and projections of others.
    villages
        Whose people.
    """
    ours = outlook.projection
    own = [v for v in villages if v in ours.villages]
    totals = _totals(ours, own)
    few = next((year for year, people in totals.items() if people < FEW and year != ours.step_years[0]), None)
    shown = [year for year in ours.years if few is None or year < few]
    band = dict(zip(ours.years, ours.band_of(own), strict=True))
    alone = _totals(outlook.alone, own) if outlook.has_settlers else {}
    counted, of_villages = _of_table(population, own)
    whole = [one for one in outlook.given if one.villages == 0] if len(own) == len(ours.villages) else []
    return Curves(
        counted={**counted, ours.step_years[0]: totals[ours.step_years[0]]},
        projected={year: totals[year] for year in shown},
        low={year: band[year][0] for year in shown},
        high={year: band[year][1] for year in shown},
        alone={year: alone[year] for year in shown if alone and alone[year] >= FEW},
        given={**of_villages, **{one.source: one.totals for one in whole}},
        few_from=few,
    )


def _totals(projection: Projection, villages: Sequence[str]) -> dict[int, float]:
    sums = projection.totals.loc[list(villages)].sum()
    return {int(str(year)): float(people) for year, people in sums.items()}


def _of_table(
    population: pd.DataFrame | None, villages: Sequence[str]
) -> tuple[dict[int, float], dict[str, dict[int, float]]]:
    """Return what population.csv counts and projects for all the villages; a year or source that leaves one out tells nothing."""
    counted: dict[int, float] = {}
    given: dict[str, dict[int, float]] = {}
    if population is None or not villages:
        return counted, given
    rows = population[population["village_id"].isin(list(villages))]
    for (kind, source, year), group in rows.groupby(["kind", "source", "year"], sort=True):
        if group["village_id"].nunique() < len(villages):
            continue
        total = float(group["total"].sum())
        if kind == "census":
            counted.setdefault(int(str(year)), total)
        else:
            given.setdefault(str(source), {})[int(str(year))] = total
    return counted, given
