"""Feeds are imported with every notice; what breaks the standard is used all the same, what cannot be counted is not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.region.feeds import read_feeds
from geo.texts.errors import RequestError
from importing.region_files.report import ImportOptions
from importing.run import import_files
from tests.geo.gtfs.small_feed import TABLES, write_tables, write_zip


def test_what_breaks_the_standard_is_a_warning_of_the_import(tmp_path: Path) -> None:
    source = write_tables(tmp_path / "bus", {"agency.txt": None})
    on = datetime.date(2030, 1, 1)
    report = import_files("gtfs", [source], tmp_path / "r", options=ImportOptions(on=on))
    found = {n.code: n.severity for n in report.notices}
    assert {found["missing_required_file"], found["expired_calendar"]} == {"warning"}
    assert "error" not in found.values()
    feeds, notices = read_feeds(tmp_path / "r")
    assert ([(f.name, f.stops, f.routes, f.trips) for f in feeds], notices) == ([("gtfs/bus", 3, 1, 2)], [])


def test_every_file_of_a_folder_comes_along_as_it_is(tmp_path: Path) -> None:
    source = write_tables(tmp_path / "bus", {"memo.txt": "a\n1\n", "terms.pdf": b"%PDF"})
    import_files("gtfs", [source], tmp_path / "r")
    target = tmp_path / "r" / "gtfs" / "bus"
    assert {p.name: p.read_bytes() for p in target.iterdir()} == {p.name: p.read_bytes() for p in source.iterdir()}


def test_a_zip_of_any_name_is_found_again(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "bus.ZIP", TABLES)
    import_files("gtfs", [source], tmp_path / "r")
    assert [f.stops for f in read_feeds(tmp_path / "r")[0]] == [3]


def test_a_feed_that_cannot_be_counted_is_refused(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "bus.zip", {n: w for n, w in TABLES.items() if n != "trips.txt"})
    with pytest.raises(RequestError, match=r"trips\.txt"):
        import_files("gtfs", [source], tmp_path / "r")
    assert not (tmp_path / "r" / "gtfs").exists()
