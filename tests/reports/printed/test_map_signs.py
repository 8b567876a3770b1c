"""What stands on a map on paper: villages by their people, services beside each other, hubs as stars."""

from __future__ import annotations

import itertools

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch

from layers.style.colours import HUB
from reports.printed.map_signs import Signs, draw_signs, ink_for, legend_text
from reports.printed.page import INK
from reports.printed.print_map import View

LAT, LON = 35.0, 137.0
VILLAGES = pd.DataFrame(
    {
        "name": ["上野", "中野", "遠野"],
        "lat": [LAT, LAT, LAT + 5],
        "lon": [LON, LON + 0.01, LON],
        "population": [1000.0, 250.0, 9.0],
    },
    index=["v1", "v2", "v3"],
)
FACILITIES = pd.DataFrame(
    {"name": ["a", "b", "c"], "lat": LAT + 0.005, "lon": LON + 0.005, "category": ["shopping", "medical", "medical"],
     "status": ["open", "planned", "closed"]},
)  # fmt: skip
HUBS = pd.DataFrame({"name": ["拠点"], "lat": [LAT + 0.003], "lon": [LON - 0.003]})
VIEW = View.around([LAT, LAT + 0.01], [LON - 0.005, LON + 0.015], (120.0, 120.0))


def paper() -> Axes:
    axes = Figure().add_subplot()
    axes.set(xlim=(VIEW.x0, VIEW.x1), ylim=(VIEW.y0, VIEW.y1))
    return axes


def test_villages_on_the_map_are_circles_as_large_as_their_people() -> None:
    axes = paper()
    signs = Signs(VILLAGES, frozenset({"v2"}), FACILITIES.head(0), HUBS.head(0), ["#112233", "#445566", "#778899"])
    assert draw_signs(axes, VIEW, signs) == []
    circles = [p for p in axes.patches if isinstance(p, Circle)]
    # The chosen one first; 1,000 people are 5 mm, a quarter of them half of it; 遠野 lies beyond the map.
    assert [c.radius / VIEW.mm for c in circles] == pytest.approx([2.5, 5.0])
    assert [mpl.colors.to_hex(c.get_facecolor()) for c in circles] == ["#445566", "#112233"]
    assert [mpl.colors.to_hex(c.get_edgecolor()) for c in circles] == [HUB.lower(), "#555555"]


def test_services_at_one_spot_stand_beside_each_other() -> None:
    axes = paper()
    categories = draw_signs(axes, VIEW, Signs(VILLAGES.head(0), frozenset(), FACILITIES, HUBS.head(0)))
    assert categories == ["medical", "shopping"]
    boxes = [p.get_bbox() for p in axes.patches if isinstance(p, FancyBboxPatch)]
    assert len(boxes) == 3
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))


def test_hubs_are_named_stars() -> None:
    axes = paper()
    draw_signs(axes, VIEW, Signs(VILLAGES.head(0), frozenset(), FACILITIES.head(0), HUBS))
    assert [line.get_marker() for line in axes.lines] == ["*"]
    assert [text.get_text() for text in axes.texts] == ["拠点"]


def test_the_legend_and_the_ink() -> None:
    assert legend_text([]) == ""
    assert legend_text(["shopping"]) == "店 買物"
    assert [ink_for(c) for c in ("#000000", "#FFFFFF", "#00FF00", "#0000FF")] == ["white", INK, INK, "white"]
