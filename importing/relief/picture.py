"""Heights on the map's pixels become a picture: shaded ground, and the sea in a pale blue."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from geo.reference import reference_table
from importing.relief.elevation import MapGrid, sea_of, without_gaps
from importing.relief.shading import Floats, greys, hillshade

SEA = (214, 228, 240)
"""Colour of the sea in the picture."""


@dataclass(frozen=True)
class ReliefPicture:
    """A picture and what it tells of itself.

    Parameters
    ----------
    png, toml
        The two files.
    highest_m
        Highest ground in it.
    known, sea
        Shares of its pixels with a height, and of the sea.
    """

    png: bytes
    toml: bytes
    highest_m: float
    known: float
    sea: float


def drawn(height_m: Floats, grid: MapGrid) -> ReliefPicture:
    """Draw heights (rows from north to south, NaN where unknown) as shaded relief with the sea."""
    whole = without_gaps(height_m)
    light = hillshade(whole[::-1], grid.pixel_m)[::-1]
    sea = sea_of(
        np.where(np.isnan(height_m), np.inf, height_m), grid.pixel_m, reference_table("relief")["sea_km2"].value
    )
    grey = greys(light)
    colours = np.repeat(grey[:, :, None], 3, axis=2)
    colours[sea] = SEA
    picture = Image.fromarray(colours if sea.any() else grey)
    out = io.BytesIO()
    # With a palette the few colours stay a small file.
    (picture.convert("P", palette=Image.Palette.ADAPTIVE) if sea.any() else picture).save(out, "PNG", optimize=True)
    highest = float(np.nanmax(height_m))
    toml = (
        f'image = "relief.png"\nsouth = {grid.south:.6f}\nwest = {grid.west:.6f}\nnorth = {grid.north:.6f}\n'
        f'east = {grid.east:.6f}\nprojection = "EPSG:3857"\nlight_from = "北西"\nhighest_m = {highest:.0f}\n'
    )
    known = float(1 - np.isnan(height_m).mean())
    return ReliefPicture(out.getvalue(), toml.encode(), highest, known, float(sea.mean()))
