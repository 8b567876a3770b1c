"""What a small bus system is designed for: the hub, where people get on, how many they are, and what they go out for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from geo.reference.assumptions import Assumptions
from network.outings.visit import Visit
from network.services.bus_service import ServiceStop, Vehicle
from network.services.running_times import MINUTE_S, Running


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

    def layover_s(self, trip_s: int) -> int:
        """Least seconds between the end of a trip and the next departure, as schedules reckon it."""
        least_s = max(self.assumptions["layover_min"] * MINUTE_S, trip_s * self.assumptions["layover_share"])
        return math.ceil(least_s / MINUTE_S) * MINUTE_S


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
            first_start_s=int(known["town_first_start_h"] * 60 * MINUTE_S),
            last_start_s=int(known["town_last_start_h"] * 60 * MINUTE_S),
            step_s=int(known["town_step_min"] * MINUTE_S),
            candidates=int(known["town_candidates"]),
            on_the_way_share=known["town_detour_share"],
            on_the_way_min=known["town_detour_min"],
        )
