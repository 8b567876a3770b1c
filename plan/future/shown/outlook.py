"""What the page of the future rests on: the projection as the scenario has it, that without settlers, and what others project."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from geo.reference import reference_table
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.given import GivenProjection, given_projections, met_by, villages_lacking
from plan.future.of_region import ClosedProjection, closed_to_settlers, horizon_of
from plan.future.projection import Projection
from plan.future.settlers import Houses
from plan.future.shown.region_figures import people_in_tens
from plan.future.shown.village_years import VillageYear, village_years
from plan.scenario.future import Future

_T = TypeVar("_T")
HERE_ONLY = "projection_here_only"
"""Code of the notice that a projection is on terms of its own."""


@dataclass(frozen=True)
class OutlookRequest:
    """On which terms the future is looked at.

    Parameters
    ----------
    met
        Source of a given projection whose totals ours is brought to; empty: none.
    across_kinds
        Whether counts of different kinds may be put beside each other.
    """

    met: str = ""
    across_kinds: bool = False

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What must be said of these terms: no other page, paper or command counts on them."""
        met = [f"合計を「{self.met}」に合わせた"] if self.met else []
        across = ["種別の違う人口も比べた"] if self.across_kinds else []
        how = "、".join([*met, *across])
        return (notice("projection_here_only", how=how),) if how else ()


@dataclass(frozen=True, eq=False)
class Outlook:
    """The future of a region in a scenario.

    Parameters
    ----------
    projection
        With the scenario's settlers, brought to given totals where that is asked for.
    alone
        The same without settlers.
    closed
        What both rest on.
    houses
        How settlers are spread, and the houses that limit them.
    given
        What others project.
    """

    projection: Projection
    alone: Projection
    closed: ClosedProjection
    houses: Houses
    given: tuple[GivenProjection, ...]

    @property
    def has_settlers(self) -> bool:
        """Whether anybody settles at all."""
        return bool(self.projection.settled.any())

    @functools.cached_property
    def years(self) -> tuple[VillageYear, ...]:
        """The villages in each year, as they are read."""
        return village_years(self.projection)

    @functools.cached_property
    def kept(self) -> dict[Hashable, object]:
        """What was reckoned from this outlook, by what was asked."""
        return {}

    def memo(self, asked: Hashable, reckon: Callable[[], _T]) -> _T:
        """Return what was asked, reckoned the first time and kept: a step of the year reckons nothing anew that it does not change."""
        if asked not in self.kept:
            self.kept[asked] = reckon()
        return cast(_T, self.kept[asked])

    @property
    def base_year(self) -> int:
        """The year of the last count."""
        return self.projection.step_years[0]

    @property
    def first_shown_year(self) -> int:
        """The year that is shown until another one is chosen."""
        wanted = self.base_year + int(reference_table("future")["settling_years"].value)
        return min(self.projection.years, key=lambda year: (abs(year - wanted), year))


def outlook_of(region: Region, future: Future | None = None, request: OutlookRequest | None = None) -> Outlook:
    """Look at the future of a region to the last year that is projected; asking again is free.

    Raises
    ------
    geo.texts.errors.RequestError
        When the counts do not suffice, or given totals cannot be met; the notice says what is needed.
    """
    stated = Future() if future is None else future
    # Thresholds of services change nobody's future: what was reckoned stays known.
    return _outlook(region, Future(stated.settlers, stated.vacant_houses), request or OutlookRequest())


@functools.lru_cache(maxsize=8)
def _closed(region: Region, across_kinds: bool) -> ClosedProjection:
    return closed_to_settlers(region, horizon_of(region), across_kinds=across_kinds)


@functools.lru_cache(maxsize=16)
def _outlook(region: Region, future: Future, request: OutlookRequest) -> Outlook:
    closed = _closed(region, request.across_kinds)
    given = tuple(given_projections(region.population, region.projections))
    alone = closed.opened_to(region, replace(future, settlers=()))
    found = closed.opened_to(region, future) if future.settlers else alone
    whole = tuple(one for one in given if not villages_lacking(one, region.population, region.villages))
    totals = _totals(whole, request.met)
    if totals is not None:
        # Ours meets the totals with nobody settling: who settles comes on top of what others foresee.
        alone, settled = met_by(alone, totals), found.settled
        found = replace(
            alone,
            paths=alone.paths + settled,
            settled=settled,
            houses_full=found.houses_full,
            notices=tuple(dict.fromkeys((*found.notices, *alone.notices))),
        )
    if request.notices:
        found, alone = (replace(one, notices=(*request.notices, *one.notices)) for one in (found, alone))
    return Outlook(found, alone, closed, closed.houses(region, future), given)


def elsewhere(region: Region, future: Future | None, year: int) -> str:
    """Say how many people every other page, paper and command counts in a year: those of the projection without terms of its own."""
    try:
        return f"{people_in_tens(outlook_of(region, future).projection, year):,}人"
    except RequestError:
        return "先の年を数えられません"


def _totals(given: tuple[GivenProjection, ...], met: str) -> Mapping[int, float] | None:
    return next((one.totals for one in given if one.source == met), None)
