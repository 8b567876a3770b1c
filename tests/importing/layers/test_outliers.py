"""What stands far from all others, what reaches far beyond them, and metres whose axes changed places."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS

from geo.region.places import outside_japan
from importing.files.axes import turned_in_plane
from importing.layers.outliers import outliers

TOWN = [(137.0 + i / 50, 37.3) for i in range(8)]


def points(*places: tuple[float, float]) -> gpd.GeoSeries:
    return gpd.GeoSeries([shapely.Point(p) for p in places], index=range(2, len(places) + 2), crs="EPSG:6668")


def codes(shapes: gpd.GeoSeries) -> list[tuple[str, int | None]]:
    return [(n.code, n.row) for n in outliers(shapes, "a.csv")]


def test_a_village_alone_in_the_sea_is_said() -> None:
    assert codes(points(*TOWN)) == []
    assert codes(points(*TOWN, (139.0, 37.3))) == [("import_far_from_others", 10)]


def test_several_that_are_together_in_the_wrong_place_are_said_once() -> None:
    notices = outliers(points((137.0, 33.3), (137.01, 33.3), *TOWN), "a.csv")
    assert [(n.code, n.row) for n in notices] == [("import_far_from_others", 2)]
    assert "2 件" in notices[0].message


def test_a_chain_of_villages_belongs_together() -> None:
    assert codes(points(*((135.0 + i / 3, 36.0) for i in range(12)))) == []  # 30 km from one to the next


def test_one_alone_is_far_from_nobody() -> None:
    assert codes(points((137.0, 37.3))) == []
    assert codes(gpd.GeoSeries([None, shapely.Point(137, 37)], crs="EPSG:6668")) == []


def test_an_area_with_one_vertex_elsewhere_is_said() -> None:
    areas = [shapely.Point(p).buffer(0.01) for p in TOWN]
    spike = shapely.Polygon([(137, 37.3), (137.01, 37.3), (138.5, 33.0)])
    series = gpd.GeoSeries([*areas, spike], crs="EPSG:6668")
    assert codes(series) == [("import_shape_too_wide", 8)]
    road = shapely.LineString([(137 + i / 10, 37.3) for i in range(30)])
    assert codes(gpd.GeoSeries([*areas, road], crs="EPSG:6668")) == [], "a long road is no leap"


def largest_group(away_km: np.ndarray, within_km: float) -> int:
    groups = [{i} for i in range(len(away_km))]
    for i, j in zip(*np.nonzero(away_km <= within_km), strict=True):
        a, b = (next(g for g in groups if k in g) for k in (i, j))
        if a is not b:
            groups.remove(b)
            a |= b
    return max(map(len, groups))


@given(st.lists(st.tuples(st.floats(130, 141), st.floats(31, 44)), min_size=1, max_size=25, unique=True))
def test_all_but_the_largest_group_are_said(places: list[tuple[float, float]]) -> None:
    notices = outliers(points(*places), "a.csv")
    km = np.array(places) * 111.2
    km[:, 0] *= np.cos(np.radians(np.median(np.array(places)[:, 1])))
    away_km = np.hypot(*(km[:, None] - km[None]).transpose(2, 0, 1))
    sure, loose = (len(places) - largest_group(away_km, within_km) for within_km in (42, 65))
    if sure == loose:
        counted = sum(int(n.message.split(" 件")[0].rsplit(" ", 1)[-1]) for n in notices)
        assert counted == sure


def test_a_shape_that_reaches_out_of_japan_is_left_out_and_its_corner_told() -> None:
    reaching = shapely.Polygon([(137, 37.3), (137.1, 37.3), (137, 10)])
    rows, notices = outside_japan(gpd.GeoSeries([shapely.box(137, 37, 137.1, 37.1), reaching], index=[5, 6]), "a.shp")
    assert rows == [6]
    assert notices[0].code == "coordinates_outside_japan"
    assert "緯度 10.0、経度 137.0" in notices[0].message


@pytest.mark.parametrize("epsg", [2445, 6671, 30163])
def test_metres_with_north_and_east_exchanged_are_turned(epsg: int) -> None:
    right = points((131.47, 34.18), (131.5, 34.2), (131.52, 34.15)).to_crs(epsg)
    wrong = gpd.GeoSeries(shapely.transform(right.values, lambda xy: xy[:, ::-1]), index=right.index, crs=epsg)
    kept, notices = turned_in_plane(right, CRS(epsg), "a.shp")
    assert notices == []
    assert kept.geom_equals(right).all()
    turned, notices = turned_in_plane(wrong, CRS(epsg), "a.shp")
    assert [n.code for n in notices] == ["import_axes_swapped"]
    assert turned.geom_equals(right).all()


def test_metres_of_another_zone_are_said_and_stay() -> None:
    far = points((141.3, 43.0), (141.4, 43.1)).to_crs(2445)
    kept, notices = turned_in_plane(far, CRS(2445), "a.shp")
    assert [n.code for n in notices] == ["crs_out_of_range"]
    assert kept.geom_equals(far).all()
