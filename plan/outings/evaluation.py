"""Outings of a scenario: to a place by village, day and purpose, and how many people have one at all."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.outings.outings import NONE_S, any_outing, in_whole_minutes, outings, quicker_than_walking
from network.outings.purposes import PURPOSES, Purpose, purpose
from network.outings.shortfall import shortfalls
from network.outings.visit import Visit
from network.transit.connection_scan import bus_network
from network.transit.departures import Departures
from network.transit.place_journeys import journeys_of_some, journeys_to, origins_at_stops
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario
from plan.reach.bus_days import buses_on, days_of_week, usual_day_of
from plan.reach.bus_reach import Buses
from plan.reach.destinations import destinations
from plan.reach.evaluation import Evaluation
from plan.reach.purpose_places import Destination
from plan.reach.reach import Points
from plan.reach.usual_week import days_as_bits


@dataclass(frozen=True, eq=False)
class OutingAnswer:
    """The outings from every village to one place on one day.

    Parameters
    ----------
    place_id, place_name, date
        Where to, and when.
    purpose
        What for, with the scenario's numbers.
    villages
        Index village_id; the columns of `network.outings.outings.outings` in whole minutes, last_home_s (the last departure by which one gets home; -1
        where there is none), walk (the place is within walking reach), has_outing (by bus, or on foot when it is open), what the
        nearest round trip lacks where there is no outing (`network.outings.shortfall.LACKS`, seconds; -1 where none comes near or
        there is an outing), days_per_week (days of the date's week with one) and days (which: a bit each, Monday 1).
    by_home_time
        For school: outings of each village by the time (s) from which children go home.
    homes
        Whether each place of `Evaluation.people` has an outing.
    homes_by_day
        The same on each day of the date's week that was asked about.
    people
        Persons with an outing by group (population, no_car and, where ages are known, pop_0_14), counted where people live.
    notices
        What a reader must know.
    """

    place_id: str
    place_name: str
    date: datetime.date
    purpose: Purpose
    villages: pd.DataFrame
    by_home_time: dict[int, pd.Series]
    homes: NDArray[np.bool_]
    homes_by_day: dict[datetime.date, NDArray[np.bool_]]
    people: dict[str, float]
    notices: tuple[Notice, ...]


LatLon = tuple[float, float]


@functools.lru_cache(maxsize=512)
def _of_villages(buses: Buses, points: Points, place: LatLon, visits: tuple[Visit, ...]) -> pd.DataFrame:
    """Count the outings of villages; kept by content, so another day or purpose asks only for what is new."""
    return _outings(buses, points, place, visits)


@functools.lru_cache(maxsize=2048)
def _has_outing(buses: Buses, points: Points, place: LatLon, visits: tuple[Visit, ...]) -> NDArray[np.bool_]:
    """Return who has an outing at all, and who by bus (two columns); of many homes and of other days no more is asked."""
    outward, homeward, walk_min = rides_to(buses, points, place)
    on_foot = np.isfinite(walk_min) & bool(visits)
    by_bus = np.asarray(any_outing(outward, homeward, visits))
    return np.column_stack([by_bus | on_foot, by_bus])


@functools.lru_cache(maxsize=32)
def rides_to(buses: Buses, points: Points, place: LatLon) -> tuple[Departures, Departures, NDArray[np.float64]]:
    """List the rides from points to one place and home again, as people plan them; the last are kept for another purpose there.

    Returns
    -------
    Departures, Departures, numpy.ndarray
        The rides there and those back that are quicker than walking, in whole minutes; minutes on foot from each point.
    """
    out, home, walk_min = journeys_to(bus_network(*buses), points.places, *place)
    return _as_planned(out, walk_min), _as_planned(home, walk_min), walk_min


def _as_planned(journeys: Departures, walk_min: NDArray[np.float64]) -> Departures:
    return in_whole_minutes(quicker_than_walking(journeys, walk_min))


def _of_these_by_bus(
    buses: Buses, points: Points, place: LatLon, visits: tuple[Visit, ...], asked: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Return who of those asked has an outing by bus, as `_has_outing` does for all."""
    network = bus_network(*buses)
    asked = asked & origins_at_stops(network, points.places)
    if not asked.any():
        return asked
    out, home, walk_min = journeys_of_some(network, points.places, *place, asked)
    return any_outing(_as_planned(out, walk_min), _as_planned(home, walk_min), visits)


def _outings(buses: Buses, points: Points, place: LatLon, visits: tuple[Visit, ...]) -> pd.DataFrame:
    outward, homeward, walk_min = rides_to(buses, points, place)
    table = outings(outward, homeward, visits)
    last_home_s = np.full(len(table), NONE_S, dtype=np.int64)
    np.maximum.at(last_home_s, homeward.point, homeward.times_s[:, 0])
    table["last_home_s"] = last_home_s
    table["walk"] = np.isfinite(walk_min)
    table["has_outing"] = (table["outings"] > 0) | (table["walk"] & bool(visits))
    without = np.flatnonzero(~table["has_outing"].to_numpy())
    return table.join(shortfalls(outward, homeward, visits, origins=without))


def settings_of(effective: EffectiveScenario, what: Purpose) -> BusSettings:
    """Return how those walk who go out for a purpose."""
    return BusSettings.of(effective.assumptions, walker="children" if what.id == "school" else "older")


def purpose_named(name: str, effective: EffectiveScenario) -> Purpose:
    """Return a purpose with the numbers of a scenario.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no purpose of that name.
    """
    if name not in PURPOSES:
        raise RequestError(notice("purpose_unknown", value=name, known="、".join(PURPOSES)))
    return purpose(name, effective.assumptions)


def outings_to(
    evaluation: Evaluation,
    place_id: str,
    purpose_name: str,
    date: datetime.date | None = None,
    *,
    weekly: bool = True,
) -> OutingAnswer:
    """Count the outings from every village to a hub, a facility or a site.

    Parameters
    ----------
    evaluation
        Of a scenario.
    place_id
        The place; facilities that serve the purpose there narrow its days and hours.
    purpose_name
        One of `network.outings.purposes.PURPOSES`.
    date
        The usual day where not given.
    weekly
        Whether the week's other days are counted too; else ``days_per_week`` tells of that day alone.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody bears the id, there is no such purpose, or the region has no timetable.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> found = outings_to(evaluate(apply(read_region("sample_regions/model_chiku"))), "f005", "clinic")
    >>> int(found.villages["days_per_week"].max())
    4
    """
    effective = evaluation.effective
    what = purpose_named(purpose_name, effective)
    ((name, lat, lon),) = destinations(effective, [place_id])[["name", "lat", "lon"]].itertuples(index=False, name=None)
    place = Destination(place_id, str(name), float(lat), float(lon))
    day = date or effective.timetable().date
    timetable = buses_on(effective, day)
    settings = settings_of(effective, what)

    at = (place.lat, place.lon)

    def visits(date: datetime.date) -> tuple[Visit, ...]:
        return evaluation.purpose_places.visits(what, place, date)

    def of_villages(visits: tuple[Visit, ...]) -> pd.DataFrame:
        found = _of_villages((timetable, effective.roads, settings), evaluation.villages, at, visits)
        return found.set_axis(effective.region.villages.index)

    villages = of_villages(visits(day))
    days = days_of_week(effective, day) if weekly else ((day, timetable),)

    def by_day(points: Points) -> dict[datetime.date, NDArray[np.bool_]]:
        asked = ((date, (buses, effective.roads, settings)) for date, buses in days)
        return {date: _has_outing(buses, points, at, visits(date))[:, 0] for date, buses in asked}

    week, homes_by_day = by_day(evaluation.villages), by_day(evaluation.people)
    leaving = {s: tuple(v.leaving_from(s) for v in visits(day)) for s in what.home_from_s}
    homes = homes_by_day[day]
    return OutingAnswer(
        place_id=place_id,
        place_name=place.name,
        date=day,
        purpose=what,
        villages=villages.assign(days_per_week=np.sum([*week.values()], axis=0), days=days_as_bits(week)),
        by_home_time={s: of_villages(later)["outings"] for s, later in leaving.items()},
        homes=homes,
        homes_by_day=homes_by_day,
        people=_people(evaluation, homes),
        notices=(*timetable.notices, *_place_notices(evaluation, what, place, day)),
    )


def _people(evaluation: Evaluation, homes: NDArray[np.bool_]) -> dict[str, float]:
    groups = [g for g in ("population", "no_car", "pop_0_14") if g in evaluation.weights]
    return {g: float(evaluation.weights[g].to_numpy()[homes].sum()) for g in groups}


def _place_notices(evaluation: Evaluation, what: Purpose, place: Destination, date: datetime.date) -> list[Notice]:
    params: dict[str, Any] = {"place": place.name, "purpose": what.name}
    if not what.is_possible:
        return [notice("outing_purpose_impossible", purpose=what.name)]
    if not evaluation.purpose_places.at(what, place):
        return [notice("outing_place_unknown", **params)]
    if not evaluation.purpose_places.visits(what, place, date):
        return [notice("outing_place_closed", **params, date=date.isoformat())]
    return []


def people_with_outing(evaluation: Evaluation, purpose_name: str, group: str, *, weekly: bool = False) -> float:
    """Count who has an outing for a purpose to at least one place of the scenario, by bus or on foot.

    Parameters
    ----------
    evaluation
        Of the scenario.
    purpose_name
        One of `network.outings.purposes.PURPOSES`.
    group
        Who is counted.
    weekly
        Whether any day of the usual day's week will do (buses of some days only), or the usual day alone.

    Returns
    -------
    float
        Persons, counted where people live; infinite (unknown) where there is no timetable or the group is not known.
    """
    if usual_day_of(evaluation.effective) is None or group not in evaluation.weights:
        return float("inf")
    usual = evaluation.effective.timetable()
    days = days_of_week(evaluation.effective, usual.date) if weekly else ((usual.date, usual),)
    found = np.zeros(len(evaluation.people.frame), dtype=bool)
    for date, timetable in days:
        found |= _with_outing(evaluation, purpose_named(purpose_name, evaluation.effective), date, timetable)[:, 0]
    return float(evaluation.weights[group].to_numpy()[found].sum())


def homes_with_bus_outing(evaluation: Evaluation, purposes: Sequence[str]) -> NDArray[np.bool_]:
    """Return which places of `Evaluation.people` have an outing by bus for any of some purposes on any day of the usual week.

    Parameters
    ----------
    evaluation
        Of the scenario; it must know of buses.
    purposes
        Of `network.outings.purposes.PURPOSES`.
    """
    effective = evaluation.effective
    found = np.zeros(len(evaluation.people.frame), dtype=bool)
    answered: set[tuple[Buses, LatLon, tuple[Visit, ...]]] = set()  # days that are alike, purposes that share a place
    for date, timetable in days_of_week(effective, effective.timetable().date):
        for what in (purpose_named(name, effective) for name in purposes):
            buses = (timetable, effective.roads, settings_of(effective, what))
            for place in evaluation.purpose_places.destinations(what):
                visits, at = evaluation.purpose_places.visits(what, place, date), (place.lat, place.lon)
                if visits and (buses, at, visits) not in answered:
                    answered.add((buses, at, visits))
                    # After the first few places nearly everybody is known to have one: only the others are asked about.
                    found |= _of_these_by_bus(buses, evaluation.people, at, visits, ~found)
    return found


def _with_outing(evaluation: Evaluation, what: Purpose, date: datetime.date, timetable: Timetable) -> NDArray[np.bool_]:
    effective = evaluation.effective
    buses = (timetable, effective.roads, settings_of(effective, what))
    found = np.zeros((len(evaluation.people.frame), 2), dtype=bool)
    for place in evaluation.purpose_places.destinations(what):
        visits = evaluation.purpose_places.visits(what, place, date)
        if visits:
            found |= _has_outing(buses, evaluation.people, (place.lat, place.lon), visits)
    return found
