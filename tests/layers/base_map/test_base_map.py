"""The base map: the same bytes every time, nothing from outside; and the files that it draws."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import networkx as nx
import pytest
import streamlit_folium
from shapely import LineString, Point, box, union_all

from layers.base_map.addresses import (
    OUR_SCRIPTS,
    OUR_STYLES,
    WEB_FOLDER,
    component_of,
    leaflet_folder,
    script_bundle,
    styles,
)
from layers.base_map.base_map import base_map
from layers.base_map.region_files import write_region_files
from layers.base_map.road_lines import road_class, road_features
from tests.layers.fake_region import fake_region


def script_of(ground):
    ground.get_root().render()
    return streamlit_folium._get_map_string(ground)


def test_the_script_has_the_same_bytes_on_every_run(files):
    assert script_of(base_map(files)) == script_of(base_map(files))


def test_another_region_is_another_map_for_streamlit_folium(files):
    """Its comparison leaves out what follows an underscore, and folders under maps/: our names must not hide there."""
    other = replace(files, roads=files.roads.replace("roads-", "roads-0"))
    keys = {streamlit_folium.generate_js_hash(script_of(base_map(f)), "key") for f in (files, other)}
    assert len(keys) == 2


def test_nothing_comes_from_outside(files):
    ground = base_map(files)
    page = ground.get_root().render()
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses
    assert all(address.startswith("../layers.base_map.assets.") for address in addresses)
    assert "http" not in script_of(base_map(files))


def test_only_who_asks_for_it_gets_tiles_from_the_internet(files):
    assert "cyberjapandata.gsi.go.jp" in script_of(base_map(files, online=True))


def test_the_list_of_zones_speaks_japanese_and_starts_with_what_is_shown(files):
    script = script_of(base_map(files, shown=("flood",)))
    written = re.search(r'"zones":(\[.*?\])', script)
    assert written
    zones = json.loads(written[1])
    assert {zone["id"]: zone["on"] for zone in zones} == {
        "farmland": False,
        "landslide": False,
        "flood": True,
        "municipality": False,
    }
    assert zones[0]["name"] == "農地"


def test_our_scripts_and_styles_are_there_and_no_other():
    assert {path.name for path in WEB_FOLDER.iterdir()} == {*OUR_SCRIPTS, *OUR_STYLES}
    assert (leaflet_folder() / "leaflet.js").is_file()
    assert all("?v=" in address for name, address in styles() if not name.startswith("leaflet"))


def test_a_map_loads_one_script_that_holds_leaflet_and_then_all_of_ours(files):
    assert [address for _, address in base_map(files).default_js] == [files.address(files.scripts)]
    bundle = (Path(files.folder) / files.scripts).read_bytes()
    assert bundle == script_bundle()
    parts = [leaflet_folder() / "leaflet.js", leaflet_folder() / "draw" / "leaflet.draw.js"]
    parts += [WEB_FOLDER / name for name in OUR_SCRIPTS]
    places = [bundle.find(part.read_bytes()) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_files_of_an_earlier_kyoten_get_the_scripts_of_this_one(region, tmp_path):
    first = write_region_files(region, tmp_path)
    (index,) = tmp_path.glob("index-*.json")
    index.write_text(json.dumps({**json.loads(index.read_text()), "scripts": "map-0000000000000000.js"}))
    (tmp_path / first.scripts).unlink()
    assert write_region_files(region, tmp_path) == first
    assert (tmp_path / first.scripts).read_bytes() == script_bundle()


def test_files_are_written_once_and_are_the_same_elsewhere(region, files, tmp_path):
    written = {path: path.stat().st_mtime_ns for path in Path(files.folder).iterdir()}
    assert write_region_files(region, Path(files.folder)) == files
    assert {path: path.stat().st_mtime_ns for path in Path(files.folder).iterdir()} == written
    again = write_region_files(region, tmp_path)
    assert replace(again, folder=files.folder) == files
    assert all(
        (tmp_path / path.name).read_bytes() == path.read_bytes()
        for path in written
        if not path.name.startswith("index")
    )


def test_a_file_that_was_lost_is_written_anew(region, tmp_path):
    first = write_region_files(region, tmp_path)
    (tmp_path / first.roads).unlink()
    assert write_region_files(region, tmp_path) == first
    assert (tmp_path / first.roads).is_file()


def test_roads_are_drawn_once_with_the_edges_of_both_directions(region, files):
    features = json.loads((Path(files.folder) / files.roads).read_text())["features"]
    assert len(features) == region.roads.number_of_edges() / 2
    edges = {tuple(edge) for feature in features for edge in feature["properties"]["e"]}
    assert edges == set(region.roads.edges(keys=True))


def test_roads_that_run_apart_between_the_same_crossings_stay_two():
    graph = nx.MultiDiGraph()
    graph.add_nodes_from([(1, {"x": 137.0, "y": 35.0}), (2, {"x": 137.01, "y": 35.0})])
    graph.add_edge(1, 2, highway="primary")
    graph.add_edge(2, 1, highway="primary")
    graph.add_edge(1, 2, highway="service", geometry=LineString([(137, 35), (137.005, 35.004), (137.01, 35)]))
    features = road_features(graph)
    assert [feature["properties"] for feature in features] == [
        {"c": 3, "e": [[1, 2, 1]]},
        {"c": 1, "e": [[1, 2, 0], [2, 1, 0]]},
    ]
    assert features[1]["geometry"]["coordinates"] == [[137.0, 35.0], [137.01, 35.0]]


def test_a_region_without_roads_still_has_a_map(region, tmp_path):
    bare = type(region)(
        **{
            **vars(region),
            "roads": nx.MultiDiGraph(),
            "rivers": None,
            "zones": {},
            "relief": None,
            "fingerprint": "bare",
        }
    )
    files = write_region_files(bare, tmp_path)
    assert json.loads((tmp_path / files.roads).read_text())["features"] == []
    assert '"relief":null' in script_of(base_map(files))


@pytest.mark.parametrize(
    ("highway", "kind"),
    [
        ("trunk", 0),
        ("trunk_link", 0),
        ("primary", 1),
        ("tertiary", 2),
        ("track", 3),
        (["track", "secondary"], 1),
        (None, 2),
    ],
)
def test_road_classes(highway, kind):
    assert road_class(highway) == kind


def test_special_hazard_areas_keep_their_mark_and_names_are_kept(files):
    features = json.loads((Path(files.folder) / files.zones["landslide"]).read_text())["features"]
    assert [feature["properties"] for feature in features] == [{}, {"s": 1}]
    town = json.loads((Path(files.folder) / files.zones["municipality"]).read_text())["features"]
    assert town[0]["properties"] == {"n": "架空町"}


def test_empty_shapes_are_passed_over(region, tmp_path):
    zone = gpd.GeoDataFrame({"name": ["a", "b"]}, geometry=[None, box(137, 35, 137.1, 35.1)], crs="EPSG:6668")
    odd = type(region)(**{**vars(region), "zones": {"flood": zone}, "fingerprint": "odd"})
    files = write_region_files(odd, tmp_path)
    assert len(json.loads((tmp_path / files.zones["flood"]).read_text())["features"]) == 1


def test_sources_are_named_under_the_map(files):
    assert files.attribution == "出典: 試験のための架空のデータ（2024）"


def test_a_folder_has_one_route_and_another_folder_another(tmp_path):
    assert component_of(tmp_path) == component_of(tmp_path / "x" / "..")
    assert component_of(tmp_path) != component_of(tmp_path / "x")
    assert "_" not in component_of(tmp_path)


def test_a_map_opens_on_villages_and_the_pieces_of_the_municipality_where_they_stand(tmp_path):
    region: Any = fake_region(tmp_path / "region", side=12, villages=40)
    south, north = region.villages["lat"].min(), region.villages["lat"].max()
    west, east = region.villages["lon"].min(), region.villages["lon"].max()
    town = box(west - 0.02, south - 0.01, east + 0.03, north + 0.04)
    islet = box(east + 2, south, east + 2.1, south + 0.1)
    region.zones = {"municipality": gpd.GeoDataFrame(geometry=[union_all([town, islet])], crs=4326)}
    files = write_region_files(region, tmp_path / "with")
    assert files.home == pytest.approx((south - 0.01, west - 0.02, north + 0.04, east + 0.03), abs=1e-5)
    assert len(files.outline) == 120
    assert all(town.boundary.distance(Point(lon, lat)) < 2e-5 for lat, lon in files.outline)
    assert write_region_files(region, tmp_path / "with") == files

    region.zones, region.fingerprint = {}, "without"
    files = write_region_files(region, tmp_path / "without")
    assert files.home == pytest.approx((south, west, north, east), abs=1e-5)
    assert files.outline == ()


def test_where_many_live_in_each_area_circles_are_drawn_smaller_as_a_whole(region, tmp_path):
    assert write_region_files(region, tmp_path / "rural").people_scale == 1
    city: Any = SimpleNamespace(**{**vars(region), "villages": region.villages.assign(population=4000.0)})
    city.fingerprint = "city"
    files = write_region_files(city, tmp_path / "city")
    assert files.people_scale == 0.5  # a circle of 4,000 people is as large as one of 1,000 elsewhere
    assert '"peopleScale":0.5' in script_of(base_map(files))
    assert write_region_files(city, tmp_path / "city") == files
    nobody: Any = SimpleNamespace(**{**vars(region), "villages": region.villages.assign(population=0.0)})
    nobody.fingerprint = "nobody"
    assert write_region_files(nobody, tmp_path / "nobody").people_scale == 1
