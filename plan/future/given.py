"""Given projections (mesh500, a municipality's 人口ビジョン, 社人研): read as published, drawn beside ours, and totals to meet.

Where a region has one count only, nothing of ours can be projected: a given projection by village then stands in for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.future.band import Drift
from plan.future.cohorts import Floats
from plan.future.counts.kinds import tables_by_detail
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


def villages_lacking(
    given: GivenProjection, population: pd.DataFrame | None, villages: pd.DataFrame
) -> tuple[str, ...]:
    """Return the villages with people of which a given projection by village leaves out a year: its total is not everybody's.

    Parameters
    ----------
    given
        Of the whole municipality: none is left out.
    population
        population.csv, or None.
    villages
        villages.csv.
    """
    if population is None or not given.villages:
        return ()
    rows = population[(population["kind"] == "projection") & (population["source"] == given.source)]
    told = rows.groupby("village_id")["year"].nunique()
    lived_in = villages.index[villages["population"] > 0]
    return tuple(str(v) for v in lived_in if told.get(v, 0) < len(given.totals))


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


def stands_in(
    villages: pd.DataFrame, population: pd.DataFrame | None, base_year: int, to_year: int | None = None
) -> Projection | None:
    """Take the people of coming years from a given projection by village, straight between the years that it gives.

    Parameters
    ----------
    villages
        villages.csv: the people of the base year, from whom the first line begins.
    population
        population.csv, or None; of its projections the one of most villages is taken, of equal ones the first by name.
    base_year
        Of villages.csv.
    to_year
        The last year; None: the last that is given.

    Returns
    -------
    Projection or None
        Of the method ``given``, in the finest ages that both have; a village that the projection leaves out is left out. None
        where nobody gives a projection by village.

    Raises
    ------
    RequestError
        When the year lies beyond those that are given.

    Examples
    --------
    >>> import pandas as pd
    >>> villages = pd.DataFrame({"population": [100.0]}, index=["v"])
    >>> rows = {"village_id": "v", "year": [2030, 2040], "kind": "projection", "source": "町", "total": [80.0, 60.0]}
    >>> stands_in(villages, pd.DataFrame(rows), 2020).in_year(2025).tolist()
    [[[90.0]]]
    """
    rows = (
        None
        if population is None
        else population[(population["kind"] == "projection") & (population["year"] > base_year)]
    )
    if rows is None or rows.empty:
        return None
    covered = rows.groupby("source")["village_id"].nunique()
    source = str(covered.index[(covered == covered.max()).to_numpy()][0])
    base = villages.rename(columns={"population": "total"}).assign(year=base_year).reset_index(names="village_id")
    cells = _cells(pd.concat([base, rows[rows["source"] == source]], ignore_index=True))
    if cells is None:
        return None
    years = [int(year) for year in cells.columns.get_level_values("year").unique()]
    last = years[-1] if to_year is None else to_year
    if not base_year <= last <= years[-1]:
        raise RequestError(notice("year_not_projected", year=last, first=base_year, last=years[-1]))
    sexes, ages = (tuple(cells.columns.get_level_values(name).unique()) for name in ("sex", "age_from"))
    paths: Floats = cells.to_numpy(dtype=float).reshape(len(cells), len(years), len(sexes), len(ages)).swapaxes(0, 1)
    ids = tuple(str(v) for v in cells.index)
    used = notice("given_stands_in", source=source, base=base_year, years="、".join(map(str, years[1:])))
    return Projection(
        villages=ids,
        sexes=tuple(map(str, sexes)),
        ages=tuple(map(int, ages)),
        step_years=tuple(years),
        to_year=last,
        paths=paths,
        settled=np.zeros_like(paths),
        method="given",
        drift=Drift(0.0, 0.0, np.zeros(len(ids))),
        notices=(used,),
    )


def _cells(counts: pd.DataFrame) -> pd.DataFrame | None:
    """Return village × (year, sex, age) in the finest detail that the base year and every given year share."""
    years = sorted(int(y) for y in counts["year"].unique())
    for table in tables_by_detail(counts):
        cells = table.pivot_table(
            index="village_id", columns=["year", "sex", "age_from"], values="persons", aggfunc="first"
        ).dropna()
        if sorted(int(y) for y in table["year"].unique()) == years and not cells.empty:
            return cells
    return None
