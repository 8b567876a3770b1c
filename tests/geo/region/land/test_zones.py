"""Zones: any system becomes degrees, what is no area is left out, what crosses itself is mended."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.region.land.zones import areas_of, read_areas, read_rivers, read_zones
from tests.geo.conftest import feature_collection

SQUARE = shapely.box(137.1, 37.3, 137.2, 37.4)
BOW_TIE = shapely.Polygon([(137.1, 37.3), (137.2, 37.4), (137.2, 37.3), (137.1, 37.4)])


def zones(folder: Path, name: str, text: str) -> tuple[dict[str, gpd.GeoDataFrame], list[str]]:
    (folder / "zones").mkdir(exist_ok=True)
    (folder / "zones" / f"{name}.geojson").write_text(text, encoding="utf-8")
    found, notices = read_zones(folder)
    return found, [n.code for n in notices]


def test_a_good_zone(tmp_path: Path) -> None:
    found, codes = zones(tmp_path, "flood", feature_collection(SQUARE, depth="0.5m"))
    assert codes == []
    assert found["flood"].crs == "EPSG:6668"
    assert found["flood"]["depth"].tolist() == ["0.5m"]


def test_an_unknown_zone_is_drawn_and_said(tmp_path: Path) -> None:
    found, codes = zones(tmp_path, "bears", feature_collection(SQUARE))
    assert codes == ["zone_unknown"]
    assert len(found["bears"]) == 1


def test_other_shapes_are_left_out_and_counted(tmp_path: Path) -> None:
    found, codes = zones(tmp_path, "flood", feature_collection(SQUARE, shapely.Point(137.1, 37.3)))
    assert codes == ["zone_not_area"]
    assert len(found["flood"]) == 1


def test_an_area_that_crosses_itself_is_mended(tmp_path: Path) -> None:
    found, codes = zones(tmp_path, "flood", feature_collection(BOW_TIE, SQUARE))
    assert codes == ["zone_repaired"]
    assert found["flood"].geometry.is_valid.all()
    assert found["flood"].geometry.iloc[0].area == pytest.approx(0.005)


@pytest.mark.parametrize(
    "text",
    ['{"type": "FeatureCollection", "features": []}', '{"type": "Feature", "properties": {}, "geometry": null}'],
)
def test_a_zone_without_areas_is_empty_or_told(tmp_path: Path, text: str) -> None:
    found, codes = zones(tmp_path, "flood", text)
    assert codes or len(found["flood"]) == 0


def test_a_layer_in_metres_becomes_degrees(tmp_path: Path) -> None:
    path = tmp_path / "flood.gpkg"
    gpd.GeoDataFrame(geometry=[SQUARE], crs="EPSG:6668").to_crs("EPSG:2449").to_file(path)
    areas, notices = read_areas(path, "flood.gpkg")
    assert areas is not None
    assert notices == []
    assert areas.total_bounds == pytest.approx([137.1, 37.3, 137.2, 37.4], abs=1e-6)


def test_rivers_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "rivers.geojson"
    path.write_text(
        feature_collection(SQUARE, shapely.LineString([(137.1, 37.3), (137.2, 37.3)]), name="川"), encoding="utf-8"
    )
    rivers, notices = read_rivers(path, "rivers.geojson")
    assert rivers is not None
    assert rivers["name"].tolist() == ["川"]
    assert [n.code for n in notices] == ["rivers_not_line"]


def test_only_the_areas_of_a_mixture_stay() -> None:
    mixture = shapely.GeometryCollection([SQUARE, shapely.Point(0, 0)])
    assert shapely.equals(areas_of(mixture), SQUARE)


@pytest.mark.real_data
def test_swapped_school_districts_are_not_drawn_in_the_sea(real_data: Path) -> None:
    path = real_data / "messy" / "a27_ibaraki_school_district_axis_swapped.fgb"
    areas, notices = read_areas(path, path.name)
    assert areas is not None
    assert len(areas) == 0
    assert sum(n.code == "coordinates_swapped" for n in notices) == 392
