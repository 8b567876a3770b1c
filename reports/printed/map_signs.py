"""What stands on a map on paper: villages, services with one kanji, hubs, bus lines and stops, and their legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyBboxPatch

from geo.reference.categories import CATEGORIES
from layers.style.colours import CATEGORY_MARKS, HUB, SPHERE
from reports.printed.glyphs import type_of
from reports.printed.page import INK
from reports.printed.print_map import NameBoard, View, mercator

_LEAST_MM, _MOST_MM = 1.0, 5.0
_PERSONS_OF_MOST = 1000.0
_SQUARE_MM = 3.4
_RINGS = 16  # a town's centre has some forty services
_STAR_PT, _STAR_MM = 15.0, 2.2


@dataclass(frozen=True, eq=False)
class Signs:
    """What a map shows.

    Parameters
    ----------
    villages
        Index village_id; name, lat, lon, population.
    chosen
        Ids of the villages that the sheet is about.
    facilities
        name, lat, lon, category and status.
    hubs
        name, lat, lon.
    colours
        A colour for each village, in their order; plain where not given.
    """

    villages: pd.DataFrame
    chosen: frozenset[str]
    facilities: pd.DataFrame
    hubs: pd.DataFrame
    colours: Sequence[str] = ()


def draw_signs(axes: Axes, view: View, signs: Signs, *, name_pt: float = 7.0) -> list[str]:
    """Draw villages, facilities and hubs with their names, and give the categories that are on the map."""
    board = NameBoard(axes, view)
    villages, facilities, hubs = (_seen(view, frame) for frame in (signs.villages, signs.facilities, signs.hubs))
    colours = dict(zip(signs.villages.index, signs.colours, strict=True)) if len(signs.colours) else {}
    for row in hubs:
        board.keep_clear(row.x, row.y, _STAR_MM)
    for row in villages:
        board.keep_clear(row.x, row.y, _radius_mm(row.population) * 0.8)
    # The villages of the sheet and the hubs are named first, then services stand where there is room, then the larger villages: where
    # there is no room, the smaller names are left out.
    order = sorted(villages, key=lambda v: (v.Index not in signs.chosen, -v.population, v.Index))
    for row in order:
        _village(axes, view, row, colours.get(row.Index, SPHERE), chosen=row.Index in signs.chosen)
        if row.Index in signs.chosen:
            board.write(row.name, row.x, row.y, name_pt + 1.5, away_mm=_radius_mm(row.population) + 0.6)
    for row in hubs:
        axes.plot(row.x, row.y, marker="*", ms=_STAR_PT, mfc=HUB, mec="white", mew=0.8, zorder=6, ls="none")
        board.write(row.name, row.x, row.y, name_pt + 1.5, away_mm=_STAR_MM + 0.4, colour=HUB)
    for row, at in zip(facilities, _spread(facilities, board, view), strict=True):
        _square(axes, row, at, view)
    for row in order:
        if row.Index not in signs.chosen:
            board.write(row.name, row.x, row.y, name_pt, away_mm=_radius_mm(row.population) + 0.6)
    there = {row.category for row in facilities}
    return [c for c in CATEGORIES if c in there]


def _village(axes: Axes, view: View, row: Any, colour: str, *, chosen: bool) -> None:
    sign = Circle((row.x, row.y), _radius_mm(row.population) * view.mm, fc=colour, alpha=0.95)
    sign.set(ec=HUB if chosen else "#555555", lw=2.2 if chosen else 0.5, zorder=5 if chosen else 4)
    axes.add_patch(sign)


def _seen(view: View, frame: pd.DataFrame) -> list[Any]:
    """Return the rows that lie on the map, with their place x, y."""
    xy = mercator(frame["lat"], frame["lon"]) if len(frame) else np.zeros((0, 2))
    return list(frame.assign(x=xy[:, 0], y=xy[:, 1])[view.holds(xy)].itertuples())


def _radius_mm(persons: float) -> float:
    return max(_LEAST_MM, min(_MOST_MM, _MOST_MM * math.sqrt(max(persons, 0.0) / _PERSONS_OF_MOST)))


def _spread(facilities: list[Any], board: NameBoard, view: View) -> list[tuple[float, float]]:
    """Find a place for each square beside what stands at the same spot, on rings around it."""
    spots = []
    step = (_SQUARE_MM + 0.3) * view.mm
    for row in facilities:
        rings = [
            (row.x + ring * step * math.cos(turn), row.y + ring * step * math.sin(turn))
            for ring in range(_RINGS)
            for turn in np.linspace(0, 2 * math.pi, max(1, 6 * ring), endpoint=False)
        ]
        spot = next((at for at in rings if board.is_free(*at, _SQUARE_MM / 2)), rings[0])
        board.keep_clear(*spot, _SQUARE_MM / 2)
        spots.append(spot)
    return spots


def _square(axes: Axes, row: Any, at: tuple[float, float], view: View) -> None:
    (x, y), category, status = at, row.category, row.status
    if at != (row.x, row.y):
        axes.plot([row.x, x], [row.y, y], color="#777777", lw=0.5, zorder=5.2)
    open_ = status == "open"
    half = _SQUARE_MM / 2 * view.mm
    box = FancyBboxPatch(
        (x - half, y - half), 2 * half, 2 * half, boxstyle=f"round,pad=0,rounding_size={half * 0.4}",
        fc="#3A3A3A" if open_ else "white", ec="white" if open_ else "#777777", lw=0.6, zorder=5.5,
        linestyle="--" if status == "planned" else "-",
    )  # fmt: skip
    axes.add_patch(box)
    mark = CATEGORY_MARKS.get(category, "他")
    axes.text(
        x, y, mark, fontproperties=type_of(6.5), color="white" if open_ else "#777777", ha="center", va="center",
        zorder=5.6,
    )  # fmt: skip
    if status == "closed":
        axes.plot([x - half, x + half], [y - half, y + half], color="#777777", lw=0.8, zorder=5.7)


def legend_text(categories: Sequence[str]) -> str:
    """Write what the kanji on the map mean, in one line.

    Examples
    --------
    >>> legend_text(["medical", "shopping"])
    '医 医療　店 買物'
    """
    return "　".join(f"{CATEGORY_MARKS[c]} {CATEGORIES[c]}" for c in categories)


def ink_for(colour: str) -> str:
    """Return the colour of letters that read on a ground."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK
