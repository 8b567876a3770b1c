"""The trips of a table: calls in the order of travel, with everything that is odd named by sheet, row and column."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.texts.clock import HOUR_S, clock
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.cells.counts import plain
from importing.timetables.cell_times import TimetableCell
from importing.timetables.day_words import UNKNOWN, Days
from importing.timetables.find_tables import StopTable
from importing.timetables.heading_words import is_stop_name
from importing.timetables.sheet_grid import Corner, Place
from importing.timetables.table_heads import Head

_FEWEST_CALLS = 2
_HALF_DAY_S = 12 * HOUR_S
_DAY_S = 24 * HOUR_S
_END = re.compile(r"^(.+?)[\s（(・]*(着|発)[)）]?$")


@dataclass(frozen=True)
class Call:
    """A call at a stop, in seconds past midnight; None where the times cannot be believed."""

    stop: str
    arrival_s: int | None
    departure_s: int | None


@dataclass(frozen=True)
class Trip:
    """One trip.

    Parameters
    ----------
    line
        Name of its line.
    direction
        0 行き, 1 帰り, None where nothing says so.
    days
        On which it runs.
    calls
        In the order of travel.
    number, goal
        Its own name (1便) and where it goes; empty where nothing says so.
    notes
        Signs of notes on it.
    place
        Where its first time stands.
    days_place
        Where its days stand, else the sheet.
    """

    line: str
    direction: int | None
    days: Days
    calls: tuple[Call, ...]
    number: str = ""
    goal: str = ""
    notes: str = ""
    place: Place = field(default_factory=dict, hash=False)
    days_place: Place = field(default_factory=dict, hash=False)


@dataclass
class Tally:
    """How many cells of the tables came to what: nothing gets lost without a word; and where each stop stands first."""

    times: int = 0
    taken: int = 0
    passing: int = 0
    unread: int = 0
    notices: list[Notice] = field(default_factory=list)
    stops: dict[str, Place] = field(default_factory=dict)

    def add(self, found: Notice) -> None:
        """Keep a notice."""
        self.notices.append(found)


@dataclass(frozen=True)
class _Seen:
    """A time of a column: stop, row, end (着, 発 or none)."""

    stop: str
    row: int
    end: str
    time_s: int


def read_trips(table: StopTable, heads: dict[int, Head], tally: Tally, legends: dict[str, str]) -> list[Trip]:
    """Read the trips of a table.

    Parameters
    ----------
    table
        As it was found.
    heads
        What is said of each column, complete.
    tally
        Takes the counts and the notices.
    legends
        Sign → meaning, as the sheet explains it.
    """
    stops = _stops_of_rows(table, tally)
    _merged_times(table, tally)
    trips = []
    upwards = []
    for column in table.columns:
        seen, signs = _times_of(table, column, stops, tally)
        tally.times += len(seen)
        if _runs_upwards(seen):
            upwards.append(table.grid.place(table.rows[0], column)["field" if not table.grid.turned else "row"])
            seen.reverse()
        head = heads[column]
        for sign, corner in (*head.notes, *signs):
            _say_note(table, sign, corner, legends, tally)
        calls, lost = _calls(table, column, seen, tally)
        place = table.grid.place(seen[0].row, column) if seen else {}
        if len(calls) < _FEWEST_CALLS:
            if seen:
                tally.add(notice("timetable_trip_too_short", **place, count=len(seen)))
            continue
        tally.taken += len(seen) - lost
        notes = "".join(sorted(set("".join(sign for sign, _ in (*head.notes, *signs)))))
        days = head.days or UNKNOWN
        days_place = table.grid.place(*head.days_at) if head.days_at else {"file": table.grid.title}
        trips.append(Trip(head.line, head.direction, days, calls, head.number, head.goal, notes, place, days_place))
    if upwards:
        tally.add(
            notice("timetable_upwards", file=table.grid.title, columns="、".join(map(str, dict.fromkeys(upwards))))
        )
    return trips


def _stops_of_rows(table: StopTable, tally: Tally) -> dict[int, tuple[str, str]]:
    """Return stop and end (着, 発) of each row; a stop that stands twice is named."""
    grid = table.grid
    names = {row: table.name_at(row) for row in table.rows}
    split = {row: match for row, name in names.items() if (match := _END.match(name)) and is_stop_name(match[1])}
    bases = [split[row][1] if row in split else names[row] for row in table.rows]
    out: dict[int, tuple[str, str]] = {}
    for position, row in enumerate(table.rows):
        name, end = names[row], ""
        if row in split:
            match = split[row]
            neighbours = {bases[p] for p in (position - 1, position + 1) if 0 <= p < len(bases)}
            if match[1] in neighbours or len(match[0]) - len(match[1]) > 1:
                name, end = match[1], match[2]
        if table.ends is not None and grid.at(row, table.ends).text in ("着", "発"):
            end = grid.at(row, table.ends).text
        out[row] = name, end
    seen: dict[str, int] = {}
    for position, row in enumerate(table.rows):
        name, end = out[row]
        before = seen.get(plain(name))
        tally.stops.setdefault(plain(name), grid.place(row, table.names))
        same_call = before is not None and before == position - 1 and {end, out[table.rows[before]][1]} == {"着", "発"}
        if before is not None and not same_call:
            at = grid.place(table.rows[before], table.names)
            first = at["field"] if grid.turned else f"{at['row']} 行目"
            tally.add(notice("timetable_stop_twice", **grid.place(row, table.names), name=name, first=first))
        seen[plain(name)] = position
    return out


def _merged_times(table: StopTable, tally: Tally) -> None:
    grid = table.grid
    for first, last in grid.merged:
        if first[0] in table.rows and first[1] in table.columns and grid.at(*first).kind != "empty":
            cells = (last[0] - first[0] + 1) * (last[1] - first[1] + 1)
            tally.add(notice("timetable_merged", **grid.place(*first), value=grid.at(*first).text, count=cells))


def _times_of(
    table: StopTable, column: int, stops: dict[int, tuple[str, str]], tally: Tally
) -> tuple[list[_Seen], list[tuple[str, Corner]]]:
    seen: list[_Seen] = []
    signs: list[tuple[str, Corner]] = []
    dotted = any(table.grid.at(row, column).dotted for row in table.rows)
    for row in table.rows:
        cell = table.grid.at(row, column)
        cell = cell.as_hour if dotted else cell
        tally.passing += cell.kind == "passing"
        if cell.kind in ("words", "number"):
            tally.unread += 1
            tally.add(
                notice("timetable_cell_no_time", **table.grid.place(row, column), value=cell.text, stop=stops[row][0])
            )
        if cell.kind != "time":
            continue
        if cell.notes:
            signs.append((cell.notes, (row, column)))
        if cell.rest:
            written = clock(cell.time_s)
            tally.add(notice("timetable_cell_rest", **table.grid.place(row, column), value=cell.text, time=written))
        seen.append(_of_cell(cell, stops[row], row))
    return seen, signs


def _of_cell(cell: TimetableCell, stop: tuple[str, str], row: int) -> _Seen:
    return _Seen(stop[0], row, cell.end or stop[1], cell.time_s)


def _say_note(table: StopTable, sign: str, corner: Corner, legends: dict[str, str], tally: Tally) -> None:
    meanings = "、".join(f"{s}は「{legends[s]}」" for s in legends if s in sign)
    place = table.grid.place(*corner)
    if meanings:
        tally.add(notice("timetable_note", **place, sign=sign, meaning=meanings))
    else:
        tally.add(notice("timetable_note_unexplained", **place, sign=sign))


def _runs_upwards(seen: Sequence[_Seen]) -> bool:
    steps = [b.time_s - a.time_s for a, b in itertools.pairwise(seen)]
    return sum(s < 0 for s in steps) > sum(s > 0 for s in steps) and not any(abs(s) > _HALF_DAY_S for s in steps)


def _calls(table: StopTable, column: int, seen: list[_Seen], tally: Tally) -> tuple[tuple[Call, ...], int]:
    """Join 着 and 発, let the hours go on past midnight, and take no time that runs backwards; count the times not taken."""
    times = _past_midnight(seen)
    good = always_in_order(times)
    lost = 0
    for call, time_s, fits in zip(seen, times, good, strict=True):
        if not fits:
            lost += 1
            place = table.grid.place(call.row, column)
            tally.add(notice("timetable_backwards", **place, time=clock(time_s), stop=call.stop))
    calls: list[Call] = []
    ends: list[str] = []
    for call, time_s, fits in zip(seen, times, good, strict=True):
        value = time_s if fits else None
        joins = bool(calls) and plain(calls[-1].stop) == plain(call.stop) and {ends[-1], call.end} == {"着", "発"}
        if joins:
            calls[-1] = _joined(calls[-1], value)
        else:
            calls.append(Call(call.stop, value, value))
        ends.append(call.end)
    while calls and calls[0].departure_s is None:
        calls.pop(0)
    while calls and calls[-1].arrival_s is None:
        calls.pop()
    return tuple(calls), lost


def _joined(call: Call, departure_s: int | None) -> Call:
    if call.arrival_s is None:
        return replace(call, arrival_s=departure_s, departure_s=departure_s)
    return replace(call, departure_s=call.arrival_s if departure_s is None else departure_s)


def _past_midnight(seen: Sequence[_Seen]) -> list[int]:
    times: list[int] = []
    for call in seen:
        time_s = call.time_s
        if times and time_s < times[-1] - _HALF_DAY_S:
            time_s += _DAY_S
        times.append(time_s)
    return times


def always_in_order(times: Sequence[int]) -> list[bool]:
    """Return which times stand in every longest row of times that never goes back.

    Of 7:00, 7:50, 7:15, 7:20 the 7:50 alone is out of order. Of 7:00, 7:20, 7:10, 7:30 either of the middle ones may be wrong, and nobody can
    tell which: neither is taken.

    Examples
    --------
    >>> always_in_order([420, 470, 435, 440]), always_in_order([420, 440, 430, 450])
    ([True, False, True, True], [True, False, False, True])
    """
    until = _longest(times)
    since = _longest([-t for t in reversed(times)])[::-1]
    longest = max(until, default=0)
    on_one = [a + b - 1 == longest for a, b in zip(until, since, strict=True)]
    at_length = Counter(a for a, fits in zip(until, on_one, strict=True) if fits)
    return [fits and at_length[a] == 1 for a, fits in zip(until, on_one, strict=True)]


def _longest(times: Sequence[int]) -> list[int]:
    """Return for each time how long a row that never goes back can end with it."""
    smallest_last: list[int] = []
    lengths = []
    for time in times:
        position = bisect_right(smallest_last, time)
        smallest_last[position : position + 1] = [time]
        lengths.append(position + 1)
    return lengths
