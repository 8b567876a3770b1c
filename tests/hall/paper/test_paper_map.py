"""The printed map for pens: grey, the same bytes again, its marks and codes where the layout says."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
import segno
from numpy.typing import NDArray
from PIL import Image

from geo.region.region import read_region
from hall.paper.paper_map import code_cells, meetings_by_sheet, paper_map, sheet_codes, sheet_pages, view_of
from hall.paper.sheet_code import SheetCode
from hall.paper.sheet_layout import layout
from plan.applied import apply
from plan.reach.evaluation import Evaluation, evaluate
from reports.printed.page import png_bytes
from tests.small_region import write_small_region

DPI = 120


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = write_small_region(tmp_path_factory.mktemp("paper") / "tameshi")
    return evaluate(apply(read_region(folder), None))


@pytest.fixture(scope="module")
def picture(present: Evaluation) -> NDArray[np.uint8]:
    (page,) = sheet_pages(present, size="A4")
    with Image.open(io.BytesIO(png_bytes(page, dpi=DPI))) as image:
        return np.asarray(image.convert("RGB"))


def test_the_same_request_gives_the_same_sheet(present: Evaluation) -> None:
    first, again = (paper_map(present, size="A4") for _ in range(2))
    assert first.pdf == again.pdf
    assert first.pdf.startswith(b"%PDF")
    assert first.sheet_id == again.sheet_id


def test_another_meeting_size_or_ground_is_another_sheet(present: Evaluation) -> None:
    ids = {sheet_codes(present, "A4", meeting)[0].sheet_id for meeting in ("", "中野", "谷口")}
    ids.add(sheet_codes(present, "A3")[0].sheet_id)
    assert len(ids) == 4


def test_the_map_has_no_colour_and_is_lighter_than_a_black_pen(picture: NDArray[np.uint8]) -> None:
    left, top, wide, high = (round(v * DPI / 25.4) for v in layout("A4").map_mm)
    ground = picture[top + 2 : top + high - 2, left + 2 : left + wide - 2].astype(int)
    assert int(np.ptp(ground, axis=2).max()) <= 1
    assert ground.min() >= 0.39 * 255


def test_every_mark_is_found_where_the_layout_has_it(picture: NDArray[np.uint8]) -> None:
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36H11)
    corners, numbers, _ = cv2.aruco.ArucoDetector(family).detectMarkers(picture)
    assert numbers is not None
    found = {int(n): c.reshape(4, 2) * 25.4 / DPI for n, c in zip(numbers.ravel(), corners, strict=True)}
    assert set(found) == {m.number for m in layout("A4").marks}
    for mark in layout("A4").marks:
        assert np.abs(found[mark.number] - np.array(mark.corners_mm)).max() < 0.5


def test_both_codes_say_which_sheet_it_is(present: Evaluation, picture: NDArray[np.uint8]) -> None:
    (code,) = sheet_codes(present, "A4")
    for left, top, side in layout("A4").codes_mm:
        x, y, n = (round(v * DPI / 25.4) for v in (left, top, side))
        cut = cv2.resize(np.ascontiguousarray(picture[y - 6 : y + n + 6, x - 6 : x + n + 6]), None, fx=3, fy=3)
        text, _, _ = cv2.QRCodeDetector().detectAndDecode(cut)
        assert SheetCode.read(text) == code
    assert (
        len(code_cells(code)) == segno.make(code.text, error="Q", boost_error=False, micro=False).symbol_size()[0] - 8
    )


def test_the_pages_of_a_large_sheet_meet_and_share_an_id(present: Evaluation) -> None:
    codes = sheet_codes(present, "A1")
    assert [(c.page, c.pages) for c in codes] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len({c.sheet_id for c in codes}) == 1
    first, right, below, last = map(view_of, codes)
    assert first.x1 == pytest.approx(right.x0, abs=0.11)
    assert first.y0 == pytest.approx(below.y1, abs=0.11)
    assert (last.x0, last.y1) == (right.x0, below.y1)


def test_every_village_with_people_is_on_the_map(present: Evaluation) -> None:
    (code,) = sheet_codes(present, "A4")
    left, top, wide, high = layout("A4").map_mm
    north, west = code.degrees_at(left, top)
    south, east = code.degrees_at(left + wide, top + high)
    villages = present.effective.region.villages.query("population > 0")
    assert villages["lat"].between(south, north).all()
    assert villages["lon"].between(west, east).all()


def test_sheets_of_meetings_that_are_known_are_told_by_name(present: Evaluation) -> None:
    known = meetings_by_sheet([present], ["", "第1回", "第2回", "第1回"])
    assert len(known) == 9  # three sizes of three meetings
    assert known[sheet_codes(present, "A3", "第2回")[0].sheet_id] == "第2回"
    assert known[sheet_codes(present, "A1")[0].sheet_id] == ""
    assert sheet_codes(present, "A3", "第3回")[0].sheet_id not in known
