"""A town drawn by hand, in metres, of which every rule has something good to say; each test spoils one thing.

        north
          |            [fields, 農用地区域 = conservation area c1: 500..900 × 200..600]
  w ----- a -- s -- b ------ e          the only road, along y = 0
-1000     0   200  400     1000
  v3      v1                v2
  stop   clinic stop shop   stop        hub h1 at a, its area -50..450 × -50..50; its sphere ±2000, the town ±3000

Lengths are those of the drawing, so that paper can check them. Everything that dangers lies in the corners.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import shapely

from geo.files.crs import to_degrees, to_metric
from geo.region.region import Region, read_region
from geo.region.zone_index import in_metres
from plan.applied import EffectiveScenario, apply
from plan.file.plan_file import read_plan

CRS = 6674
ORIGIN = to_metric(33.0, 135.9, CRS)[0]

REGION_TOML = """\
id = "egaita"
name = "描いた町"
municipality_code = "30999"
base_year = 2020
fictional = true
"""


def place(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a place in the drawing."""
    lat, lon = to_degrees(np.array([[ORIGIN[0] + x, ORIGIN[1] + y]]), CRS)
    return round(float(lat[0]), 6), round(float(lon[0]), 6)


def square(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as the plan file has it: degrees with 6 decimals."""
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    ring = [list(reversed(place(x, y))) for x, y in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def as_drawn(shape: dict[str, Any]) -> shapely.Geometry:
    """A rectangle of the plan in metres, just as the rules see it."""
    return in_metres(shapely.from_geojson(json.dumps(shape)), CRS)


def exact(shape: shapely.Geometry) -> dict[str, Any]:
    """A shape in metres as GeoJSON degrees without rounding: zone files keep every digit."""
    degrees = shapely.transform(shape, lambda xy: np.column_stack(to_degrees(xy, CRS)[::-1]))
    return json.loads(shapely.to_geojson(degrees))


def features(*shapes: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
    """A zone file."""
    rows = [{"type": "Feature", "properties": properties, "geometry": shape} for shape, properties in shapes]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6668"}}
    return {"type": "FeatureCollection", "crs": crs, "features": rows}


NODES = {"w": -1000.0, "a": 0.0, "s": 200.0, "b": 400.0, "e": 1000.0}

TOWN: dict[str, Any] = {
    "villages": {"v1": ("上野", 0, 0, 100), "v2": ("中野", 1000, 0, 50), "v3": ("奥野", -1000, 0, 20)},
    "facilities": {"f-clinic": ("上野診療所", "medical", 0, 0, "open"), "f-shop": ("下野商店", "shopping", 400, 0, "open")},
    "sites": {},
    "stops": {"s1": (200, 0), "s2": (1000, 0), "s3": (-1000, 0)},
    "lengths": {("w", "a"): 1000.0, ("a", "s"): 200.0, ("s", "b"): 200.0, ("b", "e"): 600.0},
    "zones": {
        "municipality": features((square(-3000, -3000, 3000, 3000), {})),
        "urban": features((square(2500, 2500, 2900, 2900), {"kind": "用途地域"})),
        "farmland": features((square(500, 200, 900, 600), {})),
        "farmland_zone": features((square(500, 200, 900, 600), {})),
        "landslide": features(
            (square(-1500, 1000, -1400, 1100), {"kind": "特別警戒区域"}), (square(-1500, 800, -1400, 900), {"kind": "警戒区域"})
        ),
        "flood": features((square(-1500, -1100, -1400, -1000), {"depth_rank": 3})),
        "land_improvement": features((square(2500, -2900, 2900, -2500), {})),
    },
}  # fmt: skip


def plan_of_the_town() -> dict[str, Any]:
    """The scenario: one hub, one sphere, one conservation area, a day nursery that is built, and a car of the people's own."""
    lat, lon = place(0, 0)
    return {
        "id": "s1",
        "name": "描いた案",
        "based_on": "base",
        "hubs": [
            {
                "id": "h1", "name": "上野拠点", "site_id": None, "lat": lat, "lon": lon, "services": ["medical", "shopping"],
                "facilities": [
                    {"category": "childcare", "name": "上野保育所", "status": "new", "facility_id": None,
                     "works": {"builder": "描いた町", "land_m2": 900, "from": "2027-04", "to": "2028-03"}},
                ],
                "areas": [{**square(-50, -50, 450, 50), "id": "a1"}],
            },
        ],
        "spheres": [{"hub_id": "h1", "villages": ["v1", "v2", "v3"], "area": square(-2000, -2000, 2000, 2000)}],
        "conservation_areas": [{"id": "c1", "name": "下野の田", "area": square(500, 200, 900, 600)}],
        "services": [
            {"id": "b1", "name": "上野おでかけ車", "kind": "paid_private", "operator": "描いた町", "area": square(-1500, -500, 1500, 500),
             "vehicle": {"class": "wagon", "seats": 9, "wheelchair": 1, "freight_kg": 100}},
        ],
        "procedure": {
            "period": {"from": "2027-04-01", "to": "2029-03-31"},
            "kpis": [{"indicator": "hub_near_walk", "base": 100, "base_year": 2025, "targets": {"2028": 105, "2029": 110}}],
            "council": {"held_on": "2027-01-20", "members": ["和歌山県知事", "描いた町農業委員会"]},
            "published_on": "2027-03-01",
            "map": {"scale": True, "north": True, "landmarks": ["描いた町役場"]},
        },
    }  # fmt: skip


def town() -> dict[str, Any]:
    """The town, to be spoiled."""
    return copy.deepcopy(TOWN)


def write_town(folder: Path, drawn: dict[str, Any]) -> Path:
    """Write the region's folder."""
    (folder / "zones").mkdir(parents=True)
    tables = {
        "villages.csv": ["village_id,name,lat,lon,population,households"],
        "facilities.csv": ["facility_id,name,category,lat,lon,status"],
        "sites.csv": ["site_id,name,lat,lon,kind,area_m2,reuse_of"],
        "bus_stops.csv": ["stop_id,name,lat,lon"],
    }
    for i, (name, x, y, people) in drawn["villages"].items():
        tables["villages.csv"].append(f"{i},{name},{_csv(x, y)},{people},{people // 3}")
    for i, (name, category, x, y, status) in drawn["facilities"].items():
        tables["facilities.csv"].append(f"{i},{name},{category},{_csv(x, y)},{status}")
    for i, (name, x, y, kind, area_m2, reuse_of) in drawn["sites"].items():
        tables["sites.csv"].append(f"{i},{name},{_csv(x, y)},{kind},{area_m2},{reuse_of}")
    for i, (x, y) in drawn["stops"].items():
        tables["bus_stops.csv"].append(f"{i},{i},{_csv(x, y)}")
    if not drawn["stops"]:
        del tables["bus_stops.csv"]
    for name, lines in tables.items():
        (folder / name).write_text("\n".join([*lines, ""]), encoding="utf-8")
    (folder / "region.toml").write_text(REGION_TOML, encoding="utf-8")
    for name, content in drawn["zones"].items():
        (folder / "zones" / f"{name}.geojson").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    if drawn["lengths"]:
        nx.write_graphml(_roads(drawn), folder / "roads.graphml")
    return folder


def _csv(x: float, y: float) -> str:
    lat, lon = place(x, y)
    return f"{lat},{lon}"


def _roads(drawn: dict[str, Any]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(crs="epsg:6668")
    for node, x in NODES.items():
        lat, lon = place(x, 0)
        graph.add_node(node, x=lon, y=lat)
    for (u, v), length_m in drawn["lengths"].items():
        for a, b in ((u, v), (v, u)):
            graph.add_edge(a, b, length=length_m, highway="tertiary", oneway="False")
    return graph


def read_town(folder: Path, drawn: dict[str, Any] | None = None) -> Region:
    """Write the region and read it as any other."""
    return read_region(write_town(folder, TOWN if drawn is None else drawn))


def applied_to(region: Region, scenario: dict[str, Any] | None = None) -> EffectiveScenario:
    """Apply a scenario: what the rules are given."""
    content = {
        "format_version": 1,
        "region": {"id": "egaita", "fingerprint": region.fingerprint},
        "scenarios": [plan_of_the_town() if scenario is None else scenario],
    }
    return apply(region, read_plan(json.dumps(content).encode()), "s1")
