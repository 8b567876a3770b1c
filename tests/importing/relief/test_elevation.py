"""Heights laid onto the map: each where it belongs, the finest first, the sea told from flat ground."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio import Affine
from rasterio.crs import CRS

from importing.relief.elevation import Elevation, grid_over, heights_on, sea_of, without_gaps

BOX = (36.0, 137.0, 36.2, 137.2)


def elevation(
    heights: np.ndarray[tuple[int, ...], np.dtype[np.float64]], box: tuple[float, float, float, float] = BOX
) -> Elevation:
    south, west, north, east = box
    rows, columns = heights.shape
    transform = Affine((east - west) / columns, 0.0, west, 0.0, -(north - south) / rows, north)
    return Elevation(heights.astype(np.float32), transform, CRS.from_epsg(6668))


def test_the_grid_is_as_fine_as_the_heights_within_its_limit() -> None:
    fine, coarse = grid_over(BOX, 100.0, 2_000), grid_over(BOX, 10.0, 500)
    assert (fine.rows, coarse.rows) == (round(0.2 * 1_113.2), 500)
    assert fine.columns == round(0.2 * 1_113.2 * np.cos(np.radians(36.1)))
    assert fine.pixel_m == pytest.approx(100, rel=0.01)


def test_a_height_lies_at_its_latitude() -> None:
    # Ground as high as its latitude in thousandths of a degree above 36°.
    south_to_north = (np.arange(400)[::-1] + 0.5) / 2
    grid = grid_over(BOX, 100.0, 2_000)
    laid = heights_on(grid, [elevation(np.repeat(south_to_north[:, None], 400, axis=1))])
    _, y = grid.transform * (0.5, 55.5)
    lat = np.degrees(2 * np.arctan(np.exp(y / 6_378_137)) - np.pi / 2)
    assert laid[55, 100] == pytest.approx((lat - 36) * 1_000, abs=0.6)


def test_the_finer_file_counts_and_a_coarser_one_fills_its_gaps() -> None:
    fine = np.full((200, 200), 50.0)
    fine[:, 100:] = np.nan
    laid = heights_on(grid_over(BOX, 100.0, 2_000), [elevation(np.full((20, 20), 9.0)), elevation(fine)])
    assert (laid[100, 10], laid[100, -10]) == pytest.approx((50, 9))
    alone = heights_on(grid_over(BOX, 100.0, 2_000), [elevation(fine)])
    assert np.isnan(alone[100, -10])
    assert without_gaps(alone)[100, -10] == pytest.approx(50)


def test_without_any_height_all_is_flat() -> None:
    assert without_gaps(np.full((2, 2), np.nan)).tolist() == [[0, 0], [0, 0]]


def test_the_sea_is_wide_and_a_flat_pond_is_not() -> None:
    heights = np.full((30, 30), 5.0)
    heights[:, :10] = 0.0  # 10 × 30 pixels of 100 m: 3 km²
    heights[20:22, 20:22] = 0.0  # 0.04 km²
    sea = sea_of(heights, 100.0, 1.0)
    assert (int(sea.sum()), bool(sea[0, 0]), bool(sea[20, 20])) == (300, True, False)
    assert not sea_of(np.full((3, 3), 5.0), 1_000.0, 1.0).any()
