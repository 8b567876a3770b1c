"""Ink told from print: print is grey and light, pens are coloured or darker than any print.

Colour is the distance between the strongest and the weakest of red, green and blue, in shares of the paper's. Black is told by how
much darkness lies in a small round: a pen half a millimetre wide holds more of it than letters do, however blurred both are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from hall.photos.flatten import EvenPage, Shares
from hall.photos.straighten import PX_PER_MM

Mask = NDArray[np.bool_]

COLOURS = ("red", "blue", "green", "black")
"""Of marks."""
_HUES = (("red", -60.0, 36.0), ("yellow", 36.0, 74.0), ("green", 74.0, 170.0), ("blue", 170.0, 300.0))
"""Hues in degrees from red: yellow is no pen's, only a highlighter's or a note's."""
SHADES = tuple(name for name, _, _ in _HUES)


@dataclass(frozen=True, eq=False)
class Ink:
    """What is drawn on a map.

    Parameters
    ----------
    by_shade
        Masks of the coloured inks, as `SHADES` names them, and of ``black``.
    chroma, brightness
        Distance between the strongest and the weakest part; the strongest part.
    luminance
        Brightness as eyes see it.
    print_seen
        Where dark print lies.
    """

    by_shade: Mapping[str, Mask]
    chroma: Shares
    brightness: Shares
    luminance: Shares
    print_seen: Mask

    @property
    def any(self) -> Mask:
        """Where there is any ink."""
        return np.asarray(np.logical_or.reduce(list(self.by_shade.values())))


def ink_of(page: EvenPage) -> Ink:
    """Tell the inks of a map.

    Parameters
    ----------
    page
        The map alone, evenly lit.
    """
    import cv2

    table = reference_table("paper_marks")
    calm = np.asarray(cv2.GaussianBlur(page.colour, (0, 0), table["calm_mm"].value * PX_PER_MM), dtype=np.float32)
    brightness, lowest = calm.max(axis=2), calm.min(axis=2)
    chroma = brightness - lowest
    luminance = np.asarray(calm @ np.array([0.299, 0.587, 0.114], dtype=np.float32), dtype=np.float32)
    coloured = _grown(chroma > table["chroma_sure"].value, chroma > table["chroma_least"].value)
    hue = _hue(calm, brightness, chroma)
    by_shade = {name: coloured & _between(hue, low, high) for name, low, high in _HUES}
    darkness = np.clip(1 - brightness, 0, 1)
    gathered = np.asarray(cv2.GaussianBlur(darkness, (0, 0), table["black_round_mm"].value * PX_PER_MM))
    grey = chroma < table["black_chroma_most"].value
    sure = (gathered > table["black_sure"].value) & grey & ~coloured
    near = cv2.dilate(sure.astype(np.uint8), _disc(table["black_reach_mm"].value)).astype(bool)
    black = near & (darkness > table["black_least"].value) & grey & ~coloured
    black |= page.dark_patch & grey
    by_shade["black"] = black
    print_seen = (darkness > table["print_darkness"].value) & ~coloured & ~near
    return Ink(by_shade, chroma, brightness, luminance, print_seen)


def _hue(calm: Shares, brightness: Shares, chroma: Shares) -> Shares:
    red, green, blue = (calm[..., i] for i in range(3))
    span = np.maximum(chroma, 1e-6)
    hue = np.where(
        brightness == red,
        (green - blue) / span % 6,
        np.where(brightness == green, 2 + (blue - red) / span, 4 + (red - green) / span),
    )
    return np.asarray(hue * 60, dtype=np.float32)


def _between(hue: Shares, low: float, high: float) -> Mask:
    return np.asarray((hue - low) % 360 < high - low)


def _grown(sure: Mask, likely: Mask) -> Mask:
    """Keep what is likely where it hangs together with what is sure."""
    import cv2

    count, labels = cv2.connectedComponents(likely.astype(np.uint8))
    kept = np.zeros(count, dtype=bool)
    kept[np.unique(labels[sure & likely])] = True
    kept[0] = False
    return np.asarray(kept[labels])


def _disc(radius_mm: float) -> NDArray[np.uint8]:
    import cv2

    radius = max(1, round(radius_mm * PX_PER_MM))
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1)), dtype=np.uint8)


def opened(mask: Mask, radius_mm: float) -> Mask:
    """Keep of a mask what is wider than twice a radius."""
    import cv2

    # A rim of nothing: what reaches over the edge of the map is cut there, not continued.
    padded = np.pad(mask.astype(np.uint8), 1)
    return np.asarray(cv2.morphologyEx(padded, cv2.MORPH_OPEN, _disc(radius_mm))[1:-1, 1:-1].astype(bool))


def widened(mask: Mask, by_mm: float) -> Mask:
    """Return a mask with all that lies within a distance of it."""
    import cv2

    return np.asarray(cv2.dilate(mask.astype(np.uint8), _disc(by_mm)).astype(bool))


def without_specks(mask: Mask, least_mm2: float) -> Mask:
    """Leave out what is smaller, and fill holes that are."""
    import cv2

    least = least_mm2 * PX_PER_MM**2
    kept = mask
    for inverted in (False, True):
        part = ~kept if inverted else kept
        count, labels, sizes, _ = cv2.connectedComponentsWithStats(
            part.astype(np.uint8), connectivity=4 if inverted else 8
        )
        small = np.zeros(count, dtype=bool)
        small[1:] = sizes[1:, cv2.CC_STAT_AREA] < least
        kept = kept ^ small[labels]
    return kept
