"""The picture of the next hub's effect: a PNG that others read, whose cells bear the class of the node beside them."""

from __future__ import annotations

import base64
import io
import math
from typing import Any

import matplotlib.image
import numpy as np
import pytest

from layers.features.gain import CLASSES, gain
from plan.reach.next_hub import NextHub

LAT, LON = np.array([35.30, 35.30, 35.32]), np.array([137.40, 137.44, 137.42])


def picture(persons: list[float]) -> tuple[np.ndarray, dict[str, Any]]:
    part = gain(NextHub(LAT, LON, np.array(persons), "car", 30.0))
    data = str(part.data["image"]).removeprefix("data:image/png;base64,")
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(data)), format="png"), dict(part.data)


def colour_at(drawn: np.ndarray, bounds: list[list[float]], lat: float, lon: float) -> np.ndarray:
    """Read the picture where the browser would show a place (Mercator)."""
    (south, west), (north, east) = bounds
    up = [math.atanh(math.sin(math.radians(d))) for d in (south, lat, north)]
    row = int((up[2] - up[1]) / (up[2] - up[0]) * drawn.shape[0])
    column = int((lon - west) / (east - west) * drawn.shape[1])
    return drawn[row, column]


@pytest.mark.parametrize(("persons", "kind"), [(0, 0), (1, 1), (49.9, 1), (50, 2), (999, 4), (1000, 5)])
def test_a_node_bears_the_colour_of_its_class(persons, kind):
    drawn, data = picture([persons, 0, 1000])
    found = colour_at(drawn, data["bounds"], LAT[0], LON[0])
    wanted = [int(CLASSES.swatches[kind].colour[i : i + 2], 16) for i in (1, 3, 5)]
    if kind:
        assert (found[:3] * 255).round().tolist() == wanted
        assert found[3] == 1
    else:
        assert found[3] == 0


def test_far_from_every_road_nothing_is_drawn():
    drawn, data = picture([1000, 1000, 1000])
    assert colour_at(drawn, data["bounds"], 35.31, 137.402)[3] == 0


def test_the_same_effect_gives_the_same_bytes_and_the_title_says_what_it_is():
    assert picture([1, 2, 3])[1] == picture([1, 2, 3])[1]
    assert picture([1, 2, 3])[1]["title"] == "次の拠点がここにあれば、新たに車で30分以内になる人"


def test_without_roads_there_is_no_picture():
    none = np.zeros(0)
    assert gain(NextHub(none, none, none, "walk", 15.0)).data["image"] is None
