"""Dots of regions: where they lie, and which are seen."""

from __future__ import annotations

import re

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
