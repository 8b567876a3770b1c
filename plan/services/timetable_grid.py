"""The timetable of a service as a grid of times, stops down and trips across: written for people, read back from people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geo.texts.clock import clock
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.services.bus_service import BusService, ServiceTrip
from plan.scenario.scenario import Plan
from plan.services.trip_edits import set_trip_times, shift_trip

Cell = tuple[str, int]
"""A trip's id and the position of a stop in its direction."""

PASSED = "レ"
"""What timetables write where a bus passes a stop."""

_PASSED = {"", PASSED, "↓", "-", "―", "ー", "|"}
_TIME = re.compile(r"([0-9]{1,2}):?([0-5][0-9])|([0-9]{1,2})時([0-5]?[0-9])分")


def read_clock(text: str) -> int | None:
    """Read a time of day as people write it, in seconds past midnight; None where the bus passes.

    Raises
    ------
    ValueError
        When it is no time.

    Examples
    --------
    >>> [read_clock(text) for text in ("7:30", "０７：３０", "730", "7時5分", "25:10", "レ", "")]
    [27000, 27000, 27000, 25500, 90600, None, None]
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if plain in _PASSED:
        return None
    found = _TIME.fullmatch(plain)
    if found is None:
        raise ValueError(text)
    hours, minutes = (int(part) for part in found.groups() if part is not None)
    return hours * 3600 + minutes * 60


def timetable_grid(service: BusService, direction: int, typed: Mapping[Cell, str] | None = None) -> pd.DataFrame:
    """Write the trips of a direction.

    Parameters
    ----------
    service, direction
        Which line and way.
    typed
        Cells that somebody wrote and that could not be taken: they stand there as they were written.

    Returns
    -------
    pandas.DataFrame
        Rows: stops in order (``stop``, their names); a column for each trip, by its id, with times as words.
    """
    stops = service.sequence(direction)
    columns: dict[str, list[str]] = {"stop": [stop.name for stop in stops]}
    for trip in service.trips:
        if trip.direction == direction:
            columns[trip.id] = [PASSED if t is None else clock(t) for t in trip.times_s]
    grid = pd.DataFrame(columns, dtype=object)
    for (trip_id, position), text in (typed or {}).items():
        if trip_id in grid and position < len(grid):
            grid.loc[position, trip_id] = text
    return grid


@dataclass(frozen=True)
class GridAnswer:
    """What came of cells that were written: the plan, what to say, and the cells that could not be taken, as written."""

    plan: Plan
    notices: tuple[Notice, ...]
    kept: Mapping[Cell, str]


def write_cells(
    plan: Plan, scenario_id: str, service_id: str, cells: Mapping[Cell, str], *, moves_whole_trip: bool
) -> GridAnswer:
    """Write cells of the grid into a service; what cannot be read or kept is noted and stays as it was written.

    Parameters
    ----------
    plan, scenario_id, service_id
        Which service.
    cells
        Times as words.
    moves_whole_trip
        Whether a new time at a trip's first stop moves all of the trip along.
    """
    notices: list[Notice] = []
    kept: dict[Cell, str] = {}
    for trip_id in dict.fromkeys(trip for trip, _ in cells):
        own = {position: text for (trip, position), text in cells.items() if trip == trip_id}
        service = plan.scenario(scenario_id).service(service_id)
        if trip_id not in {trip.id for trip in service.trips}:
            continue  # removed meanwhile
        trip = service.trip(trip_id)
        times, unread = _read(service, trip, own)
        notices += unread
        if unread:
            kept |= {(trip_id, position): text for position, text in own.items()}
            continue
        try:
            plan = _write(plan, (scenario_id, service_id), trip, times, moves_whole_trip=moves_whole_trip)
        except RequestError as problem:
            notices += problem.notices
            kept |= {(trip_id, position): text for position, text in own.items()}
    return GridAnswer(plan, tuple(notices), kept)


def _read(service: BusService, trip: ServiceTrip, own: Mapping[int, str]) -> tuple[dict[int, int | None], list[Notice]]:
    times: dict[int, int | None] = {}
    notices = []
    stops = service.sequence(trip.direction)
    for position, text in own.items():
        try:
            times[position] = read_clock(text)
        except ValueError:
            name = clock(trip.start_s)
            notices.append(notice("timetable_cell_unread", trip=name, stop=stops[position].name, value=text))
    return times, notices


def _write(
    plan: Plan, at: tuple[str, str], trip: ServiceTrip, times: Mapping[int, int | None], *, moves_whole_trip: bool
) -> Plan:
    first = trip.positions[0]
    start = times.get(first)
    if moves_whole_trip and set(times) == {first} and start is not None:
        return shift_trip(plan, *at, trip.id, start - trip.start_s)
    changed = [times.get(position, time) for position, time in enumerate(trip.times_s)]
    return set_trip_times(plan, *at, trip.id, changed)
