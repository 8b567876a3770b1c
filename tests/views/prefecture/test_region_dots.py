"""Dots of regions: where they lie, and which are seen."""

from __future__ import annotations

import re

from plan.batch.prefecture import Outline
from views.prefecture.region_dots import FIFTHS, HEIGHT, WIDTH, region_dots


def dots(svg: str) -> list[tuple[float, float, str]]:
    return [
        (float(x), float(y), c) for x, y, c in re.findall(r'cx="([-\d.]+)" cy="([-\d.]+)" r="\d+" fill="(\S+)"', svg)
    ]


def test_north_is_up_and_the_best_are_drawn_last():
    (south_x, south_y, south), (north_x, north_y, north) = dots(region_dots([36.0, 35.0], [138.0, 137.0], [0, 4]))
    assert (south, north) == (FIFTHS[4], FIFTHS[0])
    assert north_y < south_y
    assert north_x > south_x
    assert all(
        0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y, _ in dots(region_dots([36.0, 35.0], [138.0, 137.0], [0, 4]))
    )


def test_one_region_and_none_are_drawn_too():
    assert len(dots(region_dots([35.0], [137.0], [0]))) == 1
    assert dots(region_dots([], [], [])) == []


def test_names_stand_beside_dots_and_never_over_each_other_and_text_stays_text():
    svg = region_dots([35.0, 35.5, 36.0], [137.0, 137.5, 138.0], [0, 1, 4], names=["<b>甲</b>", "乙", "丙"], chosen=1)
    written = re.findall(r'font-size="11" fill="#222" paint-order.*?>(.*?)</text>', svg)
    assert written[0] == "乙", "the chosen one first"
    assert set(written) == {"乙", "丙", "&lt;b&gt;甲&lt;/b&gt;"}
    assert 'r="8"' in svg
    crowd = region_dots([35.0] * 40 + [36.0], [137.0] * 40 + [138.0], [0] * 41, names=["町"] * 41)
    assert crowd.count("paint-order") < 10


def test_the_ground_lies_below_the_dots_and_a_bar_tells_how_far_it_is():
    edge = Outline((34.9, 34.9, 36.1), (136.9, 138.1, 138.1))
    svg = region_dots([35.0, 36.0], [137.0, 138.0], [0, 4], ground=[edge])
    assert svg.index("<polygon") < svg.index("<circle")
    assert "50 km" in svg
    assert all(0 <= float(x) <= WIDTH for x in re.findall(r"([\d.]+),[\d.]+", svg.split('points="')[1].split('"')[0]))
