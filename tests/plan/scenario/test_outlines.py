"""Corners become a polygon with the plan file's decimals, or a notice says why not."""

from __future__ import annotations

import pytest
from shapely import Polygon

from geo.texts.errors import RequestError
from plan.scenario.outlines import Corners, outline, wrapping_area_errors

SQUARE: Corners = [(137.0, 35.0), (137.1, 35.0), (137.1, 35.1), (137.0, 35.1)]
HOLE: Corners = [(137.02, 35.02), (137.04, 35.02), (137.04, 35.04)]


def refused(*rings: Corners) -> str:
    with pytest.raises(RequestError) as caught:
        outline(rings)
    (found,) = caught.value.notices
    return found.code


def test_an_outline_with_a_hole() -> None:
    drawn = outline([SQUARE, HOLE])
    assert drawn.equals(Polygon(SQUARE, [HOLE]))
    assert drawn.area == pytest.approx(0.1 * 0.1 - 0.02 * 0.02 / 2)


def test_decimals_are_those_of_the_file() -> None:
    drawn = outline([[(137.00000012345, 35.0), (137.1, 35.0), (137.1, 35.1)]])
    west = drawn.bounds[0]
    assert west == pytest.approx(137.0000001, abs=1e-6)
    assert west != 137.00000012345


def test_what_is_no_area() -> None:
    assert refused() == "area_unusable"
    assert refused(SQUARE[:2]) == "area_unusable"
    assert refused([SQUARE[0], SQUARE[1], SQUARE[0]]) == "area_unusable"
    assert refused(SQUARE, HOLE[:2]) == "area_unusable"
    # A bow tie crosses itself.
    assert refused([SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]) == "area_unusable"
    assert refused([(137.0, 35.0), (500.0, 35.0), (137.0, 36.0)]) == "area_unusable"


def test_errors_that_are_notices_already_stay_as_they_are() -> None:
    with pytest.raises(RequestError) as first:
        outline([])
    with pytest.raises(RequestError) as again, wrapping_area_errors():
        raise first.value
    assert again.value is first.value
    with pytest.raises(RequestError) as wrapped, wrapping_area_errors():
        raise ValueError("x")
    assert [n.code for n in wrapped.value.notices] == ["area_unusable"]
