"""Of a raster only the heights in the box are read, in any coordinate system."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from geo.texts.errors import RequestError
from importing.relief.rasters import read_raster
from tests.importing.relief.hand_made_heights import write_tif

BOX = (36.0, 137.0, 36.1, 137.1)
RISING = np.arange(100.0).reshape(10, 10)


def test_only_the_box_is_read(tmp_path: Path) -> None:
    path = write_tif(tmp_path / "a.tif", RISING, BOX)
    heights = read_raster(path, (36.0, 137.0, 36.01, 137.01), None, 100)
    assert heights is not None
    # The south-western cell with two cells more on the sides where there are any.
    assert heights.height_m.tolist() == [[70, 71, 72], [80, 81, 82], [90, 91, 92]]
    assert heights.transform * (0, 0) == pytest.approx((137.0, 36.03))
    assert read_raster(path, (38.0, 137.0, 38.1, 137.1), None, 100) is None


def test_a_plane_in_metres_is_read_as_well(tmp_path: Path) -> None:
    # Zone VII, 1 km a cell, its north-west corner 5 km north and west of the origin at 36°N 137°10′E.
    path = write_tif(tmp_path / "a.tif", RISING, (-5_000, -5_000, 5_000, 5_000), crs="EPSG:6675")
    heights = read_raster(path, (36.004, 137.172, 36.005, 137.173), None, 100)
    assert heights is not None
    assert heights.height_m.shape == (5, 5)
    assert heights.height_m[2, 2] == 45
    assert heights.cell_m == pytest.approx(1_000)


def test_what_is_no_height_is_unknown(tmp_path: Path) -> None:
    heights = np.array([[5.0, -9999.0], [99_999.0, -2.0]])
    read = read_raster(write_tif(tmp_path / "a.tif", heights, BOX, nodata=None), BOX, None, 100)
    assert read is not None
    assert np.array_equal(read.height_m, np.array([[5, np.nan], [np.nan, -2]], np.float32), equal_nan=True)


def test_of_a_finer_raster_means_are_read(tmp_path: Path) -> None:
    read = read_raster(write_tif(tmp_path / "a.tif", RISING, BOX), BOX, None, 5)
    assert read is not None
    assert read.height_m[0, 0] == np.mean([0, 1, 10, 11])
    assert read.transform * (5, 5) == pytest.approx((137.1, 36.0))


def test_a_tile_of_srtm_bears_its_place_in_its_name(tmp_path: Path) -> None:
    cells = np.full((1_201, 1_201), 7, ">i2")
    cells[0, 0] = -32_768
    path = tmp_path / "N36E137.hgt"
    path.write_bytes(cells.tobytes())
    read = read_raster(path, (36.999, 137.0, 37.0, 137.001), None, 100)
    assert read is not None
    assert np.isnan(read.height_m[0, 0])
    assert float(np.nanmax(read.height_m)) == 7
    (tmp_path / "heights.hgt").write_bytes(cells.tobytes())
    with pytest.raises(RequestError) as caught:
        read_raster(tmp_path / "heights.hgt", BOX, None, 100)
    assert [n.code for n in caught.value.notices] == ["relief_raster_unreadable"]


def three_bands(path: Path) -> None:
    with rasterio.open(
        path, "w", driver="GTiff", width=2, height=2, count=3, dtype="uint8", crs="EPSG:6668",
        transform=rasterio.Affine(0.1, 0, 137, 0, -0.1, 36.1),
    ) as out:  # fmt: skip
        out.write(np.zeros((3, 2, 2), "uint8"))


def test_each_raster_that_cannot_serve_says_why(tmp_path: Path) -> None:
    Image.new("F", (2, 2)).save(tmp_path / "a.tif")
    write_tif(tmp_path / "b.tif", RISING, BOX, crs=None)
    three_bands(tmp_path / "c.tif")
    (tmp_path / "d.tif").write_bytes(b"II*\0 nothing")
    codes = []
    for name in "abcd":
        with pytest.raises(RequestError) as caught:
            read_raster(tmp_path / f"{name}.tif", BOX, None, 100)
        codes += [(n.code, n.file) for n in caught.value.notices]
    assert codes == [
        ("relief_unplaced", "a.tif"),
        ("relief_crs_missing", "b.tif"),
        ("relief_not_heights", "c.tif"),
        ("relief_raster_unreadable", "d.tif"),
    ]
    told = read_raster(tmp_path / "b.tif", BOX, "EPSG:6668", 100)
    assert told is not None
    assert told.height_m.shape == (10, 10)
