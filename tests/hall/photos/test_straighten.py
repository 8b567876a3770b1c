"""A page laid straight: every place of it where it was printed, turned, tilted or folded; too few marks are no page."""

from __future__ import annotations

import numpy as np
import pytest

from hall.paper.sheet_code import SheetCode
from hall.photos.read_code import read_code
from hall.photos.straighten import PX_PER_MM, Picture, Straight, found_marks, size_seen, straightened
from tests.hall.printed_sheets import PAGE_MM, printed_sheet
from tests.photographed_sheet import Camera, Drawn, marked, photographed

DPI = 150
DOTS = [
    Drawn("point", "red", ((x, y),), width_mm=2.5) for x in (40.0, 120.0, 200.0, 255.0) for y in (35.0, 90.0, 150.0)
]


@pytest.fixture(scope="module")
def sheet() -> tuple[Picture, SheetCode]:
    return printed_sheet(DPI)


def laid(photo: Picture) -> Straight:
    page = straightened(photo, found_marks(photo))
    assert page is not None
    return page


def errors_mm(page: Straight) -> np.ndarray:
    """How far the red dots are from where they were drawn."""
    import cv2

    red = (page.picture[..., 0].astype(int) - page.picture[..., 1] > 60).astype(np.uint8)
    count, _, _, centres = cv2.connectedComponentsWithStats(red)
    assert count == len(DOTS) + 1
    found = (centres[1:] + 0.5) / PX_PER_MM
    return np.array([np.linalg.norm(found - d.path_mm[0], axis=1).min() for d in DOTS])


@pytest.mark.parametrize(
    "camera",
    [
        Camera(dpi=DPI),
        Camera(dpi=DPI, turn_deg=180),
        Camera(dpi=DPI, turn_deg=-97, tilt_deg=35, tilt_towards_deg=40),
        Camera(dpi=DPI, turn_deg=33, fold_deg=8, blur_px=1.2, light=0.4, shadow=0.5, quality=70),
        Camera(dpi=DPI, turn_deg=12, tilt_deg=20, fold_deg=6, fold_along=1),
    ],
    ids=["flat", "upside down", "tilted", "folded", "folded along"],
)
def test_every_place_is_where_it_was_drawn(camera: Camera, sheet: tuple[Picture, SheetCode]) -> None:
    page_picture, code = sheet
    photo = photographed(marked(page_picture, DPI, DOTS), PAGE_MM, camera)
    page = laid(photo)
    assert np.median(errors_mm(page)) < 0.5
    assert errors_mm(page).max() < 1.5
    assert page.missing == ()
    assert read_code(page) == code


def test_places_are_named_on_the_photograph_too(sheet: tuple[Picture, SheetCode]) -> None:
    photo = photographed(marked(sheet[0], DPI, DOTS), PAGE_MM, Camera(dpi=DPI, turn_deg=140, tilt_deg=25))
    page = laid(photo)
    at = page.on_photo(np.array([d.path_mm[0] for d in DOTS])).round().astype(int)
    seen = photo[at[:, 1], at[:, 0]].astype(int)
    assert (seen[:, 0] - seen[:, 1] > 60).all()


def test_a_corner_that_is_cut_off_is_named(sheet: tuple[Picture, SheetCode]) -> None:
    cut = sheet[0].copy()
    cut[:DPI, -DPI:] = 90
    page = laid(photographed(cut, PAGE_MM, Camera(dpi=DPI)))
    assert page.missing == ("右上",)


def test_without_marks_there_is_no_page(sheet: tuple[Picture, SheetCode]) -> None:
    empty = np.full((400, 600, 3), 200, dtype=np.uint8)
    assert found_marks(empty) == []
    assert size_seen([]) is None
    assert straightened(empty, []) is None
    whole = found_marks(sheet[0])
    assert size_seen(whole) == "A4"
    # Three marks along one edge do not tell how the page lies.
    top = [m for m in whole if m[1][:, 1].max() < DPI]
    assert len(top) == 5
    assert straightened(sheet[0], top) is None
    assert straightened(sheet[0], whole[:3]) is None
