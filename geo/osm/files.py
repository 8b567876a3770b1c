"""OpenStreetMap files: which they are, whether they can be read at all, and what their header says."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray

from geo.files.xml_entities import refuse_entities
from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of

_FORMATS = {".osm.pbf": "pbf", ".pbf": "pbf", ".osm": "osm", ".osm.gz": "osm.gz"}
_BYTES_PER_MB = 1_000_000
_CHUNK_BYTES = 1 << 20
_KM_PER_DEGREE = 111.2


def is_osm(path: Path) -> bool:
    """Return by its name whether a file is OpenStreetMap's (.osm, .osm.pbf, .pbf, .osm.gz)."""
    return _format(path) is not None


def _format(path: Path) -> str | None:
    name = path.name.lower()
    return next((kind for ending, kind in _FORMATS.items() if name.endswith(ending)), None)


def osm_file(path: Path) -> osmium.io.File:
    """Return a file to read, after its size was looked at.

    Raises
    ------
    geo.files.xml_entities.EntitiesError
        When it is XML that declares entities.
    ValueRefusedError
        When it is no such file, is not there, is too large (packed or unpacked), or its packing is broken.
    """
    kind = _format(path)
    if kind is None:
        raise ValueRefusedError("osm_file_kind_unknown")
    limits = reference_table("osm_limits")
    size_mb = path.stat().st_size / _BYTES_PER_MB
    if size_mb > limits["file_mb"].value:
        raise _too_large(size_mb, limits["file_mb"].value)
    if kind == "osm.gz":
        refuse_too_large_inside(path)
    if kind != "pbf":
        refuse_entities(path)
    return osmium.io.File(str(path), kind)


def refuse_too_large_inside(path: Path) -> None:
    """Refuse a gz file whose content is broken or too large, without keeping any of it.

    Raises
    ------
    ValueRefusedError
        With the reason.
    """
    for _ in unpacked(path):
        pass


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield the content of a gz file piece by piece.

    Raises
    ------
    ValueRefusedError
        When it is broken or grows too large.
    """
    limit_mb = reference_table("osm_limits")["unpacked_mb"].value
    size = 0
    try:
        with gzip.open(path) as packed:
            while piece := packed.read(_CHUNK_BYTES):
                size += len(piece)
                if size > limit_mb * _BYTES_PER_MB:
                    raise _too_large(size / _BYTES_PER_MB, limit_mb)
                yield piece
    except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
        raise ValueRefusedError("gzip_broken") from problem


def _too_large(size_mb: float, limit_mb: float) -> ValueRefusedError:
    return ValueRefusedError("osm_file_too_large", size=f"{size_mb:,.0f}", limit=f"{limit_mb:,.0f}")


@contextmanager
def wrapping_osmium_errors() -> Iterator[None]:
    """Turn what the reading library raises into a refusal that tells the reason."""
    try:
        yield
    except (RuntimeError, osmium.InvalidLocationError) as problem:
        raise ValueRefusedError("osm_file_unreadable", reason=reason_of(problem)) from problem


def outlier_notices(path: Path, file: str, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> list[Notice]:
    """Say which points stand far outside the range that the file's header gives, as uncut roads do.

    Parameters
    ----------
    path
        The file; without a range in its header nothing is noted.
    file
        Name to show.
    lat, lon
        Points in degrees.
    """
    with wrapping_osmium_errors(), osmium.io.Reader(osm_file(path)) as reader:
        box = reader.header().box()
    if not box.valid() or not len(lat):
        return []
    low, high = box.bottom_left, box.top_right
    north_km = np.maximum(np.maximum(low.lat - lat, lat - high.lat), 0) * _KM_PER_DEGREE
    degrees = np.maximum(np.maximum(low.lon - lon, lon - high.lon), 0)
    away_km = np.hypot(north_km, degrees * _KM_PER_DEGREE * np.cos(np.radians(lat)))
    limit_km = reference_table("osm_limits")["stray_km"].value
    far = int((away_km > limit_km).sum())
    if not far:
        return []
    farthest = f"{away_km.max():.1f}"
    return [notice("osm_outside_box", file=file, count=f"{far:,}", limit=f"{limit_km:g}", farthest=farthest)]
