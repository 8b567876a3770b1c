"""Which files are heights, told without reading the heights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from importing.relief.heights_file import is_gsi_grid, is_heights
from tests.importing.relief.hand_made_heights import gsi_text, write_tif

BOX = (36.0, 137.0, 36.1, 137.1)


@pytest.mark.parametrize("dtype", ["float32", "int16", "uint16", "int32"])
def test_a_geotiff_of_numbers_is_heights(tmp_path: Path, dtype: str) -> None:
    assert is_heights(write_tif(tmp_path / "a.tif", np.ones((3, 3)), BOX, dtype=dtype, nodata=None))


def test_grids_and_tiles_are_heights_and_other_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(gsi_text(["地表面,1"], 1, 1, box=BOX), encoding="utf-8")
    (tmp_path / "b.xml").write_text("<gml/>")
    (tmp_path / "N36E137.hgt").write_bytes(b"")
    Image.new("RGB", (4, 4)).save(tmp_path / "photo.tif")
    Image.new("F", (4, 4)).save(tmp_path / "unplaced.tif")
    (tmp_path / "broken.tif").write_bytes(b"II*\0")
    names = {p.name for p in tmp_path.iterdir() if is_heights(p)}
    assert names == {"a.xml", "N36E137.hgt"}
    assert not is_gsi_grid(tmp_path / "missing.xml")
