"""An evenly lit page: paper is 1 under any light, shadows leave no colour, filled black stays black."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hall.photos.flatten import evenly_lit
from hall.photos.straighten import PX_PER_MM, Picture

HIGH, WIDE = 60 * PX_PER_MM, 90 * PX_PER_MM


def paper() -> np.ndarray:
    page = np.full((HIGH, WIDE, 3), 240.0)
    page[:, 200:206] = 140  # a printed line
    page[300:312, 300:500] *= (0.85, 0.12, 0.15)  # a red stroke
    return page


def lit(page: np.ndarray, light: np.ndarray) -> Picture:
    return np.clip(page * light, 0, 255).astype(np.uint8)


def lights() -> dict[str, np.ndarray]:
    x = np.linspace(0, 1, WIDE)[None, :, None] * np.ones((HIGH, 1, 1))
    hand = np.ones((HIGH, WIDE, 1))
    hand[100:350, 150:600] = 0.5
    return {
        "even": np.ones((HIGH, WIDE, 1)),
        "from one side": 1 - 0.5 * x,
        "yellow lamp": np.ones((HIGH, WIDE, 1)) * np.array([1.0, 0.92, 0.7]),
        "lamp and window": np.concatenate([1 - 0.1 * x, 1 - 0.05 * x, 0.75 + 0.2 * x], axis=2),
        "hand": cv2.GaussianBlur(hand, (0, 0), 12)[..., None],
    }


@pytest.mark.parametrize("name", sorted(lights()))
def test_paper_is_white_and_ink_keeps_its_colour(name: str) -> None:
    even = evenly_lit(lit(paper(), lights()[name])).colour
    blank = np.ones((HIGH, WIDE), dtype=bool)
    blank[:, 195:211] = False
    blank[290:322, 290:510] = False
    assert np.abs(np.median(even[blank], axis=0) - 1).max() < 0.03
    assert np.quantile(np.ptp(even[blank], axis=1), 0.999) < 0.06
    red = even[306, 320:480].mean(axis=0)
    assert red == pytest.approx([0.85, 0.12, 0.15], abs=0.1)
    line = even[::20, 203].mean(axis=0)
    assert np.ptp(line) < 0.05
    assert line.mean() == pytest.approx(140 / 240, abs=0.1)


def test_a_wide_patch_of_black_is_no_shadow() -> None:
    page = paper()
    page[350:450, 500:640] = 25
    even = evenly_lit(page.astype(np.uint8))
    assert even.dark_patch[360:440, 510:630].all()
    assert not even.dark_patch[:, :400].any()
    assert even.colour[400, 570].max() < 0.2


def test_a_wide_light_patch_keeps_its_colour() -> None:
    page = paper()
    page[20:250, 400:650] *= (0.99, 0.93, 0.5)
    even = evenly_lit(page.astype(np.uint8)).colour
    assert even[130, 520] == pytest.approx([0.99, 0.93, 0.5], abs=0.05)
