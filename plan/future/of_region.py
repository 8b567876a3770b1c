"""The future of a region and a scenario: its counts put together, its districts, houses and settlers."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import pandas as pd

from geo.reference import reference_table
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.cohorts import COLUMNS, Floats, is_five_yearly
from plan.future.counts.institutions import Institution, held_apart, with_institutions
from plan.future.counts.kinds import counts_of
from plan.future.given import stands_in
from plan.future.projection import Projection, project, with_settlers
from plan.future.settlers import Houses
from plan.scenario.future import Future, Settlers

OUTSIDE = "villages_outside_projection"
"""Code of the notice that names villages which a projection leaves out."""

_NOBODY = pd.DataFrame(columns=[name for name in COLUMNS if name != "year"])


@dataclass(frozen=True)
class FutureRequest:
    """What is asked for.

    Parameters
    ----------
    to_year
        The last year.
    settlers
        Households that come; None: those of the scenario.
    across_kinds
        Whether counts of different kinds (国勢調査, 住民基本台帳) may be put beside each other.
    seed
        Of the draws for the band.
    """

    to_year: int
    settlers: tuple[Settlers, ...] | None = None
    across_kinds: bool = False
    seed: int = 0


def projection_of(region: Region, request: FutureRequest, future: Future | None = None) -> Projection:
    """Project the people of a region.

    Parameters
    ----------
    region
        Its villages, with other years in population.csv.
    request
        Year, settlers and terms.
    future
        What the scenario says of the future; None for the present.

    Raises
    ------
    geo.texts.errors.RequestError
        When the counts do not suffice; the notice says what is needed.
    """
    stated = Future() if future is None else future
    if request.settlers is not None:
        stated = replace(stated, settlers=request.settlers)
    closed = closed_to_settlers(region, request.to_year, across_kinds=request.across_kinds, seed=request.seed)
    return closed.opened_to(region, stated)


@dataclass(frozen=True, eq=False)
class ClosedProjection:
    """A region's projection before anybody settles, and what is needed to let them.

    Parameters
    ----------
    projection
        Of those who live in the cohorts, without residents of institutions.
    held
        Residents of institutions, as `plan.future.counts.institutions.held_apart` returns them.
    notices
        Of the counts.
    """

    projection: Projection
    held: pd.DataFrame
    notices: tuple[Notice, ...]

    @property
    def weights(self) -> Floats:
        """People by village at the last count: settlers go where people are."""
        people: Floats = self.projection.paths[0].sum((-2, -1))
        return people

    def houses(self, region: Region, future: Future) -> Houses:
        """Return how settlers are spread over the villages."""
        return Houses(self.projection.villages, self.weights, vacant_houses_of(region.villages, future)[0])

    def opened_to(self, region: Region, future: Future) -> Projection:
        """Let the scenario's households settle, and give institutions back their residents; a given projection stays as published."""
        outside = _outside(region, self.projection)
        if self.projection.method == "given":
            return replace(self.projection, notices=(*outside, *self.projection.notices))
        notices = [*outside, *vacant_houses_of(region.villages, future)[1]]
        found = with_settlers(self.projection, future.settlers, self.houses(region, future))
        found = with_institutions(found, self.held)
        return replace(found, notices=(*self.notices, *notices, *found.notices))


def _outside(region: Region, projection: Projection) -> list[Notice]:
    """Name the villages where people live, but whose counts do not suffice: totals of the projection are without them."""
    people, known = region.villages["population"], set(projection.villages)
    names = [str(v) for v in people.index[people > 0] if str(v) not in known]
    if not names:
        return []
    return [notice("villages_outside_projection", names=short_list(names), count=len(names), known=len(known))]


def closed_to_settlers(region: Region, to_year: int, *, across_kinds: bool = False, seed: int = 0) -> ClosedProjection:
    """Project a region without settlers, once for whatever settlers are asked about.

    Raises
    ------
    geo.texts.errors.RequestError
        When the counts do not suffice and nobody gives a projection; the notice says what is needed.
    """
    try:
        counts, notices = counts_of(region.villages, region.population, region.base_year, across_kinds=across_kinds)
    except RequestError as problem:
        given = given_instead(region, problem, to_year)
        if given is None:
            raise
        return ClosedProjection(given, _NOBODY, ())
    counts, held, apart_notices = held_apart(counts, institutions_of(region.villages) if _has_ages(counts) else {})
    found = project(counts, to_year=to_year, districts=districts_of(region.villages), seed=seed)
    return ClosedProjection(found, held, (*notices, *apart_notices))


def given_instead(region: Region, problem: RequestError, to_year: int | None = None) -> Projection | None:
    """Return the given projection that stands in where a region has one count only; None where it is another problem, or none is given."""
    if problem.notices[0].code != "one_count_only":
        return None
    return stands_in(region.villages, region.population, region.base_year, to_year)


@functools.lru_cache(maxsize=16)
def horizon_of(region: Region) -> int:
    """Return the last year to which the people of a region can be projected: that of the reference table, or of what is given.

    Pages ask at every turn: asking again is free.
    """
    furthest = max(int(reference_table("future")["horizon_year"].value), region.base_year)
    try:
        counts_of(region.villages, region.population, region.base_year)
    except RequestError as problem:
        given = given_instead(region, problem)
        return furthest if given is None else given.to_year
    return furthest


def _has_ages(counts: pd.DataFrame) -> bool:
    return is_five_yearly(tuple(sorted(int(a) for a in counts["age_from"].unique())))


def institutions_of(villages: pd.DataFrame) -> dict[str, Institution]:
    """Return the care homes and dormitories that villages.csv marks; those without a kind are for the old."""
    if "institution_residents" not in villages:
        return {}
    marked = villages[villages["institution_residents"] > 0]
    kinds = marked.get("institution_kind", pd.Series("", index=marked.index)).fillna("")
    pairs = zip(marked.index, marked["institution_residents"], kinds, strict=True)
    return {
        str(village): Institution(float(residents), "dormitory" if kind == "dormitory" else "care")
        for village, residents, kind in pairs
    }


def districts_of(villages: pd.DataFrame) -> dict[str, str]:
    """Return the district of each village that has one."""
    if "district" not in villages:
        return {}
    return {str(v): str(d) for v, d in villages["district"].items() if isinstance(d, str) and d}


def vacant_houses_of(villages: pd.DataFrame, future: Future) -> tuple[dict[str, float] | None, list[Notice]]:
    """Return the usable vacant houses by village: the scenario's before those of villages.csv; None where nobody counted any."""
    counted: dict[str, float] = {}
    if "vacant_houses" in villages:
        counted = {str(v): float(n) for v, n in villages["vacant_houses"].dropna().items()}
    known = {v: n for v, n in future.vacant_houses.items() if v in villages.index}
    unknown = [v for v in future.vacant_houses if v not in villages.index]
    notices = [notice("vacant_houses_unknown", names=short_list(unknown))] if unknown else []
    houses = counted | known
    return houses or None, notices
