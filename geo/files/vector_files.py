"""Reading any vector file with GDAL: what cannot be read becomes a notice, what GDAL murmurs about as well."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from geo.files.encoding import ENCODINGS, strictly
from geo.files.xml_entities import refuse_entities, why_unreadable
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of

_BYTES_AS_TEXT = "ISO-8859-1"
_DBASE_ENDINGS = {".shp", ".dbf"}
_POINTERS = (b"<OGRVRT", b"<OGRWFS", b"<GDAL_WMS", b"<WFSDataSource")
"""Beginnings of files that only point to data elsewhere, on this machine or beyond it."""

_HEAD_BYTES = 4_096
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
    UnboundLocalError,  # raised by pyogrio itself for a system that GDAL cannot spell out
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


def read_vector(path: Path, file: str, *, content: bytes | None = None) -> tuple[VectorLayer | None, list[Notice]]:
    """Read the first layer with shapes of a vector file; None and a notice with the reason where that fails."""
    try:
        return load_vector(path, file, content=content)
    except ValueError as problem:
        return None, [why_unreadable(problem, file)]


def load_vector(
    path: Path, file: str, *, content: bytes | None = None, most: int | None = None
) -> tuple[VectorLayer, list[Notice]]:
    """Read the first layer with shapes of a vector file; of KML, whose folders are layers, all of them.

    Parameters
    ----------
    path
        Anything GDAL reads (GeoPackage, FlatGeobuf, GeoJSON, Shapefile, KML, a zip with one of them …).
    file
        Name to show in notices.
    content
        What to read instead of the file's own bytes (after a repair).
    most
        Read no more features than these, for a first look.

    Raises
    ------
    geo.files.xml_entities.EntitiesError
        When it is XML that declares entities.
    ValueError
        When the file cannot be read; the message is the reason in Japanese.
    """
    if not path.exists():
        raise ValueRefusedError("file_not_found")
    if path.is_dir() and path.suffix != ".gdb":
        raise ValueRefusedError("file_is_folder")
    _refuse_tricks(path)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            source = io.BytesIO(content) if content is not None else path
            layers = _layers(source)
            frame, encoding, cut = _features(path, source, layers[0], most)
            if path.suffix.lower() == ".kml":
                others = [_features(path, source, name, most)[0] for name in layers[1:]]
                frame, layers = _without_empty(_joined([frame, *others])), layers[:1]
        except _UNREADABLE as problem:
            raise ValueError(reason_of(problem)) from problem
    warned = sorted({reason_of(str(w.message)) for w in heard})
    notices = [notice("layer_warned", file=file, reason=text) for text in warned]
    if cut:
        notices.append(notice("attributes_cut_off", file=file, count=cut))
    if len(layers) > 1:
        notices.append(notice("layer_chosen", file=file, used=layers[0], others="、".join(layers[1:])))
    return VectorLayer(frame, layers[0], encoding), notices


def _refuse_tricks(path: Path) -> None:
    """Refuse XML with entities, files that point elsewhere, and what is no file but a device or a pipe."""
    if path.is_dir():
        return
    if not path.is_file():
        raise ValueRefusedError("file_is_device")
    try:
        with path.open("rb") as opened:
            head = opened.read(_HEAD_BYTES)
        refuse_entities(path)
    except OSError as problem:
        raise ValueError(reason_of(problem)) from problem
    if any(mark in head for mark in _POINTERS):
        raise ValueRefusedError("file_points_elsewhere")


def _layers(source: Path | io.BytesIO) -> list[str]:
    """Name the layers to read: those with shapes, else those without."""
    layers = pyogrio.list_layers(source)
    if len(layers) == 0:
        raise ValueRefusedError("file_without_layers")
    with_shapes = [str(name) for name, kind in layers if kind is not None]
    others = [str(name) for name, kind in layers if kind is None]
    return [*with_shapes, *others]


def _without_empty(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out columns that nobody filled: every KML has a dozen of its own, a name among them, beside those of its maker."""
    empty = [c for c in frame.columns if (frame[c].isna() | (frame[c] == "")).all()] if len(frame) else []
    return frame.drop(columns=empty)


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [f for f in frames if len(f)]
    return pd.concat(filled, ignore_index=True) if filled else frames[0]


def _features(path: Path, source: Path | io.BytesIO, layer: str, most: int | None) -> tuple[pd.DataFrame, str, int]:
    """Read a layer; also tell its encoding and how many texts end in half a character."""
    if path.suffix.lower() not in _DBASE_ENDINGS:
        return pyogrio.read_dataframe(source, layer=layer, max_features=most), "UTF-8", 0
    declared = path.with_suffix(".cpg").exists() or path.with_suffix(".CPG").exists()
    # Without .cpg GDAL would take texts for Latin letters, while Japanese ones are UTF-8 or cp932; and a .cpg may be wrong.
    for encoding in (None, *ENCODINGS) if declared else ENCODINGS:
        try:
            frame = pyogrio.read_dataframe(path, layer=layer, encoding=encoding, max_features=most)
        except UnicodeDecodeError:
            continue
        if encoding is None and _foreign_latin(frame):
            continue
        return frame, ENCODINGS.get(encoding or "", "UTF-8"), 0
    return _cell_by_cell(path, layer, most)


def _foreign_latin(frame: pd.DataFrame) -> bool:
    """Return whether a .cpg made Latin letters of Japanese ones."""
    texts = (v for c in frame.columns if frame[c].dtype.kind in "OU" for v in frame[c] if isinstance(v, str))
    return any("\x80" <= letter <= "\x9f" for text in texts for letter in text)


def _cell_by_cell(path: Path, layer: str, most: int | None) -> tuple[pd.DataFrame, str, int]:
    """Decode texts one by one: a field of fixed width may end in the middle of a character."""
    frame = pyogrio.read_dataframe(path, layer=layer, encoding=_BYTES_AS_TEXT, max_features=most)
    columns = [c for c in frame.columns if any(isinstance(v, str) for v in frame[c])]
    raw = {c: [v.encode(_BYTES_AS_TEXT) if isinstance(v, str) else v for v in frame[c]] for c in columns}
    for encoding, shown in ENCODINGS.items():
        try:
            decoded = {c: [_without_half(value, encoding) for value in values] for c, values in raw.items()}
        except UnicodeError:
            continue
        cut = sum(half for column in decoded.values() for _, half in column)
        return frame.assign(**{c: [text for text, _ in column] for c, column in decoded.items()}), shown, cut
    raise ValueRefusedError("file_encoding_unknown")


def _without_half(value: object, encoding: str) -> tuple[object, bool]:
    if not isinstance(value, bytes):
        return value, False
    text, half = strictly(value, encoding)
    if text is None:
        raise UnicodeError(encoding)
    return text, half


def as_shapes(layer: VectorLayer) -> gpd.GeoDataFrame | None:
    """Return the features as a GeoDataFrame, or None where the layer has no shapes."""
    return layer.frame if isinstance(layer.frame, gpd.GeoDataFrame) else None
