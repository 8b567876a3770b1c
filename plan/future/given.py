"""Given projections (mesh500, a municipality's 人口ビジョン, 社人研): read as published, drawn beside ours, and totals to meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.future.cohorts import Floats
from plan.future.projection import Projection


@dataclass(frozen=True)
class GivenProjection:
    """What somebody else projects.

    Parameters
    ----------
    source
        As population.csv names it.
    totals
        People of all its villages by year, as published.
    villages
        How many villages it covers; 0 where it is of the whole municipality and not shared out to villages.
    """

    source: str
    totals: Mapping[int, float]
    villages: int


def given_projections(
    population: pd.DataFrame | None, projections: pd.DataFrame | None = None
) -> list[GivenProjection]:
    """Return what others project: those of population.csv by source, in order of names, then those of the whole municipality.

    Parameters
    ----------
    population
        population.csv, or None; rows of the kind ``projection``, by village.
    projections
        projections.csv, or None; of the whole municipality.
    """
    found = []
    if population is not None:
        rows = population[population["kind"] == "projection"]
        for source, own in rows.groupby("source"):
            found.append(GivenProjection(str(source), _by_year(own), int(own["village_id"].nunique())))
    if projections is not None:
        known = {given.source for given in found}
        for source, own in projections.groupby("source"):
            name = f"{source!s}（市町村）" if source in known else str(source)
            found.append(GivenProjection(name, _by_year(own), 0))
    return found


def _by_year(rows: pd.DataFrame) -> dict[int, float]:
    totals = rows.groupby("year")["total"].sum()
    return {int(str(year)): float(total) for year, total in totals.items()}


def met_by(projection: Projection, totals: Mapping[int, float]) -> Projection:
    """Bring a projection's people to given totals, every village, sex and age by the same factor in a year (raking).

    Between two given years the factor goes straight from one to the other, from 1 in the year of the last count; after the last
    given year it stays.

    Parameters
    ----------
    projection
        Ours; settlers in it are part of the totals.
    totals
        People of all villages by year; years before the last count, and after the projection's, say nothing.

    Raises
    ------
    RequestError
        When none of the years is projected, or a total is no number of persons.
    """
    first, last = projection.step_years[0], projection.step_years[-1]
    known = {year: float(total) for year, total in sorted(totals.items()) if first < year <= last}
    if not known or not all(np.isfinite(total) and total >= 0 for total in known.values()):
        raise RequestError(notice("given_totals_unusable", first=first, last=last))
    own = {year: float(projection.in_year(year).sum()) for year in known}
    years = [first, *known]
    factors = [1.0, *(known[year] / own[year] if own[year] else 1.0 for year in known)]
    at_steps: Floats = np.interp(projection.step_years, years, factors)
    by_step = at_steps[:, None, None, None]
    used = notice("totals_met", years="、".join(str(year) for year in known))
    return replace(
        projection,
        paths=projection.paths * by_step,
        settled=projection.settled * by_step,
        notices=(*projection.notices, used),
    )
