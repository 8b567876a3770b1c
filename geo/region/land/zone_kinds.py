"""What the rows of a zone layer are: warning or special warning, how deep, use zone or not, as their files say it."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_SPECIAL, _WARNING = "特別警戒", "警戒"
_LANDSLIDE_CODES = {1: _WARNING, 2: _SPECIAL, 3: _WARNING, 4: _SPECIAL}
"""A33_002 of 国土数値情報: warning and special warning areas, designated (1, 2) and about to be (3, 4)."""

_CONTROLLED = "市街化調整"
_NO_USE_ZONE = ("用途未設定", "都市計画区域", "都市地域", "非線引き", "白地")


def special_landslide(rows: gpd.GeoDataFrame) -> Mask:
    """Return which rows are 土砂災害特別警戒区域 (red)."""
    return np.array([_SPECIAL in kind for kind in _landslide_kinds(rows)], dtype=bool)


def warning_landslide(rows: gpd.GeoDataFrame) -> Mask:
    """Return which rows are 土砂災害警戒区域 but no special ones (yellow)."""
    return np.array([_WARNING in kind and _SPECIAL not in kind for kind in _landslide_kinds(rows)], dtype=bool)


def _landslide_kinds(rows: gpd.GeoDataFrame) -> list[str]:
    if "kind" not in rows and "A33_002" in rows:
        return [_LANDSLIDE_CODES.get(code, "") for code in _numbers(rows, "A33_002").fillna(0).astype(int)]
    return _texts(rows, "kind")


def flood_ranks(rows: gpd.GeoDataFrame) -> NDArray[np.float64]:
    """Return the rank of depth of each row (国土数値情報 A31a_205: 1 under 0.5 m … 6 from 20 m); NaN where it is not known."""
    column = next((c for c in ("depth_rank", "A31a_205") if c in rows), None)
    if column is None:
        return np.full(len(rows), np.nan)
    return _numbers(rows, column).to_numpy(dtype=np.float64)


def use_zones(rows: gpd.GeoDataFrame) -> Mask:
    """Return which rows of the layer ``urban`` are 市街化区域 or 用途地域: all that do not say that they are something else."""
    kinds = _texts(rows, "kind")
    return np.array([_CONTROLLED not in k and not any(word in k for word in _NO_USE_ZONE) for k in kinds], dtype=bool)


def controlled_zones(rows: gpd.GeoDataFrame) -> Mask:
    """Return which rows of the layer ``urban`` are 市街化調整区域."""
    return np.array([_CONTROLLED in kind for kind in _texts(rows, "kind")], dtype=bool)


def _texts(rows: gpd.GeoDataFrame, column: str) -> list[str]:
    if column not in rows:
        return [""] * len(rows)
    return [value if isinstance(value, str) else "" for value in rows[column]]


def _numbers(rows: gpd.GeoDataFrame, column: str) -> pd.Series:
    numbers: pd.Series = pd.to_numeric(rows[column], errors="coerce")
    return numbers
