"""Many regions on one small map: a dot for each at its middle, coloured by fifths; plain SVG without any text from files."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

WIDTH, HEIGHT = 560, 460
_PAD, _RADIUS = 14, 5
FIFTHS = ("#1C5C9A", "#5B9BD0", "#B9C4CC", "#F0A35E", "#B34700")
"""From the best fifth to the worst."""


def region_dots(lat: Sequence[float], lon: Sequence[float], fifths: Sequence[int]) -> str:
    """Draw regions as dots, north up, distances alike in both directions.

    Parameters
    ----------
    lat, lon
        Degrees.
    fifths
        0 (the best) to 4.

    Returns
    -------
    str
        An SVG document.

    Examples
    --------
    >>> region_dots([35.0, 36.0], [137.0, 138.0], [0, 4]).count("<circle")
    2
    """
    x = np.asarray(lon, dtype=float) * math.cos(math.radians(float(np.mean(lat)))) if len(lat) else np.zeros(0)
    y = -np.asarray(lat, dtype=float)
    spans = [float(np.ptp(axis)) if len(axis) else 0.0 for axis in (x, y)]
    room = (WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD)
    scale = min((size / span for size, span in zip(room, spans, strict=True) if span), default=1.0)
    left, top = ((float(axis.min()) if len(axis) else 0.0) for axis in (x, y))
    # The best are drawn last, so that none of them is hidden.
    order = np.argsort(-np.asarray(fifths, dtype=int), kind="stable").tolist()
    dots = [
        f'<circle cx="{_PAD + (x[i] - left) * scale:.1f}" cy="{_PAD + (y[i] - top) * scale:.1f}" r="{_RADIUS}" '
        f'fill="{FIFTHS[fifths[i]]}" stroke="#fff"/>'
        for i in order
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
    return f"{head}{''.join(dots)}</svg>"
