"""A straightened page as if evenly lit by white light: paper is 1, and what is drawn is a share of it.

Light falls off slowly, a hand's shadow has an edge, and both only darken; so the light at a place is the brightness of the paper
around it, found by closing (what is dark and narrower than the closing goes, edges of shadows stay). The colour of the light
changes slowly over the page: a surface of the second degree through what looks like paper, outliers left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.reference import reference_table
from hall.photos.straighten import PX_PER_MM, Picture

Shares = NDArray[np.float32]

_COARSE = 4  # pixels of the page for one of the light
_ROUNDS = 4


@dataclass(frozen=True, eq=False)
class EvenPage:
    """An evenly lit page.

    Parameters
    ----------
    colour
        Height × width × 3: red, green, blue as shares of the paper's.
    dark_patch
        Where a wide patch is so dark that no shadow explains it: a filled area in black. Height × width.
    """

    colour: Shares
    dark_patch: NDArray[np.bool_]


def evenly_lit(picture: Picture) -> EvenPage:
    """Take light and its colour away from a straightened page."""
    import cv2

    table = reference_table("paper_marks")
    high, wide = picture.shape[:2]
    small = cv2.resize(picture, (wide // _COARSE, high // _COARSE), interpolation=cv2.INTER_AREA).astype(np.float32)
    px_per_mm = PX_PER_MM / _COARSE
    brightness = small.max(axis=2)
    light = _closed(brightness, table["light_closing_mm"].value * px_per_mm)
    broad = _closed(
        cv2.resize(brightness, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA),
        table["dark_closing_mm"].value * px_per_mm / 4,
    )
    broad = np.asarray(cv2.resize(broad, (light.shape[1], light.shape[0])), dtype=np.float32)
    dark_patch = light < table["dark_patch_share"].value * broad
    light = np.where(dark_patch, broad, light).astype(np.float32)
    light = np.maximum(cv2.GaussianBlur(light, (0, 0), table["light_blur_mm"].value * px_per_mm), np.float32(1.0))
    tint = _tint(small, brightness / light)
    white = cv2.resize(light[..., None] * tint, (wide, high), interpolation=cv2.INTER_LINEAR)
    patch = cv2.resize(dark_patch.astype(np.uint8), (wide, high), interpolation=cv2.INTER_NEAREST)
    return EvenPage(np.clip(picture / white, 0, 1.25).astype(np.float32), patch.astype(bool))


def _closed(brightness: Shares, across_px: float) -> Shares:
    import cv2

    size = max(3, round(across_px) | 1)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    # A median first: a single bright pixel of noise is no paper.
    calm = cv2.medianBlur(np.ascontiguousarray(brightness, dtype=np.float32), 3)
    return np.asarray(cv2.morphologyEx(calm, cv2.MORPH_CLOSE, disc, borderType=cv2.BORDER_REPLICATE), dtype=np.float32)


def _tint(small: Shares, share: Shares) -> Shares:
    """Return the colour of the light over the page, its strongest part being 1."""
    high, wide = share.shape
    step = 3
    y, x = np.mgrid[0:high:step, 0:wide:step]
    like_paper = share[::step, ::step] > reference_table("paper_marks")["paper_share"].value
    seen = np.maximum(small[::step, ::step][like_paper], 1.0)
    across, down = x[like_paper] / wide - 0.5, y[like_paper] / high - 0.5
    hue = np.log(seen) - np.log(seen).mean(axis=1, keepdims=True)
    terms = _terms(across, down)
    kept = np.ones(len(hue), dtype=bool)
    middle = np.median(hue, axis=0)
    off = np.abs(hue - middle).max(axis=1)
    for _ in range(_ROUNDS):
        kept = off <= max(3 * float(np.median(off[kept])), 0.01)
        factors, *_ = np.linalg.lstsq(terms[kept], hue[kept], rcond=None)
        off = np.abs(hue - terms @ factors).max(axis=1)
    yy, xx = np.mgrid[0:high, 0:wide]
    surface = np.exp(_terms(xx.ravel() / wide - 0.5, yy.ravel() / high - 0.5) @ factors).reshape(high, wide, 3)
    return np.asarray(surface / surface.max(axis=2, keepdims=True), dtype=np.float32)


def _terms(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([np.ones_like(x), x, y, x * x, x * y, y * y])
