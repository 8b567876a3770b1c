"""Times that can be believed: the same as by trying all rows of times."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from importing.timetables.read_timetable import read_timetable
from importing.timetables.read_trips import always_in_order
from tests.importing.timetables.test_read_timetable import key_of
from tests.importing.timetables.town_sheets import Grid, write_rows


@given(st.lists(st.integers(0, 6), max_size=8))
def test_the_times_in_every_longest_row_are_those_found_by_trying_all_rows(times: list[int]) -> None:
    for length in range(len(times), -1, -1):
        rows = [set(r) for r in itertools.combinations(range(len(times)), length) if _in_order([times[i] for i in r])]
        if rows:
            break
    everywhere = set.intersection(*rows)
    assert always_in_order(times) == [i in everywhere for i in range(len(times))]


def _in_order(times: list[int]) -> bool:
    return all(a <= b for a, b in itertools.pairwise(times))


def trips(folder: Path, rows: str) -> list[str]:
    """The calls of the trips of a sheet, as the key of the twelve sheets writes them."""
    found = read_timetable(write_rows(folder / "表.csv", [Grid(rows)]))
    return [key_of(t).calls for t in found.trips]


def test_after_midnight_the_hours_go_on(tmp_path: Path) -> None:
    assert trips(tmp_path, "停留所|1便\n東|23:50\n中|0:05\n西|0:10") == ["東 23:50、中 24:05、西 24:10"]


def test_arriving_and_leaving_are_one_call_however_they_are_written(tmp_path: Path) -> None:
    names = "停留所|1便\n東|7:00\n中 着|7:10\n中 発|7:15\n西|7:20"
    cells = "停留所|1便\n東|7:00\n中|7:10着\n中|7:15発\n西|7:20"
    assert trips(tmp_path, names) == trips(tmp_path, cells) == ["東 7:00、中 7:10/7:15、西 7:20"]


def test_an_end_that_is_out_of_order_is_cut_off(tmp_path: Path) -> None:
    assert trips(tmp_path, "停留所|1便\n東|9:00\n中|7:10\n西|7:20\n南|7:30") == ["中 7:10、西 7:20、南 7:30"]


def test_whole_hours_of_dotted_times_are_hours(tmp_path: Path) -> None:
    rows = "停留所|1便|2便\n東|n:7.5|n:8\n西|n:8|n:8.1"
    found = read_timetable(write_rows(tmp_path / "表.xlsx", [Grid(rows)]))
    assert [key_of(t).calls for t in found.trips] == ["東 7:50、西 8:00", "東 8:00、西 8:10"]
