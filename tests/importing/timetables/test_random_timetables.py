"""Random timetables in random layouts come back as they were; bent ones are told in words and lose no cell without one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.texts.errors import RequestError
from importing.cells.counts import plain
from importing.timetables.day_words import days_in
from importing.timetables.read_timetable import read_timetable
from tests.importing.timetables.written_tables import (
    Row,
    WrittenTrip,
    across,
    as_text,
    as_value,
    below,
    beside,
    down,
    in_order,
    write_book,
    write_csv,
)

STOPS = ("役場前", "みどり台駅", "三つ橋", "病院", "奥谷", "学校下", "一本杉", "温泉", "団地口", "港")
DAYS = ("平日", "土日祝", "月・水・金", "毎週火曜", "毎日", "第2・第4木曜", "月～土")


@st.composite
def _trip(draw: st.DrawFn, line: str, days: str) -> WrittenTrip:
    stops = sorted(draw(st.sets(st.integers(0, len(STOPS) - 1), min_size=2)))
    minute = draw(st.integers(5 * 60, 22 * 60))
    calls = []
    for stop in stops:
        wait = draw(st.sampled_from((0, 0, 0, 5)))
        calls.append((STOPS[stop], minute * 60, (minute + wait) * 60))
        minute += wait + draw(st.integers(1, 12))
    return WrittenTrip(line, days, tuple(calls))


@st.composite
def _tables(draw: st.DrawFn) -> list[list[WrittenTrip]]:
    out: list[list[WrittenTrip]] = []
    for number in range(draw(st.integers(1, 3))):
        days = draw(st.sampled_from(DAYS))
        trips = draw(st.lists(_trip(f"みどり{number + 1}号線", days), min_size=1, max_size=5))
        out += in_order(trips)
    return out


def _written(folder: Path, tables: list[list[WrittenTrip]], layout: int) -> Path:
    titles = [[t[0].line, t[0].days] for t in tables]
    if layout == 0:
        return write_csv(
            folder / "表.csv",
            below([down(t, h, i, as_text) for i, (t, h) in enumerate(zip(tables, titles, strict=True))]),
        )
    if layout == 1:
        sheets: dict[str, list[Row]] = {str(i): across(t, titles[i], i, as_value) for i, t in enumerate(tables)}
        return write_book(folder / "表.xlsx", sheets)
    found = [down(t, h, i, as_value) for i, (t, h) in enumerate(zip(tables, titles, strict=True))]
    side = found[0] if len(found) == 1 else beside(found[0], found[1])
    return write_book(folder / "表.xlsx", {"い": side, **{str(i): t for i, t in enumerate(found[2:])}})


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(_tables(), st.integers(0, 2))
def test_a_random_timetable_comes_back(tables: list[list[WrittenTrip]], layout: int) -> None:
    with TemporaryDirectory() as folder:
        found = read_timetable(_written(Path(folder), tables, layout))
    wanted = sorted(
        (t.line, days.label, t.calls) for table in tables for t in table if (days := days_in(t.days)) is not None
    )
    got = sorted(
        (t.line, t.days.label, tuple((c.stop, c.arrival_s, c.departure_s) for c in t.calls)) for t in found.trips
    )
    assert got == wanted


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(_tables(), st.integers(0, 2), st.data())
def test_a_bent_timetable_is_told_in_words(tables: list[list[WrittenTrip]], layout: int, data: st.DataObject) -> None:
    """Any cell becomes anything: no fault, every time is taken or named, and no trip runs backwards."""
    grids = [down(t, [t[0].line, t[0].days], i, as_text) for i, t in enumerate(tables)]
    rows = below(grids) if layout else across(tables[0], [tables[0][0].days], 0, as_text)
    for _ in range(data.draw(st.integers(1, 6))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        if row:
            row[data.draw(st.integers(0, len(row) - 1))] = data.draw(
                st.one_of(
                    st.sampled_from(
                        ("", "7:99", "運休", "①", "25:00", "3:00", "レ", "1205", "下り", "停留所", "平日", "※は予約制")
                    ),
                    st.text(max_size=5),
                )
            )
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "表.csv", rows)
        found = None
        with suppress(RequestError):  # a cell that no text file can hold refuses the file, in words
            found = read_timetable(path)
    if found is None:
        return
    for trip in found.trips:
        times = [t for c in trip.calls for t in (c.arrival_s, c.departure_s) if t is not None]
        assert times == sorted(times)
        assert trip.calls[0].departure_s is not None
        assert trip.calls[-1].arrival_s is not None
        assert {plain(c.stop) for c in trip.calls} <= set(found.stops)
