"""Bus lines on a small map: the villages that have an outing, the lines, the hub; plain SVG."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from geo.region.region import Region
from layers.charts.small_map import HEIGHT, WIDTH, background, pixels, star
from layers.style.colours import HUB
from network.services.bus_service import BusService

_SERVED, _LEFT, _LINES = "#2E7D5B", "#C9C2B6", ("#1F5FA8", "#B3541E", "#6A3D9A", "#8A6D00", "#00707A", "#A0245E")


def line_map(region: Region, services: Sequence[BusService], served: Collection[str], hub: tuple[float, float]) -> str:
    """Draw the lines of a design.

    Parameters
    ----------
    region
        For villages and outline.
    services
        Each in a colour of its own.
    served
        Village ids with an outing; the others are pale.
    hub
        (latitude, longitude).

    Returns
    -------
    str
        An SVG document without any text from files.
    """
    villages = region.villages
    at = pixels(region, villages["lat"].to_numpy(float), villages["lon"].to_numpy(float))
    lines = []
    for number, service in enumerate(services):
        way = np.array(service.line(0), dtype=float)
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in pixels(region, way[:, 1], way[:, 0]).tolist())
        lines.append(f'<polyline points="{points}" stroke="{_LINES[number % len(_LINES)]}"/>')
    dots = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.4" fill="{_SERVED if str(village) in served else _LEFT}"/>'
        for village, (x, y) in zip(villages.index, at.tolist(), strict=True)
    ]
    ((x, y),) = pixels(region, np.array([hub[0]]), np.array([hub[1]])).tolist()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{background(region)}"
        f'<g fill="none" stroke-width="2" stroke-linejoin="round">{"".join(lines)}</g>'
        f'<g stroke="#55504A" stroke-width="0.5">{"".join(dots)}</g>'
        f'<g fill="{HUB}" stroke="#fff" stroke-width="2" paint-order="stroke">{star(x, y)}</g></svg>'
    )
