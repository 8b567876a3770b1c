"""Shaded relief: how light the ground looks, in few greys, on rows that lie evenly on a Web-Mercator map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Floats = NDArray[np.float64]

LIGHTEST, DARKEST, STEP = 250, 196, 3
_DIMMEST, _BRIGHTEST = 0.25, 0.92


def hillshade(height_m: Floats, cell_m: float) -> Floats:
    """Return brightness 0 to 1 with light from the north-west and a softer one from above, as on printed maps.

    Parameters
    ----------
    height_m
        Heights, rows from south to north.
    cell_m
        Distance of two cells.
    """
    smooth = ndimage.gaussian_filter(height_m, 0.6)
    dy, dx = np.gradient(smooth, cell_m)
    steep = np.sqrt(1 + dx**2 + dy**2)
    north_west = np.clip((0.5 * dx - 0.5 * dy + 0.7071) / steep, 0, 1)
    above = 1 / steep
    light: Floats = np.clip(0.75 * north_west + 0.25 * above, 0, 1)
    return light


def greys(light: Floats) -> NDArray[np.uint8]:
    """Return the greys of a brightness: few levels keep the file small, and the eye doesn't see steps of three in 255."""
    grey = DARKEST + (LIGHTEST - DARKEST) * np.clip((light - _DIMMEST) / (_BRIGHTEST - _DIMMEST), 0, 1)
    levels: NDArray[np.uint8] = (np.round(grey / STEP) * STEP).astype(np.uint8)
    return levels


def mercator_y(lat: Floats) -> Floats:
    """Return Mercator's ordinate of latitudes in degrees (radians on the unit sphere)."""
    ordinate: Floats = np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))
    return ordinate


def mercator_rows(south: float, north: float, rows: int) -> Floats:
    """Return the latitudes of rows of pixels from north to south that are evenly spaced in Mercator's ordinate.

    A map that stretches a picture with such rows between its bounds puts every pixel where it belongs.
    """
    top, bottom = mercator_y(np.array([north, south])).tolist()
    ordinate = np.linspace(top, bottom, 2 * rows + 1)[1::2]
    lats: Floats = np.degrees(2 * np.arctan(np.exp(ordinate)) - np.pi / 2)
    return lats
