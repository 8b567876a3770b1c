"""Files of a region folder, the same bytes for the same region."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
from shapely import LineString, get_coordinates, set_precision, to_geojson, transform
from shapely.geometry.base import BaseGeometry

from sample_regions.generator.land import Land
from sample_regions.generator.terrain.frame import Floats, Frame

MAXSPEED = {"trunk": 50, "secondary": 40, "tertiary": 40, "unclassified": 30, "residential": 30, "track": 20}


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """A table with the columns of its first row, UTF-8, Unix line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def in_degrees(frame: Frame, geometry: BaseGeometry, decimals: int = 6) -> BaseGeometry:
    """A geometry in local metres as longitude and latitude."""

    def turn(xy: Floats) -> Floats:
        lat, lon = frame.to_degrees(xy[:, 0], xy[:, 1], decimals)
        return np.column_stack([lon, lat])

    return transform(geometry, turn)


def write_geojson(
    path: Path, frame: Frame, features: Iterable[tuple[BaseGeometry, Mapping[str, Any]]], decimals: int = 6
) -> None:
    """Features with properties as GeoJSON in JGD2011 degrees (EPSG:6668), one feature a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    for geometry, properties in features:
        # Simplifying or rounding can make a narrow area cross itself; both are mended before it is written.
        sound = geometry if geometry.is_valid else geometry.buffer(0)
        snapped = set_precision(in_degrees(frame, sound, decimals + 4), 10.0**-decimals)
        shape = json.loads(to_geojson(transform(snapped, lambda xy: np.round(xy, decimals))))
        lines.append(
            json.dumps({"type": "Feature", "properties": dict(properties), "geometry": shape}, ensure_ascii=False)
        )
    head = (
        '{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6668"}},'
    )
    path.write_text(head + ' "features": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def write_roads_gpkg(path: Path, land: Land) -> None:
    """Segments as lines with the road's height (metres) at every vertex; highway, name, oneway, maxspeed (km/h)."""
    os.environ["OGR_CURRENT_DATE"] = "2020-10-01T00:00:00Z"
    lines, rows = [], []
    for s in land.segments:
        lat, lon = land.order.frame.to_degrees(s.line[:, 0], s.line[:, 1])
        lines.append(LineString(np.column_stack([lon, lat, s.line[:, 2]])))
        rows.append(
            {
                "highway": s.kind.highway,
                "name": s.kind.name,
                "oneway": "no",
                "maxspeed": s.kind.maxspeed_kmh or MAXSPEED[s.kind.highway],
            }
        )
    path.unlink(missing_ok=True)
    frame = gpd.GeoDataFrame(rows, geometry=lines, crs="EPSG:6668")
    frame.to_file(path, driver="GPKG", layer="roads", engine="pyogrio", SPATIAL_INDEX="NO")


def write_roads_graphml(path: Path, land: Land) -> None:
    """Segments as OSMnx 2 saves a graph: both directions, nodes with elevation, edges with length and geometry."""
    graph = nx.MultiDiGraph(crs="epsg:6668", simplified="True", created_with="Kyoten sample region generator")
    frame = land.order.frame
    ends = sorted({n for s in land.segments for n in (s.u, s.v)})
    number = {n: 1001 + i for i, n in enumerate(ends)}
    xy = land.sketch.xy()
    count = dict.fromkeys(ends, 0)
    for s in land.segments:
        count[s.u] += 1
        count[s.v] += 1
    lat, lon = frame.to_degrees(xy[ends, 0], xy[ends, 1])
    for i, n in enumerate(ends):
        graph.add_node(
            number[n],
            y=str(lat[i]),
            x=str(lon[i]),
            street_count=str(count[n]),
            elevation=str(float(land.height_m[n])),
        )
    for i, s in enumerate(land.segments):
        slat, slon = frame.to_degrees(s.line[:, 0], s.line[:, 1])
        for reverse in (False, True):
            u, v = (s.v, s.u) if reverse else (s.u, s.v)
            points = list(zip(slon, slat, strict=True))
            attributes = {
                "osmid": str(500001 + i),
                "highway": s.kind.highway,
                "maxspeed": str(s.kind.maxspeed_kmh or MAXSPEED[s.kind.highway]),
                "oneway": "False",
                "reversed": str(reverse),
                "length": str(round(s.length_m, 3)),
                "grade": str(round(float(s.line[-1, 2] - s.line[0, 2]) / s.length_m * (-1 if reverse else 1), 4)),
                "geometry": LineString(points[::-1] if reverse else points).wkt,
            }
            if s.kind.name:
                attributes["name"] = s.kind.name
            graph.add_edge(number[u], number[v], **attributes)
    # By name: without it networkx takes the writer of lxml where that is installed, whose bytes differ.
    nx.write_graphml_xml(graph, path, encoding="utf-8")


def write_toml(path: Path, text: str) -> None:
    """A TOML text as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.strip() + "\n", encoding="utf-8")


def corners(geometry: BaseGeometry) -> tuple[float, float, float, float]:
    """Least and greatest x and y."""
    at = get_coordinates(geometry)
    return float(at[:, 0].min()), float(at[:, 1].min()), float(at[:, 0].max()), float(at[:, 1].max())
