"""Each place is measured in its own plane."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.files.crs import in_japan, looks_swapped, metric_crs, to_degrees, to_metric

# Seat of each prefecture: code, latitude, longitude, zone by 平成14年国土交通省告示第9号.
PREFECTURES = [
    (1, 43.06, 141.35, 12), (2, 40.82, 140.74, 10), (3, 39.70, 141.15, 10), (4, 38.27, 140.87, 10), (5, 39.72, 140.10, 10),
    (6, 38.24, 140.36, 10), (7, 37.75, 140.47, 9), (8, 36.34, 140.45, 9), (9, 36.57, 139.88, 9), (10, 36.39, 139.06, 9),
    (11, 35.86, 139.65, 9), (12, 35.61, 140.12, 9), (13, 35.69, 139.69, 9), (14, 35.45, 139.64, 9), (15, 37.90, 139.02, 8),
    (16, 36.70, 137.21, 7), (17, 36.59, 136.63, 7), (18, 36.07, 136.22, 6), (19, 35.66, 138.57, 8), (20, 36.65, 138.18, 8),
    (21, 35.39, 136.72, 7), (22, 34.98, 138.38, 8), (23, 35.18, 136.91, 7), (24, 34.73, 136.51, 6), (25, 35.00, 135.87, 6),
    (26, 35.02, 135.76, 6), (27, 34.69, 135.52, 6), (28, 34.69, 135.18, 5), (29, 34.69, 135.83, 6), (30, 34.23, 135.17, 6),
    (31, 35.50, 134.24, 5), (32, 35.47, 133.05, 3), (33, 34.66, 133.93, 5), (34, 34.40, 132.46, 3), (35, 34.19, 131.47, 3),
    (36, 34.07, 134.56, 4), (37, 34.34, 134.04, 4), (38, 33.84, 132.77, 4), (39, 33.56, 133.53, 4), (40, 33.61, 130.42, 2),
    (41, 33.25, 130.30, 2), (42, 32.74, 129.87, 1), (43, 32.79, 130.74, 2), (44, 33.24, 131.61, 2), (45, 31.91, 131.42, 2),
    (46, 31.56, 130.56, 2), (47, 26.21, 127.68, 15),
]  # fmt: skip


@pytest.mark.parametrize(("prefecture", "lat", "lon", "zone"), PREFECTURES)
def test_the_zone_of_each_prefecture(prefecture: int, lat: float, lon: float, zone: int) -> None:
    assert metric_crs(lat, lon, f"{prefecture:02d}201") == 6668 + zone


def test_all_of_yamaguchi_is_zone_three_though_the_second_origin_is_nearer() -> None:
    assert metric_crs(33.95, 130.94, "35201") == 6671


@pytest.mark.parametrize(
    ("code", "lat", "lon", "zone"),
    [
        ("01100", 43.06, 141.35, 12), ("01202", 41.77, 140.73, 11), ("01203", 43.19, 140.99, 11), ("01204", 43.77, 142.36, 12),
        ("01205", 42.32, 140.97, 12), ("01206", 42.98, 144.38, 13), ("01207", 42.92, 143.20, 13), ("01371", 42.15, 139.93, 11),
        ("01637", 42.92, 142.84, 13), ("01564", 43.91, 144.17, 13), ("01555", 44.07, 143.53, 12),
        ("13401", 33.11, 139.79, 9), ("13421", 27.09, 142.19, 14), ("13421", 20.42, 136.08, 18), ("13421", 24.29, 153.98, 19),
        ("46206", 32.02, 130.19, 2), ("46213", 30.73, 130.99, 2), ("46222", 28.38, 129.49, 1), ("46303", 29.85, 129.87, 1),
        ("47201", 26.21, 127.68, 15), ("47207", 24.34, 124.16, 16), ("47358", 25.83, 131.24, 17),
    ],
)  # fmt: skip
def test_prefectures_of_several_zones(code: str, lat: float, lon: float, zone: int) -> None:
    assert metric_crs(lat, lon, code) == 6668 + zone


@pytest.mark.parametrize("code", [None, "", "xx", "00000", "99999"])
def test_without_a_usable_code_the_nearest_origin_decides(code: str | None) -> None:
    assert metric_crs(37.3, 137.1, code) == 6675


@pytest.mark.parametrize(
    ("lat", "lon", "epsg"), [(42.5, 1.5, 32631), (48.4, 15.6, 32633), (-33.9, 151.2, 32756), (0.0, 180.0, 32660)]
)
def test_outside_japan_it_is_utm(lat: float, lon: float, epsg: int) -> None:
    assert metric_crs(lat, lon, "17463") == epsg


@given(st.floats(37, 38), st.floats(136, 138))
def test_there_and_back_is_the_same_place(lat: float, lon: float) -> None:
    back_lat, back_lon = to_degrees(to_metric(lat, lon, 6675), 6675)
    assert math.isclose(back_lat[0], lat, abs_tol=1e-8)
    assert math.isclose(back_lon[0], lon, abs_tol=1e-8)


def test_metres_are_metres_east_and_north() -> None:
    xy = to_metric([36.0, 36.01], [137 + 1 / 6, 137 + 1 / 6], 6675)
    assert xy.shape == (2, 2)
    assert np.allclose(xy[0], 0, atol=1e-3)
    assert 1109 < xy[1, 1] < 1111


def test_swapped_coordinates_are_recognised() -> None:
    assert in_japan(37.3, 137.1)
    assert looks_swapped(137.1, 37.3)
    assert not looks_swapped(37.3, 137.1)
    assert not looks_swapped(0, 0)
