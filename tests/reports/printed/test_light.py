"""The light on paper: a place stands clear in the shade around it, a line lies broad over the others, nothing is lit by nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from shapely import LinearRing, Point, Polygon

from geo.region.region import read_region
from plan.file.plan_file import open_plan
from plan.reach.evaluation import Evaluation, evaluation_of
from plan.scenes.spotlight import lit_line, todays_lines
from reports.printed.light import draw_light
from reports.printed.print_map import View, mercator

FOLDER = Path("sample_regions/model_chiku")


@pytest.fixture(scope="module")
def current() -> Evaluation:
    plan = open_plan(FOLDER / "example.plan.json")
    return evaluation_of(read_region(FOLDER), plan, plan.scenarios[-1].id)


def lit(current: Evaluation, thing: str):
    villages = current.effective.region.villages
    axes = Figure().subplots()
    view = View.around(list(villages["lat"]), list(villages["lon"]), (120.0, 90.0))
    draw_light(axes, view, current, thing)
    return axes, view


def test_a_village_stands_clear_and_all_around_it_is_shade(current: Evaluation) -> None:
    village = current.effective.region.villages.iloc[0]
    axes, view = lit(current, str(village.name))
    (shade,) = (p for p in axes.patches if isinstance(p, PathPatch))
    edges, ring = (LinearRing(np.asarray(polygon)) for polygon in shade.get_path().to_polygons())
    ((x, y),) = mercator([village["lat"]], [village["lon"]])
    assert edges.is_ccw != ring.is_ccw  # so that it is a hole in what is filled
    assert Polygon(ring).contains(Point(x + 10 * view.mm, y))
    assert not Polygon(ring).intersects(Point(x + 12 * view.mm, y))
    assert edges.bounds == pytest.approx((view.x0, view.y0, view.x1, view.y1))


def test_a_line_of_today_and_one_of_the_scenario_lie_over_the_others(current: Evaluation) -> None:
    (line, *_) = todays_lines(current)
    axes, _ = lit(current, lit_line(line))
    assert len([one for one in axes.lines if one.get_gid() == "light"]) == len(line.paths)
    assert not axes.patches
    for service in current.effective.services[:1]:
        axes, _ = lit(current, service.id)
        ways = [service.line(direction) for direction in (0, 1)]
        assert len([one for one in axes.lines if one.get_gid() == "light"]) == len([w for w in ways if len(w) > 1])


@pytest.mark.parametrize("thing", ["", "nothing"])
def test_nothing_is_lit_by_nothing(current: Evaluation, thing: str) -> None:
    axes, _ = lit(current, thing)
    assert not [*axes.patches, *axes.lines]
