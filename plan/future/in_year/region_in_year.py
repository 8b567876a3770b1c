"""A region in another year is just another region: the people are the year's, all else is as its files give it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from geo.reference.assumptions import Assumptions
from geo.region.fingerprint import bytes_fingerprint
from geo.region.region import Region
from geo.region.tables.residents import people_points
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.population.people_groups import people_without_car
from plan.figure_texts import persons
from plan.future.coarse import classes_of
from plan.future.cohorts import STEP_YEARS, checked, cohorts_of, is_five_yearly
from plan.future.counts.kinds import counts_of
from plan.future.in_year.households import basis_of
from plan.future.in_year.licences import METHOD_NAMES, LicenceMethod, chosen_method, licences_in_year
from plan.future.in_year.villages_in_year import VillagesInYear, villages_in_year
from plan.future.of_region import OUTSIDE, FutureRequest, given_instead, horizon_of, projection_of
from plan.future.projection import Projection
from plan.scenario.future import Future


@dataclass(frozen=True, eq=False)
class RegionInYear:
    """What is counted in a year, and how it was made.

    Parameters
    ----------
    year
        The year.
    region
        With the people of the year; its `base_year` is the year.
    stated, assumptions
        Those of the region and the scenario, and the same with the licence rates of the year.
    licences
        The method by which licences are carried on.
    no_car
        People without a car by each method.
    notices
        What a reader must know.
    """

    year: int
    region: Region
    stated: Assumptions
    assumptions: Assumptions
    licences: LicenceMethod
    no_car: Mapping[LicenceMethod, float]
    notices: tuple[Notice, ...]


@functools.lru_cache(maxsize=16)
def projected(region: Region, future: Future | None = None) -> Projection:
    """Project a region as far as it can be projected; computed once for each future."""
    return projection_of(region, FutureRequest(horizon_of(region)), future)


@functools.lru_cache(maxsize=8)
def years_on_offer(region: Region) -> tuple[tuple[int, ...], tuple[Notice, ...]]:
    """Return every fifth year after the base year in which a region can be counted; none, and what is missing, where it can't be projected."""
    here = region.as_read
    try:
        counts = checked(counts_of(here.villages, here.population, here.base_year)[0])
        if is_five_yearly(tuple(sorted(int(a) for a in counts["age_from"].unique()))):
            cohorts_of(counts)
        else:
            classes_of(counts)
    except RequestError as problem:
        if given_instead(here, problem) is None:
            return (), problem.notices
    return tuple(y for y in range(here.base_year + 1, horizon_of(here) + 1) if y % STEP_YEARS == 0), ()


@functools.lru_cache(maxsize=64)
def region_in_year(region: Region, year: int, future: Future | None, assumptions: Assumptions) -> RegionInYear:
    """Return a region with the people of another year; asking again is free.

    Parameters
    ----------
    region
        As read from its folder.
    year
        After the base year, to the last year of the projection; between two steps of five years on the straight line.
    future
        What the scenario says of the future: who settles. None for the present.
    assumptions
        Of the region and the scenario.

    Raises
    ------
    geo.texts.errors.RequestError
        When the year is not after the base year or beyond the projection, or the region cannot be projected.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/sanson")
    >>> later = region_in_year(region, 2045, None, region.assumptions).region
    >>> later.base_year, later.total_population < region.total_population, later.as_read.base_year
    (2045, True, 2020)
    """
    if year <= region.base_year:
        raise RequestError(notice("year_not_after_base", year=year, base=region.base_year))
    last = horizon_of(region)
    if year > last:
        raise RequestError(notice("year_not_projected", year=year, first=region.base_year + 1, last=last))
    projection = projected(region, future)
    by_method = licences_in_year(projection, year, assumptions)
    chosen = chosen_method(assumptions)
    found = {
        method: villages_in_year(region.villages, projection, year, (assumptions, rates), region.household_heads)
        for method, rates in by_method.items()
    }
    no_car = {m: float(people_without_car(found[m].frame, by_method[m])[0].sum()) for m in found}
    villages = found[chosen]
    people = people_points(villages.frame, region.residents)
    numbers = villages.frame.select_dtypes("number")
    made = replace(
        region,
        base_year=year,
        villages=villages.frame,
        people=people,
        population=None,
        fingerprint=bytes_fingerprint(
            region.fingerprint, str(year), ",".join(numbers.columns), numbers.to_numpy(dtype=float).tobytes()
        ),
        today=region,
    )
    notices = _notices(made, projection, villages, no_car, chosen)
    return RegionInYear(year, made, assumptions, by_method[chosen], chosen, no_car, notices)


def _notices(
    made: Region,
    projection: Projection,
    villages: VillagesInYear,
    no_car: Mapping[LicenceMethod, float],
    chosen: LicenceMethod,
) -> tuple[Notice, ...]:
    year = made.base_year
    found = [
        notice("people_of_year", year=year, persons=persons(made.total_population, year), base=made.as_read.base_year)
    ]
    at_homes = made.people_at_homes
    if basis_of(projection, made.household_heads) == "headship":
        found.append(notice("homes_by_heads", year=year) if at_homes else notice("households_by_heads", year=year))
    else:
        found.append(notice("homes_of_year", year=year) if at_homes else notice("households_of_year", year=year))
    if projection.method == "cohort":
        other: LicenceMethod = "by_age" if chosen == "cohort" else "cohort"
        numbers: dict[str, Any] = {
            "persons": persons(no_car[chosen], year),
            "other_persons": persons(no_car[other], year),
        }
        found.append(
            notice("no_car_of_year", year=year, method=METHOD_NAMES[chosen], other=METHOD_NAMES[other], **numbers)
        )
    elif projection.method == "age_groups":
        found.append(notice("no_car_of_year_by_age_groups", year=year))
    else:
        found.append(notice("no_car_of_year_by_totals", year=year))
    if villages.not_projected:
        names = [str(made.villages.at[v, "name"]) for v in villages.not_projected]
        found.append(notice("villages_not_projected", names=short_list(names), count=len(names)))
    return (*found, *(n for n in projection.notices if n.severity == "warning" and n.code != OUTSIDE))
