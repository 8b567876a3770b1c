"""Runs as ordinary bus services, and whether vehicles, drivers and money allow them: the house's own schedule and cost."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from network.bus_design.town.patterns import Pattern
from network.bus_design.town.runs import Run
from network.bus_design.town.town import Town
from network.operations.cost import yearly_cost
from network.operations.schedule import grouped
from network.operations.service_year import ServiceYear, service_year
from network.services.bus_service import BusService, ServiceTrip
from network.services.service_terms import CostTerms, way_along

CONTRACT = "拠点のバス"


@dataclass(frozen=True, eq=False)
class Operated:
    """A set of runs as it is operated.

    Parameters
    ----------
    services
        One for each pattern in use.
    year
        The house's year of them.
    cost_yen
        Of a year.
    """

    services: tuple[BusService, ...]
    year: ServiceYear
    cost_yen: float

    @property
    def vehicles(self) -> int:
        """Vehicles that are needed."""
        return int(self.year.volume.vehicles)

    def allowed_by(self, town: Town) -> bool:
        """Return whether vehicles, drivers, their hours and the budget suffice."""
        failed = any(finding.outcome == "failed" for finding in self.year.findings) or self.year.notices
        return (
            not failed
            and self.vehicles <= town.vehicles
            and self.year.drivers <= town.drivers
            and self.cost_yen <= town.budget_yen
        )


def operated(town: Town, patterns: Sequence[Pattern], runs: Sequence[Run], first: datetime.date) -> Operated:
    """Make services of runs and reckon their year.

    Parameters
    ----------
    town, patterns, runs
        What runs when.
    first
        First day of the year that is reckoned.
    """
    return operated_together(town, services_of(town, patterns, runs), first)


def operated_together(town: Town, services: tuple[BusService, ...], first: datetime.date) -> Operated:
    """Reckon the year of services that share vehicles and drivers, whatever days each runs on.

    Parameters
    ----------
    town
        Roads and assumptions.
    services
        Of one contract.
    first
        First day of the year that is reckoned.

    Raises
    ------
    ValueError
        When nothing runs.
    """
    if not services:
        raise ValueError("nothing runs")
    [shared] = grouped(services)
    year = service_year(shared, town.running, first, town.assumptions)
    cost = yearly_cost(year.volume, services[0].cost, vehicle_class=shared.vehicle_class, assumptions=town.assumptions)
    return Operated(services, year, cost.yen)


def drawn(town: Town, services: Sequence[BusService]) -> tuple[BusService, ...]:
    """Draw the ways of services along the roads; while searching nobody sees them."""
    return tuple(replace(service, geometry=way_along(town.running.line(service.stops))) for service in services)


def services_of(town: Town, patterns: Sequence[Pattern], runs: Sequence[Run]) -> tuple[BusService, ...]:
    """Make one service for each pattern in use, by its first departure; ids are its places in that order.

    A loop's run is one trip; a spine's is a trip there and one back, bound to one vehicle.
    """
    return tuple(
        _service(town, patterns[k], sorted(s for p, s in runs if p == k), number)
        for number, k in enumerate(used_patterns(runs), start=1)
    )


def used_patterns(runs: Sequence[Run]) -> list[int]:
    """List the patterns of runs in the order of their services: by first departure."""
    return sorted({k for k, _ in runs}, key=lambda k: (min(s for p, s in runs if p == k), k))


def line_name(town: Town, pattern: Pattern) -> str:
    """Name a line after its farthest stop."""
    return f"{town.stops[farthest(town, pattern)].name}{'循環' if pattern.loop else '線'}"


def farthest(town: Town, pattern: Pattern) -> int:
    """Return the stop of a pattern that is farthest from the hub."""
    return max(pattern.calls, key=lambda k: (town.drive_min[0, k + 1], -k))


def _service(town: Town, pattern: Pattern, starts_s: Sequence[int], number: int) -> BusService:
    stops = pattern.sequence(town)
    trips: list[ServiceTrip] = []
    for run, start in enumerate(starts_s, start=1):
        block = "" if pattern.loop else f"{number}-{run}"
        trips.append(ServiceTrip(f"t{len(trips) + 1}", 0, tuple(start + t for t in pattern.there_s), block=block))
        if not pattern.loop:
            leaves = start + pattern.there_s[-1] + pattern.turn_s
            trips.append(ServiceTrip(f"t{len(trips) + 1}", 1, tuple(leaves + t for t in pattern.back_s), block=block))
    return BusService(
        f"line{number}",
        line_name(town, pattern),
        "fixed",
        stops=stops,
        calendar=town.calendar,
        trips=tuple(trips),
        vehicle=town.vehicle,
        depot=town.depot,
        cost=CostTerms("vehicle_hour", contract=CONTRACT),
    )
