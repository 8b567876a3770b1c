"""Photographs of marked sheets, read whole: nothing lost, nothing invented, and what is wrong with a photograph is said."""

from __future__ import annotations

import functools
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hall.marks.files import write_features
from hall.marks.mark import colour_of
from hall.marks.reading import SheetReading, read_photo, sheet_lines
from hall.photos.straighten import Picture
from tests.hall.printed_sheets import PAGE_MM, printed_sheet
from tests.photographed_sheet import Camera, Drawn, marked, photographed
from tests.test_cli import document, failure

DPI = 150
HELD = Camera(dpi=DPI)
MARKS = (
    Drawn("point", "red", ((60.0, 60.0),), width_mm=2.5),
    Drawn("line", "blue", ((80.0, 150.0), (120.0, 140.0), (170.0, 152.0))),
    Drawn("area", "green", tuple((200 + 15 * np.cos(t), 80 + 12 * np.sin(t)) for t in np.linspace(0, 6.28, 60))),
    Drawn("note", "yellow", ((220.0, 120.0), (258.0, 122.0), (256.0, 160.0), (218.0, 158.0)), pen="note"),
)


def jpeg(photo: Picture) -> bytes:
    file = io.BytesIO()
    Image.fromarray(photo).save(file, "JPEG", quality=85)
    return file.getvalue()


@functools.cache
def read(marks: tuple[Drawn, ...], camera: Camera = HELD, meeting: str = "") -> SheetReading:
    page, _ = printed_sheet(DPI, meeting)
    return read_photo(jpeg(photographed(marked(page, DPI, marks), PAGE_MM, camera)), "p.jpg")


def codes(reading: SheetReading) -> list[str]:
    return [n.code for n in reading.notices]


@pytest.mark.parametrize("turn", [0.0, 90.0, 180.0, -137.0])
def test_marks_are_read_the_same_however_the_sheet_lies(turn: float) -> None:
    reading = read(MARKS, Camera(dpi=DPI, turn_deg=turn, tilt_deg=18, light=0.3))
    assert codes(reading) == []
    found = {(m.kind, m.colour, m.pen): m.middle_mm for m in reading.marks}
    assert set(found) == {
        ("point", "red", "pen"), ("line", "blue", "pen"), ("area", "green", "pen"), ("area", "green", "note"),
    }  # fmt: skip
    assert found["point", "red", "pen"] == pytest.approx((60, 60), abs=0.6)
    assert found["area", "green", "pen"] == pytest.approx((200, 80), abs=0.8)
    assert found["area", "green", "note"] == pytest.approx((238, 140), abs=0.8)


def test_features_lie_on_the_ground_that_the_sheet_shows() -> None:
    reading = read(MARKS)
    _, code = printed_sheet(DPI)
    assert reading.code == code
    by_pen = {(f["properties"]["colour"], f["properties"]["pen"]): f for f in reading.features}
    point = by_pen["red", "pen"]
    lat, lon = code.degrees_at(60.0, 60.0)
    m_per_degree = 111_000
    assert point["geometry"]["coordinates"] == pytest.approx([lon, lat], abs=code.ground_m_per_mm() / m_per_degree)
    assert (
        point["properties"].items() >= {"kind": "point", "sheet_id": code.sheet_id, "file": "p.jpg", "page": 1}.items()
    )
    ring = np.array(by_pen["green", "pen"]["geometry"]["coordinates"][0])
    assert (ring[0] == ring[-1]).all()
    # Rings go against the clock, as GeoJSON asks (RFC 7946, 3.1.6).
    x, y = ring.T
    assert np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) > 0


def test_a_sheet_without_marks_gives_none() -> None:
    reading = read((), Camera(dpi=DPI, turn_deg=10, shadow=0.5, light=0.3, fold_deg=6, quality=60))
    assert reading.marks == ()
    assert reading.code is not None


def test_sheets_of_two_meetings_are_told_apart() -> None:
    first, second = (read(MARKS[:1], meeting=name) for name in ("", "二回目"))
    assert first.code is not None
    assert second.code is not None
    assert first.code.sheet_id != second.code.sheet_id
    assert first.features[0]["geometry"]["coordinates"] == pytest.approx(
        second.features[0]["geometry"]["coordinates"], abs=2e-5
    )


def test_a_corner_that_is_cut_off_is_said_and_the_rest_is_read() -> None:
    page, _ = printed_sheet(DPI)
    shown = photographed(marked(page, DPI, MARKS[:2]), PAGE_MM, Camera(dpi=DPI))
    shown[:160, -160:] = 70
    reading = read_photo(jpeg(shown), "p.jpg")
    assert codes(reading) == ["paper_corner_missing"]
    assert "右上" in reading.notices[0].message
    assert len(reading.marks) == 2


def test_what_is_no_sheet_is_said() -> None:
    page, _ = printed_sheet(DPI)
    assert codes(read_photo(b"no picture", "a.txt")) == ["paper_photo_unreadable"]
    assert codes(read_photo(jpeg(np.full((300, 400, 3), 200, dtype=np.uint8)), "a.jpg")) == ["paper_corners_unseen"]
    assert codes(read_photo(jpeg(np.vstack([page, page])), "a.jpg")) == ["paper_two_sheets"]
    covered = page.copy()
    covered[-DPI * 35 // 25 :, DPI * 19 // 25 : -DPI * 19 // 25] = 255
    assert codes(read_photo(jpeg(covered), "a.jpg")) == ["paper_code_unreadable"]


def test_black_that_touches_letters_is_said() -> None:
    page, _ = printed_sheet(DPI)
    shown = page.copy()
    shown[500:700:6, 500:900] = shown[501:700:6, 500:900] = 105
    marks = [Drawn("line", "black", ((90.0, 100.0), (150.0, 101.0)))]
    reading = read_photo(jpeg(marked(shown, DPI, marks)), "p.jpg")
    assert codes(reading) == ["paper_black_on_print"]


def test_a_photograph_is_turned_as_the_camera_noted() -> None:
    page, code = printed_sheet(DPI)
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    Image.fromarray(np.rot90(page)).save(file, "JPEG", exif=exif)
    reading = read_photo(file.getvalue(), "p.jpg")
    assert reading.code == code
    assert reading.photo is not None
    assert reading.photo.shape[1] > reading.photo.shape[0]


def test_files_hold_the_marks_and_the_notes(tmp_path: Path) -> None:
    reading = read(MARKS)
    written = write_features([reading, reading], tmp_path / "印.geojson")
    content = json.loads(written[0].read_bytes())
    assert content["type"] == "FeatureCollection"
    assert len(content["features"]) == 8
    notes = [f["properties"]["picture"] for f in content["features"] if f["properties"]["pen"] == "note"]
    assert notes == ["印_notes/note001.png", "印_notes/note002.png"]
    with Image.open(tmp_path / notes[0]) as note:
        assert note.width > 200
    (line, again) = sheet_lines([reading, reading])
    assert line == again
    assert line["marks"] == 4


def test_the_command_reads_photographs(tmp_path: Path) -> None:
    page, code = printed_sheet(DPI)
    good, bad = tmp_path / "a.jpg", tmp_path / "b.jpg"
    good.write_bytes(jpeg(marked(page, DPI, MARKS[:2])))
    found = document("read-marks", good, "--out", tmp_path / "m.geojson")
    (sheet,) = found["sheets"]
    assert (sheet["file"], sheet["sheet_id"], sheet["marks"], sheet["notices"]) == ("a.jpg", code.sheet_id, 2, [])
    bad.write_bytes(b"nothing")
    both = document("read-marks", good, bad, "--out", tmp_path / "n.geojson", status=1)
    assert [s["marks"] for s in both["sheets"]] == [2, 0]
    assert [n["code"] for n in both["notices"]] == ["paper_photo_unreadable"]
    assert failure("read-marks", tmp_path / "none.jpg", "--out", tmp_path / "n.geojson") == ["file_unreadable"]


def test_a_yellow_ink_takes_the_nearer_pen() -> None:
    assert (colour_of("yellow", 45.0), colour_of("yellow", 65.0), colour_of("black")) == ("red", "green", "black")
