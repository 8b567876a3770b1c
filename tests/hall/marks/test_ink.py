"""Ink is told from print: each pen's colour, black darker than letters, nothing where there is only print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hall.marks.ink import Ink, ink_of, opened, without_specks
from hall.photos.flatten import EvenPage
from hall.photos.straighten import PX_PER_MM
from tests.photographed_sheet import HIGHLIGHTERS, PENS

SIZE = 30 * PX_PER_MM


def seen(page: np.ndarray, blur_px: float = 1.0) -> Ink:
    soft = cv2.GaussianBlur(page.astype(np.float32), (0, 0), blur_px)
    return ink_of(EvenPage(np.asarray(soft), np.zeros(page.shape[:2], dtype=bool)))


def blank() -> np.ndarray:
    return np.ones((SIZE, SIZE, 3))


@pytest.mark.parametrize("colour", sorted(PENS))
@pytest.mark.parametrize("width", [0.5, 0.8, 2.0])
def test_a_pen_is_seen_in_its_colour(colour: str, width: float) -> None:
    page = blank()
    page[100 : 100 + round(width * PX_PER_MM), 20:220] *= np.array(PENS[colour]) / 255
    ink = seen(page)
    assert ink.by_shade[colour][100:108, 30:210].any(axis=0).all()
    assert not any(mask.any() for shade, mask in ink.by_shade.items() if shade != colour)


def test_highlighters_have_shades_of_their_own() -> None:
    for shade, name in (("yellow", "yellow"), ("red", "pink"), ("green", "green"), ("blue", "blue")):
        page = blank()
        page[80:116, 20:220] *= np.array(HIGHLIGHTERS[name]) / 255
        ink = seen(page)
        assert ink.by_shade[shade][85:110, 30:210].mean() > 0.95


@pytest.mark.parametrize("blur", [0.6, 1.5, 3.0])
def test_print_is_no_ink_however_dense(blur: float) -> None:
    page = blank()
    page[40:90:4] = page[41:90:4] = 0.40  # dense letters
    page[120:135, 30:200] = 0.58  # a wide line
    page[160:220, 60:120] = 0.80
    ink = seen(page, blur)
    assert not ink.any.any()
    assert ink.print_seen[42:88].mean() > 0.3 or blur > 1


def test_black_over_letters_is_seen_and_the_letters_are_not() -> None:
    page = blank()
    page[40:200:5, 100:140] = 0.40
    page[118:126, 20:220] = 0.11
    black = seen(page).by_shade["black"]
    assert black[119:125, 30:210].mean() > 0.95
    assert not black[40:100].any()


def test_specks_go_and_small_holes_are_filled() -> None:
    mask = np.zeros((40, 40), dtype=bool)
    mask[5:30, 5:30] = True
    mask[15, 15] = False
    mask[35, 35] = True
    cleaned = without_specks(mask, 4 / PX_PER_MM**2)
    assert cleaned[15, 15]
    assert not cleaned[35, 35]
    assert cleaned.sum() == 25 * 25


def test_opening_keeps_what_is_wide_and_cuts_at_the_edge() -> None:
    mask = np.zeros((80, 80), dtype=bool)
    mask[10:14] = True
    mask[40:80, 20:70] = True
    kept = opened(mask, 1.0)
    assert not kept[:30].any()
    assert kept[50:78, 30:60].all()
