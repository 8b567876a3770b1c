"""How a design fares when things go otherwise: people of later years, one vehicle out, and other designs that are nearly as good."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from network.bus_design.town.runs import Run, RunValues
from network.bus_design.town.search import State
from network.bus_design.town.timetable import used_patterns
from plan.bus_design.designs import Designs
from plan.bus_design.measured import Design, DesignFigures, measured_scenario, usual_figures

_NEAR = 0.03
"""Designs so near in people and money are a choice for a vote."""
_ALIKE = 0.5
"""Two designs whose lines agree more than this are no choice."""
_OFFERED = 2


@dataclass(frozen=True)
class VehicleOut:
    """A day with one vehicle fewer.

    Parameters
    ----------
    vehicle
        Number of the vehicle whose loss costs most people their outing.
    persons
        Who still has one, counted as the search counts.
    runs
        Line and departure (s) of what doesn't run then.
    """

    vehicle: int
    persons: float
    runs: tuple[Run, ...]


def in_year(found: Designs, design: Design, year: int) -> DesignFigures:
    """Measure a design by the people of another year.

    Raises
    ------
    geo.texts.errors.RequestError
        When they can't be projected.
    """
    evaluation = measured_scenario(found.task, design.scenario, year)
    return usual_figures(found.task, evaluation)


def vehicle_out(found: Designs, design: Design) -> VehicleOut:
    """Take away the vehicle that is missed most: nobody drives its runs that day."""
    values = RunValues(found.task.town, found.patterns, np.zeros(1, dtype=np.int64))
    rows = []
    for number, lost in enumerate(_by_vehicle(design), start=1):
        left = tuple(run for run in design.state.runs if run not in lost)
        rows.append(VehicleOut(number, values.value(values.has(left)), lost))
    return min(rows, key=lambda row: (row.persons, row.vehicle))


def _by_vehicle(design: Design) -> list[tuple[Run, ...]]:
    """Return the runs of each vehicle, as the house's schedule shares them out."""
    services = design.state.operated.services
    pattern_of = {s.id: k for s, k in zip(services, used_patterns(design.state.runs), strict=True)}
    schedule, _ = design.state.operated.year.schedules[0]
    runs = set(design.state.runs)
    return [
        tuple(run for task in block.tasks if (run := (pattern_of[task.service_id], task.start_s)) in runs)
        for block in schedule.blocks
    ]


def near_equal(found: Designs, design: Design) -> tuple[State, ...]:
    """Return states with other lines that cost and serve nearly as much, for a vote: the most different first."""
    mine = _lines(design.state)
    offered: list[State] = []
    near = [
        state
        for state in found.allowed
        if not state.short
        and state.operated.cost_yen <= (1 + _NEAR) * design.state.operated.cost_yen
        and state.value >= (1 - _NEAR) * design.state.value
    ]
    for state in sorted(near, key=lambda s: (_agreement(_lines(s), mine), -round(s.value, 6), s.runs)):
        if len(offered) < _OFFERED and all(
            _agreement(_lines(state), other) <= _ALIKE for other in [mine, *map(_lines, offered)]
        ):
            offered.append(state)
    return tuple(offered)


def _lines(state: State) -> frozenset[int]:
    return frozenset(k for k, _ in state.runs)


def _agreement(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other)
