"""A buffer is one pale area, with no more points than a screen shows."""

from __future__ import annotations

from shapely import Point, Polygon

from layers.features.buffer import COLOUR, buffer


def test_one_area_in_one_colour() -> None:
    part = buffer(Polygon([(137.0, 36.0), (137.1, 36.0), (137.1, 36.1)]))
    assert (part.draws, part.data["colours"]) == ("bands", [COLOUR])
    (shape,) = part.data["shapes"]
    assert shape["type"] == "Polygon"
    assert {tuple(corner) for corner in shape["coordinates"][0]} == {(137.0, 36.0), (137.1, 36.0), (137.1, 36.1)}


def test_fewer_points_than_were_drawn() -> None:
    circle = Point(137.0, 36.0).buffer(0.01, quad_segs=500)
    (shape,) = buffer(circle).data["shapes"]
    assert 8 < len(shape["coordinates"][0]) < len(circle.exterior.coords) / 4
