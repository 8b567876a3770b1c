"""What names of files say about what is in them."""

from __future__ import annotations

import pytest

from importing.recognise.file_name_patterns import (
    says_bus_lines,
    says_bus_stops,
    says_mesh,
    says_roads,
    says_sites,
    zone_of,
)

SAYS = {
    "sites": says_sites,
    "stops": says_bus_stops,
    "lines": says_bus_lines,
    "roads": says_roads,
    "mesh": says_mesh,
}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("農用地区域.shp", "farmland_zone"),
        ("筆ポリゴン.geojson", "farmland"),
        ("a33-23_17.shp", "landslide"),
        ("家屋倒壊等氾濫想定区域.shp", "house_collapse"),
        ("津波浸水想定.shp", "tsunami"),
        ("洪水浸水想定.shp", "flood"),
        ("Ｎ０３-20240101_17.geojson", "municipality"),
        ("小学校区.kml", "school_districts"),
        ("用途地域.gml", "urban"),
        ("集落.csv", ""),
    ],
)
def test_zones(name: str, zone: str) -> None:
    assert zone_of(name) == zone


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("指定避難所一覧.csv", {"sites"}),
        ("sites.csv", {"sites"}),
        ("busstops.csv", {"stops"}),
        ("P11-22_17.shp", {"stops"}),
        ("バス路線.geojson", {"lines"}),
        ("bus_routes.geojson", {"lines"}),
        ("町道台帳.shp", {"roads"}),
        ("tblT001100H17.txt", {"mesh"}),
        ("website.csv", {"sites"}),
        ("sitesurvey.csv", set()),
        ("集落.csv", set()),
    ],
)
def test_kinds(name: str, said: set[str]) -> None:
    assert {kind for kind, says in SAYS.items() if says(name)} == said
