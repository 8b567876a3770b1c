"""The usual week: on which days buses come, how many stops the usual day leaves out, and on how many days people reach a hub."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.columns import WEEKDAYS
from geo.gtfs.service_days import ever_running
from geo.gtfs.usable_calls import usable_calls
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.figure_texts import day_in_year, days_text
from plan.reach.bus_days import days_of_week, usual_day_of
from plan.reach.bus_reach import bus_minutes_to_nearest
from plan.reach.evaluation import Evaluation
from plan.reach.reach import places_of
from plan.timetables.region_timetable import region_feeds


def days_as_bits(week: Mapping[datetime.date, NDArray[np.bool_]]) -> NDArray[np.int64]:
    """Put days of the week into one number for each row: a bit a day, Monday the first.

    Parameters
    ----------
    week
        For each of up to seven dates what holds on it, row by row.

    Examples
    --------
    >>> week = {datetime.date(2026, 4, 7): np.array([True, False]), datetime.date(2026, 4, 9): np.array([True, True])}
    >>> days_as_bits(week).tolist()
    [10, 8]
    """
    bits = [holds.astype(np.int64) << date.weekday() for date, holds in week.items()]
    return np.asarray(np.sum(bits, axis=0), dtype=np.int64)


def days_listed(bits: int) -> list[str]:
    """List the days of a number of bits as files name them.

    Examples
    --------
    >>> days_listed(10)
    ['tue', 'thu']
    """
    return [day for i, day in enumerate(WEEKDAYS) if bits >> i & 1]


@dataclass(frozen=True)
class UsualWeek:
    """The buses of the week around the day that stands for them.

    Parameters
    ----------
    day
        The usual day, on which figures "of the day" are counted.
    stops_by_day
        Stops that a bus calls at on each of the seven days, Monday first.
    stops
        Stops that a bus calls at on some day at all.
    without
        Those of them at which none calls on the usual day.
    other_days
        Those of `without` at which one calls on another day of the week; the rest is served in other weeks.
    days
        On which days those are served: a bit each, Monday 1.
    """

    day: datetime.date
    stops_by_day: tuple[int, ...]
    stops: int
    without: int
    other_days: int
    days: int

    @property
    def best_day(self) -> datetime.date:
        """The day on which most stops are served; the usual one where no other has more."""
        monday = self.day - datetime.timedelta(days=self.day.weekday())
        best = max(range(len(WEEKDAYS)), key=lambda i: (self.stops_by_day[i], i == self.day.weekday(), -i))
        return monday + datetime.timedelta(days=best)


def usual_week(effective: EffectiveScenario) -> UsualWeek | None:
    """Count the stops of a scenario's buses by the days of the usual week; None where no bus ever runs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> week = usual_week(apply(read_region("sample_regions/okuyama")))
    >>> week.day.strftime("%A"), week.stops_by_day[1] == week.stops - week.without
    ('Tuesday', True)
    """
    day = usual_day_of(effective)
    if day is None:
        return None
    served = {date: frozenset(map(str, buses.stops.index)) for date, buses in days_of_week(effective, day)}
    in_week = frozenset[str]().union(*served.values())
    dropped = {route.name for route in effective.dropped_routes}
    ever = in_week if dropped else in_week | _stops_ever(effective.region.as_read)
    elsewhere = in_week - served[day]
    return UsualWeek(
        day=day,
        stops_by_day=tuple(len(stops) for stops in served.values()),
        stops=len(ever),
        without=len(ever - served[day]),
        other_days=len(elsewhere),
        days=sum(1 << date.weekday() for date, stops in served.items() if stops & elsewhere),
    )


@functools.lru_cache(maxsize=8)
def _stops_ever(region: Region) -> frozenset[str]:
    """Find the stops that any trip ever calls at, as far as both can be used, by the names that timetables use."""
    found: set[str] = set()
    try:
        feeds = region_feeds(region)
    except RequestError:
        return frozenset()
    for name, feed in feeds.items():
        running = ever_running(feed)
        runs = feed.trips if running is None else feed.trips[feed.trips["service_id"].isin(running)]
        calls = usable_calls(feed).calls
        mark = f"{name}:" if name else ""
        found.update(f"{mark}{stop}" for stop in calls.loc[calls["trip_id"].isin(runs.index), "stop_id"].unique())
    return frozenset(found)


def week_notices(scenarios: Sequence[EffectiveScenario]) -> list[Notice]:
    """Say once what figures of the usual day leave out: stops that buses serve on other days only.

    Parameters
    ----------
    scenarios
        Those that are shown; each that leaves out other stops says so by its name.
    """
    found: list[Notice] = []
    told: set[UsualWeek] = set()
    for effective in scenarios:
        week = usual_week(effective)
        if week is None or not week.without or week in told:
            continue
        told.add(week)
        found.append(
            notice(
                "usual_day_without_stops",
                scenario=effective.scenario_name,
                date=f"{week.day.year}年{day_in_year(week.day)}",
                stops=f"{week.stops:,}",
                without=f"{week.without:,}",
                when=_when(week),
                best=day_in_year(week.best_day),
                most=f"{max(week.stops_by_day):,}",
            )
        )
    return found


def _when(week: UsualWeek) -> str:
    other_weeks = week.without - week.other_days
    days, weeks = f"同じ週の{days_text(week.days)}に", "ほかの週に"
    if not other_weeks:
        return days
    return f"{week.other_days:,} か所は{days}、{other_weeks:,} か所は{weeks}" if week.other_days else weeks


@dataclass(frozen=True, eq=False)
class HubWeek:
    """The ride to the nearest hub by bus, on each day of the usual week.

    Parameters
    ----------
    villages
        Index village_id; days (a bit each, Monday 1, on which there is a way to a hub by bus or on foot), days_per_week,
        best_day (the date of the shortest ride; the usual day of equals; None where there never is one) and best_min.
    within
        Persons within the daily limit on each of the seven days, Monday first.
    any_day
        Persons within it on some day of the week.
    days_mean
        Days of the week on which a resident is within it, the mean of all residents; 0 where nobody lives.
    """

    villages: pd.DataFrame
    within: dict[datetime.date, float]
    any_day: float
    days_mean: float

    def best_day(self, usual: datetime.date) -> datetime.date:
        """Return the day on which most are within the limit; the usual one where no other has more."""
        return max(sorted(self.within), key=lambda date: (self.within[date], date == usual))


def hub_week(evaluation: Evaluation) -> HubWeek | None:
    """Count who reaches a hub by bus on which days of the usual week; None where no bus ever runs.

    Parameters
    ----------
    evaluation
        Of the scenario; days on which the same buses run are computed once.
    """
    if usual_day_of(evaluation.effective) is None:
        return None
    return evaluation.memo("hub_week", lambda: _hub_week(evaluation))


def _hub_week(evaluation: Evaluation) -> HubWeek:
    effective = evaluation.effective
    usual = effective.timetable().date
    limit_min = effective.assumptions["daily_min"]
    hubs = places_of(effective.hubs)
    _, roads, settings = evaluation.buses()
    weights = evaluation.weights["population"].to_numpy()
    by_day: dict[datetime.date, NDArray[np.float64]] = {}
    near: dict[datetime.date, NDArray[np.bool_]] = {}
    for date, timetable in days_of_week(effective, usual):
        buses = (timetable, roads, settings)
        by_day[date] = bus_minutes_to_nearest(buses, evaluation.villages, hubs)
        near[date] = bus_minutes_to_nearest(buses, evaluation.people, hubs) <= limit_min
    dates = [usual, *(date for date in by_day if date != usual)]
    minutes = np.array([by_day[date] for date in dates])
    best = minutes.argmin(axis=0)
    best_min = minutes.min(axis=0)
    reached = {date: np.isfinite(values) for date, values in by_day.items()}
    villages = pd.DataFrame(
        {
            "days": days_as_bits(reached),
            "days_per_week": np.sum([*reached.values()], axis=0),
            "best_day": [dates[i] if there else None for i, there in zip(best, np.isfinite(best_min), strict=True)],
            "best_min": best_min,
        },
        index=effective.region.villages.index,
    )
    counted = np.sum([*near.values()], axis=0)
    total = float(weights.sum())
    return HubWeek(
        villages=villages,
        within={date: float(weights[holds].sum()) for date, holds in near.items()},
        any_day=float(weights[counted > 0].sum()),
        days_mean=float((counted * weights).sum() / total) if total else 0.0,
    )


def week_document(evaluation: Evaluation) -> dict[str, Any] | None:
    """Describe the usual week with the keys of the command line's JSON; None where no bus ever runs."""
    week, hubs = usual_week(evaluation.effective), hub_week(evaluation)
    if week is None or hubs is None:
        return None
    return {
        "day": week.day.isoformat(),
        "stops": week.stops,
        "stops_without": week.without,
        "stops_other_days": week.other_days,
        "best_day": week.best_day.isoformat(),
        "hub_within_by_day": {date.isoformat(): persons for date, persons in hubs.within.items()},
        "hub_best_day": hubs.best_day(week.day).isoformat(),
        "hub_any_day": hubs.any_day,
        "hub_days_mean": hubs.days_mean,
    }
