"""Names of a feed's routes, trips and stops, in the ways in which towns write them."""

from __future__ import annotations

from pathlib import Path

from importing.office_tables.feed_names import FeedNames, feed_names
from tests.geo.gtfs.small_feed import write_tables

ROUTE = ("gtfs/town", "R1")


def test_names_of_the_small_feed(tmp_path: Path) -> None:
    assert feed_names(tmp_path) == FeedNames()
    write_tables(tmp_path / "gtfs" / "town")
    names = feed_names(tmp_path)
    for text in ("R1", "1", "奥谷線", "1 奥谷線", "1号 奥谷線", "１系統奥谷線"):
        assert names.route(text) == {ROUTE}, text
    assert names.route("峠線") == frozenset()
    assert names.stop("役場前") == names.stop("S1") == {("gtfs/town", "S1")}
    assert names.stop("役場前", "gtfs/city") == frozenset()
    assert names.trip(ROUTE, "T1") == names.trip(ROUTE, "8時00分発") == names.trip(ROUTE, "08:00") == {"T1"}
    assert names.trip(ROUTE, "9:00") == names.trip(("gtfs/town", "R9"), "T1") == frozenset()
