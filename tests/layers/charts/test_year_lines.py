"""Lines by year: points where they belong, a key for each, names escaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from layers.charts.year_lines import HEIGHT, WIDTH, YearLine, year_lines_svg


def test_points_stand_where_their_values_say() -> None:
    picture = year_lines_svg([YearLine("学校", {2020: 0.0, 2030: 50.0, 2040: 100.0})], "{:.0f}".format)
    (found,) = re.findall(r'polyline points="([^"]+)"', picture)
    points = [tuple(map(float, p.split(","))) for p in found.split()]
    assert [x for x, _ in points] == [46.0, 197.0, 348.0]
    assert [y for _, y in points] == [168.0, 90.0, 12.0]


lines = st.dictionaries(st.integers(2000, 2070), st.floats(0, 1e9), max_size=4)


@given(st.lists(lines, min_size=1, max_size=8).filter(any), st.booleans())
def test_every_point_lies_inside(found: list[dict[int, float]], from_zero: bool) -> None:
    picture = year_lines_svg([YearLine(f"<{n}>", p) for n, p in enumerate(found)], "{:.0f}".format, from_zero=from_zero)
    ElementTree.fromstring(picture)
    for x, y in re.findall(r'r="2.5"|cx="([\d.-]+)" cy="([\d.-]+)" r="2.5"', picture):
        if x:
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT


def test_equal_values_have_an_axis_too() -> None:
    ElementTree.fromstring(year_lines_svg([YearLine("a", {2020: 1e9, 2030: 1e9})], str, from_zero=False))


def test_a_line_without_points_is_left_out_and_dots_can_stand_alone() -> None:
    picture = year_lines_svg([YearLine("a", {}), YearLine("b", {2020: 1.0}, dots_only=True)], str)
    assert "polyline" not in picture
    assert picture.count('r="2.5"') == 1
