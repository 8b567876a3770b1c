"""Which files hold heights of the ground, by their names and first bytes, without reading the heights."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, UnidentifiedImageError

RASTER_ENDINGS = frozenset({".tif", ".tiff", ".hgt"})
_GEO_KEYS = 34_735
_HEAD_BYTES = 4_096


def is_gsi_grid(path: Path) -> bool:
    """Return whether a file is a grid of 基盤地図情報（数値標高モデル）, by its first lines."""
    if path.suffix.lower() not in (".xml", ".gml"):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    return b"fgd.gsi.go.jp" in head and b"<DEM" in head


def is_heights(path: Path) -> bool:
    """Return whether a file is a grid of heights: of 基盤地図情報, an SRTM tile, or a GeoTIFF with one number a cell."""
    ending = path.suffix.lower()
    if ending == ".hgt" or is_gsi_grid(path):
        return True
    return ending in RASTER_ENDINGS and _is_geotiff_of_numbers(path)


def _is_geotiff_of_numbers(path: Path) -> bool:
    try:
        with Image.open(path) as picture:
            # Pictures have modes like RGB or L; heights are whole numbers of 16 bits and more (I…) or fractions (F).
            return picture.mode[0] in "IF" and _GEO_KEYS in getattr(picture, "tag_v2", {})
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return False
