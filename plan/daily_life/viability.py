"""Viability of services: who is within reach in which year, and when that falls below what the operator needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from geo.reference import reference_table
from geo.reference.categories import CATEGORIES
from plan.daily_life.catchments import CatchmentTerms, ServicePlace, catchments, places_of_service
from plan.daily_life.weighed import Path, people_by_year
from plan.future.cohorts import Floats
from plan.future.projection import Projection
from plan.reach.evaluation import Evaluation
from plan.scenario.edits import with_scenario
from plan.scenario.future import Future, Threshold
from plan.scenario.scenario import Plan

Unjudged = Literal["", "no_threshold", "outside", "today_unknown", "nobody"]
"""Why nothing can be said: nobody named a threshold; others go there, too; users or sales of today are not known; nobody is in reach."""

JUDGED_BY_ROLLS = ("education",)
"""Categories that this does not judge: schools have rolls of their own."""

_AGES: Mapping[str, tuple[str, str | None]] = {
    "care": ("care_users_from", None),
    "childcare": ("childcare_users_from", "childcare_users_below"),
}


@dataclass(frozen=True)
class Ending:
    """The years in which a service falls below what it needs.

    Parameters
    ----------
    earliest, middle, latest
        The first year below, by the lower limit of the band, as projected, and by the upper limit; None: not to the year asked for.
    below_today
        Whether it is below already in the first year.
    """

    earliest: int | None
    middle: int | None
    latest: int | None
    below_today: bool = False

    @property
    def ever(self) -> bool:
        """Whether the band touches the threshold at all."""
        return self.earliest is not None


@dataclass(frozen=True)
class ServiceFuture:
    """A service in the years to come.

    Parameters
    ----------
    place
        Where.
    people
        Within reach, after the competition.
    shares
        Village → share of its people who go there; without villages of which nobody does.
    threshold
        What the operator needs; None where nobody named it.
    measured
        `people` in the threshold's measure; None where that is not known.
    ending
        When it falls below; None where it is not judged.
    unjudged
        Why not.
    """

    place: ServicePlace
    people: Path
    shares: Mapping[str, float]
    threshold: Threshold | None
    measured: Path | None
    ending: Ending | None
    unjudged: Unjudged = ""


def service_futures(
    evaluation: Evaluation,
    projection: Projection,
    terms: CatchmentTerms,
    future: Future | None = None,
    categories: tuple[str, ...] | None = None,
) -> list[ServiceFuture]:
    """Follow every service of a scenario through the years.

    Parameters
    ----------
    evaluation
        Of the scenario: roads, facilities and hubs.
    projection
        Of its people.
    terms
        How people choose among places.
    future
        Holds the thresholds; None: none.
    categories
        Which; all but schools where not given.

    Returns
    -------
    list of ServiceFuture
        Categories in the order of screens, in each the places by id.
    """
    stated = Future() if future is None else future
    wanted = categories or tuple(c for c in CATEGORIES if c not in JUDGED_BY_ROLLS)
    found = []
    for category in wanted:
        places = places_of_service(evaluation, category)
        if not places:
            continue
        shares = catchments(evaluation, places, terms)
        for place in places:
            own = {str(v): float(share) for v, share in shares[place.id].items() if share > 0}
            people = people_by_year(projection, own, users_ages(category))
            found.append(_judged(place, people, own, stated.threshold(place.id, category)))
    return found


def users_ages(category: str) -> tuple[int, int | None] | None:
    """Return from and below which ages people use a category; None: all of them.

    Examples
    --------
    >>> users_ages("care"), users_ages("shopping")
    ((65, None), None)
    """
    if category not in _AGES:
        return None
    values = reference_table("viability")
    first, below = _AGES[category]
    return int(values[first].value), None if below is None else int(values[below].value)


def _judged(
    place: ServicePlace, people: Path, shares: Mapping[str, float], threshold: Threshold | None
) -> ServiceFuture:
    def without(reason: Unjudged) -> ServiceFuture:
        return ServiceFuture(place, people, shares, threshold, None, None, reason)

    if place.outside:
        return without("outside")
    if threshold is None:
        return without("no_threshold")
    measured = _in_measure(place, people, threshold)
    if isinstance(measured, str):
        return without(measured)
    return ServiceFuture(place, people, shares, threshold, measured, ending_of(measured, threshold.least))


def _in_measure(place: ServicePlace, people: Path, threshold: Threshold) -> Path | Unjudged:
    """Turn people within reach into users or sales: those of today, in proportion."""
    if threshold.measure == "people":
        return people
    today = threshold.today
    if today is None and threshold.measure == "users":
        today = place.users_per_day
    if today is None:
        return "today_unknown"
    return people.scaled(today / people.middle[0]) if people.middle[0] > 0 else "nobody"


def ending_of(path: Path, least: float) -> Ending:
    """Find the years in which a path falls below a threshold.

    Examples
    --------
    >>> years = (2020, 2021, 2022)
    >>> ending_of(Path(years, np.array([9.0, 8.0, 7.0]), np.array([9.0, 7.0, 5.0]), np.array([9.0, 9.0, 9.0])), 8)
    Ending(earliest=2021, middle=2022, latest=None, below_today=False)
    """
    first = [_first_below(path.years, side, least) for side in (path.low, path.middle, path.high)]
    return Ending(first[0], first[1], first[2], below_today=bool(path.middle[0] < least))


def _first_below(years: tuple[int, ...], side: Floats, least: float) -> int | None:
    below = np.flatnonzero(side < least)
    return years[int(below[0])] if len(below) else None


def service_document(service: ServiceFuture, years: tuple[int, ...]) -> dict[str, object]:
    """Return a service as JSON has it: people within reach in some years with their band, what it needs, when it falls below.

    ``below`` holds the first years below by the lower limit, as projected and by the upper limit (null: not to the last year), and
    is null where nothing can be said; ``unjudged`` says why: no_threshold, outside, today_unknown or nobody.
    """
    at = [service.people.years.index(year) for year in years]
    ending, threshold = service.ending, service.threshold
    return {
        "place": service.place.id,
        "place_name": service.place.name,
        "service": service.place.category,
        "people": service.people.middle[at].tolist(),
        "band": np.stack([service.people.low[at], service.people.high[at]], axis=1).tolist(),
        "needs": None if threshold is None else threshold.least,
        "measured_by": None if threshold is None else threshold.measure,
        "below": None if ending is None else [ending.earliest, ending.middle, ending.latest],
        "unjudged": service.unjudged,
    }


def set_threshold(plan: Plan, scenario_id: str, key: str, threshold: Threshold | None) -> Plan:
    """Note what a service needs under a key (a category, or `plan.scenario.future.service_key`); None takes it away."""
    scenario = plan.scenario(scenario_id)
    others = {name: known for name, known in scenario.future.thresholds.items() if name != key}
    thresholds = others if threshold is None else {**others, key: threshold}
    return with_scenario(plan, replace(scenario, future=replace(scenario.future, thresholds=thresholds)))
