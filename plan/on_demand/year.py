"""A year of rides on request: its days of service, each as the mean of simulated ones; what a contract pays, who rides."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass

from network.on_demand.answer import Tour
from network.operations.cost import Volume
from network.operations.driver_hours import Duty, Limits, drivers_for_week, fewest_drivers, week_findings
from network.operations.service_year import ServiceYear
from network.roads.routing import drive
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario
from plan.on_demand.day import OnDemandDay, OnDemandQuestion, on_demand_day

_ENOUGH_CALLS = 40
"""Their number varies by about a sixth (1/√40) of itself."""

_MOST_DAYS = 20
_HOUR_S = 3_600.0
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class OnDemandYear:
    """A year of an on-demand service.

    Parameters
    ----------
    service
        Which.
    vehicles
        How many run at the same time.
    days_simulated
        Of how many days the others are the mean.
    share_served
        Share of the simulated days' calls that is taken, 0 to 1; 1 where nobody calls.
    boardings
        Persons who get in, over the year.
    year
        What is run, as of services with a timetable.
    """

    service: BusService
    vehicles: int
    days_simulated: int
    share_served: float
    boardings: float
    year: ServiceYear


@dataclass(frozen=True, eq=False)
class _Question:
    """What a day depends on, by which it is kept: the same area, places, roads and numbers give the same day."""

    effective: EffectiveScenario
    service: BusService

    @functools.cached_property
    def _content(self) -> tuple[object, ...]:
        effective = self.effective
        places = _places(effective)
        return effective.region, effective.roads, effective.assumptions, *places, self.service, str(self.service.area)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)


@functools.lru_cache(maxsize=8)
def _places(effective: EffectiveScenario) -> tuple[str, str]:
    """Write the hubs and facilities once for all services of a scenario."""
    return effective.hubs.to_csv(), effective.facilities.to_csv()


@dataclass(frozen=True, eq=False)
class _Simulated:
    """Days, and of each the kilometres with somebody on board and those without."""

    days: tuple[OnDemandDay, ...]
    driven_km: tuple[tuple[float, float], ...]


_NO_DAY = _Simulated((), ())


def on_demand_year(effective: EffectiveScenario, service: BusService, first: datetime.date) -> OnDemandYear:
    """Reckon the year that begins on a day.

    Parameters
    ----------
    effective
        What holds in the scenario; ``on_demand_vehicles`` vehicles run.
    service
        On demand.
    first
        1 April as a rule; 365 days are counted.

    Returns
    -------
    OnDemandYear
        Every day of service is taken to be the mean of simulated days (seeds 1, 2, …), as many as bring `_ENOUGH_CALLS`: where
        two or three people call a day, one day says nothing about a year. Drivers are on duty from the beginning
        of the shift to its end, roll calls included, whether anybody calls or not: that is what a contract by the hour pays.

    Raises
    ------
    geo.texts.errors.RequestError
        When no day can be simulated: nobody in the area, nowhere to go, no depot.
    """
    days = service.calendar.days_per_year(first)
    simulated = _simulated(_Question(effective, service)) if days else _NO_DAY
    return _year(service, simulated, days)


@functools.lru_cache(maxsize=32)
def _simulated(question: _Question) -> _Simulated:
    vehicles = int(question.effective.assumptions["on_demand_vehicles"])
    days: list[OnDemandDay] = []
    while len(days) < _MOST_DAYS and sum(len(day.day.bookings) for day in days) < _ENOUGH_CALLS:
        days.append(on_demand_day(question.effective, OnDemandQuestion(question.service.id, len(days) + 1, vehicles)))
    return _Simulated(tuple(days), tuple(_kilometres(question.effective, day) for day in days))


def _year(service: BusService, simulation: _Simulated, days: int) -> OnDemandYear:
    simulated, driven = simulation.days, simulation.driven_km
    limits = Limits.reference()
    shifts = simulated[0].day.shifts if simulated else ()
    ends = [((s.start_s, s.start_s), (s.end_s, s.end_s)) for s in shifts]
    duties = tuple(Duty(s.id, spells, limits.before_s, limits.after_s) for s, spells in zip(shifts, ends, strict=True))
    week = {i: duties for i, name in enumerate(_WEEKDAYS) if duties and name in service.calendar.days}
    drivers = drivers_for_week(week, limits)
    volume = Volume(
        live_km=_mean(live for live, _ in driven) * days,
        dead_km=_mean(dead for _, dead in driven) * days,
        vehicle_hours=_mean(day.found.vehicle_hours for day in simulated) * days,
        duty_hours=sum(d.length_s for d in duties) / _HOUR_S * days,
        shifts=float(len(duties) * days),
        vehicles=float(len(shifts)),
    )
    year = ServiceYear(
        volume=volume,
        days=days,
        trips={},
        live_km={service.id: volume.live_km},
        schedules=(),
        drivers=len(drivers),
        drivers_at_least=fewest_drivers(week, limits),
        findings=tuple(f for n, mine in enumerate(drivers, start=1) for f in week_findings(f"運転者{n}", mine, limits)),
        notices=(),
        roster=drivers,
    )
    called = sum(len(day.day.bookings) for day in simulated)
    taken = sum(day.found.bookings_served for day in simulated)
    served = taken / called if called else 1.0
    boardings = _mean(_boardings(day) for day in simulated) * days
    return OnDemandYear(service, len(shifts), len(simulated), served, boardings, year)


def _mean(values: Iterable[float]) -> float:
    """Return the mean of simulated days; nothing is run where no day is."""
    known = tuple(values)
    return sum(known) / len(known) if known else 0.0


def _boardings(day: OnDemandDay) -> float:
    rides = {ride.id: ride for ride in day.day.rides}
    return float(sum(rides[c.ride_id].seats + rides[c.ride_id].wheelchairs for c in day.found.carried))


def _kilometres(effective: EffectiveScenario, day: OnDemandDay) -> tuple[float, float]:
    """Add up what the vehicles drive with somebody on board, and empty."""
    places = day.calls.places[["lat", "lon"]].to_numpy().tolist()
    km = {True: 0.0, False: 0.0}
    for tour in day.found.tours:
        for start, end, riding in _legs(tour):
            km[riding] += drive(effective.roads, tuple(places[start]), tuple(places[end])).length_m / 1_000
    return km[True], km[False]


def _legs(tour: Tour) -> list[tuple[int, int, bool]]:
    """List the drives of a tour from place to place, and whether anybody is on board."""
    at, on_board, found = tour.depot, 0, []
    for stop in tour.stops:
        if stop.place != at:
            found.append((at, stop.place, on_board > 0))
        at, on_board = stop.place, on_board + (1 if stop.gets_in else -1)
    return [*found, (at, tour.depot, False)] if at != tour.depot else found
