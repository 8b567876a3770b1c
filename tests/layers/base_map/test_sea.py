"""The sea is what no land covers, but for what roads run over; neighbours are named, the town itself is not."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.region.region import Region, read_region
from layers.base_map.sea import surroundings

OWN, WEST_OF_IT, EAST_OF_IT = (
    shapely.box(138.2, 30.8, 138.5, 31.2),
    shapely.box(137.0, 30, 138.2, 32),
    shapely.box(138.5, 30, 140, 32),
)


@pytest.fixture(scope="module")
def sanson() -> Region:
    return read_region(Path(__file__).parents[3] / "sample_regions" / "sanson")


def with_land(region: Region, shapes: list[shapely.Polygon], **columns: Any) -> Region:
    land = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:6668")
    return dataclasses.replace(region, zones={**region.zones, "land": land})


def test_without_land_nobody_knows(sanson: Region) -> None:
    assert surroundings(sanson) is None


def test_the_sea_is_what_no_land_covers(sanson: Region) -> None:
    around = surroundings(
        with_land(sanson, [OWN, WEST_OF_IT], name=["本町", "西町"], code=[sanson.municipality_code, "99999"])
    )
    assert around is not None
    assert around.sea.contains(shapely.Point(138.52, 31.0))
    assert not around.sea.intersects(OWN.buffer(-0.001))
    assert [name for name, _, _ in around.names] == ["西町"]
    _, lat, lon = around.names[0]
    assert WEST_OF_IT.contains(shapely.Point(lon, lat))


def test_a_piece_with_roads_is_no_sea(sanson: Region) -> None:
    # Land only in the east: all roads of the town would lie in the sea.
    around = surroundings(with_land(sanson, [EAST_OF_IT], name=["東町"]))
    assert around is not None
    assert around.sea.is_empty


def test_layers_without_names_name_nobody(sanson: Region) -> None:
    around = surroundings(with_land(sanson, [OWN, WEST_OF_IT], area=[1, 2]))
    assert around is not None
    assert around.names == ()
