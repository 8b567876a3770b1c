"""Marks of paper become records of the plan: one a sheet's number, counted by colour; another region's sheets stay out."""

from __future__ import annotations

import numpy as np
import pytest

from hall.marks.mark import Mark
from hall.marks.reading import SheetReading
from hall.marks.to_record import marks_of, with_records
from hall.paper.sheet_code import Bounds, SheetCode, region_in_code
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.scenario import Plan

PLAN = Plan("tameshi", "f")


def reading(sheet_id: str, *marks: Mark, region: str = "tameshi") -> SheetReading:
    code = SheetCode(sheet_id, "A4", 1, 1, Bounds(150_000_000, 39_000_000, 100_000), region_in_code(region))
    return SheetReading(f"{sheet_id}.jpg", None, code, None, marks, ())


def mark(kind: str, colour: str, *path: tuple[float, float], pen: str = "pen") -> Mark:
    return Mark(kind, colour, colour, pen, np.array(path, dtype=float), 1.0)  # type: ignore[arg-type]


POINT = mark("point", "red", (50, 50))
LINE = mark("line", "blue", (50, 60), (80, 70))
NOTE = mark("area", "green", (100, 60), (140, 60), (140, 100), (100, 100), pen="note")


def test_photographs_of_one_sheet_are_one_record_and_others_are_others() -> None:
    plan, new, notices = with_records(
        PLAN,
        [reading("AAAAAAAA", POINT, LINE), reading("BBBBBBBB", POINT), reading("AAAAAAAA", NOTE)],
        held_on="2026-11-30",
    )
    assert (new, notices) == (["r1", "r2"], [])
    first, second = plan.records
    assert dict(first.counts) == {"赤": 1, "青": 1, "付箋": 1}
    assert [(m.kind, m.colour, m.sheet_id) for m in first.marks] == [
        ("point", "red", "AAAAAAAA"), ("line", "blue", "AAAAAAAA"), ("area", "green", "AAAAAAAA"),
    ]  # fmt: skip
    assert len(second.marks) == 1
    assert first.question is not None
    assert first.question.kind == "paper"
    assert plan.scenarios == PLAN.scenarios


def test_the_plan_file_keeps_them() -> None:
    plan, _, _ = with_records(PLAN, [reading("AAAAAAAA", POINT, LINE, NOTE)], held_on="2026-11-30")
    assert read_plan(plan_bytes(plan), "p").records == plan.records


def test_another_regions_sheets_are_said_and_left_out() -> None:
    plan, new, notices = with_records(PLAN, [reading("AAAAAAAA", POINT, region="okuyama")], held_on="2026-11-30")
    assert (plan, new) == (PLAN, [])
    assert [n.code for n in notices] == ["paper_other_region"]
    assert "AAAAAAAA.jpg" in str(notices[0].file)


def test_an_outline_that_crosses_itself_is_kept_as_its_larger_part() -> None:
    knot = mark("area", "red", (50, 50), (90, 50), (90, 90), (60, 40), (55, 40))
    plan, _, _ = with_records(PLAN, [reading("AAAAAAAA", knot)], held_on="2026-11-30")
    shape = plan.records[0].marks[0].shape
    assert shape.is_valid
    assert shape.area == pytest.approx(max(p.area for p in _parts(knot)), rel=0.2)


def _parts(area: Mark) -> list:
    import shapely

    from hall.marks.reading import feature

    code = reading("AAAAAAAA").code
    assert code is not None
    whole = shapely.geometry.shape(feature(area, code, "x")["geometry"])
    return list(shapely.get_parts(whole.buffer(0)))


def test_a_sticky_note_is_a_point_on_the_overlay_and_others_keep_their_shape() -> None:
    kinds = [mark.shape.geom_type for mark in marks_of(reading("AAAAAAAA", POINT, LINE, NOTE))]
    assert kinds == ["Point", "LineString", "Point"]
