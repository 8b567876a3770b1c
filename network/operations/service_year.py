"""A year of services that share vehicles: days alike are scheduled once, and their kilometres, hours and shifts added up."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geo.reference.assumptions import Assumptions
from geo.texts.notices import Notice
from network.operations.cost import Volume
from network.operations.driver_hours import Duty, DutyFinding, Limits, drivers_for_week, fewest_drivers, week_findings
from network.operations.schedule import DaySchedule, Shared, day_schedule
from network.services.running_times import Running

DAYS = 365
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class ServiceYear:
    """A year of a group of services.

    Parameters
    ----------
    volume
        What is run in all.
    days
        Days with any trip.
    trips
        Trips of each service over the year, by service id.
    live_km
        Kilometres with passengers of each service over the year, by service id.
    schedules
        One for each set of services that run together, with the number of days, the most frequent first.
    drivers, drivers_at_least
        Enough drivers for the usual week, and a bound below which none get by.
    findings
        What days and weeks run against.
    notices
        Trips that cannot be kept.
    roster
        The duty of each of those drivers by weekday of the usual week, 0 for Monday.
    """

    volume: Volume
    days: int
    trips: Mapping[str, int]
    live_km: Mapping[str, float]
    schedules: tuple[tuple[DaySchedule, int], ...]
    drivers: int
    drivers_at_least: int
    findings: tuple[DutyFinding, ...]
    notices: tuple[Notice, ...]
    roster: tuple[Mapping[int, Duty], ...] = ()


def no_year() -> ServiceYear:
    """Return the year of what cannot be reckoned: nothing is known to run."""
    return ServiceYear(Volume(), 0, {}, {}, (), 0, 0, (), ())


def service_year(
    shared: Shared, running: Running, first: datetime.date, assumptions: Assumptions | None = None
) -> ServiceYear:
    """Add up the year that begins on a day.

    Parameters
    ----------
    shared
        Services of one contract and class of vehicle.
    running
        Roads and speeds.
    first
        1 April as a rule; 365 days are counted.
    assumptions
        Of the scenario.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.region.region import read_region
    >>> from network.roads.graph import RoadGraph
    >>> from network.services.bus_service import BusService, ServiceStop, ServiceTrip
    >>> region = read_region(Path("sample_regions/model_chiku"))
    >>> running = Running.of(RoadGraph.from_networkx(region.roads, crs=region.crs))
    >>> a, b = [ServiceStop(str(v.Index), v.name, v.lat, v.lon) for v in region.villages.head(2).itertuples()]
    >>> line = BusService("b1", "谷線", "fixed", stops=(a, b), trips=(ServiceTrip("t1", 0, (28800, 30000)),))
    >>> year = service_year(Shared("谷線", (line,)), running, datetime.date(2026, 4, 1))
    >>> year.days, year.volume.shifts, year.volume.vehicles, year.drivers
    (261, 261.0, 1.0, 1)
    """
    chosen, limits = assumptions or Assumptions(), Limits.reference()
    dates = [first + i * _DAY for i in range(DAYS)]
    running_on = {d: tuple(s.id for s in shared.services if s.calendar.runs_on(d)) for d in dates}
    counted = Counter(ids for ids in running_on.values() if ids)
    found = {
        ids: day_schedule(
            Shared(shared.name, tuple(s for s in shared.services if s.id in ids)), running, chosen, limits
        )
        for ids in counted
    }
    ordered = sorted(counted, key=lambda ids: (-counted[ids], ids))
    trips: Counter[str] = Counter()
    live_m: Counter[str] = Counter()
    for ids in ordered:
        for block in found[ids].blocks:
            for task in block.tasks:
                trips[task.service_id] += counted[ids]
                live_m[task.service_id] += round(task.length_m) * counted[ids] if task.length_m < float("inf") else 0
    week = _usual_week(running_on, found)
    drivers = drivers_for_week(week, limits)
    of_weeks = [f for n, mine in enumerate(drivers, start=1) for f in week_findings(f"運転者{n}", mine, limits)]
    days = {f: None for ids in ordered for f in found[ids].findings}
    return ServiceYear(
        volume=Volume(
            live_km=sum(counted[i] * found[i].live_km for i in ordered),
            dead_km=sum(counted[i] * found[i].dead_km for i in ordered),
            vehicle_hours=sum(counted[i] * found[i].vehicle_hours for i in ordered),
            duty_hours=sum(counted[i] * found[i].duty_hours for i in ordered),
            shifts=float(sum(counted[i] * len(found[i].duties) for i in ordered)),
            vehicles=float(max((found[i].vehicles for i in ordered), default=0)),
        ),
        days=sum(n for ids, n in counted.items() if found[ids].blocks),
        trips=dict(sorted(trips.items())),
        live_km={i: m / 1000 for i, m in sorted(live_m.items())},
        schedules=tuple((found[i], counted[i]) for i in ordered),
        drivers=len(drivers),
        drivers_at_least=fewest_drivers(week, limits),
        findings=(*days, *of_weeks),
        notices=tuple(dict.fromkeys(n for i in ordered for n in found[i].notices)),
        roster=drivers,
    )


def _usual_week(
    running_on: Mapping[datetime.date, tuple[str, ...]], found: Mapping[tuple[str, ...], DaySchedule]
) -> dict[int, tuple[Duty, ...]]:
    """Return the duties of each weekday as it most often is; of equally frequent days the one with more to do."""
    week: dict[int, tuple[Duty, ...]] = {}
    for weekday in range(7):
        kinds = Counter(ids for day, ids in running_on.items() if day.weekday() == weekday)
        ids = min(kinds, key=lambda k: (-kinds[k], -len(k), k))
        if ids and found[ids].duties:
            week[weekday] = found[ids].duties
    return week
