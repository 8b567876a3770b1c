"""Light falls from the north-west; greys are few; rows lie evenly on Mercator's map."""

from __future__ import annotations

import math

import numpy as np
import pytest

from importing.relief.shading import DARKEST, LIGHTEST, STEP, greys, hillshade, mercator_rows, mercator_y

SIDE = np.arange(12.0)


def test_flat_ground_is_lit_by_both_lights() -> None:
    assert hillshade(np.zeros((4, 4)), 10.0)[1, 1] == pytest.approx(0.75 * 0.7071 + 0.25)


@pytest.mark.parametrize(("facing", "brighter"), [("north-west", True), ("south-east", False)])
def test_a_slope_towards_the_light_is_brighter_than_flat_ground(facing: str, brighter: bool) -> None:
    # Rows run from south to north: ground that falls to the north-west rises to the south-east.
    rises = (SIDE[None, :] - SIDE[:, None]) * 3.0
    light = hillshade(rises if facing == "north-west" else -rises, 10.0)[6, 6]
    assert (light > 0.75 * 0.7071 + 0.25) == brighter


def test_greys_are_few_and_stay_within_their_ends() -> None:
    levels = greys(np.linspace(-1, 2, 500))
    assert (set(levels % STEP), levels.min(), levels.max()) == ({0}, 195, 249)
    assert abs(int(levels.min()) - DARKEST) <= STEP
    assert abs(int(levels.max()) - LIGHTEST) <= STEP


def test_rows_are_even_in_mercators_ordinate() -> None:
    lats = mercator_rows(36.0, 38.0, 50)
    steps = np.diff(mercator_y(lats))
    assert np.ptp(steps) < 1e-12
    # The ordinate of 45°, by the formula's other form.
    assert mercator_y(np.array([45.0]))[0] == pytest.approx(math.asinh(math.tan(math.pi / 4)))
    assert (36.0 < lats[-1] < 36.03, 37.97 < lats[0] < 38.0) == (True, True)
