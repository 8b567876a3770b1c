"""Zones on request and fares of the second form in an export: read back they are the feed's own, and nothing is lost unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.gtfs.on_request import RequestZone, request_zones
from geo.gtfs.rules.registry import check_feed
from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.gtfs.writing import write_feed
from geo.region.region import Region, read_region
from network.services.bus_service import ServiceStop, ServiceTrip
from plan.applied import apply
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.edits import add_service
from plan.services.gtfs_export import Export, export_feed
from plan.services.route_copies import drop_route
from plan.timetables.region_timetable import region_feeds
from tests.geo.gtfs.flex_fares_feed import FLEX_FARES
from tests.geo.gtfs.small_feed import write_tables
from tests.small_region import LAT, LON, STEP, write_small_region

OPEN_FARES = {"fare_leg_rules.txt": "leg_group_id,fare_product_id\nL1,P1\n"}
FARE_FILES = {
    "timeframes.txt", "rider_categories.txt", "fare_media.txt", "fare_products.txt", "fare_leg_rules.txt", "fare_transfer_rules.txt",
}  # fmt: skip


def region_with(folder: Path, **feeds: dict[str, str | None]) -> Region:
    """Write a region with feeds of these changes; one feed stands alone in its folder."""
    write_small_region(folder)
    for name, changes in feeds.items():
        write_tables(folder / "gtfs" / name if len(feeds) > 1 else folder / "gtfs", changes)
    return read_region(folder)


def exported(
    region: Region, tmp_path: Path, *, dropped: tuple[str, ...] = (), line: bool = False
) -> tuple[Export, GtfsFeed]:
    """Export a scenario and read its file back."""
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    name = sorted(region_feeds(region))[0]
    for route in dropped:
        plan = drop_route(plan, new, FeedRoute(name, route))
    if line:
        stops = tuple(ServiceStop(f"p{n}", f"停{n}", LAT, LON + (n - 1) * STEP) for n in (1, 2))
        trip = ServiceTrip("t1", 0, (28_800, 29_400))
        plan, _ = add_service(plan, new, name="谷線", stops=stops, trips=(trip,), fare_yen=200)
    export = export_feed(apply(region, plan, new))
    write_feed(export.feed, tmp_path / "out.zip")
    feed, notices = read_gtfs(tmp_path / "out.zip")
    assert feed is not None
    assert [n for n in notices if n.severity != "info"] == []
    return export, feed


def errors(feed: GtfsFeed) -> list[tuple[str, str]]:
    return [(n.code, n.message) for n in check_feed(feed) if n.severity == "error"]


def told(export: Export, *codes: str) -> list[str]:
    return [n.message for n in export.notices if n.code in codes]


def cells(feed: GtfsFeed, file: str) -> list[tuple[str, ...]]:
    table = feed.text.tables[file]
    return [table.names, *zip(*(table.cells(name) for name in table.names), strict=True)]


def zones(feed: GtfsFeed, prefix: str = "") -> list[RequestZone]:
    """Zones as they would be with a prefix before all ids."""
    return [
        replace(
            z, id=prefix + z.id, route_id=prefix + z.route_id, services=tuple(prefix + s for s in z.services),
            stop_ids=tuple(prefix + s for s in z.stop_ids),
        )
        for z in request_zones(feed)
    ]  # fmt: skip


def test_a_feed_alone_keeps_its_zones_and_fares_to_the_cell(tmp_path: Path) -> None:
    region = region_with(tmp_path / "r", only=FLEX_FARES)
    (source,) = region_feeds(region).values()
    export, feed = exported(region, tmp_path)
    assert [z.name for z in zones(feed)] == ["奥谷地区", "峠地区", "滝のあたり"]
    assert zones(feed) == zones(source)
    files = [
        *FARE_FILES,
        "booking_rules.txt",
        "location_groups.txt",
        "location_group_stops.txt",
        "areas.txt",
        "stop_areas.txt",
    ]
    for file in files:
        assert cells(feed, file) == cells(source, file), file
    assert errors(feed) == errors(source) == []
    assert told(export, "export_fares_left_out", "export_files_left_out", "export_fares_in_two_forms") == []


def test_of_several_feeds_each_has_its_own_ids(tmp_path: Path) -> None:
    region = region_with(tmp_path / "r", a=FLEX_FARES, b=FLEX_FARES)
    sources = region_feeds(region)
    _, feed = exported(region, tmp_path)
    expected = [z for name in ("a", "b") for z in zones(sources[f"gtfs/{name}"], f"{name}_")]
    assert zones(feed) == expected
    assert errors(feed) == []
    head, *rows = cells(feed, "fare_leg_rules.txt")
    assert len(rows) == 6
    assert rows[3] == ("b_L1", "b_bus", "b_A1", "b_A1", "b_昼", "b_P1"), head


@pytest.mark.parametrize(("dropped", "left"), [(("R2",), ["峠地区", "滝のあたり"]), (("R2", "R3"), [])])
def test_zones_of_a_dropped_route_go(tmp_path: Path, dropped: tuple[str, ...], left: list[str]) -> None:
    _, feed = exported(region_with(tmp_path / "r", only=FLEX_FARES), tmp_path, dropped=dropped)
    assert [z.name for z in request_zones(feed)] == left
    assert ("locations.geojson" in feed.text.others, "booking_rules.txt" in feed.text.tables) == (bool(left),) * 2
    assert errors(feed) == []


def test_fares_that_would_reach_other_lines_are_left_out_and_named(tmp_path: Path) -> None:
    changes = {**FLEX_FARES, **OPEN_FARES}
    region = region_with(tmp_path / "r", only=changes)
    export, feed = exported(region, tmp_path)
    assert set(feed.text.tables) >= FARE_FILES, "alone they hold for their own routes"
    export, feed = exported(region, tmp_path, line=True)
    assert not FARE_FILES & set(feed.text.tables)
    (message,) = told(export, "export_fares_left_out")
    assert all(file in message for file in FARE_FILES)
    assert len(request_zones(feed)) == 3
    assert errors(feed) == []


def test_fares_in_two_forms_are_told(tmp_path: Path) -> None:
    export, feed = exported(region_with(tmp_path / "r", only=FLEX_FARES), tmp_path, line=True)
    assert set(feed.text.tables) >= FARE_FILES
    (message,) = told(export, "export_fares_in_two_forms")
    assert "谷線" in message
    export, feed = exported(region_with(tmp_path / "two", a=FLEX_FARES, b={}), tmp_path)
    (message,) = told(export, "export_fares_in_two_forms")
    assert "「gtfs/a」" in message
    assert "gtfs/b の運賃は今までの形" in message


def test_priorities_of_one_feed_do_not_order_the_rules_of_another(tmp_path: Path) -> None:
    rules = "leg_group_id,network_id,fare_product_id,rule_priority\nL1,bus,P1,1\nL2,door,P2,\n"
    region = region_with(tmp_path / "r", a=FLEX_FARES, b={**FLEX_FARES, "fare_leg_rules.txt": rules})
    export, feed = exported(region, tmp_path)
    assert len(told(export, "export_fares_left_out")) == 2
    assert not FARE_FILES & set(feed.text.tables)
    assert errors(feed) == []


def test_files_that_cannot_be_carried_are_named(tmp_path: Path) -> None:
    changes = {**FLEX_FARES, "memo.txt": "a\nb\n", "locations.geojson": "{"}
    export, feed = exported(region_with(tmp_path / "r", only=changes), tmp_path)
    (message,) = told(export, "export_files_left_out")
    assert "locations.geojson、memo.txt" in message
    assert "memo.txt" not in feed.text.tables
    assert errors(feed) == []
