"""Blocks fill their window, follow the lines, and only those that hold something or lie between lines are chosen."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.region.land.land_blocks import blocks, chosen_blocks, without_slivers

WINDOW = shapely.box(0, 0, 100, 100)
coordinates = st.integers(-20, 120)
lines = st.tuples(coordinates, coordinates, coordinates, coordinates).filter(lambda c: c[:2] != c[2:])


def road(*ends: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString(ends)


def cross() -> np.ndarray:
    return np.array([road((50, -10), (50, 110)), road((-10, 50), (110, 50))], dtype=object)


@settings(max_examples=40)
@given(st.lists(lines, max_size=5))
def test_blocks_fill_the_window_and_never_overlap(ends: list[tuple[int, int, int, int]]) -> None:
    roads = np.array([road((a, b), (c, d)) for a, b, c, d in ends], dtype=object)
    faces = blocks(WINDOW, roads)
    assert shapely.area(faces).sum() == pytest.approx(10_000)
    assert shapely.area(shapely.union_all(faces)) == pytest.approx(10_000)


def test_the_block_that_holds_a_place_is_chosen_and_ends_at_the_roads() -> None:
    area = chosen_blocks(blocks(WINDOW, cross()), WINDOW, [shapely.Point(20, 20)], shapely.Polygon())
    assert shapely.equals(area, shapely.box(0, 0, 50, 50))


def test_a_place_on_a_road_has_both_its_sides() -> None:
    area = chosen_blocks(blocks(WINDOW, cross()), WINDOW, [shapely.Point(50, 20)], shapely.Polygon())
    assert shapely.equals(area, shapely.box(0, 0, 100, 50))


def test_a_block_between_roads_is_taken_unless_it_is_farmed() -> None:
    ring = shapely.box(40, 40, 60, 60)
    roads = np.array([shapely.LinearRing(ring.exterior.coords), *cross()], dtype=object)
    faces = blocks(WINDOW, roads)
    place = [shapely.Point(20, 20)]
    assert shapely.area(chosen_blocks(faces, WINDOW, place, shapely.Polygon())) == pytest.approx(2500 + 300)
    assert shapely.area(chosen_blocks(faces, WINDOW, place, ring)) == pytest.approx(2400)


def test_slivers_are_no_ground_and_the_largest_comes_first() -> None:
    boxes = [shapely.box(0, 0, 4, 90), shapely.box(50, 0, 60, 10), shapely.box(70, 0, 90, 20)]
    parts = without_slivers(shapely.multipolygons(boxes), 5.0)
    assert [shapely.area(p) for p in parts] == [400.0, 100.0]
    assert without_slivers(shapely.Polygon(), 5.0) == ()
