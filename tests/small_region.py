"""A small region drawn by hand: five villages along one road, one beyond every road, figures that paper can check.

    v1 ──6 min── v2 ──6 min── v3 ──12 min── v4 ──12 min── v5        v6 (no road)
   100 人        50 人        20 人         30 人         10 人      5 人
   office,                    shop,         site s2       school
   clinic                     site s1                     (closed)

Every stretch is 800 m long: 10 minutes on foot, 16 for older people. v7, beside v4, has nobody.
"""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx

LAT, LON, STEP = 33.0, 135.0, 0.01
STRETCHES_S = (360, 360, 720, 720)
STRETCH_M = 800.0
NODES = ("n1", "n2", "n3", "n4", "n5")

REGION_TOML = """\
id = "tameshi"
name = "試し村"
municipality_code = "30999"
base_year = 2020
fictional = true
"""

VILLAGES = f"""\
village_id,name,lat,lon,population,households,pop_0_14,pop_15_64,pop_65_over,pop_75_over,no_car_share
v1,上野,{LAT},{LON},100,40,10,50,40,20,0.2
v2,中野,{LAT},{LON + STEP},50,20,5,20,25,15,0.4
v3,下野,{LAT},{LON + 2 * STEP},20,10,0,5,15,10,0.5
v4,谷口,{LAT},{LON + 3 * STEP},30,14,0,10,20,10,0.5
v5,奥谷,{LAT},{LON + 4 * STEP},10,6,0,2,8,8,0.8
v6,沖島,{LAT + 0.05},{LON},5,3,0,1,4,4,1
v7,元谷,{LAT},{LON + 3 * STEP},0,0,0,0,0,0,0
"""

FACILITIES = f"""\
facility_id,name,category,lat,lon,status
f-office,試し村役場,government,{LAT},{LON},open
f-clinic,上野診療所,medical,{LAT},{LON},open
f-shop,下野商店,shopping,{LAT},{LON + 2 * STEP},open
f-school,奥谷小学校,education,{LAT},{LON + 4 * STEP},closed
f-day,谷口デイ,care,{LAT},{LON + 3 * STEP},planned
"""

SITES = f"""\
site_id,name,lat,lon,kind
s1,旧下野小学校,{LAT},{LON + 2 * STEP},廃校
s2,谷口の空き店舗,{LAT},{LON + 3 * STEP},空き店舗
"""


def square(lat: float, lon: float, half: float) -> dict[str, object]:
    """A square of land in degrees, as GeoJSON."""
    w, e, s, n = lon - half, lon + half, lat - half, lat + half
    return {"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]}


def _zone(folder: Path, name: str, shapes: list[tuple[dict[str, object], dict[str, object]]]) -> None:
    features = [{"type": "Feature", "properties": properties, "geometry": shape} for shape, properties in shapes]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6668"}}
    content = {"type": "FeatureCollection", "name": name, "crs": crs, "features": features}
    (folder / "zones").mkdir(exist_ok=True)
    (folder / "zones" / f"{name}.geojson").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def small_roads() -> nx.MultiDiGraph:
    """The road, both ways, in OSMnx's conventions."""
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for number, node in enumerate(NODES):
        graph.add_node(node, x=LON + number * STEP, y=LAT)
    for u, v, seconds in zip(NODES[:-1], NODES[1:], STRETCHES_S, strict=True):
        for a, b in ((u, v), (v, u)):
            graph.add_edge(a, b, length=STRETCH_M, travel_time=float(seconds), highway="tertiary", oneway=False)
    return graph


def write_small_region(folder: Path, *, roads: bool = True) -> Path:
    """Write the region's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("region.toml", REGION_TOML),
        ("villages.csv", VILLAGES),
        ("facilities.csv", FACILITIES),
        ("sites.csv", SITES),
    ):
        (folder / name).write_text(content, encoding="utf-8")
    if roads:
        graph = small_roads()
        for *_, data in graph.edges(data=True):
            data["oneway"] = str(data["oneway"])
        nx.write_graphml(graph, folder / "roads.graphml")
    half = 0.002
    _zone(
        folder,
        "landslide",
        [(square(LAT, LON + 2 * STEP, half), {"kind": "警戒区域"}), (square(LAT, LON, half), {"kind": "特別警戒区域"})],
    )
    _zone(folder, "flood", [(square(LAT, LON + 3 * STEP, half), {"depth_rank": 3})])
    _zone(folder, "urban", [(square(LAT, LON, half), {"name": "住居"})])
    return folder


TOWNS = {"v1": "上町", "v2": "上町", "v3": "下町", "v4": "下町", "v5": "下町", "v6": "下町", "v7": "下町"}

RESIDENTS = f"""\
village_id,lat,lon,population
v2,{LAT},{LON + STEP},1
v2,{LAT},{LON + 2 * STEP},4
"""
"""Four fifths of v2 live at v3, over the border."""


def write_two_towns(folder: Path) -> Path:
    """Write the region's folder as one of two municipalities, between v2 and v3; it has homes, too."""
    write_small_region(folder)
    head, *rows = VILLAGES.splitlines()
    lines = [f"{head},municipality", *(f"{row},{TOWNS[row[:2]]}" for row in rows), ""]
    (folder / "villages.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "residents.csv").write_text(RESIDENTS, encoding="utf-8")
    return folder


def small_plan(fingerprint: str = "0" * 32) -> dict[str, object]:
    """A plan file's content: s1 puts a hub at v3, s2 stands on s1 and closes the shop, the clinic and a road."""
    hub = {"id": "h1", "name": "下野拠点", "site_id": "s1", "lat": LAT, "lon": LON + 2 * STEP, "services": ["finance"]}
    return {
        "format_version": 1,
        "region": {"id": "tameshi", "fingerprint": fingerprint},
        "scenarios": [
            {"id": "s1", "name": "下野案", "based_on": "base", "hubs": [hub]},
            {
                "id": "s2",
                "name": "二つの拠点案",
                "based_on": "s1",
                "hubs": [hub, {**hub, "id": "h2", "name": "奥谷拠点", "site_id": None, "lon": LON + 4 * STEP}],
                "facilities": [{"facility_id": "f-shop", "change": "close"}],
                "roads": [{"change": "close", "edges": [["n4", "n5", 0], ["n5", "n4", 0]], "reason": "崩落"}],
            },
        ],
    }


def write_small_plan(folder: Path, fingerprint: str = "0" * 32) -> Path:
    """Write the plan beside the region."""
    path = folder / "plan.plan.json"
    path.write_text(json.dumps(small_plan(fingerprint), ensure_ascii=False), encoding="utf-8")
    return path
