"""A coastline becomes land: villages tell the side, islands and inlets follow."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.texts.errors import RequestError
from importing.layers.coast import land_beside
from importing.region_files.report import ImportOptions
from importing.run import import_files
from tests.importing.hand_made_layers import layer_of

VILLAGES = pd.DataFrame({"lat": [36.0, 36.02], "lon": [137.0, 137.01]})
STRAIGHT = shapely.LineString([(137.1, 30), (137.1, 40)])
"""Land in the west, sea in the east."""


def land(*lines: BaseGeometry) -> tuple[gpd.GeoDataFrame, list[str]]:
    shapes: list[BaseGeometry | None] = list(lines)
    frame, notices = land_beside(layer_of({"n": ["x"] * len(lines)}, shapes), VILLAGES)
    return frame, [n.code for n in notices]


def holds(frame: gpd.GeoDataFrame, lon: float, lat: float) -> bool:
    return bool(shapely.contains_xy(frame.union_all(), lon, lat))


def test_the_side_of_the_villages_is_land() -> None:
    frame, codes = land(STRAIGHT)
    assert (holds(frame, 136.95, 36.0), holds(frame, 137.12, 36.0), codes) == (True, False, ["coast_land"])


def test_the_box_lies_fifteen_kilometres_around_the_villages() -> None:
    frame, _ = land(STRAIGHT)
    west, south, east, north = frame.total_bounds
    assert (south, north) == pytest.approx((36.0 - 15 / 111.32, 36.02 + 15 / 111.32))
    assert east == pytest.approx(137.1)
    assert (137.0 - west) * 111.32 * np.cos(np.radians(36.01)) == pytest.approx(15)


def test_an_island_is_land_and_its_lagoon_is_not() -> None:
    island = shapely.Point(137.13, 36.0).buffer(0.02).exterior
    lagoon = shapely.Point(137.13, 36.0).buffer(0.005).exterior
    frame, _ = land(STRAIGHT, island, lagoon)
    assert [holds(frame, lon, 36.0) for lon in (137.0, 137.105, 137.12, 137.13)] == [True, False, True, False]


def test_a_bay_is_water() -> None:
    bay = shapely.LineString([(137.1, 30), (137.1, 36.0), (137.05, 36.0), (137.05, 36.01), (137.1, 36.01), (137.1, 40)])
    frame, _ = land(bay)
    assert (holds(frame, 137.07, 36.005), holds(frame, 137.07, 36.02)) == (False, True)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ([shapely.LineString([(139, 30), (139, 40)])], "coast_elsewhere"),
        ([shapely.LineString([(137.1, 30), (137.1, 36.0)])], "coast_open"),  # ends amid the land
        ([shapely.LineString([(137.005, 30), (137.005, 40)])], "coast_open"),  # a village on either side
    ],
)
def test_a_coast_that_decides_nothing_is_refused(lines: list[BaseGeometry], code: str) -> None:
    with pytest.raises(RequestError) as caught:
        land(*lines)
    assert [n.code for n in caught.value.notices] == [code]


def test_the_command_writes_the_zone_of_land(tmp_path: Path) -> None:
    town = tmp_path / "town"
    town.mkdir()
    (town / "region.toml").write_text(
        'id = "town"\nname = "町"\nmunicipality_code = "00000"\nbase_year = 2020\n', encoding="utf-8"
    )
    lines = gpd.GeoDataFrame({"C23_001": ["17463"]}, geometry=[STRAIGHT], crs="EPSG:6668")
    file = tmp_path / "C23-06_17.geojson"
    lines.to_file(file)
    with pytest.raises(RequestError) as caught:
        import_files("coastline", [file], town)
    assert [n.code for n in caught.value.notices] == ["relief_without_villages"]
    rows = "village_id,name,lat,lon,population,households\nV1,東,36.0,137.0,10,4\nV2,西,36.02,137.01,10,4\n"
    (town / "villages.csv").write_text(rows, encoding="utf-8")
    assert import_files("coastline", [file], town).rows_kept == 1
    assert holds(gpd.read_file(town / "zones" / "land.geojson"), 136.95, 36.0)
    report = import_files("coastline", [file], town, options=ImportOptions(replace=True))
    assert "import_replaced" not in [n.code for n in report.notices]
