"""Marks are kept, thrown away and corrected by people, and shown with their numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hall.marks.corrections import Correction, corrected, cut_out, grouped, numbered, picture_address
from hall.marks.to_record import with_records
from hall.paper.sheet_layout import layout
from hall.photos.straighten import Straight
from plan.scenario.scenario import Plan
from tests.hall.marks.test_to_record import LINE, NOTE, POINT, reading


def test_marks_are_kept_thrown_away_and_corrected() -> None:
    read = reading("AAAAAAAA", POINT, LINE, NOTE)
    told = corrected(
        read,
        [
            Correction(False, "red", "point"),
            Correction(True, "black", "area"),
            Correction(True, "green", "point", "坂が急", "道"),
        ],
    )
    line, note = told.marks
    # A line of two places encloses nothing: it stays a line.
    assert (line.colour, line.kind) == ("black", "line")
    assert (note.kind, note.words, note.group, tuple(note.path_mm[0])) == ("point", "坂が急", "道", (120.0, 80.0))
    plan, _, _ = with_records(Plan("tameshi", "f"), [told], held_on="")
    assert [m.words for m in plan.records[0].marks] == ["", "【道】坂が急"]
    assert dict(plan.records[0].counts) == {"黒": 1, "付箋（道）": 1}


def test_the_place_of_a_mark_is_corrected_on_paper_and_on_the_ground() -> None:
    read = reading("AAAAAAAA", POINT, LINE)
    moves = [Correction(True, "red", "point", moved_mm=(10.0, -4.0)), Correction(True, "blue", "line")]
    point, line = corrected(read, moves).marks
    assert tuple(point.path_mm[0] - POINT.path_mm[0]) == (10.0, -4.0)
    assert (line.path_mm == LINE.path_mm).all()
    plan = Plan("tameshi", "f")
    before, after = (with_records(plan, [one], held_on="")[0] for one in (read, corrected(read, moves)))
    was, now = before.records[0].marks[0].shape, after.records[0].marks[0].shape
    assert now.centroid.x > was.centroid.x  # further right is further east
    assert now.centroid.y > was.centroid.y  # further up is further north


def test_marks_stand_in_the_groups_into_which_they_were_put() -> None:
    sheets = [reading("AAAAAAAA", POINT, NOTE), reading("BBBBBBBB", LINE)]
    told = [
        corrected(sheets[0], [Correction(True, "red", "point", "段差", "道"), Correction(True, "blue", "area")]),
        corrected(sheets[1], [Correction(True, "blue", "line", "通学路", " 道 ")]),
    ]
    (name,) = found = grouped(told)
    assert (name, [m.words for _, m in found[name]]) == ("道", ["段差", "通学路"])
    assert [sheet for sheet, _ in found[name]] == told


def test_a_mark_is_cut_out_of_the_page_and_a_note_is_its_own_picture() -> None:
    blank = np.zeros((210 * 8, 297 * 8, 3), dtype=np.uint8)
    read = reading("AAAAAAAA", POINT, LINE, NOTE)
    read = replace(read, page=Straight(blank, layout("A4"), (), np.zeros((2, 2, 2)), 6.0))
    point = cut_out(read, POINT)
    assert point.shape[:2] == (96, 96)  # six millimetres on each side
    assert cut_out(read, replace(NOTE, picture=point)) is point
    assert picture_address(point).startswith("data:image/jpeg;base64,/9j/")
    assert len(picture_address(blank, most_px=40)) < len(picture_address(blank, most_px=400))


def test_every_mark_is_shown_in_its_colour() -> None:
    read = reading("AAAAAAAA", POINT, LINE, NOTE)
    assert numbered(read) is None
    place = layout("A4")
    blank = np.full((210 * 8, 297 * 8, 3), 255, dtype=np.uint8)
    shown = numbered(replace(read, page=Straight(blank, place, (), np.zeros((2, 2, 2)), 6.0)))
    assert shown is not None
    assert shown.shape == (840, 1188, 3)
    seen = {tuple(colour) for colour in shown.reshape(-1, 3)}
    assert {(214, 40, 40), (30, 80, 200), (20, 130, 60)} <= {tuple(map(int, c)) for c in seen}
