"""What rows of zone files mean: by their words, by the codes of 国土数値情報, and where nothing is said."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from geo.region.land.zone_kinds import controlled_zones, flood_ranks, special_landslide, use_zones, warning_landslide


def rows(**columns: list[object]) -> gpd.GeoDataFrame:
    size = max(len(v) for v in columns.values())
    return gpd.GeoDataFrame(columns, geometry=[shapely.box(0, 0, 1, 1)] * size, crs="EPSG:6668")


def test_landslide_areas_are_red_yellow_or_unknown() -> None:
    found = rows(
        kind=["警戒区域", "特別警戒区域", "特別警戒区域（指定前）", "警戒区域（指定前）", "地すべり地形", None]
    )
    assert special_landslide(found).tolist() == [False, True, True, False, False, False]
    assert warning_landslide(found).tolist() == [True, False, False, True, False, False]


def test_the_codes_of_a33_count_where_no_words_stand() -> None:
    found = rows(A33_002=[1, "2", 3.0, "4", None, 9])
    assert special_landslide(found).tolist() == [False, True, False, True, False, False]
    assert warning_landslide(found).tolist() == [True, False, True, False, False, False]


def test_depth_is_a_rank_or_unknown() -> None:
    assert flood_ranks(rows(depth_rank=[1, "3", "深い"])).tolist()[:2] == [1.0, 3.0]
    assert np.isnan(flood_ranks(rows(depth_rank=["深い"]))[0])
    assert flood_ranks(rows(A31a_205=[6])).tolist() == [6.0]
    assert np.isnan(flood_ranks(rows(name=["川"]))).all()


def test_the_layer_urban_is_a_use_zone_unless_it_says_otherwise() -> None:
    found = rows(kind=["市街化区域", "用途地域", "市街化調整区域", "用途未設定", "都市計画区域", None])
    assert use_zones(found).tolist() == [True, True, False, False, False, True]
    assert controlled_zones(found).tolist() == [False, False, True, False, False, False]
    assert use_zones(rows(name=["住居"])).tolist() == [True]
