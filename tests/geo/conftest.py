"""A small whole region, written anew for each test, so that a test can break one file of it."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

REGION_TOML = """\
id = "yamanaka"
name = "山中町"
municipality_code = "17463"
base_year = 2020
notes = ["試しの町"]
today_hubs = ["f1"]

[[sources]]
name = "手作り"
year = "2020"
"""
VILLAGES = """\
village_id,name,lat,lon,population,households,pop_0_14,pop_15_64,pop_65_over
v1,上野,37.300,137.100,120,50,10,50,60
v2,下野,37.305,137.110,80,40,5,25,50
v3,奥谷,37.310,137.120,0,0,0,0,0
"""
FACILITIES = """\
facility_id,name,category,lat,lon,status,opens,closes,days,outside
f1,山中町役場,government,37.301,137.101,open,8:30,17:15,"mon,tue,wed,thu,fri",false
f2,奥谷診療所,medical,37.310,137.120,closed,,,,false
f3,県立病院,medical,37.400,137.300,open,,,,true
"""
SITES = """\
site_id,name,lat,lon,kind,area_m2
s1,旧山中小学校,37.302,137.102,廃校,5000
"""
RESIDENTS = """\
village_id,lat,lon,population
v1,37.3001,137.1001,70
v1,37.2999,137.0999,50
"""
POPULATION = """\
village_id,year,kind,source,total
v1,2015,census,国勢調査,150
v2,2015,census,国勢調査,90
"""
GTFS = {
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\nS1,役場前,37.301,137.101\nS2,奥谷,37.310,137.120\n",
    "routes.txt": "route_id,route_short_name,route_type\nR1,奥谷線,3\n",
    "trips.txt": "route_id,service_id,trip_id\nR1,平日,T1\n",
}


def write_lines(
    path: Path, lines: list[list[tuple[float, float]]], crs: str = "EPSG:6668", **columns: list[object]
) -> None:
    """Write lines of (x, y) as a layer with the given columns."""
    frame = gpd.GeoDataFrame(columns, geometry=[shapely.LineString(line) for line in lines], crs=crs)
    pyogrio.write_dataframe(frame, path, layer="roads")


def feature_collection(*shapes: shapely.Geometry, **properties: object) -> str:
    """Return shapes as the words of a GeoJSON file."""
    features = [
        {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape in shapes
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


@pytest.fixture
def region_folder(tmp_path: Path) -> Path:
    """Write a region that is complete and has nothing wrong."""
    folder = tmp_path / "yamanaka"
    (folder / "zones").mkdir(parents=True)
    (folder / "gtfs").mkdir()
    tables = {"region.toml": REGION_TOML, "villages.csv": VILLAGES, "facilities.csv": FACILITIES, "sites.csv": SITES}
    tables |= {"residents.csv": RESIDENTS, "population.csv": POPULATION}
    tables |= {f"gtfs/{name}": text for name, text in GTFS.items()}
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    valley = [(137.09, 37.295), (137.10, 37.300), (137.11, 37.305), (137.12, 37.310)]
    write_lines(folder / "roads.gpkg", [valley], highway=["unclassified"], name=["谷の道"])
    slope = shapely.box(137.115, 37.307, 137.125, 37.315)
    (folder / "zones" / "landslide.geojson").write_text(feature_collection(slope), encoding="utf-8")
    river = shapely.LineString([(137.09, 37.296), (137.12, 37.311)])
    (folder / "rivers.geojson").write_text(feature_collection(river, name="山中川"), encoding="utf-8")
    (folder / "relief.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "relief.toml").write_text("south = 37.2\nwest = 137.0\nnorth = 37.4\neast = 137.2\n", encoding="utf-8")
    return folder
