"""The light of a scene on paper: all but one place in the shade, or one line drawn broad over the others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from layers.style.colours import HUB
from plan.reach.evaluation import Evaluation
from plan.reach.reach import places_of
from plan.scenes.spotlight import lit_line, todays_lines
from reports.printed.print_map import View, mercator

_ABOVE_SIGNS = 7
_RADIUS_MM, _SHADE, _LINE_PT, _CORNERS = 11.0, 0.28, 5.0, 73


def draw_light(axes: Axes, view: View, current: Evaluation, thing: str) -> None:
    """Let the light of a scene fall on a thing; nothing where it falls on none that is there.

    Parameters
    ----------
    axes, view
        Where it is drawn.
    current
        The scenario that the map shows.
    thing
        As `plan.scenes.spotlight.things_to_light` names it; empty for none.
    """
    effective = current.effective
    for table in (effective.region.villages, effective.hubs, effective.facilities):
        if thing in table.index:
            ((lat, lon),) = places_of(table.loc[[thing]])
            _shade_around(axes, view, lat, lon)
            return
    for path in _ways(current, thing):
        xy = mercator([lat for lat, _ in path], [lon for _, lon in path])
        axes.plot(*xy.T, color="white", lw=_LINE_PT + 2, zorder=3.85, solid_capstyle="round")
        axes.plot(*xy.T, color=HUB, lw=_LINE_PT, zorder=3.9, solid_capstyle="round", gid="light")


def _ways(current: Evaluation, thing: str) -> Iterable[list[tuple[float, float]]]:
    """Yield the ways of a line as latitudes and longitudes."""
    for service in current.effective.services:
        if service.id == thing:
            drawn = (service.line(direction) for direction in (0, 1))
            yield from ([(lat, lon) for lon, lat in line] for line in drawn if len(line) > 1)
    for line in todays_lines(current):
        if lit_line(line) == thing:
            yield from (list(path) for path in line.paths)


def _shade_around(axes: Axes, view: View, lat: float, lon: float) -> None:
    ((x, y),) = mercator([lat], [lon])
    edges = [(view.x0, view.y0), (view.x1, view.y0), (view.x1, view.y1), (view.x0, view.y1), (view.x0, view.y0)]
    # The ring runs the other way round than the edges, so that it is a hole in the shade.
    turn = np.linspace(2 * np.pi, 0, _CORNERS)
    ring = np.column_stack([x + np.cos(turn) * _RADIUS_MM * view.mm, y + np.sin(turn) * _RADIUS_MM * view.mm])
    around = Path.make_compound_path(Path(edges, closed=True), Path(ring, closed=True))
    axes.add_patch(PathPatch(around, fc="black", alpha=_SHADE, ec="none", zorder=_ABOVE_SIGNS, gid="light"))
    axes.add_patch(Circle((x, y), _RADIUS_MM * view.mm, fc="none", ec=HUB, lw=1.6, zorder=_ABOVE_SIGNS))
