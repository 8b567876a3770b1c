"""Small maps beside the table: villages by their minutes, the hubs as stars, the outline of the municipality; plain SVG."""

from __future__ import annotations

import base64
import functools
import html
import math

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.region.region import Region
from layers.style.colours import HUB, TIME, Measure

WIDTH, HEIGHT = 160, 132
_PAD = 8
_OUTLINE_DETAIL_PX = 0.6
_STAR = "M12 1.6l3.1 6.6 7.2.9-5.3 5 1.4 7.1L12 17.7l-6.4 3.5L7 14.1l-5.3-5 7.2-.9z"


def small_map(region: Region, minutes: pd.Series, hubs: pd.DataFrame, measure: Measure = TIME) -> str:
    """Draw a set of hubs with the villages coloured by the minutes to their hub.

    Parameters
    ----------
    region
        For villages and outline.
    minutes
        By village, in the measure's unit; infinite where there is no way.
    hubs
        Columns lat and lon.
    measure
        Its classes give the colours.

    Returns
    -------
    str
        An SVG document without any text from files.
    """
    villages = region.villages
    codes = measure.classes.classify(minutes.reindex(villages.index).to_numpy(dtype=float)).tolist()
    colours = [swatch.colour for swatch in measure.classes.all_swatches]
    at = pixels(region, villages["lat"].to_numpy(float), villages["lon"].to_numpy(float))
    people = villages["population"].to_numpy(float)
    dots = [
        f'<circle cx="{at[i, 0]:.1f}" cy="{at[i, 1]:.1f}" r="{_radius(people[i]):.1f}" fill="{colours[codes[i]]}"/>'
        for i in np.argsort(-people, kind="stable").tolist()
    ]
    places = pixels(region, hubs["lat"].to_numpy(float), hubs["lon"].to_numpy(float))
    stars = [star(x, y) for x, y in places.tolist()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{background(region)}"
        f'<g stroke="#55504A" stroke-width="0.5">{"".join(dots)}</g>'
        f'<g fill="{HUB}" stroke="#fff" stroke-width="2" paint-order="stroke">{"".join(stars)}</g></svg>'
    )


def pixels(region: Region, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return x and y of places on the small map of a region."""
    return _scale(region).pixels(lat, lon)


def background(region: Region) -> str:
    """Draw what lies under all: paper and the outline of the municipality."""
    return f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#F7F4EC"/>{_outline(region)}'


def star(x: float, y: float) -> str:
    """Draw a hub at a place in pixels."""
    return f'<path d="{_STAR}" transform="translate({x - 8:.1f},{y - 8:.1f}) scale(0.667)"/>'


def picture_html(svg: str, label: str) -> str:
    """Put an SVG document into a page as a picture that says in words what it shows."""
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="ky-picture" alt="{html.escape(label)}" src="data:image/svg+xml;base64,{data}">'


def _radius(people: float) -> float:
    return min(6.0, max(1.6, 0.28 * math.sqrt(people)))


class _Scale:
    """Degrees to pixels, north up, the whole region in view."""

    def __init__(self, south: float, west: float, north: float, east: float) -> None:
        self._narrow = math.cos(math.radians((south + north) / 2))
        across, along = (east - west) * self._narrow or 1e-9, north - south or 1e-9
        self._per_degree = min((WIDTH - 2 * _PAD) / across, (HEIGHT - 2 * _PAD) / along)
        self._middle = (south + north) / 2, (west + east) / 2

    def pixels(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return x and y in pixels."""
        x = WIDTH / 2 + (lon - self._middle[1]) * self._narrow * self._per_degree
        return np.column_stack([x, HEIGHT / 2 - (lat - self._middle[0]) * self._per_degree])


@functools.lru_cache(maxsize=8)
def _scale(region: Region) -> _Scale:
    frames = [frame for frame in (region.villages, region.sites) if len(frame)]
    lats, lons = (np.concatenate([frame[axis].to_numpy(float) for frame in frames]) for axis in ("lat", "lon"))
    return _Scale(float(lats.min()), float(lons.min()), float(lats.max()), float(lons.max()))


@functools.lru_cache(maxsize=8)
def _outline(region: Region) -> str:
    if "municipality" not in region.zones:
        return ""
    scale = _scale(region)
    whole = shapely.union_all(np.asarray(region.zones["municipality"].geometry.values, dtype=object))
    paths = []
    for part in shapely.get_parts(whole):
        points = shapely.get_coordinates(shapely.get_exterior_ring(part))
        line = shapely.simplify(shapely.LineString(scale.pixels(points[:, 1], points[:, 0])), _OUTLINE_DETAIL_PX)
        corners = shapely.get_coordinates(line).tolist()
        if len(corners) > 3:
            paths.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "Z")
    return f'<path d="{"".join(paths)}" fill="#fff" stroke="#B9B1A4" stroke-width="1"/>' if paths else ""
