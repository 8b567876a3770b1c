"""Marks on a map as values, and as GeoJSON features in the plan file."""

from __future__ import annotations

import json

import pytest
from shapely import LineString, Point, Polygon

from geo.texts.errors import ValueRefusedError
from plan.file.codec import read, write
from plan.file.entry_error import EntryError
from plan.file.plan_file import plan_bytes, read_plan
from plan.organisation.edits import add_record
from plan.scenario.carriers.marks import Mark
from plan.scenario.scenario import Plan

FEATURE = {
    "type": "Feature",
    "geometry": {"type": "LineString", "coordinates": [[137.0, 35.0], [137.01, 35.02]]},
    "properties": {"kind": "fear", "words": "暗い", "file": "1.jpg"},
}


@pytest.mark.parametrize(
    "shape",
    [
        Point(181, 35),
        Point(137, float("inf")),
        Point(),
        LineString([(137, 35), (137, 91)]),
        Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
    ],
)
def test_a_mark_that_lies_nowhere_is_refused_in_words(shape):
    with pytest.raises(ValueRefusedError) as refused:
        Mark(shape)
    assert str(refused.value)


def test_marks_stand_in_the_file_as_features_that_others_may_say_more_of():
    mark = read(Mark, FEATURE)
    assert (mark.kind, mark.words, mark.colour) == ("fear", "暗い", "")
    assert mark.shape == LineString([(137.0, 35.0), (137.01, 35.02)])
    assert json.loads(json.dumps(write(mark))) == FEATURE


def test_marks_of_a_record_survive_the_file():
    shapes = (
        Point(137.0000004, 35),
        LineString([(137, 35), (137.1, 35)]),
        Polygon([(137, 35), (137.1, 35), (137, 35.1)]),
    )
    plan, _ = add_record(Plan("r", "f"), marks=tuple(Mark(shape, "wish", sheet_id="a1") for shape in shapes))
    again = read_plan(plan_bytes(plan))
    assert again == plan
    assert again.records[0].marks[0].shape == Point(137, 35)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"type": "Point"}, "type は「Feature」でなければなりません"),
        ({"geometry": None}, "geometry が {…} の形ではありません"),
        ({"geometry": {"type": "MultiPoint", "coordinates": [[1, 2]]}}, "geometry の図形の種類「MultiPoint」は"),
        (
            {"geometry": {"type": "Point", "coordinates": ["x"]}},
            "geometryの coordinates に [経度, 緯度] でないものがあります",
        ),
        ({"geometry": {"type": "LineString", "coordinates": [[1, 2], [1, 2]]}}, "離れた点が2つ以上要ります"),
        ({"properties": 3}, "properties が {…} の形ではありません"),
    ],
)
def test_what_is_no_mark_is_told_with_its_place(changes, words):
    with pytest.raises(EntryError) as refused:
        read(Mark, {**FEATURE, **changes})
    assert words in str(refused.value)
