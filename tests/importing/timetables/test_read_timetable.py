"""The twelve timetables of towns are read as their key has it, and what is odd is named by sheet, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.texts.clock import clock
from importing.timetables.read_timetable import Timetable, read_timetable
from importing.timetables.read_trips import Call, Trip
from tests.importing.timetables.town_sheets import SHEETS, KeyTrip, TownSheet, write_rows


def written(call: Call) -> str:
    """A call as the key writes it."""
    if call.arrival_s is None or call.departure_s is None:
        return f"{call.stop} -"
    times = [clock(call.arrival_s), clock(call.departure_s)]
    return f"{call.stop} {'/'.join(dict.fromkeys(times))}"


def key_of(trip: Trip) -> KeyTrip:
    """A trip as the key writes it."""
    direction = "" if trip.direction is None else str(trip.direction)
    return KeyTrip(trip.line, direction, trip.days.label, "、".join(map(written, trip.calls)), trip.notes)


def read(sheet: TownSheet, folder: Path) -> Timetable:
    """Write a sheet and read it."""
    return read_timetable(write_rows(folder / sheet.file, sheet.sheets))


@pytest.mark.parametrize("sheet", SHEETS, ids=[s.file for s in SHEETS])
def test_a_timetable_of_a_town_is_read_as_its_key_has_it(sheet: TownSheet, tmp_path: Path) -> None:
    found = read(sheet, tmp_path)
    assert [key_of(t) for t in found.trips] == list(sheet.trips)
    assert found.legends == sheet.legends
    stem = Path(sheet.file).name
    said = {(n.code, n.file, n.row, n.field) for n in found.notices}
    wanted = {(c, f"{stem}「{s}」", row or None, column or None) for c, s, row, column in sheet.said}
    assert wanted <= said
    beside = [
        n
        for n in found.notices
        if n.code not in ("timetable_counted", "timetable_upwards") and (n.code, n.file, n.row, n.field) not in wanted
    ]
    assert [n.message for n in beside if n.severity != "info"] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=[s.file for s in SHEETS])
def test_no_cell_of_a_timetable_gets_lost_without_a_word(sheet: TownSheet, tmp_path: Path) -> None:
    found = read(sheet, tmp_path)
    counted = next(n for n in found.notices if n.code == "timetable_counted")
    calls = [c for t in found.trips for c in t.calls]
    times = sum((c.arrival_s is not None) + (c.departure_s not in (None, c.arrival_s)) for c in calls)
    unbelieved = sum(n.code == "timetable_backwards" for n in found.notices)
    unread = sum(n.code == "timetable_cell_no_time" for n in found.notices)
    assert f"時刻 {times + unbelieved} 個のうち {times} 個" in counted.message
    assert f"印は {sheet.passing} 個、読めない欄は {unread} 個" in counted.message
