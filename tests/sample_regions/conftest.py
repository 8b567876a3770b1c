"""The three sample regions as plain files, read without the readers that they are there to test."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely
from pyproj import Transformer

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ("model_chiku", "okuyama", "sanson")

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Sample:
    """One region folder; metres are those of a plane laid on the region's middle."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    def rows(self, file: str) -> Rows:
        with (self.folder / file).open(encoding="utf-8", newline="") as text:
            return list(csv.DictReader(text))

    @cached_property
    def about(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "region.toml").read_text(encoding="utf-8"))

    @cached_property
    def plan(self) -> dict[str, Any]:
        return json.loads((self.folder / "example.plan.json").read_text(encoding="utf-8"))

    @cached_property
    def _to_metres(self) -> Transformer:
        at = self.rows("villages.csv")[0]
        plane = f"+proj=tmerc +lat_0={at['lat']} +lon_0={at['lon']} +k=1 +ellps=GRS80 +units=m"
        return Transformer.from_crs("EPSG:6668", plane, always_xy=True)

    def metres(self, geometry: Any) -> Any:
        """A shape in degrees (heights left out) as the same shape in metres."""

        def turn(xy: np.ndarray) -> np.ndarray:
            return np.column_stack(self._to_metres.transform(xy[:, 0], xy[:, 1]))

        return shapely.transform(shapely.force_2d(geometry), turn)

    def points(self, file: str, lat: str = "lat", lon: str = "lon") -> np.ndarray:
        rows = self.rows(file)
        return self.metres(shapely.points([[float(r[lon]), float(r[lat])] for r in rows]))

    def zone(self, name: str) -> gpd.GeoDataFrame:
        """Areas of a zone, in metres."""
        frame = gpd.read_file(self.folder / f"zones/{name}.geojson")
        assert frame.crs.to_epsg() == 6668
        return self._in_metres(frame)

    def _in_metres(self, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        shapes = self.metres(frame.geometry.to_numpy())
        return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes)

    @cached_property
    def rivers(self) -> gpd.GeoDataFrame:
        return self._in_metres(gpd.read_file(self.folder / "rivers.geojson"))

    @cached_property
    def roads(self) -> list[tuple[np.ndarray, np.ndarray, str]]:
        """Road segments: points in metres, heights (nodes only where the file has no others: nan between), class."""
        if (self.folder / "roads.gpkg").exists():
            frame = gpd.read_file(self.folder / "roads.gpkg")
            lines, kinds = frame.geometry.to_numpy(), frame["highway"].tolist()
            heights = [shapely.get_coordinates(line, include_z=True)[:, 2] for line in lines]
        else:
            graph = nx.read_graphml(self.folder / "roads.graphml", node_type=int, force_multigraph=True)
            edges = [(u, v, d) for u, v, d in graph.edges(data=True) if d["reversed"] == "False"]
            lines = shapely.from_wkt([d["geometry"] for _, _, d in edges])
            kinds = [d["highway"] for _, _, d in edges]
            heights = []
            for (u, v, _), line in zip(edges, lines, strict=True):
                z = np.full(shapely.get_num_points(line), np.nan)
                z[[0, -1]] = float(graph.nodes[u]["elevation"]), float(graph.nodes[v]["elevation"])
                heights.append(z)
        metric = self.metres(lines)
        return [(shapely.get_coordinates(a), z, k) for a, z, k in zip(metric, heights, kinds, strict=True)]

    @cached_property
    def road_tree(self) -> shapely.STRtree:
        return shapely.STRtree([shapely.LineString(xy) for xy, _, _ in self.roads])

    def from_road_m(self, points: np.ndarray) -> np.ndarray:
        """Distance of points to the nearest road."""
        (order, _), away = self.road_tree.query_nearest(points, return_distance=True, all_matches=False)
        return away[np.argsort(order)]

    @property
    def feeds(self) -> list[Path]:
        return sorted(p.parent for p in self.folder.glob("gtfs/**/agency.txt"))


@pytest.fixture(scope="session", params=REGIONS)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Return each of the three regions in turn."""
    return Sample(ROOT / "sample_regions" / request.param)


@pytest.fixture(scope="session")
def region() -> Callable[[str], Sample]:
    """Return one region by name."""
    kept = {name: Sample(ROOT / "sample_regions" / name) for name in REGIONS}
    return kept.__getitem__
