"""A day of a scenario's service of rides on request: who is taken, when, by which vehicle, how far."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from geo.texts.clock import clock
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.on_demand.answer import Dispatched
from network.on_demand.day import Day, Shift
from network.on_demand.dispatching import dispatch
from network.outings.purposes import PURPOSES
from network.roads.routing import drive
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario
from plan.figure_texts import SERVICE_KIND_NAMES
from plan.on_demand.calls import Calls, calls_of_a_day

_MINUTE_S = 60.0
_FIRST_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class OnDemandQuestion:
    """What is asked of a service.

    Parameters
    ----------
    service_id
        Of the scenario, kind on_demand.
    seed
        Of the calls and of the dispatcher.
    vehicles
        How many run at the same time.
    date
        A day on which the service runs; the first one of the region's base year (April on) where not given.

    Raises
    ------
    ValueError
        When there is no vehicle.
    """

    service_id: str
    seed: int = 1
    vehicles: int = 1
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse a day without vehicles."""
        if self.vehicles < 1:
            raise ValueError(f"{self.vehicles} vehicles")


@dataclass(frozen=True, eq=False)
class OnDemandDay:
    """The day.

    Parameters
    ----------
    service, date
        What ran when.
    calls
        Who called.
    day, found
        What the dispatcher was given, and what it did.
    """

    service: BusService
    date: datetime.date
    calls: Calls
    day: Day
    found: Dispatched


def on_demand_day(effective: EffectiveScenario, asked: OnDemandQuestion) -> OnDemandDay:
    """Draw the calls of a day and dispatch them.

    Parameters
    ----------
    effective
        What holds in the scenario.
    asked
        Which service, how many vehicles, which day and seed.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such service, it is of another kind or rests on that day, or nobody can call.
    """
    service = _service(effective, asked.service_id)
    date = asked.date or _first_day(effective, service)
    if not service.calendar.runs_on(date):
        raise RequestError(notice("on_demand_rest", name=service.name, date=date.isoformat()))
    calls = calls_of_a_day(effective, service, date, seed=asked.seed)
    numbers = effective.assumptions
    start_s = float(min([numbers.time_s("on_demand_shift_start_hhmm"), *service.slots_s]))
    end_s = float(numbers.time_s("on_demand_shift_end_hhmm"))
    seats = service.vehicle.seats if service.vehicle.seats is not None else int(numbers["on_demand_seats"])
    shifts = tuple(
        Shift(f"車両{k + 1}", len(calls.places) - 1, start_s, end_s, seats, service.vehicle.wheelchair)
        for k in range(asked.vehicles)
    )
    day = Day(calls.bookings, shifts, calls.drive_s, numbers["on_demand_promise_min"] * _MINUTE_S)
    return OnDemandDay(service, date, calls, day, dispatch(day, seed=asked.seed))


def _service(effective: EffectiveScenario, service_id: str) -> BusService:
    known = {service.id: service for service in effective.services}
    if service_id not in known:
        raise RequestError(notice("service_unknown", id=service_id, known="、".join(known) or "ありません"))
    service = known[service_id]
    if service.kind != "on_demand":
        raise RequestError(notice("on_demand_kind", name=service.name, kind=SERVICE_KIND_NAMES[service.kind]))
    return service


def _first_day(effective: EffectiveScenario, service: BusService) -> datetime.date:
    """Return the first day on which a service runs, from April of the base year on, within a year."""
    first = service.calendar.first or datetime.date(effective.region.as_read.base_year, 4, 1)
    return next(service.calendar.dates(first, first + 365 * _FIRST_DAY), first)


def on_demand_document(effective: EffectiveScenario, day: OnDemandDay) -> dict[str, Any]:
    """Describe the day with the keys of the command line's JSON: figures, every passenger, every vehicle."""
    found, places = day.found, day.calls.places

    def km_between(start: int, end: int) -> float:
        a, b = (places.iloc[i] for i in (start, end))
        return drive(effective.roads, (a["lat"], a["lon"]), (b["lat"], b["lon"])).length_m / 1_000

    rides = {ride.id: ride for ride in day.day.rides}
    ids = [str(i) for i in places.index]
    km = {tour.shift_id: sum(km_between(a, b) for a, b in tour.legs) for tour in found.tours}
    return {
        "service": day.service.id,
        "name": day.service.name,
        "date": day.date.isoformat(),
        "bookings": len(day.calls.bookings),
        "served": found.bookings_served,
        "share_served": found.share_served,
        "persons_carried": sum(rides[c.ride_id].seats + rides[c.ride_id].wheelchairs for c in found.carried),
        "mean_waiting_min": found.mean_waiting_min,
        "detour": found.detour,
        "vehicle_hours": found.vehicle_hours,
        "vehicle_km": sum(km.values()),
        "shift_hours": sum(s.end_s - s.start_s for s in day.day.shifts) / 3_600,
        "policy": found.policy,
        "refused": [{"booking": i, "purpose": PURPOSES[day.calls.purposes[i]].name} for i in found.refused],
        "passengers": [
            {
                "booking": c.booking_id,
                "ride": c.ride_id,
                "purpose": PURPOSES[day.calls.purposes[c.booking_id]].name,
                "from": ids[rides[c.ride_id].origin],
                "to": ids[rides[c.ride_id].destination],
                "vehicle": c.shift_id,
                "promised": _clock(c.promised_s),
                "pick_up": _clock(c.pick_up_s),
                "drop_off": _clock(c.drop_off_s),
                "waiting_min": c.waiting_s / _MINUTE_S,
                "ride_min": c.ride_s / _MINUTE_S,
                "detour": c.detour,
            }
            for c in found.carried
        ],
        "vehicles": [
            {
                "vehicle": tour.shift_id,
                "leaves": _clock(tour.leaves_s) if tour.stops else None,
                "back": _clock(tour.back_s) if tour.stops else None,
                "km": km[tour.shift_id],
                "stops": [
                    {"place": ids[s.place], "time": _clock(s.at_s), "ride": s.ride_id, "gets_in": s.gets_in}
                    for s in tour.stops
                ],
            }
            for tour in found.tours
        ],
        "names": {i: str(name) for i, name in zip(ids, places["name"], strict=True)},
    }


def _clock(time_s: float) -> str:
    """Write a time of day, rounded to the minute: ways by car are no timetable."""
    return clock(round(time_s / _MINUTE_S) * _MINUTE_S, padded=True)
