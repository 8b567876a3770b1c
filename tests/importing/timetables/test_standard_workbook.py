"""A workbook with GTFS's tables as its sheets is read as the feed that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from geo.gtfs.views import read_gtfs
from geo.texts.errors import RequestError
from importing import import_files
from importing.recognise.recognise import recognise
from tests.geo.gtfs.small_feed import TABLES

SHEETS = ("agency", "stops", "routes", "trips", "stop_times", "calendar", "calendar_dates", "feed_info")
TIMES = ("arrival_time", "departure_time")
DATES = ("start_date", "end_date", "date", "feed_start_date", "feed_end_date")


def write_workbook(path: Path, without: str = "", headless: str = "") -> Path:
    """Write the small feed as a municipality would: a title and Japanese words above, times and dates as Excel's own."""
    with xlsxwriter.Workbook(path) as book:
        clock = book.add_format({"num_format": "[h]:mm:ss"})
        about = book.add_worksheet("はじめに")
        about.write(0, 0, "標準的なバス情報フォーマット 入力用")
        for name in SHEETS:
            if name == without:
                continue
            sheet = book.add_worksheet(f"停留所（{name}）" if name == "stops" else name)
            lines = [line.split(",") for line in TABLES[f"{name}.txt"].strip().split("\n")]
            sheet.write(0, 0, f"{name} の入力シート")
            for x, head in enumerate(lines[0]):
                sheet.write(1, x, "説明")
                sheet.write(2, x, head if name != headless else "ない見出し")
            for y, line in enumerate(lines[1:], start=3):
                for x, (head, cell) in enumerate(zip(lines[0], line, strict=True)):
                    if head in TIMES:
                        hours, minutes, seconds = map(int, cell.split(":"))
                        sheet.write_number(y, x, (hours * 3600 + minutes * 60 + seconds) / 86_400, clock)
                    elif cell.replace(".", "").isdecimal() and len(cell) < 12:
                        sheet.write_number(y, x, float(cell))
                    else:
                        sheet.write_string(y, x, cell)
    return path


def test_the_feed_in_a_workbook_is_the_feed(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "入力.xlsx")
    report = import_files("timetable", [path], tmp_path / "r")
    feed, notices = read_gtfs(tmp_path / "r" / "gtfs" / "入力.zip")
    assert feed is not None
    assert [n.code for n in notices] == []
    for name in SHEETS:
        table = feed.text.tables[f"{name}.txt"]
        lines = [line.split(",") for line in TABLES[f"{name}.txt"].strip().split("\n")]
        assert list(table.header) == lines[0]
        wanted = [[c.zfill(8) if h in TIMES else c for h, c in zip(lines[0], line, strict=True)] for line in lines[1:]]
        found = [list(row) for row in zip(*table.columns, strict=True)]
        numbers = [[_number(c) for c in row] for row in wanted]
        assert [[_number(c) for c in row] for row in found] == numbers
    assert report.rows_kept == 2
    assert {"timetable_workbook"} <= {n.code for n in report.notices}


def _number(cell: str) -> float | str:
    return float(cell) if cell.replace(".", "").isdecimal() else cell


def test_a_workbook_that_lacks_a_table_says_which(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "入力.xlsx", without="trips")
    with pytest.raises(RequestError, match=r"trips\.txt がありません"):
        import_files("timetable", [path], tmp_path / "r")
    path = write_workbook(tmp_path / "入力2.xlsx", headless="routes")
    with pytest.raises(RequestError) as caught:
        import_files("timetable", [path], tmp_path / "r")
    assert "timetable_workbook_sheet" in {n.code for n in caught.value.notices}


def test_a_dropped_workbook_of_tables_is_told_as_one(tmp_path: Path) -> None:
    (found,) = recognise([write_workbook(tmp_path / "入力.xlsx")], tmp_path / "unpacked")
    assert (found.kind, found.confidence) == ("timetable", "sure")
