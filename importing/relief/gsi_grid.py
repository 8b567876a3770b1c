"""Heights of 基盤地図情報（数値標高モデル）: one XML file (JPGIS GML) for each mesh, with 5 m or 10 m between heights.

The file says its corners, how many cells it has, and from which cell on its heights stand, row by row from the north-west; a
file may end before its last cell. Format: 国土地理院「基盤地図情報ダウンロードデータ ファイル仕様書」.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from rasterio import Affine
from rasterio.crs import CRS

from geo.files.xml_entities import EntitiesError, refuse_entities, why_unreadable
from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from importing.relief.elevation import Elevation

SOURCE = "国土地理院 基盤地図情報（数値標高モデル）,,国土地理院コンテンツ利用規約"
_SEA = "海水面"
_UNKNOWN_M = -9999.0
_CRS = {"fguuid:jgd2011.bl": 6668, "fguuid:jgd2000.bl": 4612, "fguuid:jgd2024.bl": 6668}
_ANY = r"[^<>]*"


def read_gsi_grid(path: Path) -> Elevation:
    """Read one grid.

    Raises
    ------
    geo.texts.errors.RequestError
        When it is damaged, or declares entities.
    """
    try:
        refuse_entities(path)
        return _elevation(path.read_text(encoding="utf-8"))
    except (OSError, EntitiesError, ValueRefusedError) as problem:
        raise RequestError(why_unreadable(problem, path.name)) from problem
    except (ValueError, AttributeError, IndexError) as problem:
        raise RequestError(notice("relief_grid_damaged", file=path.name)) from problem


def _elevation(text: str) -> Elevation:
    name = _found(rf'srsName="({_ANY})"', text).casefold()
    south, west = _pair(_found(rf"<gml:lowerCorner>({_ANY})<", text))
    north, east = _pair(_found(rf"<gml:upperCorner>({_ANY})<", text))
    last_column, last_row = map(int, _pair(_found(rf"<gml:high>({_ANY})<", text)))
    columns, rows = last_column + 1, last_row + 1
    first_column, first_row = map(int, _pair(_found(rf"<gml:startPoint>({_ANY})<", text)))
    heights = _heights(_found(rf"<gml:tupleList>({_ANY})<", text))
    start = first_row * columns + first_column
    cells = np.full(rows * columns, np.nan, np.float32)
    if name not in _CRS or not (south < north and west < east) or start + len(heights) > len(cells):
        raise ValueError("the heights do not fit the grid")
    cells[start : start + len(heights)] = heights
    transform = Affine((east - west) / columns, 0.0, west, 0.0, -(north - south) / rows, north)
    return Elevation(cells.reshape(rows, columns), transform, CRS.from_epsg(_CRS[name]))


def _heights(tuples: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    kinds, _, values = zip(*(line.strip().partition(",") for line in tuples.split("\n") if line.strip()), strict=True)
    heights = np.array(values, dtype=np.float32)
    heights[heights <= _UNKNOWN_M] = np.nan
    heights[np.array(kinds) == _SEA] = 0.0
    return heights


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(pattern)
    return match.group(1)


def _pair(text: str) -> tuple[float, float]:
    first, second = text.split()
    return float(first), float(second)
