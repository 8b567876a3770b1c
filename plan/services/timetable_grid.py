"""The timetable of a service as a grid of times, stops down and trips across: written for people, read back from people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from geo.texts.clock import clock
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.services.bus_service import BusService, ServiceTrip
from plan.scenario.scenario import Plan
from plan.services.edits import change_service, wrapping_service_errors
from plan.services.trip_edits import new_trip_ids, set_trip_times, shift_trip

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


@dataclass(frozen=True)
class _Row:
    """A row of the text: its words and its times; None where a bus does not call."""

    words: tuple[str, ...]
    times_s: tuple[int | None, ...]


def add_pasted_trips(plan: Plan, scenario_id: str, service_id: str, text: str, *, direction: int = 0) -> Plan:
    """Add the trips of a pasted timetable to a line.

    Parameters
    ----------
    plan, scenario_id, service_id
        Which line.
    text
        Cells apart by tabs (as spreadsheets copy them), commas or spaces; a row for each stop of the direction, in its order,
        or a row for each trip. Names of stops and headings may stand beside the times; a dash is a stop that is passed.
    direction
        0 there, 1 home.

    Raises
    ------
    geo.texts.errors.RequestError
        When the rows are not those of the line's stops, or the times of a trip run backwards.
    """
    service = plan.scenario(scenario_id).service(service_id)
    stops = [stop.name for stop in service.sequence(direction)]
    trips = _trips(text, stops)
    ids = new_trip_ids(plan, len(trips))
    with wrapping_service_errors():
        new = tuple(ServiceTrip(i, direction, times) for i, times in zip(ids, trips, strict=True))
        return change_service(plan, scenario_id, replace(service, trips=(*service.trips, *new)))


def _trips(text: str, stops: list[str]) -> list[tuple[int | None, ...]]:
    every = [_row(line) for line in text.splitlines() if line.strip()]
    rows = [row for row in every if any(time is not None for time in row.times_s)]
    if len(rows) == len(stops) and _in_order([row.words for row in rows], stops):
        wide = max(len(row.times_s) for row in rows)
        columns = [tuple(row.times_s[i] if i < len(row.times_s) else None for row in rows) for i in range(wide)]
        return [column for column in columns if sum(t is not None for t in column) > 1]
    if rows and all(len(row.times_s) == len(stops) for row in rows):
        return [row.times_s for row in rows]
    raise RequestError(
        notice("pasted_timetable_unfit", rows=f"{len(rows):,}", stops=f"{len(stops):,}", first=stops[0], last=stops[-1])
    )


def _in_order(words: list[tuple[str, ...]], stops: list[str]) -> bool:
    """Whether names, where any are written, are those of the stops in their order."""
    return all(
        not of or stop in of or not any(other in of for other in stops) for of, stop in zip(words, stops, strict=True)
    )


def _row(line: str) -> _Row:
    cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else line.replace(",", " ").split())]
    words: list[str] = []
    times: list[int | None] = []
    for cell in cells:
        try:
            times.append(read_clock(cell))
        except ValueError:
            words.append(cell)
    return _Row(tuple(words), tuple(times))
