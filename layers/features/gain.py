"""The effect of the next hub as a soft picture under the villages: darker where it would bring more people within reach."""

from __future__ import annotations

import base64
import functools
import math
import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from layers.style.colours import Classes, Swatch
from layers.style.map_part import Part
from plan.reach.next_hub import NextHub

CLASSES = Classes(
    breaks=(1, 50, 200, 500, 1000),
    swatches=(
        Swatch("なし", "#FFFFFF"),
        Swatch("1人以上", "#FFF0B3"),
        Swatch("50人以上", "#FFDB66"),
        Swatch("200人以上", "#F2B01E"),
        Swatch("500人以上", "#C98200"),
        Swatch("1,000人以上", "#8A5200"),
    ),
    missing=Swatch("道から遠い", "#FFFFFF"),
    upper_closed=False,
)
"""Fixed classes, so that 案 compare; one warm hue, apart from the blue of the minutes."""

_LONGEST_CELLS = 320
_NEAR_ROAD_M = 350.0
_EARTH_M = 6_371_000.0
_DECIMALS = 5


@dataclass(frozen=True, eq=False)
class _Grid:
    """Cells of a picture: the nearest node of each, -1 where none is near, and the corners of the picture."""

    node: NDArray[np.intp]
    bounds: list[list[float]]


def gain(found: NextHub) -> Part:
    """Draw how many people the next hub would newly bring within the limit, near the roads where it could stand.

    Parameters
    ----------
    found
        From `plan.reach.next_hub.next_hub`.
    """
    way = "歩いて" if found.mode == "walk" else "車で"
    title = f"次の拠点がここにあれば、新たに{way}{found.within_min:g}分以内になる人"
    rows = [{"label": s.label, "colour": s.colour} for s in CLASSES.swatches[1:]]
    drawn: dict[str, object] = {"title": title, "rows": rows, "most": float(found.persons.max(initial=0.0))}
    if not len(found.persons):
        return Part("gain", {**drawn, "image": None, "bounds": None})
    grid = _grid(found.lat.tobytes(), found.lon.tobytes())
    codes = np.append(CLASSES.classify(found.persons), 0).astype(np.uint8)  # node -1, the last, is nowhere
    data = base64.b64encode(_png(codes[grid.node])).decode()
    return Part("gain", {**drawn, "image": f"data:image/png;base64,{data}", "bounds": grid.bounds})


@functools.lru_cache(maxsize=8)
def _grid(lat_bytes: bytes, lon_bytes: bytes) -> _Grid:
    """Lay a grid over the nodes, square in the map's own (Mercator) plane, so that the picture lies true."""
    lat, lon = np.frombuffer(lat_bytes), np.frombuffer(lon_bytes)
    x, y = np.radians(lon), np.arctanh(np.sin(np.radians(lat)))
    narrow = math.cos(math.radians(float(lat.mean())))
    pad = _NEAR_ROAD_M / (_EARTH_M * narrow)
    west, east, south, north = x.min() - pad, x.max() + pad, y.min() - pad, y.max() + pad
    cell = max(east - west, north - south) / _LONGEST_CELLS
    across, down = max(1, math.ceil((east - west) / cell)), max(1, math.ceil((north - south) / cell))
    east, south = west + across * cell, north - down * cell
    columns, rows = west + (np.arange(across) + 0.5) * cell, north - (np.arange(down) + 0.5) * cell
    centres = np.column_stack([np.tile(columns, down), np.repeat(rows, across)])
    distance, nearest = cKDTree(np.column_stack([x, y])).query(centres, distance_upper_bound=pad)
    node = np.where(np.isfinite(distance), nearest, -1).reshape(down, across)
    corners = [[_latitude(south), math.degrees(west)], [_latitude(north), math.degrees(east)]]
    return _Grid(node.astype(np.intp), [[round(d, _DECIMALS) for d in corner] for corner in corners])


def _latitude(mercator: float) -> float:
    return math.degrees(math.asin(math.tanh(mercator)))


def _png(codes: NDArray[np.uint8]) -> bytes:
    """Write classes as a PNG with the palette of `CLASSES`, class 0 unseen."""
    down, across = codes.shape
    palette = b"".join(bytes.fromhex(swatch.colour[1:]) for swatch in CLASSES.swatches)
    unseen = bytes([0] + [255] * (len(CLASSES.swatches) - 1))
    lines = np.zeros((down, across + 1), dtype=np.uint8)  # each line begins with its filter, none
    lines[:, 1:] = codes
    head = struct.pack(">IIBBBBB", across, down, 8, 3, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"PLTE", palette), (b"tRNS", unseen), (b"IDAT", zlib.compress(lines.tobytes(), 6)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*piece) for piece in (*pieces, (b"IEND", b"")))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
