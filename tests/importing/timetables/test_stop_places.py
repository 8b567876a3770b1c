"""Stops are placed by name; poles that stand together are one, those that stand apart are asked about."""

from __future__ import annotations

from pathlib import Path

from importing.timetables.stop_places import NamedPlaces, Spot, places_of_region
from tests.importing.office_region import write_office_region


def test_the_most_trusted_source_decides() -> None:
    places = NamedPlaces()
    places.add("渡した表", [("役場前", 33.1, 135.1)])
    places.add("バス停の表", [("役場前", 33.0, 135.0), ("下野バス停", 33.0, 135.2)])
    assert places.find("役場前").spot == Spot(33.1, 135.1)
    assert (places.find("下野").spot, places.find("下野（役場方面）").spot) == (Spot(33.0, 135.2),) * 2
    assert places.find("どこか").spot is None


def test_poles_together_are_one_and_poles_apart_are_asked_about() -> None:
    places = NamedPlaces()
    places.add(
        "渡した表", [("谷口", 33.0, 135.0), ("谷口", 33.0001, 135.0), ("中央", 33.0, 135.0), ("中央", 33.1, 135.0)]
    )
    assert places.find("谷口").spot == Spot(33.0, 135.0)
    apart = places.find("中央")
    assert (apart.spot, len(apart.apart)) == (None, 2)


def test_the_region_tells_by_its_feeds_and_its_facilities(tmp_path: Path) -> None:
    region = write_office_region(tmp_path / "region")
    places = places_of_region(region, {})
    assert places.find("下野").source == "今の時刻表の停留所"
    assert places.find("上野診療所").source == places.find("上野診療所前").source == "施設"
    assert places.find("沖合前").spot is None
