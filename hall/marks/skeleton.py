"""The middle line of strokes, one pixel wide: thinning by Zhang and Suen (1984, doi:10.1145/357994.358023)."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

# Neighbours clockwise from north, P2 to P9 of the paper: rows and columns.
_AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
_WEIGHTS = 2 ** np.arange(8)


def thinned(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Thin strokes to their middle line; what hangs together keeps doing so.

    Only the pixels of strokes are looked at, so that a long thin stroke over a whole page is quick.

    Examples
    --------
    >>> bar = np.zeros((5, 9), dtype=bool)
    >>> bar[1:4, 1:8] = True
    >>> np.argwhere(thinned(bar)).tolist()
    [[2, 2], [2, 3], [2, 4], [2, 5], [2, 6]]
    """
    padded = np.pad(mask, 1)
    wide = padded.shape[1]
    flat = padded.ravel().copy()
    steps = np.array([row * wide + column for row, column in _AROUND])
    pixels = np.flatnonzero(flat)
    while True:
        before = len(pixels)
        for goes in _goes():
            codes = flat[pixels[:, None] + steps] @ _WEIGHTS
            gone = goes[codes]
            flat[pixels[gone]] = False
            pixels = pixels[~gone]
        if len(pixels) == before:
            return flat.reshape(padded.shape)[1:-1, 1:-1]


def width_px(mask: NDArray[np.bool_], line: NDArray[np.bool_]) -> float:
    """Return how wide the strokes of a mask are, in pixels: the median along their middle line, 1 at least.

    Parameters
    ----------
    mask, line
        The strokes, and their middle line as `thinned` gives it.
    """
    import cv2

    if not line.any():
        return 1.0
    inside = cv2.distanceTransform(np.pad(mask, 1).astype(np.uint8), cv2.DIST_L2, 5)[1:-1, 1:-1]
    return max(1.0, 2 * float(np.median(inside[line])) - 1)


@functools.cache
def _goes() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell for each of the 256 neighbourhoods whether its middle goes, in the first and in the second half of a round."""
    codes = np.arange(256)
    p = [(codes >> bit & 1).astype(bool) for bit in range(8)]
    north, east, south, west = p[0], p[2], p[4], p[6]
    count = sum(x.astype(int) for x in p)
    turns = sum((~p[i] & p[(i + 1) % 8]).astype(int) for i in range(8))
    edge = (count >= 2) & (count <= 6) & (turns == 1)
    first = edge & ~(north & east & south) & ~(east & south & west)
    second = edge & ~(north & east & west) & ~(north & south & west)
    return first, second
