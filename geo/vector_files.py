"""Reading any vector file with GDAL: what cannot be read becomes a notice, what GDAL murmurs about as well."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from geo.messages import notice
from geo.notices import Notice
from geo.reasons import reason_of

_SHAPEFILE_ENCODINGS = ("utf-8", "cp932")
_UNREADABLE = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.GeometryError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.CRSError,
    shapely.errors.ShapelyError,
    ValueError,
    RuntimeError,
    OSError,
    OverflowError,
)


@dataclass(frozen=True)
class VectorLayer:
    """One layer of a vector file.

    Parameters
    ----------
    frame
        Its features, numbered from 0; a GeoDataFrame where the layer has shapes.
    layer
        Name of the layer that was read.
    encoding
        Encoding of its texts.
    """

    frame: pd.DataFrame
    layer: str
    encoding: str


def read_vector(path: Path, file: str) -> tuple[VectorLayer | None, list[Notice]]:
    """Read the first layer with shapes of a vector file; None and a notice with the reason where that fails."""
    try:
        return load_vector(path, file)
    except ValueError as problem:
        return None, [notice("file_unreadable", file=file, reason=str(problem))]


def load_vector(path: Path, file: str) -> tuple[VectorLayer, list[Notice]]:
    """Read the first layer with shapes of a vector file.

    Parameters
    ----------
    path
        Anything GDAL reads (GeoPackage, FlatGeobuf, GeoJSON, Shapefile, a zip with one of them …).
    file
        Name to show in notices.

    Raises
    ------
    ValueError
        When the file cannot be read; the message is the reason in Japanese.
    """
    if not path.exists():
        raise ValueError("ファイルが見つかりません")
    if path.is_dir() and path.suffix != ".gdb":
        raise ValueError("ファイルではなくフォルダです")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            layer, others = _first_layer(path)
            frame, encoding = _features(path, layer)
        except _UNREADABLE as problem:
            raise ValueError(reason_of(problem)) from problem
    murmurs = sorted({reason_of(str(w.message)) for w in heard})
    notices = [notice("layer_warned", file=file, reason=words) for words in murmurs]
    if others:
        notices.append(notice("layer_chosen", file=file, used=layer, others="、".join(others)))
    return VectorLayer(frame, layer, encoding), notices


def _first_layer(path: Path) -> tuple[str, list[str]]:
    layers = pyogrio.list_layers(path)
    if len(layers) == 0:
        raise ValueError("層が一つもありません")
    with_shapes = [str(name) for name, kind in layers if kind is not None]
    names = with_shapes or [str(name) for name, _ in layers]
    return names[0], names[1:]


def _features(path: Path, layer: str) -> tuple[pd.DataFrame, str]:
    if path.suffix.lower() not in {".shp", ".dbf"} or path.with_suffix(".cpg").exists():
        return pyogrio.read_dataframe(path, layer=layer), "UTF-8"
    # A Shapefile without .cpg: GDAL would take it for Latin letters, while Japanese ones are UTF-8 or cp932.
    for encoding in _SHAPEFILE_ENCODINGS:
        try:
            return pyogrio.read_dataframe(path, layer=layer, encoding=encoding), encoding.upper().replace("CP", "cp")
        except UnicodeDecodeError:
            continue
    raise ValueError("文字コードが UTF-8 でも cp932 でもありません")


def as_shapes(layer: VectorLayer) -> gpd.GeoDataFrame | None:
    """Give the features as a GeoDataFrame, or None where the layer has no shapes."""
    return layer.frame if isinstance(layer.frame, gpd.GeoDataFrame) else None
