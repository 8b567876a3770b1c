"""Hubs by grade on a small map: core ones larger, branches tied to the nearest core, each with its services by weekday; SVG."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from geo.region.region import Region
from layers.charts.organisation_diagram import wrapped
from layers.style.colours import HUB

WIDTH, HEIGHT = 460, 360
_PAD_X, _PAD_Y = 60, 36
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
_STAR = "M12 1.6l3.1 6.6 7.2.9-5.3 5 1.4 7.1L12 17.7l-6.4 3.5L7 14.1l-5.3-5 7.2-.9z"
_LINE_PX, _MOST_LINES, _LETTERS = 15, 4, 12


@dataclass(frozen=True)
class NetworkHub:
    """A hub: name, place in degrees, grade (``core``, ``branch`` or empty), and a line for each service with its days."""

    name: str
    lat: float
    lon: float
    grade: str
    services: Sequence[str]


def hub_network(region: Region, hubs: Sequence[NetworkHub]) -> str:
    """Draw the hubs among the villages.

    Returns
    -------
    str
        An SVG document; every name in it is escaped.
    """
    villages = list(zip(region.villages["lat"].tolist(), region.villages["lon"].tolist(), strict=True))
    at = _Scale([*villages, *((h.lat, h.lon) for h in hubs)])
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in (at(*v) for v in villages))
    ties = []
    for hub in hubs:
        core = _nearest_core(hub, hubs)
        if core is not None:
            (x1, y1), (x2, y2) = at(hub.lat, hub.lon), at(core.lat, core.lon)
            ties.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')
    stars, texts = [], []
    for hub in hubs:
        x, y = at(hub.lat, hub.lon)
        size = 1.5 if hub.grade == "core" else 1.0
        stars.append(
            f'<path d="{_STAR}" transform="translate({x - 12 * size:.1f},{y - 12 * size:.1f}) scale({size})"/>'
        )
        texts.append(_label(hub, x, y + 12 * size))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#F7F4EC"/><g fill="#B9B1A4">{dots}</g>'
        f'<g stroke="{HUB}" stroke-width="2" stroke-dasharray="6 4">{"".join(ties)}</g>'
        f'<g fill="{HUB}" stroke="#fff" stroke-width="2" paint-order="stroke">{"".join(stars)}</g>'
        f'<g font-family="{_FONT}" font-size="12" fill="#222" text-anchor="middle" stroke="#fff" stroke-width="3"'
        f' paint-order="stroke">{"".join(texts)}</g></svg>'
    )


def _label(hub: NetworkHub, x: float, below: float) -> str:
    more = [f"ほか {len(hub.services) - _MOST_LINES}"] if len(hub.services) > _MOST_LINES else []
    lines = [
        wrapped(hub.name, _LETTERS, 1)[0],
        *(wrapped(s, _LETTERS, 1)[0] for s in hub.services[:_MOST_LINES]),
        *more,
    ]
    # A label at the lower edge stands over its star.
    top = below + _LINE_PX if below + _LINE_PX * len(lines) <= HEIGHT - 4 else below - 32 - _LINE_PX * (len(lines) - 1)
    middle = min(max(x, _PAD_X + 20), WIDTH - _PAD_X - 20)
    return "".join(
        f'<text x="{middle:.1f}" y="{top + _LINE_PX * i:.1f}" font-weight="{400 if i else 700}">{html.escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def _nearest_core(hub: NetworkHub, hubs: Sequence[NetworkHub]) -> NetworkHub | None:
    """Return the core hub that a branch is drawn to, as the crow flies; None for others and where there is none."""
    cores = [h for h in hubs if h.grade == "core"]
    if hub.grade != "branch" or not cores:
        return None
    narrow = math.cos(math.radians(hub.lat))
    return min(cores, key=lambda c: math.hypot(c.lat - hub.lat, (c.lon - hub.lon) * narrow))


class _Scale:
    """Degrees to pixels, north up, all of them in view."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        lats, lons = [p[0] for p in places], [p[1] for p in places]
        self._middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self._narrow = math.cos(math.radians(self._middle[0]))
        across, along = (max(lons) - min(lons)) * self._narrow or 1e-9, max(lats) - min(lats) or 1e-9
        self._per_degree = min((WIDTH - 2 * _PAD_X) / across, (HEIGHT - 2 * _PAD_Y) / along)

    def __call__(self, lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - self._middle[1]) * self._narrow * self._per_degree
        return x, HEIGHT / 2 - (lat - self._middle[0]) * self._per_degree
