"""The code of a page is read through blur, shadow and a covering thumb; two covered codes are none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hall.paper.sheet_code import SheetCode
from hall.photos.read_code import read_code
from hall.photos.straighten import Picture, Straight, found_marks, straightened
from tests.hall.printed_sheets import printed_sheet

DPI = 150


def laid(picture: Picture) -> Straight:
    page = straightened(picture, found_marks(picture))
    assert page is not None
    return page


@pytest.fixture(scope="module")
def sheet() -> tuple[Picture, SheetCode]:
    return printed_sheet(DPI)


def covered(picture: Picture, page: Straight, *codes: int) -> Picture:
    shown = picture.copy()
    for number in codes:
        left, top, side = (round(v * DPI / 25.4) for v in page.place.codes_mm[number])
        shown[top : top + side, left : left + side] = (190, 150, 130)
    return shown


def test_it_is_read_through_blur(sheet: tuple[Picture, SheetCode]) -> None:
    picture, code = sheet
    blurred = np.asarray(cv2.GaussianBlur(picture, (0, 0), 1.5), dtype=np.uint8)
    assert read_code(laid(blurred)) == code


def test_one_of_the_two_codes_is_enough(sheet: tuple[Picture, SheetCode]) -> None:
    picture, code = sheet
    page = laid(picture)
    for number in (0, 1):
        assert read_code(laid(covered(picture, page, number))) == code
    assert read_code(laid(covered(picture, page, 0, 1))) is None


def test_the_edge_of_a_shadow_may_cross_it(sheet: tuple[Picture, SheetCode]) -> None:
    picture, code = sheet
    shaded = covered(picture, laid(picture), 1)
    left, _, side = (round(v * DPI / 25.4) for v in laid(picture).place.codes_mm[0])
    shaded[:, : left + side // 2] = shaded[:, : left + side // 2] // 2
    assert read_code(laid(shaded)) == code
