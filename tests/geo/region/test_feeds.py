"""Feeds are found and counted; one that cannot be used is told and the others stay."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from geo.region.feeds import read_feed, read_feeds
from tests.geo.conftest import GTFS


def write(folder: Path, **changes: str | None) -> Path:
    folder.mkdir(parents=True)
    for name, text in {**GTFS, **{f"{k}.txt": v for k, v in changes.items()}}.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_several_feeds_in_folders_and_zips(tmp_path: Path) -> None:
    write(tmp_path / "gtfs" / "a")
    for name in ("gtfs.zip", "gtfs/b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member, text in GTFS.items():
                archive.writestr(f"inner/{member}", text)
    feeds, notices = read_feeds(tmp_path)
    assert [f.name for f in feeds] == ["gtfs.zip", "gtfs/a", "gtfs/b.zip"]
    assert {(f.stops, f.routes, f.trips) for f in feeds} == {(2, 1, 1)}
    assert notices == []


@pytest.mark.parametrize(
    ("changes", "code", "file"),
    [
        ({"trips": None}, "feed_file_missing", "gtfs"),
        ({"trips": ""}, "empty_file", "gtfs/trips.txt"),
        ({"trips": "a,b\n1,2\n"}, "column_missing", "gtfs/trips.txt"),
        ({"stops": "\0"}, "file_unreadable", "gtfs/stops.txt"),
    ],
)
def test_a_feed_that_cannot_be_used(tmp_path: Path, changes: dict[str, str | None], code: str, file: str) -> None:
    write(tmp_path / "gtfs", **changes)
    feeds, notices = read_feeds(tmp_path)
    assert feeds == ()
    assert [(n.code, n.file) for n in notices] == [(code, file)]


def test_a_ragged_row_is_said_and_the_feed_stays(tmp_path: Path) -> None:
    feed, notices = read_feed(write(tmp_path / "gtfs", stops="stop_id,stop_name\nS1,役場前\nS2\n"), "gtfs")
    assert feed is not None
    assert feed.stops == 1
    assert [(n.code, n.row) for n in notices] == [("invalid_row_length", 3)]


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("feed_kitakyushucity_okura_20231221_150210", (25, 5, 32)),
        ("feed_kitakyushucity_tashiro-kawachi_20231221_150201", (10, 2, 18)),
        ("feed_mizuhotown_communitybus_20231020_160021", (90, 5, 135)),
        ("feed_katsushikacity_sakura_20240109_104907", (11, 1, 38)),
        ("mlit_sample_2017", (48, 2, 6)),
        ("toyota_kikan_GTFS.zip", (491, 72, 825)),
    ],
)
def test_published_feeds_are_counted(real_data: Path, name: str, counts: tuple[int, int, int]) -> None:
    feed, notices = read_feed(real_data / "gtfs_jp" / name, name)
    assert feed is not None
    assert (feed.stops, feed.routes, feed.trips) == counts
    assert notices == []
