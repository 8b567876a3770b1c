"""What a small bus system is designed for: the hub, where people get on, how many they are, and what they go out for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from geo.reference.assumptions import Assumptions
from geo.texts.clock import HOUR_S, MINUTE_S
from network.outings.visit import Visit
from network.roads.routing import drive
from network.services.bus_service import ServiceStop, Vehicle
from network.services.calendar import ServiceCalendar
from network.services.running_times import Running
from network.services.service_terms import Depot


@dataclass(frozen=True)
class FixedRun:
    """A run that must be run, whatever else is.

    Parameters
    ----------
    calls
        Positions of the stops in order, the hub left out; it comes back the same way.
    start_s
        When it leaves the hub, in seconds past midnight.
    school_days
        Whether it isn't needed in school holidays.
    """

    calls: tuple[int, ...]
    start_s: int
    school_days: bool = False


@dataclass(frozen=True, eq=False)
class Town:
    """A design problem.

    Parameters
    ----------
    hub
        Where every run starts and ends.
    stops
        Where a bus may call, one for each village.
    persons
        By stop; whoever has an outing without a new bus is left out.
    drive_min
        (hub and stops) × (hub and stops): minutes of a car, ``inf`` where no road leads.
    visits
        By purpose: when it can be done at the hub; a purpose without a visit isn't counted.
    running
        Roads and speeds of buses.
    assumptions
        Give layovers.
    vehicle
        What runs.
    vehicles, drivers
        How many there are.
    budget_yen
        Of a year; ``inf`` for none.
    guaranteed
        By position of a stop: for how many purposes it must have an outing at least.
    depot
        Where vehicles stand at night; the way from there and back is driven empty, on duty. None: at the hub.
    given
        Calls of today's and drawn lines, which are candidates whatever they are worth.
    fixed
        Runs that every timetable has.
    detour_share
        No ride between a stop and the hub takes longer than so many times the direct ride; a fixed run may.
    same_minute
        Whether every run of a line leaves at the same minute of the hour.
    calendar
        On which days it runs.
    connections
        Whether the last of the visits are rides on from the hub: they count, but no guarantee is kept by them.
    """

    hub: ServiceStop
    stops: Sequence[ServiceStop]
    persons: NDArray[np.float64]
    drive_min: NDArray[np.float64]
    visits: Sequence[Sequence[Visit]]
    running: Running
    assumptions: Assumptions
    vehicle: Vehicle
    vehicles: int
    drivers: int
    budget_yen: float = math.inf
    guaranteed: Mapping[int, int] = field(default_factory=dict)
    depot: Depot | None = None
    given: Sequence[tuple[int, ...]] = ()
    fixed: Sequence[FixedRun] = ()
    detour_share: float = math.inf
    same_minute: bool = False
    calendar: ServiceCalendar = field(default_factory=ServiceCalendar)
    connections: bool = False

    @property
    def sure(self) -> int:
        """How many of the visits, from the first, keep a guarantee."""
        return len(self.visits) - self.connections

    def layover_s(self, trip_s: int) -> int:
        """Least seconds between the end of a trip and the next departure, as schedules reckon it."""
        least_s = max(self.assumptions["layover_min"] * MINUTE_S, trip_s * self.assumptions["layover_share"])
        return math.ceil(least_s / MINUTE_S) * MINUTE_S

    def depot_s(self) -> tuple[float, float]:
        """Return the seconds of the empty drives from the depot to the hub and back; infinite where no road leads there."""
        if self.depot is None:
            return 0.0, 0.0
        places = (self.depot.lat, self.depot.lon), (self.hub.lat, self.hub.lon)
        out, home = (drive(self.running.roads, a, b).minutes for a, b in (places, places[::-1]))
        return out * MINUTE_S * self.running.time_factor, home * MINUTE_S * self.running.time_factor

    def reachable(self, calls: Sequence[int]) -> bool:
        """Return whether a bus gets to each of some stops and back."""
        at = np.asarray(calls, dtype=np.intp) + 1
        return bool(np.isfinite(self.drive_min[0, at] + self.drive_min[at, 0]).all())

    def direct_s(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the seconds of a bus without other calls from each stop to the hub, and from the hub to each stop."""
        legs = (self.drive_min[1:, 0], self.drive_min[0, 1:])
        to_hub, from_hub = (
            np.ceil(np.round(leg * MINUTE_S * self.running.time_factor + self.running.dwell_s, 3) / MINUTE_S) * MINUTE_S
            for leg in legs
        )
        return to_hub, from_hub


@dataclass(frozen=True)
class SearchNumbers:
    """Numbers of the search, as geo/reference/bus_design.toml has them (seconds)."""

    longest_run_s: int
    first_start_s: int
    last_start_s: int
    step_s: int
    candidates: int
    on_the_way_share: float
    on_the_way_min: float

    @classmethod
    def reference(cls) -> SearchNumbers:
        """Read them from the reference table."""
        known = {key: row.value for key, row in reference_table("bus_design").items()}
        return cls(
            longest_run_s=int(known["town_longest_run_min"] * MINUTE_S),
            first_start_s=int(known["town_first_start_h"] * HOUR_S),
            last_start_s=int(known["town_last_start_h"] * HOUR_S),
            step_s=int(known["town_step_min"] * MINUTE_S),
            candidates=int(known["town_candidates"]),
            on_the_way_share=known["town_detour_share"],
            on_the_way_min=known["town_detour_min"],
        )

    def starts_s(self, town: Town) -> list[int]:
        """List when runs may leave: step by step over the day, and when fixed runs do.

        Where lines keep to one minute, a fixed run's minute is there in every hour.
        """
        found = {*range(self.first_start_s, self.last_start_s + 1, self.step_s), *(run.start_s for run in town.fixed)}
        if town.same_minute:
            for run in town.fixed:
                first = self.first_start_s + (run.start_s - self.first_start_s) % HOUR_S
                found |= {*range(first, self.last_start_s + 1, HOUR_S)}
        return sorted(found)
