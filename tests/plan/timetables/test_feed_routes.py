"""The routes of feeds by name."""

from __future__ import annotations

from geo.region.region import Region, read_region
from plan.timetables.feed_routes import feed_routes


def test_every_route_of_a_sample_is_named_once() -> None:
    found = feed_routes(read_region("sample_regions/sanson"))
    assert len(found) == len({route.name for route in found}) > 3
    assert all(text.strip() for text in found.values())


def test_without_a_feed_there_is_none(region: Region) -> None:
    assert feed_routes(region) == {}
