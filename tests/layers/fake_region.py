"""A made-up region of the size that maps must bear: a grid of 10,000 road segments and 300 villages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
from PIL import Image
from shapely import LineString, Point, box

SOUTH, WEST = 35.25, 137.45
STEP = 0.0026
NASTY = "<script>alert('x')</script>{{ 'y' }}"


def fake_region(folder: Path, *, side: int = 71, villages: int = 300) -> SimpleNamespace:
    """Make what the base map asks of a region: a bent grid of `side`² crossings, so about 2·side² roads."""
    rng = np.random.default_rng(20241001)
    size = side * STEP
    lat = SOUTH + size * rng.random(villages)
    lon = WEST + size * rng.random(villages)
    people = np.maximum(0, rng.lognormal(3.6, 1.1, villages)).round().astype(int)
    first, second = rng.choice(list("上中下東西南北大小"), villages), rng.choice(list("谷沢原平田野川山坂"), villages)
    names = [f"{a}{b}{i}" for i, (a, b) in enumerate(zip(first, second, strict=True))]
    names[0] = NASTY
    frame = pd.DataFrame(
        {"name": names, "lat": lat, "lon": lon, "population": people, "households": people // 2},
        index=pd.Index([f"v{i:03d}" for i in range(villages)], name="village_id"),
    )
    return SimpleNamespace(
        fingerprint=f"fake-{side}-{villages}",
        fictional=True,
        sources=(SimpleNamespace(name="試験のための架空のデータ", year=2024),),
        villages=frame,
        facilities=fake_facilities(),
        sites=fake_sites(),
        roads=_roads(side, rng),
        rivers=gpd.GeoDataFrame({"name": ["川"]}, geometry=[_bent(size, 0.5, rng)], crs="EPSG:6668"),
        zones=_zones(size),
        relief=SimpleNamespace(
            picture=_relief(folder, rng),
            south=SOUTH - 0.02,
            west=WEST - 0.02,
            north=SOUTH + size + 0.02,
            east=WEST + size + 0.02,
        ),
    )


def fake_hubs() -> pd.DataFrame:
    rows = [("h1", "ひなた拠点", 0.3, 0.4), ("h2", "川上の拠点", 0.7, 0.7)]
    return _placed(pd.DataFrame(rows, columns=["hub_id", "name", "lat", "lon"]).set_index("hub_id"))


def fake_facilities() -> pd.DataFrame:
    rows = [
        ("f1", "ひなた診療所", "medical", 0.31, 0.42, "open"), ("f2", "旧川上商店", "shopping", 0.68, 0.72, "closed"),
        ("f3", "新しい停留所", "transport", 0.5, 0.5, "planned"), ("f4", "郵便局", "finance", 0.33, 0.37, "open"),
        ("f5", "役場", "government", 0.28, 0.43, "open"), ("f6", "小学校", "education", 0.71, 0.66, "open"),
    ]  # fmt: skip
    columns = ["facility_id", "name", "category", "lat", "lon", "status"]
    return _placed(pd.DataFrame(rows, columns=columns).set_index("facility_id"))


def fake_sites() -> pd.DataFrame:
    rows = [
        ("s1", "旧第一小学校", 0.2, 0.6, "廃校"), ("s2", "旧村役場", 0.6, 0.2, "旧役場"),
        ("s3", "道の駅", 0.8, 0.45, "道の駅"),
    ]  # fmt: skip
    return _placed(pd.DataFrame(rows, columns=["site_id", "name", "lat", "lon", "kind"]).set_index("site_id"))


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn shares of the grid into degrees."""
    size = 71 * STEP
    return frame.assign(lat=SOUTH + frame["lat"] * size, lon=WEST + frame["lon"] * size)


def _roads(side: int, rng: np.random.Generator) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(crs="epsg:6668")
    wobble = STEP * 0.3 * rng.standard_normal((side, side, 2))
    for i in range(side):
        for j in range(side):
            graph.add_node(i * side + j, y=SOUTH + STEP * i + wobble[i, j, 0], x=WEST + STEP * j + wobble[i, j, 1])
    for i in range(side):
        for j in range(side):
            for di, dj in ((0, 1), (1, 0)):
                if i + di < side and j + dj < side:
                    _both_ways(graph, i * side + j, (i + di) * side + j + dj, _highway(i, j, di), rng)
    return graph


def _highway(i: int, j: int, di: int) -> str:
    line = j if di else i
    return "trunk" if line == 36 else "secondary" if line % 18 == 9 else "unclassified" if line % 6 == 3 else "track"


def _both_ways(graph: nx.MultiDiGraph, u: int, v: int, highway: str, rng: np.random.Generator) -> None:
    a, b = ((graph.nodes[n]["x"], graph.nodes[n]["y"]) for n in (u, v))
    bend = np.add(a, b) / 2 + 0.15 * STEP * rng.standard_normal(2)
    line = LineString([a, bend, b])
    name = "国道架空線" if highway == "trunk" else None
    graph.add_edge(u, v, highway=highway, length=250.0, geometry=line, name=name)
    graph.add_edge(v, u, highway=highway, length=250.0, geometry=line.reverse(), name=name)


def _bent(size: float, share: float, rng: np.random.Generator) -> LineString:
    t = np.linspace(0, 1, 60)
    return LineString(np.column_stack([WEST + size * (share + 0.1 * np.sin(7 * t)), SOUTH + size * t]))


def _zones(size: float) -> dict[str, gpd.GeoDataFrame]:
    def zone(shapes: list[object], **columns: list[str]) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:6668")

    def at(x: float, y: float) -> Point:
        return Point(WEST + x * size, SOUTH + y * size)

    town = box(WEST - 0.01, SOUTH - 0.01, WEST + size + 0.01, SOUTH + size + 0.01)
    return {
        "municipality": zone([town], name=["架空町"]),
        "farmland": zone([at(0.5, 0.5).buffer(0.02)]),
        "landslide": zone([at(0.3, 0.6).buffer(0.01), at(0.4, 0.7).buffer(0.006)], kind=["警戒区域", "特別警戒区域"]),
        "flood": zone([at(0.55, 0.3).buffer(0.015)]),
    }


def _relief(folder: Path, rng: np.random.Generator) -> Path:
    y, x = np.mgrid[0:400, 0:400] / 400
    height = sum(np.sin(2 * np.pi * (a * x + b * y) + c) / (a + b) for a, b, c in rng.uniform(0.5, 6, (14, 3)))
    dy, dx = np.gradient(height)
    shade = np.clip(228 + 900 * (dx - dy), 175, 250).astype(np.uint8)
    picture = folder / "relief.png"
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.dstack([shade, shade, (shade * 0.965).astype(np.uint8)])).save(picture)
    return picture
