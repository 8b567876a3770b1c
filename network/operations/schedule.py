"""The schedule of bus services on a day: vehicle blocks, empty kilometres, drivers' duties, and what cannot be kept, in words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from geo.reference.assumptions import Assumptions
from geo.texts.clock import clock
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.operations.driver_hours import Duty, DutyFinding, Limits, duty_findings, split_duties
from network.operations.vehicle_blocks import Block, Dead, LatLon, Task, vehicle_blocks
from network.roads.routing import drive
from network.services.bus_service import BusService, ServiceTrip
from network.services.running_times import MINUTE_S, Running

_KM = 1000.0


@dataclass(frozen=True)
class Shared:
    """Services that share their vehicles and drivers: those of one contract with one class of vehicle.

    Parameters
    ----------
    name
        For people.
    services
        In the plan's order.
    """

    name: str
    services: tuple[BusService, ...]

    @property
    def vehicle_class(self) -> str:
        """Class of its vehicles."""
        return self.services[0].vehicle.vehicle_class

    @property
    def depot(self) -> LatLon | None:
        """Where its vehicles stand at night: the first depot that a service names."""
        named = next((s.depot for s in self.services if s.depot is not None), None)
        return None if named is None else (named.lat, named.lon)


@dataclass(frozen=True)
class DaySchedule:
    """How a group of services is run on a day.

    Parameters
    ----------
    blocks
        One for each vehicle.
    duties
        One for each driver and day.
    findings
        What the duties run against.
    notices
        Trips that cannot be kept, and why.
    """

    blocks: tuple[Block, ...]
    duties: tuple[Duty, ...]
    findings: tuple[DutyFinding, ...]
    notices: tuple[Notice, ...]

    @property
    def vehicles(self) -> int:
        """Vehicles that are needed: no schedule gets by with fewer."""
        return len(self.blocks)

    @property
    def live_km(self) -> float:
        """Kilometres with passengers, runs for others included."""
        return sum(t.length_m for b in self.blocks for t in b.tasks if math.isfinite(t.length_m)) / _KM

    @property
    def dead_km(self) -> float:
        """Kilometres driven empty."""
        return sum(m for b in self.blocks for m in b.dead_m if math.isfinite(m)) / _KM

    @property
    def vehicle_hours(self) -> float:
        """Hours from leaving the depot until being back, waiting included."""
        return sum(b.end_s - b.start_s for b in self.blocks if math.isfinite(b.end_s - b.start_s)) / 3600

    @property
    def duty_hours(self) -> float:
        """Hours of drivers, roll calls included."""
        return sum(d.length_s for d in self.duties if math.isfinite(d.length_s)) / 3600


def grouped(services: Sequence[BusService]) -> tuple[Shared, ...]:
    """Group services that share vehicles: by contract name (each its own where none is named) and class of vehicle.

    Vouchers need no vehicle; on-demand services are scheduled by their simulation.
    """
    groups: dict[tuple[str, str], list[BusService]] = {}
    for service in services:
        if service.kind in ("taxi_voucher", "on_demand"):
            continue
        contract = service.cost.contract if service.cost is not None else ""
        groups.setdefault((contract or service.id, service.vehicle.vehicle_class), []).append(service)
    return tuple(
        Shared(g[0].name if len(g) == 1 else (g[0].cost.contract if g[0].cost else g[0].name), tuple(g))
        for g in groups.values()
    )


def day_schedule(
    shared: Shared, running: Running, assumptions: Assumptions, limits: Limits | None = None
) -> DaySchedule:
    """Schedule the trips of services that run on the same day.

    Parameters
    ----------
    shared
        The services of that day alone.
    running
        Roads and speeds; empty drives take the bus's time without calls.
    assumptions
        Give the least layover.
    limits
        Of drivers' hours; the reference values where not given.

    Returns
    -------
    DaySchedule
        With the fewest vehicles, then the fewest empty kilometres. Trips of one block of the plan stay together in their order.
    """
    limits = limits or Limits.reference()

    def dead(start: LatLon, end: LatLon) -> tuple[float, float]:
        if start == end:
            return 0.0, 0.0
        way = drive(running.roads, start, end)
        return round(way.minutes * running.time_factor * MINUTE_S) if way.exists else math.inf, way.length_m

    tasks = _tasks(shared, running, assumptions)
    blocks = vehicle_blocks(tasks, dead, shared.depot)
    duties = tuple(
        duty
        for number, block in enumerate(blocks, start=1)
        for duty in split_duties(f"{shared.name} {number}台目", _spells(block), limits)
    )
    findings = tuple(f for duty in duties for f in duty_findings(duty, limits))
    notices = (*_too_fast(shared, running), *_cannot_follow(blocks, tasks, dead))
    return DaySchedule(blocks, duties, findings, notices)


def _tasks(shared: Shared, running: Running, assumptions: Assumptions) -> list[Task]:
    tasks = [task for s in shared.services for trip in s.trips for task in [_task(s, trip, running, assumptions)]]
    by_block: dict[str, list[Task]] = {}
    blocks = {f"{s.id}-{t.id}": t.block for s in shared.services for t in s.trips}
    for task in sorted(tasks, key=lambda t: (t.start_s, t.end_s, t.id)):
        if blocks[task.id]:
            by_block.setdefault(blocks[task.id], []).append(task)
    follows = {b.id: a.id for of_block in by_block.values() for a, b in itertools.pairwise(of_block)}
    bound = [
        Task(t.id, t.start_s, t.end_s, t.start, t.end, t.length_m, t.ready_s, t.service_id, follows.get(t.id, ""))
        for t in tasks
    ]
    return [*bound, *_other_tasks(shared)]


def _task(service: BusService, trip: ServiceTrip, running: Running, assumptions: Assumptions) -> Task:
    stops = [service.sequence(trip.direction)[i] for i in trip.positions]
    length_m = sum(running.way(a, b).length_m for a, b in itertools.pairwise(stops))
    share_s = (trip.end_s - trip.start_s) * assumptions["layover_share"]
    least = service.layover_min
    layover_s = least * MINUTE_S if least is not None else max(assumptions["layover_min"] * MINUTE_S, share_s)
    return Task(
        id=f"{service.id}-{trip.id}",
        start_s=trip.start_s,
        end_s=trip.end_s,
        start=(stops[0].lat, stops[0].lon),
        end=(stops[-1].lat, stops[-1].lon),
        length_m=length_m,
        ready_s=trip.end_s + math.ceil(layover_s),
        service_id=service.id,
    )


def _other_tasks(shared: Shared) -> Iterator[Task]:
    for service in shared.services:
        for number, run in enumerate(service.other_runs, start=1):
            yield Task(
                id=f"{service.id}-other{number}",
                start_s=run.start_s,
                end_s=run.end_s,
                start=(run.start_lat, run.start_lon),
                end=(run.end_lat, run.end_lon),
                length_m=run.km * _KM,
                ready_s=run.end_s,
                service_id=service.id,
            )


def _spells(block: Block) -> list[tuple[float, float]]:
    """List the times at the wheel of a vehicle's day; an empty drive is made just before the task that it leads to."""
    spells: list[tuple[float, float]] = []
    for task, dead_s in zip(block.tasks, block.dead_s[:-1], strict=True):
        spells.append((task.start_s - (dead_s if math.isfinite(dead_s) else 0.0), float(task.end_s)))
    last_s = block.dead_s[-1] if math.isfinite(block.dead_s[-1]) else 0.0
    spells[-1] = (spells[-1][0], spells[-1][1] + last_s)
    return spells


def _too_fast(shared: Shared, running: Running) -> Iterator[Notice]:
    """Say which rides are shorter in the timetable than the roads allow by car, a minute's rounding forgiven."""
    for service in shared.services:
        named: set[tuple[str, str]] = set()
        for trip in service.trips:
            stops = [service.sequence(trip.direction)[i] for i in trip.positions]
            for (a, b), (here, there) in zip(itertools.pairwise(stops), itertools.pairwise(trip.called), strict=True):
                planned_min, needed_min = (there[0] - here[1]) / MINUTE_S, running.way(a, b).minutes
                if planned_min + 1 >= needed_min or (a.stop_id, b.stop_id) in named:
                    continue
                named.add((a.stop_id, b.stop_id))
                params: dict[str, Any] = {
                    "service": service.name,
                    "start": a.name,
                    "end": b.name,
                    "time": clock(here[1]),
                }
                if math.isinf(needed_min):
                    yield notice("schedule_no_road", **params)
                else:
                    yield notice("schedule_too_fast", **params, planned=f"{planned_min:g}", needed=f"{needed_min:.1f}")


def _cannot_follow(blocks: Sequence[Block], tasks: Sequence[Task], dead: Dead) -> Iterator[Notice]:
    """Say which trips of one block no vehicle can run after each other."""
    linked = {(a.id, b.id) for block in blocks for a, b in itertools.pairwise(block.tasks)}
    known = {t.id: t for t in tasks}
    for task in tasks:
        if task.follows and (task.follows, task.id) not in linked:
            before = known[task.follows]
            way_min = dead(before.end, task.start)[0] / MINUTE_S
            params: dict[str, Any] = {
                "first": before.id,
                "second": task.id,
                "ends": clock(before.end_s),
                "starts": clock(task.start_s),
            }
            drive_text = f"{way_min:.0f}分" if math.isfinite(way_min) else "道がない"
            yield notice("schedule_block_broken", **params, drive=drive_text)


def busiest(schedule: DaySchedule) -> tuple[float, int]:
    """Return when most vehicles are on a trip at once, and how many: the first such moment (s past midnight)."""
    tasks = [t for b in schedule.blocks for t in b.tasks]
    counted = [(sum(t.start_s <= m < t.end_s for t in tasks), m) for m in sorted({t.start_s for t in tasks})]
    most = max((n for n, _ in counted), default=0)
    return next((float(m) for n, m in counted if n == most), 0.0), most
