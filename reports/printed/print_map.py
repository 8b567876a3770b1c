"""A map on paper: relief, rivers, roads and boundaries of a place, with scale bar, north arrow and named villages."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_pdf import PdfFile
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.image import imread
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path as MplPath
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Transform
from numpy.typing import ArrayLike, NDArray

from geo.region.region import Region
from layers.base_map.road_lines import road_features
from layers.base_map.sea import surroundings
from layers.style.colours import RIVER, SEA
from reports.printed.glyphs import type_of, write
from reports.printed.page import INK, width_mm

_EARTH_M = 6_378_137.0
_MM_PER_PT = 25.4 / 72
_PAPER = "#F6F4EE"
_NEIGHBOUR = "#7D766D"
_TILE_PX, _SCREEN_PX = 256, (1280, 720)
_MARGIN, _SCALE_MM = 1.22, 12.0
_BAR_SHARE, _BAR_MOST_MM = 0.25, 50.0  # a scale bar is read at a glance, not along the whole map
_HALO = (withStroke(linewidth=1.8, foreground="white"),)


@dataclass(frozen=True)
class _Pen:
    colour: str
    width_pt: float
    dashes: tuple[float, tuple[float, ...]] | str = "solid"


def mercator(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """Project degrees to Web Mercator, in which shaded relief is drawn; shape (n, 2), metres at the equator.

    Examples
    --------
    >>> mercator([0.0], [180.0]).round(1).tolist()
    [[20037508.3, -0.0]]
    """
    x = _EARTH_M * np.radians(np.asarray(lon, dtype=float))
    y = _EARTH_M * np.log(np.tan(np.pi / 4 + np.radians(np.asarray(lat, dtype=float)) / 2))
    return np.column_stack([x, y])


@dataclass(frozen=True)
class View:
    """What part of the ground a map shows.

    Parameters
    ----------
    x0, y0, x1, y1
        Its corners in Web Mercator.
    lat
        Of its middle, degrees: there the scale holds.
    wide_mm
        Its width on paper.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    lat: float
    wide_mm: float

    @classmethod
    def around(
        cls, lat: Sequence[float], lon: Sequence[float], size_mm: tuple[float, float], *, least_km: float = 2.0
    ) -> View:
        """Show some places with a margin, on a panel of a size; never less ground than `least_km` across.

        Raises
        ------
        ValueError
            When there are no places.
        """
        if not len(lat):
            raise ValueError("a map needs places")
        xy = mercator(lat, lon)
        middle, spread = (xy.min(axis=0) + xy.max(axis=0)) / 2, xy.max(axis=0) - xy.min(axis=0)
        at = math.degrees(2 * math.atan(math.exp(middle[1] / _EARTH_M)) - math.pi / 2)
        wide, high = size_mm
        # The lowest part belongs to the scale bar: what is to be seen stands above it.
        seen = high - _SCALE_MM
        across = max(
            spread[0] * _MARGIN, spread[1] * _MARGIN * wide / seen, least_km * 1000 / math.cos(math.radians(at))
        )
        (x0, y1) = middle + np.array([-across, across * seen / wide]) / 2
        (x1, y0) = x0 + across, y1 - across * high / wide
        return cls(x0, y0, x1, y1, at, wide)

    @classmethod
    def looking_at(cls, lat: float, lon: float, zoom: float, size_mm: tuple[float, float]) -> View:
        """Show at least the ground that a map on a screen of 1280×720 pixels shows around its middle at a zoom."""
        wide, high = size_mm
        seen = high - _SCALE_MM
        pixel_m = 2 * math.pi * _EARTH_M / (_TILE_PX * 2**zoom)
        across = max(_SCREEN_PX[0] * pixel_m, _SCREEN_PX[1] * pixel_m * wide / seen)
        ((x, y),) = mercator([lat], [lon])
        top = y + across * seen / wide / 2
        return cls(x - across / 2, top - across * high / wide, x + across / 2, top, lat, wide)

    @property
    def mm(self) -> float:
        """The length of a millimetre on paper in the map's own units."""
        return (self.x1 - self.x0) / self.wide_mm

    @property
    def ground_m_per_mm(self) -> float:
        """Metres on the ground for a millimetre on paper."""
        return self.mm * math.cos(math.radians(self.lat))

    def holds(self, xy: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which points lie on the map."""
        x, y = xy.T
        return np.asarray((self.x0 <= x) & (x <= self.x1) & (self.y0 <= y) & (y <= self.y1))


@dataclass(frozen=True, eq=False)
class _Ground:
    """Lines of a region in Web Mercator, with their boxes, so that many maps of one region are quick."""

    roads: tuple[NDArray[np.object_], ...]
    rivers: NDArray[np.object_]
    outline: NDArray[np.object_]
    sea: MplPath | None
    shore: NDArray[np.object_]
    neighbours: tuple[tuple[str, float, float], ...]


@functools.lru_cache(maxsize=4)
def _ground(region: Region) -> _Ground:
    by_class: list[list[shapely.LineString]] = [[] for _ in _ROADS]
    for feature in road_features(region.roads):
        line = np.array(feature["geometry"]["coordinates"], dtype=float)[:, :2]
        by_class[feature["properties"]["c"]].append(shapely.LineString(mercator(line[:, 1], line[:, 0])))
    roads = tuple(np.array(lines, dtype=object) for lines in by_class)
    rivers = _lines(region.rivers.geometry) if region.rivers is not None else np.zeros(0, dtype=object)
    boundary = region.zones.get("municipality")
    outline = _lines(boundary.geometry.boundary) if boundary is not None else np.zeros(0, dtype=object)
    around = surroundings(region)
    if around is None:
        return _Ground(roads, rivers, outline, None, np.zeros(0, dtype=object), ())
    names = tuple((name, *mercator([lat], [lon])[0].tolist()) for name, lat, lon in around.names)
    return _Ground(roads, rivers, outline, _area_path(around.sea), _lines([around.shore]), names)


def _area_path(area: shapely.Geometry) -> MplPath | None:
    """Return an area in Web Mercator as matplotlib draws it, holes and all."""
    rings = [ring for part in shapely.get_parts(area) for ring in (part.exterior, *part.interiors)]
    if not rings:
        return None
    paths = []
    for ring in rings:
        degrees = shapely.get_coordinates(ring)
        paths.append(MplPath(mercator(degrees[:, 1], degrees[:, 0]), closed=True))
    return MplPath.make_compound_path(*paths)


def _lines(shapes: Sequence[shapely.Geometry]) -> NDArray[np.object_]:
    parts = shapely.get_parts(np.array([s for s in shapes if s is not None], dtype=object))
    return shapely.transform(parts, lambda degrees: mercator(degrees[:, 1], degrees[:, 0]))


_ROADS = (_Pen("#8C7B6B", 1.9), _Pen("#9A8B7C", 1.3), _Pen("#A99D90", 0.7), _Pen("#C2B9AE", 0.4))
"""By class: national, prefectural, municipal, other."""
_BOUNDARY = _Pen("#5B5348", 0.9, (0, (6, 2, 1, 2)))


def draw_ground(axes: Axes, region: Region, view: View) -> None:
    """Draw what lies under everything: relief, rivers, roads and the municipality's boundary."""
    axes.set(xlim=(view.x0, view.x1), ylim=(view.y0, view.y1), xticks=(), yticks=(), facecolor=_PAPER)
    for side in axes.spines.values():
        side.set(color="#888888", linewidth=0.6)
    if region.relief is not None:
        r = region.relief
        (x0, y0), (x1, y1) = mercator([r.south, r.north], [r.west, r.east])
        axes.imshow(
            imread(r.picture), extent=(x0, x1, y0, y1), cmap="gray", vmin=0, vmax=1, aspect="auto", zorder=0,
            interpolation="bilinear",
        )  # fmt: skip
        axes.set(xlim=(view.x0, view.x1), ylim=(view.y0, view.y1))
    ground, box = _ground(region.as_read), shapely.box(view.x0, view.y0, view.x1, view.y1)
    if ground.sea is not None:
        axes.add_patch(PathPatch(ground.sea, facecolor=SEA, edgecolor="none", zorder=0.5))
    _draw(axes, ground.shore, box, _Pen(RIVER, 0.5), 0.6)
    for name, x, y in ground.neighbours:
        if view.x0 < x < view.x1 and view.y0 < y < view.y1:
            write(axes, (x, y), name, 8, ha="center", va="center", color=_NEIGHBOUR, path_effects=_HALO, zorder=0.7)
    _draw(axes, ground.rivers, box, _Pen(RIVER, 0.9), 1)
    for pen, lines in list(zip(_ROADS, ground.roads, strict=True))[::-1]:
        _draw(axes, lines, box, pen, 2)
    _draw(axes, ground.outline, box, _BOUNDARY, 2)


class _OnePen:
    """A page of a PDF on which all lines of one pen are written in one go.

    Matplotlib works out anew for each line how it is drawn, which for thousands of roads takes several times as long as to write
    them. What comes of it is the same to the byte.
    """

    def __init__(self, page: Any) -> None:
        self._page = page

    def __getattr__(self, name: str) -> Any:
        return getattr(self._page, name)

    def draw_path_collection(
        self, gc: GraphicsContextBase, transform: Transform, paths: Sequence[MplPath], *given: Any, **_: Any
    ) -> None:
        """Write what a collection of lines hands over; the order of `given` is that of matplotlib's renderers."""
        if not len(paths):
            return
        colours, widths, dashes = given[4:7]
        pen = self._page.new_gc()
        pen.copy_properties(gc)
        pen.set_linewidth(widths[0])
        pen.set_dashes(*dashes[0])
        pen.set_foreground(to_rgba(colours[0]), isRGBA=True)
        self._page.check_gc(pen, None)
        file, stroke = self._page.file, self._page.gc.paint()
        for path in paths:
            file.writePath(path, transform, clip=True)
            file.output(stroke)
        pen.restore()


class _PenLines(LineCollection):
    """Lines that are all drawn with one pen."""

    def draw(self, renderer: RendererBase) -> None:
        """Draw them; in pictures matplotlib draws all lines at once by itself."""
        writes_pdf = isinstance(getattr(renderer, "file", None), PdfFile)
        super().draw(cast(RendererBase, _OnePen(renderer)) if writes_pdf else renderer)


def _draw(axes: Axes, lines: NDArray[np.object_], box: shapely.Polygon, pen: _Pen, zorder: float) -> None:
    seen = lines[shapely.intersects(lines, box)] if len(lines) else lines
    if len(seen):
        vertices = [shapely.get_coordinates(line) for line in seen]
        axes.add_collection(
            _PenLines(vertices, colors=pen.colour, linewidths=pen.width_pt, linestyles=[pen.dashes], zorder=zorder),
            autolim=False,
        )


def scale_bar_m(view: View) -> float:
    """Choose a round length for the scale bar: 1, 2 or 5 with zeros.

    Examples
    --------
    >>> scale_bar_m(View(0, 0, 10_000, 10_000, 0.0, 100.0))
    2000.0
    """
    about_m = min(_BAR_SHARE * view.wide_mm, _BAR_MOST_MM) * view.ground_m_per_mm
    zeros = 10.0 ** math.floor(math.log10(about_m))
    return max(step * zeros for step in (1.0, 2.0, 5.0) if step * zeros <= about_m)


def scale_box(view: View) -> tuple[float, float, float, float]:
    """Return the corners of the lower right part of a map that the scale bar and the north arrow take."""
    mm = view.mm
    bar = scale_bar_m(view) / view.ground_m_per_mm * mm
    wide = max(bar, width_mm(_distance_text(view), 7) * mm) + 11 * mm
    return view.x1 - wide - 1.5 * mm, view.y0 + 1.5 * mm, view.x1 - 1.5 * mm, view.y0 + 10.5 * mm


def _distance_text(view: View) -> str:
    bar_m = scale_bar_m(view)
    return f"{bar_m / 1000:g} km" if bar_m >= 1000 else f"{bar_m:g} m"


def draw_scale_and_north(axes: Axes, view: View) -> None:
    """Draw the scale bar and the north arrow into the lower right corner."""
    mm = view.mm
    x0, y0, x1, y1 = scale_box(view)
    bar = scale_bar_m(view) / view.ground_m_per_mm * mm
    axes.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, fc="white", ec="none", alpha=0.86, zorder=8))
    left, low = x0 + 2 * mm, y0 + 2 * mm
    axes.plot(
        [left, left, left + bar, left + bar], [low + 1.5 * mm, low, low, low + 1.5 * mm], color=INK, lw=1.1, zorder=9
    )
    axes.text(
        left + bar / 2,
        low + 2.4 * mm,
        _distance_text(view),
        fontproperties=type_of(7),
        ha="center",
        va="bottom",
        zorder=9,
    )
    tip = (x1 - 4 * mm, y0 + 7.6 * mm)
    axes.annotate(
        "", xy=tip, xytext=(tip[0], y0 + 1.2 * mm), zorder=9,
        arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.0, "shrinkA": 0, "shrinkB": 0},
    )  # fmt: skip
    axes.text(tip[0] + 1.1 * mm, y0 + 2.2 * mm, "北", fontproperties=type_of(6.5), ha="left", va="center", zorder=9)


class NameBoard:
    """Keeps the names on a map from covering each other and the signs."""

    def __init__(self, axes: Axes, view: View) -> None:
        self._axes, self._view = axes, view
        self._mm = view.mm
        self._taken = [scale_box(view)]

    def keep_clear(self, x: float, y: float, radius_mm: float) -> None:
        """Keep names off a sign."""
        r = radius_mm * self._mm
        self._taken.append((x - r, y - r, x + r, y + r))

    def is_free(self, x: float, y: float, radius_mm: float) -> bool:
        """Return whether a sign would stand on free ground."""
        r = radius_mm * self._mm
        return self._free((x - r, y - r, x + r, y + r))

    def write(self, label: str, x: float, y: float, size_pt: float, *, away_mm: float, colour: str = INK) -> bool:
        """Write a name beside its sign where there is room, and tell whether there was."""
        wide, high = width_mm(label, size_pt) * self._mm, size_pt * _MM_PER_PT * 1.1 * self._mm
        for left, low in self._beside(x, y, (wide, high), away_mm * self._mm):
            box = (left, low, left + wide, low + high)
            if self._free(box):
                self._taken.append(box)
                text = write(self._axes, (left, low + high * 0.18), label, size_pt, color=colour, zorder=7)
                text.set_path_effects(list(_HALO))
                return True
        return False

    def _beside(self, x: float, y: float, size: tuple[float, float], off: float) -> Iterator[tuple[float, float]]:
        """Try right, left, above and below, then the same a line farther away."""
        wide, high = size
        for away in (off, off + high, off + 2 * high):
            yield x + away, y - high / 2
            yield x - away - wide, y - high / 2
            yield x - wide / 2, y + away
            yield x - wide / 2, y - away - high

    def _free(self, box: tuple[float, float, float, float]) -> bool:
        x0, y0, x1, y1 = box
        view = self._view
        if x0 < view.x0 or y0 < view.y0 or x1 > view.x1 or y1 > view.y1:
            return False
        return all(x1 <= a or c <= x0 or y1 <= b or d <= y0 for a, b, c, d in self._taken)
