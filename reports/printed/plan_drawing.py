"""What a scenario draws, on paper: spheres, hub areas, conservation areas and its own bus lines, with the rows of the legend."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from layers.features.service_lines import service_colour
from layers.style.colours import CONSERVATION, HUB, SPHERE
from plan.applied import EffectiveScenario
from plan.organisation.shared_days import days_at_hubs
from reports.printed.page import Page, line_mm
from reports.printed.print_map import mercator

_SPHERE_STYLES = ("-", "--", "-.", ":")
_LINE_PT, _OUTLINE_PT = 2.6, 1.8


@dataclass(frozen=True)
class _Kind:
    """How areas of a kind are drawn: colour of outline and hatch, share of the fill, hatch, and above what."""

    label: str
    colour: str
    fill: float
    hatch: str
    zorder: float


_HUB_AREA = _Kind("地域再生拠点区域", HUB, 0.15, "", 3.4)
_KEPT = _Kind("農用地等保全利用区域", CONSERVATION, 0.10, "///", 3.2)


def draw_plan(axes: Axes, effective: EffectiveScenario) -> None:
    """Draw the areas and lines of a scenario; the present has none."""
    scenario = effective.scenario
    if scenario is None:
        return
    for number, sphere in enumerate(s for s in scenario.spheres if s.area is not None):
        style = _SPHERE_STYLES[number % len(_SPHERE_STYLES)]
        for polygon in _polygons(sphere.area):
            axes.add_patch(PathPatch(_path(polygon), fc=(*_rgb(SPHERE), 0.06), ec="none", zorder=3.0))
            axes.add_patch(PathPatch(_path(polygon), fc="none", ec=SPHERE, lw=_OUTLINE_PT, ls=style, zorder=3.5))
    for area in scenario.conservation_areas:
        _area(axes, area.shape, _KEPT)
    for hub in scenario.hubs:
        for cluster in hub.areas:
            _area(axes, cluster.shape, _HUB_AREA)
    for number, service in enumerate(effective.services):
        for direction in (0, 1):
            line = np.asarray(service.line(direction), dtype=float)
            if len(line) > 1:
                xy = mercator(line[:, 1], line[:, 0])
                axes.plot(*xy.T, color=service_colour(number), lw=_LINE_PT, zorder=3.8, solid_capstyle="round")


def corners_of(effective: EffectiveScenario) -> tuple[list[float], list[float]]:
    """Return latitudes and longitudes that a map must hold so that hubs and spheres are seen whole."""
    lat, lon = list(effective.hubs["lat"].astype(float)), list(effective.hubs["lon"].astype(float))
    for sphere in effective.scenario.spheres if effective.scenario is not None else ():
        if sphere.area is not None:
            west, south, east, north = sphere.area.bounds
            lat += [south, north]
            lon += [west, east]
    return lat, lon


def plan_legend(
    page: Page, effective: EffectiveScenario, at: tuple[float, float], wide: float, *, day: datetime.date | None = None
) -> float:
    """Explain the star, the areas and the lines that are on the map; return where the next thing may stand (mm).

    Parameters
    ----------
    page, effective
        Where it is drawn, and the scenario.
    at, wide
        Its left upper corner and its width, in mm.
    day
        On which the paper is made: areas are drafts (素案) until the plan is published; None: always.
    """
    left, top = at
    scenario, y = effective.scenario, top
    if len(effective.hubs):
        page.paper.plot(left + 3.5, y + 3.2, marker="*", ms=11, mfc=HUB, mec="white", mew=0.6, ls="none")
        page.line("拠点", (left + 10, y), 11)
        y += line_mm(11) + 1
        y = _days(page, effective, left, y, wide)
    if scenario is None:
        return y
    draft = "" if scenario.procedure.is_published(day) else "（素案）"
    if any(s.area is not None for s in scenario.spheres):
        y = _row(
            page,
            Rectangle((left, y + 1), 7, 4, fc=(*_rgb(SPHERE), 0.06), ec=SPHERE, lw=_OUTLINE_PT),
            "集落生活圏（線の形は拠点ごと）",
            y,
        )
    for kind, is_there in (
        (_HUB_AREA, any(h.areas for h in scenario.hubs)),
        (_KEPT, bool(scenario.conservation_areas)),
    ):
        if is_there:
            sign = Rectangle(
                (left, y + 1), 7, 4, fc=(*_rgb(kind.colour), kind.fill), ec=kind.colour, lw=1.2, hatch=kind.hatch
            )
            y = _row(page, sign, f"{kind.label}{draft}", y)
    for number, service in enumerate(effective.services):
        if len(service.line(0)) > 1:
            page.paper.add_line(Line2D((left, left + 7), (y + 3, y + 3), lw=_LINE_PT, color=service_colour(number)))
            y += page.paragraph(service.name, (left + 10, y), 11, wide - 10) + 1
    return y


def _days(page: Page, effective: EffectiveScenario, left: float, y: float, wide: float) -> float:
    """Say on which days the services that hubs share are there."""
    days = days_at_hubs(effective.scenario)
    for hub_id, name in effective.hubs["name"].items():
        if hub_id in days:
            y += page.paragraph(f"{name}：{days[str(hub_id)]}", (left + 10, y), 9, wide - 10) + 1
    return y


def _row(page: Page, sign: Rectangle, label: str, y: float) -> float:
    page.paper.add_patch(sign)
    page.line(label, (float(sign.get_x()) + 10, y), 11)
    return y + line_mm(11) + 1


def _area(axes: Axes, shape: BaseGeometry, kind: _Kind) -> None:
    for polygon in _polygons(shape):
        face = (*_rgb(kind.colour), kind.fill)
        axes.add_patch(PathPatch(_path(polygon), fc=face, ec=kind.colour, lw=1.2, hatch=kind.hatch, zorder=kind.zorder))


def _polygons(shape: BaseGeometry | None) -> Iterable[Polygon]:
    parts: Sequence[BaseGeometry] = () if shape is None else list(shapely.get_parts(shape))
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _path(polygon: Polygon) -> Path:
    """Turn a polygon in degrees, with its holes, into a path in the map's own units."""
    rings = [polygon.exterior, *polygon.interiors]
    return Path.make_compound_path(*(Path(mercator(xy[:, 1], xy[:, 0]), closed=True) for xy in map(_corners, rings)))


def _corners(ring: BaseGeometry) -> np.ndarray:
    return shapely.get_coordinates(ring)


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
