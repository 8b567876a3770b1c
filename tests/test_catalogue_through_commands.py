"""The counts that are known of published files, reached by the commands that a planner types."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.small_region import write_small_region
from tests.test_cli import document

pytestmark = pytest.mark.real_data

ABROAD = 'id = "abroad"\nname = "abroad"\nmunicipality_code = "00000"\nbase_year = 2024\nfictional = true\n'


def put(kind: str, path: Path, region: Path, *more: object) -> dict[str, Any]:
    return document("import", kind, path, "--region", region, *more)


def words(found: dict[str, Any], code: str) -> str:
    return next(n["message"] for n in found["notices"] if n["code"] == code)


@pytest.fixture(scope="module")
def noto(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    region = tmp_path_factory.mktemp("counts") / "noto"
    found = put("villages", real_data / "noto/noto_town_koaza_area.gpkg", region)
    assert (found["rows_read"], found["rows_kept"], found["crs"]) == (202, 202, "EPSG:2449")
    assert "6,458世帯" in words(found, "import_totals")
    assert put("roads", real_data / "noto/A37-15_PeninsulaRoad_16-17.fgb", region)["rows_read"] == 4070
    return region


def test_people_of_noto(noto: Path) -> None:
    found = document("check", noto)
    assert (found["villages"], found["population"]) == (202, 15_687)
    assert "11 の集落" in words(found, "villages_empty")


def test_pieces_of_the_peninsulas_roads(noto: Path) -> None:
    """The catalogue rounds every vertex to 1 m; this program joins within 0.5 m, so its own count may differ by a piece."""
    lines = gpd.read_file(noto / "roads.gpkg").to_crs(6675)
    parts = shapely.get_parts(lines.geometry.to_numpy())
    assert shapely.length(parts).sum() / 1000 == pytest.approx(2962, abs=1)
    graph = nx.Graph()
    for part in parts:
        vertices = [tuple(v) for v in np.round(shapely.get_coordinates(part)).astype(int)]
        graph.add_nodes_from(vertices)
        graph.add_edges_from(pairwise(vertices))
    pieces = sorted(nx.connected_components(graph), key=len, reverse=True)
    assert len(pieces) == 511
    assert len(pieces[0]) / len(graph) == pytest.approx(0.91, abs=0.005)
    largest = shapely.union_all(
        [p for p in parts if tuple(np.round(shapely.get_coordinates(p)[0]).astype(int)) in pieces[0]]
    )
    villages = pd.read_csv(noto / "villages.csv")
    at = gpd.GeoSeries(gpd.points_from_xy(villages["lon"], villages["lat"]), crs=6668).to_crs(6675)
    near = villages["population"][(at.distance(largest) <= 1000).to_numpy()].sum()
    assert near / villages["population"].sum() == pytest.approx(0.996, abs=0.0005)
    assert abs(document("check", noto)["roads"]["components"] - 511) <= 1


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        ("roads", "N10-20_16-17.fgb", 601),
        ("zone:watershed", "W12-52A-2K-17.fgb", 520),
        ("sites", "road_houkai_intersect_20240106.fgb", 423),
        ("sites", "shelters/emergency_174637.json", 135),
        ("sites", "shelters/evacuation_174637.json", 37),
        ("sites", "address_points.json", 95),
    ],
)
def test_layers_of_noto(real_data: Path, tmp_path: Path, kind: str, name: str, rows: int) -> None:
    assert put(kind, real_data / "noto" / name, tmp_path / "r")["rows_read"] == rows


def test_yamaguchi(real_data: Path, tmp_path: Path) -> None:
    data, region = real_data / "yamaguchi", tmp_path / "yamaguchi"
    found = put("villages", data / "census_kihon_unit/r2kb35203.shp", region)
    assert (found["rows_read"], found["rows_kept"], found["encoding"]) == (4430, 4430, "cp932")
    assert "人口 193,966人、87,094世帯" in words(found, "import_totals")
    ids = pd.read_csv(region / "villages.csv", dtype=str)["village_id"]
    assert ids[ids.str.endswith("-2")].tolist() == ["352031322102-2"]  # one KEY_CODE stands twice
    checked = document("check", region, status=1)  # no roads yet
    assert (checked["villages"], checked["population"]) == (4430, 193_966)
    assert "372 の集落" in words(checked, "villages_empty")
    assert put("bus_stops", data / "bus/C06041_H22_バス停の状況_OP.shp", region)["rows_kept"] == 672
    lines = put("bus_lines", data / "bus/C06042_H22_バス路線の状況_OP.shp", region)
    assert (lines["rows_kept"], lines["columns"]["services_per_day"]) == (921, "B_HINDO")
    assert "延長 414 km" in words(lines, "bus_lines_counted")
    stations = data / "train/C06031_R03_駅の状況_OP.shp"
    assert put("facilities", stations, region, "--category", "transport")["rows_read"] == 29


def test_medical_institutions_of_wakayama(real_data: Path, tmp_path: Path) -> None:
    found = put("facilities", real_data / "wakayama/P04-14_30-g_MedicalInstitution.shp", tmp_path / "r")
    assert (found["rows_read"], found["rows_kept"]) == (1743, 1743)


@pytest.mark.parametrize(
    ("name", "stops", "routes", "trips"),
    [
        ("feed_kitakyushucity_okura_20231221_150210", 25, 5, 32),
        ("feed_kitakyushucity_tashiro-kawachi_20231221_150201", 10, 2, 18),
        ("feed_mizuhotown_communitybus_20231020_160021", 90, 5, 135),
        ("feed_katsushikacity_sakura_20240109_104907", 11, 1, 38),
        ("toyota_kikan_GTFS.zip", 491, 72, 825),
        ("mlit_sample_2017", 48, 2, 6),
    ],
)
def test_feeds(real_data: Path, tmp_path: Path, name: str, stops: int, routes: int, trips: int) -> None:
    region = write_small_region(tmp_path / "tameshi")
    assert put("gtfs", real_data / "gtfs_jp" / name, region)["rows_read"] == trips
    assert document("check", region)["feeds"] == [
        {"name": f"gtfs/{name}", "stops": stops, "routes": routes, "trips": trips}
    ]


def test_districts_whose_axes_are_swapped(real_data: Path, tmp_path: Path) -> None:
    region = tmp_path / "r"
    path = real_data / "messy/a27_ibaraki_school_district_axis_swapped.fgb"
    found = put("zone:school_districts", path, region)
    assert (found["rows_read"], found["rows_kept"]) == (392, 392)
    assert any("緯度" in n["message"] and "経度" in n["message"] for n in found["notices"])
    west, south, east, north = gpd.read_file(region / "zones/school_districts.geojson").total_bounds
    assert 139 < west < east < 142
    assert 35 < south < north < 38


def test_parcels_of_chofu(real_data: Path, tmp_path: Path) -> None:
    assert put("zone:farmland", real_data / "osm/chofu.osm", tmp_path / "r")["rows_kept"] == 1884


def test_andorra(real_data: Path, tmp_path: Path) -> None:
    region = tmp_path / "andorra"
    region.mkdir()
    (region / "region.toml").write_text(ABROAD, encoding="utf-8")
    roads = put("roads", real_data / "osm/andorra.osm.pbf", region)
    assert "21,538 個" in words(roads, "osm_roads_counted")
    villages = put("villages", real_data / "osm/andorra.osm.pbf", region)
    message = words(villages, "osm_villages_counted")
    assert "（village）32" in message
    assert "（hamlet）20" in message
    assert document("check", region)["villages"] == villages["rows_kept"] == 53
