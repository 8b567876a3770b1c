"""A timetable comes into the region as a feed that the house's own reader takes, and what could not be known is asked."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.gtfs.usable_calls import usable_calls
from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.texts.clock import clock
from geo.texts.errors import RequestError
from importing import ImportOptions, ImportReport, import_files
from tests.importing.office_region import write_office_region
from tests.importing.timetables.town_sheets import SHEETS, Grid, TownSheet, write_rows

ON = datetime.date(2026, 11, 30)


def imported(path: Path, region: Path, **options: object) -> ImportReport:
    """Import a timetable."""
    return import_files("timetable", [path], region, options=ImportOptions(on=ON, **options))  # type: ignore[arg-type]


def feed_in(region: Path, stem: str) -> GtfsFeed:
    """The feed that was made."""
    feed, _ = read_gtfs(region / "gtfs" / f"{stem}.zip")
    assert feed is not None
    return feed


def codes(report: ImportReport) -> list[str]:
    """The codes of what was said."""
    return [n.code for n in report.notices]


def places(folder: Path, names: list[str]) -> Path:
    """A table of stops, 300 m apart."""
    rows = [f"{name},{33 + number * 0.003:.4f},135.01" for number, name in enumerate(names)]
    path = folder / "のりば.csv"
    path.write_text("\n".join(["名称,緯度,経度", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize("sheet", SHEETS, ids=[s.file for s in SHEETS])
def test_the_feed_of_a_timetable_has_its_trips_to_the_minute(sheet: TownSheet, tmp_path: Path) -> None:
    calls = [call.rpartition(" ") for trip in sheet.trips for call in trip.calls.split("、")]
    stops = places(tmp_path, list(dict.fromkeys(name for name, _, _ in calls)))
    report = imported(write_rows(tmp_path / sheet.file, sheet.sheets), tmp_path / "r", stops=(stops,))
    feed = feed_in(tmp_path / "r", Path(sheet.file).stem)
    assert report.rows_kept == len(feed.trips) == len(sheet.trips)
    usable = usable_calls(feed)
    assert usable.notices == ()
    found = usable.calls.groupby("trip_id", sort=False)
    for (_, rows), trip in zip(found, sheet.trips, strict=True):
        wanted = [call.rpartition(" ") for call in trip.calls.split("、")]
        assert [str(s) for s in rows["stop_id"]] == [name for name, _, _ in wanted]
        times = [
            "/".join(dict.fromkeys((clock(a), clock(d))))
            for a, d in zip(rows["arrival_s"], rows["departure_s"], strict=True)
        ]
        assert [t for t, (_, _, w) in zip(times, wanted, strict=True) if w != "-"] == [
            w for _, _, w in wanted if w != "-"
        ]


def test_a_stop_that_nobody_can_place_is_asked_and_loses_no_trip(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "谷線.csv", [Grid("停留所|1便\n役場前|7:10\n見知らぬ橋|7:20\n下野|7:30\n毎日|")])
    region = write_office_region(tmp_path / "r")
    report = imported(path, region, days=("毎日",))
    (asked,) = [n for n in report.notices if n.code == "timetable_stop_unplaced"]
    assert (asked.file, asked.row, asked.field) == ("谷線.csv", 3, "A列")
    feed = feed_in(region, "谷線")
    assert len(feed.stop_times) == 3
    assert list(usable_calls(feed).calls["stop_id"]) == ["役場前", "下野"]
    again = imported(path, region, days=("毎日",), stops=(places(tmp_path, ["見知らぬ橋"]),), replace=True)
    assert "timetable_stop_unplaced" not in codes(again)
    assert len(usable_calls(feed_in(region, "谷線")).calls) == 3


def test_a_name_in_two_places_is_asked_about(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "谷線.csv", [Grid("平日\n停留所|1便\n役場前|7:10\n下野|7:30")])
    report = imported(path, tmp_path / "r", stops=(places(tmp_path, ["役場前", "下野", "役場前"]),))
    (asked,) = [n for n in report.notices if n.code == "timetable_stop_ambiguous"]
    assert (asked.row, "2 か所" in asked.message) == (3, True)


def test_days_that_no_table_tells_are_asked_and_taken_when_given(tmp_path: Path) -> None:
    sheet = next(s for s in SHEETS if s.file == "かわべり線.xlsx")
    path = write_rows(tmp_path / sheet.file, sheet.sheets)
    assert codes(imported(path, tmp_path / "r")).count("timetable_days_unknown") == 2
    given = ("学校登校日=月～金", "学校休業日=土")
    again = imported(path, tmp_path / "r", days=given, replace=True)
    assert "timetable_days_unknown" not in codes(again)
    feed = feed_in(tmp_path / "r", "かわべり線")
    assert set(feed.calendar.index) == {"月火水木金", "土", "毎日", "平日"}
    with pytest.raises(RequestError, match="曜日「いつか」が読めません"):
        imported(path, tmp_path / "r", days=("いつか",), replace=True)


def test_trips_of_which_nothing_is_said_never_run_until_it_is(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "谷線.csv", [Grid("停留所|1便\n役場前|7:10\n下野|7:30")])
    report = imported(path, tmp_path / "r")
    assert "timetable_days_missing" in codes(report)
    row = feed_in(tmp_path / "r", "谷線").calendar.iloc[0]
    assert not any(row[d] for d in ("monday", "wednesday", "saturday", "sunday"))
    assert "timetable_days_missing" not in codes(imported(path, tmp_path / "r", days=("平日",), replace=True))


def test_notes_are_kept_as_the_description_of_trips(tmp_path: Path) -> None:
    sheet = next(s for s in SHEETS if s.file == "夜行便.xlsx")
    imported(write_rows(tmp_path / sheet.file, sheet.sheets), tmp_path / "r")
    trips = feed_in(tmp_path / "r", "夜行便").text.tables["trips.txt"]
    assert list(trips.cells("jp_trip_desc_symbol")) == ["※", "①②", ""]
    assert list(trips.cells("jp_trip_desc"))[1] == "①8月13日から15日は運休します、②冬季（12月～3月）は運休"
    path = write_rows(tmp_path / "谷線.csv", [Grid("毎日\n停留所|1便\n役場前|◎7:10\n下野|7:30")])
    assert "timetable_note_unexplained" in codes(imported(path, tmp_path / "r"))


def test_what_stands_beside_no_stop_and_trips_of_one_call_are_named(tmp_path: Path) -> None:
    rows = "毎日\n停留所|1便|2便\n役場前|7:10|9:00\n下野|7:30|\n|||||8:15"
    report = imported(write_rows(tmp_path / "谷線.csv", [Grid(rows)]), tmp_path / "r")
    named = {n.code: (n.row, n.field) for n in report.notices}
    assert (named["timetable_times_outside"], named["timetable_trip_too_short"]) == ((5, "F列"), (3, "C列"))


def test_a_region_keeps_its_other_feeds_and_another_of_the_name_is_not_overwritten(tmp_path: Path) -> None:
    region = write_office_region(tmp_path / "r")
    before = {p.name: p.read_bytes() for p in (region / "gtfs").iterdir()}
    path = write_rows(tmp_path / "谷線.csv", [Grid("毎日\n停留所|1便\n役場前|7:10\n下野|7:30")])
    imported(path, region)
    made = (region / "gtfs" / "谷線.zip").read_bytes()
    assert {p.name: p.read_bytes() for p in (region / "gtfs").iterdir() if p.name in before} == before
    assert imported(path, region).rows_kept == 1
    assert (region / "gtfs" / "谷線.zip").read_bytes() == made
    write_rows(path, [Grid("毎日\n停留所|1便\n役場前|7:11\n下野|7:30")])
    with pytest.raises(RequestError, match="--replace"):
        imported(path, region)


def test_a_file_without_a_timetable_is_refused_or_left_out(tmp_path: Path) -> None:
    none = write_rows(tmp_path / "名簿.csv", [Grid("名前|人数\n東|3\n西|4")])
    with pytest.raises(RequestError, match="停留所の名前と時刻が並ぶ表"):
        imported(none, tmp_path / "r")
    good = write_rows(tmp_path / "谷線.csv", [Grid("毎日\n停留所|1便\n役場前|7:10\n下野|7:30")])
    report = import_files("timetable", [good, none], tmp_path / "r", options=ImportOptions(on=ON))
    assert "import_file_left_out" in codes(report)
    assert report.rows_kept == 1
