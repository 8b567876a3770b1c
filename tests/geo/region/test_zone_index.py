"""The ground in metres: what lies in which zone, cut exactly, and strips that no pen can avoid."""

from __future__ import annotations

import functools
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import Region, read_region
from geo.region.zone_index import deep_flood, in_degrees, in_metres, wider_than, zone_index_of

SMALL = "sample_regions/model_chiku"


@functools.cache
def small() -> Region:
    return read_region(SMALL)


@pytest.fixture
def region() -> Region:
    return small()


def with_zones(region: Region, **zones: gpd.GeoDataFrame) -> Region:
    return replace(region, zones=zones, fingerprint=f"{region.fingerprint}{sorted(zones)}")


def squares(region: Region, *boxes: tuple[float, float, float, float], **columns: list[object]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(columns, geometry=[shapely.box(*b) for b in boxes], crs=region.crs)
    return frame.to_crs("EPSG:6668")


def test_layers_that_are_not_there_are_none(region: Region) -> None:
    bare = zone_index_of(with_zones(region))
    assert [bare.municipality, bare.red, bare.flood, bare.use_zones, bare.farmland, deep_flood(bare, 3)] == [None] * 6
    assert zone_index_of(region) is zone_index_of(region)


def test_farmland_is_the_union_of_parcels_and_zone(region: Region) -> None:
    zones = {
        "farmland": squares(region, (0, 0, 100, 100)),
        "farmland_zone": squares(region, (50, 0, 150, 100)),
    }
    ground = zone_index_of(with_zones(region, **zones))
    whole = shapely.box(0, 0, 200, 100)
    assert ground.farmland is not None
    assert ground.fields is not None
    assert ground.farmland.area_m2(whole) == pytest.approx(15_000, abs=0.5)
    assert ground.fields.area_m2(whole) == pytest.approx(10_000, abs=0.5)


def test_landslide_areas_are_sorted_by_kind(region: Region) -> None:
    zone = squares(region, (0, 0, 10, 10), (20, 0, 30, 10), (40, 0, 50, 10), kind=["警戒区域", "特別警戒区域", ""])
    ground = zone_index_of(with_zones(region, landslide=zone))
    assert [len(layer) for layer in (ground.red, ground.yellow, ground.unsorted_landslide) if layer is not None] == [
        1,
        1,
        1,
    ]
    assert ground.red is not None
    assert (ground.red.holds(25, 5), ground.red.holds(5, 5)) == (True, False)


@pytest.mark.parametrize(("rank", "count"), [(1, 3), (2, 2), (3, 1), (4, 0)])
def test_deep_water_begins_at_its_rank(region: Region, rank: float, count: int) -> None:
    zone = squares(region, (0, 0, 10, 10), (20, 0, 30, 10), (40, 0, 50, 10), depth_rank=[1, 2, 3])
    found = deep_flood(zone_index_of(with_zones(region, flood=zone)), rank)
    assert found is not None
    assert len(found) == count


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=1, max_size=6), st.integers(1, 60))
def test_what_lies_in_a_layer_is_its_union_cut(corners: list[tuple[int, int]], size: int) -> None:
    region = small()
    zone = squares(region, *[(x, y, x + 20, y + 20) for x, y in corners])
    marked = replace(region, zones={"farmland": zone}, fingerprint=f"{corners}")
    layer = zone_index_of(marked).fields
    assert layer is not None
    shape = shapely.box(10, 10, 10 + size, 10 + size)
    expected = shapely.union_all(layer.areas).intersection(shape).area
    assert shapely.area(layer.within(shape)) == pytest.approx(expected, abs=1e-6)


def test_degrees_and_metres_lead_back(region: Region) -> None:
    shape = shapely.box(137.59, 30.98, 137.6, 31.0)
    back = in_degrees(in_metres(shape, region.crs), region.crs)
    assert shapely.equals_exact(back, shape, tolerance=1e-9)


def test_strips_of_the_width_and_less_are_no_area() -> None:
    strip = shapely.box(0, 0, 1.0, 100)
    field = shapely.box(50, 0, 60, 100)
    assert shapely.is_empty(wider_than(strip, 1.0))
    assert shapely.equals(wider_than(shapely.union(strip, field), 1.0), field)
    assert shapely.is_empty(wider_than(shapely.LineString([(0, 0), (1, 1)]), 1.0))
    assert not shapely.is_empty(wider_than(strip, 0.99))


def test_an_area_that_crosses_itself_is_mended_in_metres(region: Region) -> None:
    bow = shapely.Polygon([(137.59, 30.98), (137.6, 30.99), (137.6, 30.98), (137.59, 30.99)])
    mended = in_metres(bow, region.crs)
    assert shapely.is_valid(mended)
    assert shapely.area(mended) > 0
