"""Ink becomes points, lines and areas, near ones apart, drawn on paper of its own and worked out by hand."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hall.marks.ink import ink_of
from hall.marks.mark import Mark
from hall.marks.shapes import marks_in
from hall.photos.flatten import EvenPage
from hall.photos.straighten import PX_PER_MM
from tests.photographed_sheet import MM_PER_INCH, Drawn, marked

WIDE_MM, HIGH_MM = 80, 60


def read(*marks: Drawn, print_at: tuple[slice, slice] | None = None) -> list[Mark]:
    page = np.full((HIGH_MM * PX_PER_MM, WIDE_MM * PX_PER_MM, 3), 255, dtype=np.uint8)
    if print_at is not None:
        page[print_at][::6] = page[print_at][1::6] = 105  # letters
    drawn = cv2.GaussianBlur(marked(page, PX_PER_MM * MM_PER_INCH, list(marks)), (0, 0), 1.0)
    ink = ink_of(EvenPage((drawn / 255).astype(np.float32), np.zeros(page.shape[:2], dtype=bool)))
    return [m for shade, mask in ink.by_shade.items() for m in marks_in(ink, shade, mask, (0.0, 0.0))]


def ring(x: float, y: float, radius: float, *, turn: float = 1.0) -> tuple[tuple[float, float], ...]:
    return tuple((x + radius * np.cos(t), y + radius * np.sin(t)) for t in np.linspace(0, 2 * np.pi * turn, 90))


def test_dots_and_crosses_are_points() -> None:
    found = read(
        Drawn("point", "red", ((10, 10),), width_mm=1.2),
        Drawn("point", "blue", ((30, 10),), width_mm=6),
        Drawn("point", "green", ((50, 10),), width_mm=5, cross=True),
        Drawn("point", "black", ((20, 40),), width_mm=9, cross=True),
    )
    assert [(m.kind, m.colour) for m in found] == [("point", c) for c in ("red", "green", "blue", "black")]
    middles = {m.colour: m.middle_mm for m in found}
    for colour, place in (("red", (10, 10)), ("blue", (30, 10)), ("green", (50, 10)), ("black", (20, 40))):
        assert middles[colour] == pytest.approx(place, abs=0.2)


def test_a_line_is_a_line_with_its_ends() -> None:
    (line,) = read(Drawn("line", "blue", ((10, 10), (40, 30), (70, 12))))
    assert (line.kind, line.colour, line.pen) == ("line", "blue", "pen")
    ends = sorted(map(tuple, line.path_mm[[0, -1]]))
    assert ends[0] == pytest.approx((10, 10), abs=0.6)
    assert ends[1] == pytest.approx((70, 12), abs=0.6)
    assert len(line.path_mm) <= 6


@pytest.mark.parametrize("turn", [1.0, 0.97, 1.06], ids=["closed", "not quite", "past its beginning"])
def test_a_ring_is_an_area(turn: float) -> None:
    (area,) = read(Drawn("line", "green", ring(40, 30, 15, turn=turn)))
    assert (area.kind, area.colour) == ("area", "green")
    assert area.middle_mm == pytest.approx((40, 30), abs=0.7)


def test_a_filled_patch_is_an_area_with_its_outline() -> None:
    (area,) = read(Drawn("area", "red", ring(40, 30, 12), filled=True))
    assert area.kind == "area"
    assert np.hypot(*(area.path_mm - (40, 30)).T) == pytest.approx(np.full(len(area.path_mm), 12.0), abs=0.5)


def test_a_dot_beside_a_filled_patch_is_not_lost() -> None:
    found = read(Drawn("area", "red", ring(30, 30, 12), filled=True), Drawn("point", "red", ((46, 30),), width_mm=2.5))
    assert sorted(m.kind for m in found) == ["area", "point"]


def test_marks_side_by_side_stay_two() -> None:
    found = read(
        Drawn("line", "red", ((10, 20), (70, 20)), width_mm=0.8),
        Drawn("line", "red", ((10, 22), (70, 22)), width_mm=0.8),
        Drawn("point", "red", ((40, 25),), width_mm=2),
    )
    assert sorted(m.kind for m in found) == ["line", "line", "point"]


def test_a_line_over_another_pens_line_stays_one() -> None:
    found = read(
        Drawn("line", "red", ((10, 10), (70, 50))),
        Drawn("line", "blue", ((10, 50), (70, 10)), width_mm=1.4),
        Drawn("line", "black", ((40, 5), (41, 55))),
    )
    assert sorted((m.kind, m.colour) for m in found) == [("line", "black"), ("line", "blue"), ("line", "red")]


def test_a_highlighter_is_told_from_a_pen() -> None:
    found = read(
        Drawn("line", "yellow", ((10, 10), (70, 20)), pen="highlighter", width_mm=4.5),
        Drawn("line", "pink", ((10, 40), (70, 35)), pen="highlighter", width_mm=4.5),
        Drawn("line", "red", ((10, 50), (70, 55))),
    )
    assert {(m.shade, m.pen, m.kind) for m in found} == {
        ("yellow", "highlighter", "line"), ("red", "highlighter", "line"), ("red", "pen", "line"),
    }  # fmt: skip
    assert {m.colour for m in found} <= {"red", "green"}


def test_black_against_print_is_said() -> None:
    beside = (slice(190, 320), slice(250, 420))
    (touching,) = read(Drawn("line", "black", ((10, 30), (70, 31))), print_at=beside)
    (clear,) = read(Drawn("line", "black", ((10, 50), (70, 51))), print_at=beside)
    assert touching.touches_print
    assert not clear.touches_print
