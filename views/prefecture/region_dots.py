"""Many regions on one small map: a dot with its name for each, coloured by fifths, on the ground of their municipalities; plain SVG."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from plan.batch.prefecture import Outline

WIDTH, HEIGHT = 560, 460
_PAD, _RADIUS, _CHOSEN_RADIUS = 20, 5, 8
_LETTER_PX, _LINE_PX, _LONGEST = 11.0, 13.0, 9
_KM_PER_DEGREE = 111.2
_BARS_KM = (200, 100, 50, 20, 10, 5, 2, 1)
_MOST_OF_WIDTH = 0.3
_FONT = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"
FIFTHS = ("#1C5C9A", "#5B9BD0", "#B9C4CC", "#F0A35E", "#B34700")
"""From the best fifth to the worst."""
_Box = tuple[float, float, float, float]


def region_dots(
    lat: Sequence[float],
    lon: Sequence[float],
    fifths: Sequence[int],
    *,
    names: Sequence[str] = (),
    ground: Sequence[Outline] = (),
    chosen: int | None = None,
) -> str:
    """Draw regions as dots, north up, distances alike in both directions, with a scale bar.

    Parameters
    ----------
    lat, lon
        Degrees.
    fifths
        0 (the best) to 4.
    names
        Written beside the dots where there is room, those that stand first before the others.
    ground
        Edges of municipalities.
    chosen
        Which of them is ringed, if any.

    Returns
    -------
    str
        An SVG document.

    Examples
    --------
    >>> region_dots([35.0, 36.0], [137.0, 138.0], [0, 4]).count("<circle")
    2
    """
    seen_lat = [*lat, *(one for edge in ground for one in edge.lat)]
    seen_lon = [*lon, *(one for edge in ground for one in edge.lon)]
    narrow = math.cos(math.radians(float(np.mean(seen_lat)))) if seen_lat else 1.0
    x, y = np.asarray(seen_lon, dtype=float) * narrow, -np.asarray(seen_lat, dtype=float)
    spans = [float(np.ptp(axis)) if len(axis) else 0.0 for axis in (x, y)]
    room = (WIDTH - 2 * _PAD, HEIGHT - 2 * _PAD)
    scale = min((size / span for size, span in zip(room, spans, strict=True) if span), default=1.0)
    left, top = ((float(axis.min()) if len(axis) else 0.0) for axis in (x, y))
    px, py = _PAD + (x - left) * scale, _PAD + (y - top) * scale
    parts = [*_ground(ground, px[len(lat) :], py[len(lat) :])]
    # The best are drawn last, so that none of them is hidden.
    for i in np.argsort(-np.asarray(fifths, dtype=int), kind="stable").tolist():
        ring = (_CHOSEN_RADIUS, "#222") if i == chosen else (_RADIUS, "#fff")
        parts.append(
            f'<circle cx="{px[i]:.1f}" cy="{py[i]:.1f}" r="{ring[0]}" fill="{FIFTHS[fifths[i]]}" stroke="{ring[1]}"/>'
        )
    parts += _names(names, px[: len(names)], py[: len(names)], chosen)
    if any(spans):
        parts.append(_bar(scale / _KM_PER_DEGREE))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" font-family="{_FONT}">'
    return f"{head}{''.join(parts)}</svg>"


def _ground(ground: Sequence[Outline], px: NDArray[np.float64], py: NDArray[np.float64]) -> list[str]:
    drawn, at = [], 0
    for edge in ground:
        end = at + len(edge.lat)
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(px[at:end], py[at:end], strict=True))
        drawn.append(f'<polygon points="{points}" fill="#F1EEE7" stroke="#8A8378" stroke-width="1"/>')
        at = end
    return drawn


def _names(names: Sequence[str], px: NDArray[np.float64], py: NDArray[np.float64], chosen: int | None) -> list[str]:
    """Write names where they cover no dot and no other name: right of their dot, else left of it, else above or below."""
    taken: list[_Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in zip(px.tolist(), py.tolist(), strict=True)]
    written = []
    for i in sorted(range(len(names)), key=lambda i: i != chosen):
        label = names[i] if len(names[i]) <= _LONGEST else f"{names[i][: _LONGEST - 1]}…"
        wide, x, y = _LETTER_PX * len(label), float(px[i]), float(py[i])
        places = ((x + 9, y + 4), (x - 9 - wide, y + 4), (x - wide / 2, y - 10), (x - wide / 2, y + 18))
        for west, base in places:
            box = (west, base - _LINE_PX + 2, west + wide, base + 2)
            inside = box[0] >= 1 and box[1] >= 1 and box[2] <= WIDTH - 1 and box[3] <= HEIGHT - 1
            if inside and not any(_overlap(box, other) for j, other in enumerate(taken) if j != i):
                taken.append(box)
                written.append(
                    f'<text x="{west:.1f}" y="{base:.1f}" font-size="11" fill="#222" paint-order="stroke" stroke="#fff" '
                    f'stroke-width="3">{html.escape(label)}</text>'
                )
                break
    return written


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bar(px_per_km: float) -> str:
    """Draw a scale bar and where north is."""
    km = next((km for km in _BARS_KM if km * px_per_km <= _MOST_OF_WIDTH * WIDTH), _BARS_KM[-1])
    wide, y = km * px_per_km, HEIGHT - 6
    return (
        f'<path d="M6 {y - 5}V{y}H{6 + wide:.1f}V{y - 5}" fill="none" stroke="#222"/>'
        f'<text x="9" y="{y - 8}" font-size="11" fill="#222">{km} km</text>'
        f'<path d="M{WIDTH - 16} 26l5 -16l5 16l-5 -4z" fill="#222"/><text x="{WIDTH - 16}" y="38" font-size="11" fill="#222">北</text>'
    )
