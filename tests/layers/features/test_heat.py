"""Squares are drawn by how many marks lie in them, and the legend explains the colours; without marks there is nothing."""

from __future__ import annotations

from layers.features.heat import CLASSES, heat


def test_squares_are_drawn_the_fullest_last_and_explained():
    drawn, explained = heat([(35.0, 137.0, 12), (36.0, 138.0, 1)], "印の重なり")
    assert (drawn.draws, drawn.data["lat"], drawn.data["marks"]) == ("heat", [36.0, 35.0], [1, 12])
    assert drawn.data["colours"] == [CLASSES.swatches[0].colour, CLASSES.swatches[-1].colour]
    assert (explained.data["title"], explained.data["most"]) == ("印の重なり", 12.0)
    assert [row["label"] for row in explained.data["rows"]] == [swatch.label for swatch in CLASSES.swatches]


def test_without_marks_nothing_is_drawn():
    assert heat([], "印の重なり") == []
