"""The curves as a picture: dots, a line with its band, dashes of others; in words for those who hear it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from layers.charts.population_curves import _step, curves_words, population_curves_svg
from plan.future.shown.curves import Curves

OURS = {2020: 800.0, 2030: 600.0, 2050: 333.0}
CURVES = Curves(
    counted={2010: 1000.0, 2020: 800.0},
    projected=OURS,
    low={y: p * 0.9 for y, p in OURS.items()},
    high={y: p * 1.1 for y, p in OURS.items()},
    alone={2020: 800.0, 2050: 200.0},
    given={"人口ビジョン<2015>": {2030: 700.0, 2050: 500.0}},
)


def test_everything_is_drawn_and_told():
    svg = population_curves_svg(CURVES, 2050, "谷")
    root = ET.fromstring(svg)
    assert svg.count("<polygon") == 1
    assert svg.count("<polyline") == 3
    assert root.attrib["aria-label"] == "谷の人口の移り変わり。2020年 800人、2050年 330人（幅 300人〜370人）"
    words = curves_words(CURVES, 2030, "谷", "590人")
    assert words.endswith("2020年 800人、2030年 590人（幅 540人〜660人）、2050年 330人（幅 300人〜370人）")
    few = Curves({2020: 90.0}, {2020: 90.0, 2050: 12.0}, {2020: 90.0, 2050: 3.0}, {2020: 90.0, 2050: 21.0})
    assert "2050年 10人（幅 10人未満〜20人）" in curves_words(few, 2020, "谷")
    assert "人口ビジョン&lt;2015&gt;" in svg


def test_a_place_with_few_people_says_from_when():
    svg = population_curves_svg(
        Curves({2020: 12.0}, {2020: 12.0}, {2020: 12.0}, {2020: 12.0}, few_from=2025), 2050, "谷"
    )
    assert "2025年から10人未満" in svg
    ET.fromstring(svg)


@pytest.mark.parametrize(("most", "step"), [(0.5, 1), (4, 1), (8012, 2000), (10066, 2500), (330, 100)])
def test_steps_of_the_axis_are_round(most, step):
    assert _step(most) == step


@pytest.mark.parametrize(("most", "axis"), [(800.0, 46.0), (419_894.0, 64.0)])
def test_the_numbers_of_a_city_have_room_at_the_left(most, axis):
    flat = {2020: most, 2050: most}
    svg = ET.fromstring(population_curves_svg(Curves({2020: most}, flat, flat, flat), 2050, "市"))
    ways = [line.attrib["d"] for line in svg.iter("{http://www.w3.org/2000/svg}path")]
    assert {float(way[1:].split()[0]) for way in ways if "H" in way} == {axis}
