"""Squares are drawn by how many marks lie in them, and the legend explains the colours; without marks there is nothing."""

from __future__ import annotations

from shapely import box

from layers.features.heat import CLASSES, heat


def test_squares_are_drawn_by_class_and_explained():
    squares = [(box(137, 35, 137.01, 35.01), 1), (box(137.01, 35, 137.02, 35.01), 1), (box(138, 36, 138.01, 36.01), 12)]
    drawn, explained = heat(squares, "印の重なり")
    assert drawn.draws == "bands"
    assert drawn.data["colours"] == [CLASSES.swatches[0].colour, CLASSES.swatches[-1].colour]
    assert drawn.data["shapes"][0]["type"] == "Polygon"  # neighbours of one class are one shape
    assert (explained.data["title"], explained.data["most"]) == ("印の重なり", 12.0)
    assert [row["label"] for row in explained.data["rows"]] == [swatch.label for swatch in CLASSES.swatches]


def test_without_marks_nothing_is_drawn():
    assert heat([], "印の重なり") == []
