"""What designs of bus systems are compared with: today's lines, spokes, tours by PyVRP, an example plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pyvrp import Model
from pyvrp.stop import MaxIterations

from geo.region.region import Region
from geo.texts.errors import KyotenError
from network.bus_design.town.patterns import Pattern, patterns, timed_pattern
from network.bus_design.town.runs import Run
from network.bus_design.town.search import TownSearch, front
from network.bus_design.town.spokes import HEADWAYS_MIN, at_headway, spoke_systems
from network.bus_design.town.timetable import CONTRACT, drawn
from network.bus_design.town.town import SearchNumbers
from network.operations.cost import yearly_cost
from network.operations.schedule import grouped
from network.operations.service_year import service_year
from network.services.bus_service import BusService
from network.services.calendar import ServiceCalendar
from network.services.service_terms import CostTerms
from plan.bus_design.measured import figures_of, measured_scenario, scenario_of
from plan.bus_design.request import DesignTask
from plan.file.plan_file import read_plan
from plan.services.route_copies import copy_route
from plan.timetables.region_timetable import region_feeds

ITERATIONS, MOST_LOOPS = 600, 8
"""Of PyVRP for each number of loops, and loops at most."""
MEASURED = 6
"""Of the systems of one kind that no other beats in cost and people so many are measured by the ordinary evaluation."""
_PER_PERSON, _MINUTE_S = 100_000, 60


@dataclass(frozen=True)
class Rival:
    """A system that is compared."""

    name: str
    cost_yen: float
    outing_share: float
    allowed: bool
    vehicles: int
    drivers: int


def todays_lines(task: DesignTask, *, same_days: bool = False) -> list[Rival]:
    """(a) Today's local lines, which the designs replace; (d) on the days of the designs, those that run on the day that is counted."""
    services = todays_services(task)
    if same_days:
        weekdays = ServiceCalendar()
        services = [replace(s, calendar=weekdays) for s in services if s.calendar.runs_on(task.date)]
    return [measured("today's lines", task, services)] if services else []


def todays_services(task: DesignTask) -> list[BusService]:
    """Copy today's local lines as services."""
    if not task.frame.dropped_routes:
        return []
    plan, feeds = task.plan, region_feeds(task.region.as_read)
    for route in task.frame.dropped_routes:
        plan, _ = copy_route(plan, task.frame.id, feeds[route.feed], route)
    return [s for s in plan.scenario(task.frame.id).services if s.kind == "fixed" and s.trips]


def spokes(task: DesignTask) -> list[Rival]:
    """(b) A spoke to each valley, all at equal headways: the best of each number of spokes and headway that the rules allow."""
    numbers = SearchNumbers.reference()
    found = patterns(task.town, numbers)
    systems = spoke_systems(found, task.town.persons, numbers.starts_s(task.town))
    return _best_two("spokes", task, found, systems)


def tours(task: DesignTask) -> list[Rival]:
    """(c) Tours over the villages by PyVRP, for each number of loops those that pass by most people, at equal headways."""
    numbers = SearchNumbers.reference()
    loops: list[Pattern] = []
    systems: list[tuple[Run, ...]] = []
    for count in range(1, MOST_LOOPS + 1):
        made = [timed_pattern(task.town, calls, loop=True) for calls in _toured(task, numbers.longest_run_s, count)]
        kept = [p for p in made if p is not None and p.run_s <= numbers.longest_run_s]
        chosen = list(range(len(loops), len(loops) + len(kept)))
        loops += kept
        systems += [at_headway(chosen, headway, numbers.starts_s(task.town)) for headway in HEADWAYS_MIN if chosen]
    return _best_two("tour", task, loops, systems)


def _toured(task: DesignTask, longest_s: int, vehicles: int) -> list[tuple[int, ...]]:
    """Let PyVRP drive so many loops, each back in time, by as many people as can be; of such loops the shortest."""
    town = task.town
    drive_s = town.drive_min * _MINUTE_S * town.running.time_factor
    ends = [k for k in np.flatnonzero(town.persons > 0).tolist() if np.isfinite(drive_s[0, k + 1] + drive_s[k + 1, 0])]
    model = Model()
    places = [model.add_location(0, 0) for _ in range(len(ends) + 1)]
    depot = model.add_depot(places[0])
    for place, k in zip(places[1:], ends, strict=True):
        # A minute for the call and for times in whole minutes.
        prize = round(float(town.persons[k]) * _PER_PERSON)
        model.add_client(
            place, service_duration=round(town.running.dwell_s) + _MINUTE_S // 2, prize=prize, required=False
        )
    model.add_vehicle_type(
        vehicles,
        start_depot=depot,
        end_depot=depot,
        shift_duration=longest_s,
        unit_distance_cost=0,
        unit_duration_cost=1,
    )
    at = [0, *(k + 1 for k in ends)]
    for i, a in enumerate(at):
        for j, b in enumerate(at):
            if i != j and np.isfinite(drive_s[a, b]):
                model.add_edge(places[i], places[j], distance=0, duration=round(float(drive_s[a, b])))
    best = model.solve(MaxIterations(ITERATIONS), seed=1, display=False).best
    routes = [tuple(ends[stop.idx] for stop in route.schedule() if stop.is_client()) for route in best.routes()]
    return sorted(route for route in routes if route)


def example(region: Region, task: DesignTask) -> list[Rival]:
    """(e) The sample's own example plan: today's lines and what its scenarios add."""
    path = region.folder / "example.plan.json"
    return list(_examples(path.read_bytes(), task)) if path.is_file() else []


def _examples(content: bytes, task: DesignTask) -> Iterator[Rival]:
    for scenario in read_plan(content).scenarios:
        fixed = [s for s in scenario.services if s.kind == "fixed" and s.trips]
        if fixed:
            try:
                both = [*todays_services(task), *(replace(s, id=f"{scenario.id}-{s.id}") for s in fixed)]
                yield measured(f"example plan {scenario.id}", task, both)
            except KyotenError:
                continue


def _best_two(name: str, task: DesignTask, found: Sequence[Pattern], systems: Iterable[tuple[Run, ...]]) -> list[Rival]:
    """Measure the systems that the rules allow and none beats in cost and people; return the one with most outings and the one with most for the money."""
    if not found:
        return []
    search = TownSearch(task.town, found, SearchNumbers.reference().starts_s(task.town), task.year_from)
    states = [state for state in map(search.with_runs, systems) if state is not None]
    measured_ones = [
        measured(name, task, drawn(task.town, state.operated.services)) for state in front(states)[-MEASURED:]
    ]
    if not measured_ones:
        return []
    best = max(measured_ones, key=lambda rival: (rival.outing_share, -rival.cost_yen))
    per_yen = max(measured_ones, key=lambda rival: rival.outing_share / rival.cost_yen)
    rows = [replace(best, name=f"{name}, most outings")]
    return rows if per_yen is best else [*rows, replace(per_yen, name=f"{name}, most for the money")]


def measured(name: str, task: DesignTask, services: Sequence[BusService]) -> Rival:
    """Reckon and measure services as designs are, all under one contract by the hour."""
    terms = CostTerms("vehicle_hour", contract=CONTRACT)
    ours = tuple(replace(s, vehicle=task.town.vehicle, cost=terms, depot=None, other_runs=()) for s in services)
    [shared] = grouped(ours)
    year = service_year(shared, task.town.running, task.year_from, task.town.assumptions)
    cost = yearly_cost(year.volume, terms, vehicle_class=shared.vehicle_class, assumptions=task.town.assumptions)
    figures = figures_of(measured_scenario(task, scenario_of(task, ours, name)), task.hub_id, task.purposes)
    failed = any(f.outcome == "failed" for f in year.findings) or year.drivers > task.town.drivers
    within = not failed and year.volume.vehicles <= task.town.vehicles
    return Rival(name, cost.yen, figures.outing_share, within, int(year.volume.vehicles), year.drivers)
