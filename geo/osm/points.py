"""The points of a way, also those of data that was never on OpenStreetMap's servers and has negative numbers."""

from __future__ import annotations

import functools
from pathlib import Path

import osmium

from geo.osm.files import osm_file

Point = tuple[int, float, float]
"""Number, longitude and latitude."""


class WayPoints:
    """Tells where the points of a file's ways are; it is to be asked while the file is read with locations."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, way: osmium.osm.Way) -> list[Point]:
        """Return the points whose place the file tells, in the way's order."""
        points = []
        for node in way.nodes:
            if node.location.valid():
                points.append((node.ref, node.lon, node.lat))
            elif node.ref < 0 and node.ref in self._own_points:
                points.append((node.ref, *self._own_points[node.ref]))
        return points

    @functools.cached_property
    def _own_points(self) -> dict[int, tuple[float, float]]:
        # The reading library keeps places of positive numbers only.
        nodes = osmium.FileProcessor(osm_file(self._path), osmium.osm.NODE)
        own = (n for n in nodes if isinstance(n, osmium.osm.Node) and n.id < 0 and n.location.valid())
        return {n.id: (n.lon, n.lat) for n in own}
