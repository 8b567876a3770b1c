"""Shaded relief as a picture that lies exactly on a Web-Mercator map."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from sample_regions.generator.terrain.frame import Floats, Frame
from sample_regions.generator.terrain.relief import Terrain
from sample_regions.generator.write import write_toml

LIGHTEST, DARKEST, STEP = 250, 196, 3


def hillshade(height_m: Floats, cell_m: float) -> Floats:
    """Brightness 0 to 1 with light from the north-west and a softer one from above, as on printed maps."""
    smooth = ndimage.gaussian_filter(height_m, 0.6)
    dy, dx = np.gradient(smooth, cell_m)
    steep = np.sqrt(1 + dx**2 + dy**2)
    north_west = np.clip((0.5 * dx - 0.5 * dy + 0.7071) / steep, 0, 1)
    above = 1 / steep
    return np.clip(0.75 * north_west + 0.25 * above, 0, 1)


def mercator_y(lat: Floats) -> Floats:
    """Mercator ordinate of a latitude in degrees (radians on the unit sphere)."""
    return np.log(np.tan(np.pi / 4 + np.radians(lat) / 2))


def write_relief(folder: Path, terrain: Terrain, box_m: tuple[float, float, float, float], pixel_m: float) -> None:
    """Write relief.png and relief.toml for a box in local metres.

    Rows of pixels are evenly spaced in Mercator's ordinate, so that a map that stretches the picture between its
    bounds puts every pixel where it belongs.
    """
    frame: Frame = terrain.frame
    xs = np.array([box_m[0], box_m[2], box_m[0], box_m[2]])
    ys = np.array([box_m[1], box_m[1], box_m[3], box_m[3]])
    lat, lon = frame.to_degrees(xs, ys, 6)
    # The largest rectangle of degrees inside the box: no pixel without ground.
    south, north = float(lat[:2].max()), float(lat[2:].min())
    west, east = float(lon[[0, 2]].max()), float(lon[[1, 3]].min())
    rows, cols = round((box_m[3] - box_m[1]) / pixel_m), round((box_m[2] - box_m[0]) / pixel_m)
    top, bottom = mercator_y(np.array([north, south])).tolist()
    ordinate = np.linspace(top, bottom, 2 * rows + 1)[1::2]
    lats = np.degrees(2 * np.arctan(np.exp(ordinate)) - np.pi / 2)
    lons = np.linspace(west, east, 2 * cols + 1)[1::2]
    lon_grid, lat_grid = np.meshgrid(lons, lats)
    x, y = frame.to_metres(lat_grid, lon_grid)
    light = hillshade(terrain.height_m, frame.cell_m)
    at = np.vstack([y.ravel() / frame.cell_m, x.ravel() / frame.cell_m])
    shown = ndimage.map_coordinates(light, at, order=3, mode="nearest").reshape(rows, cols)
    low, high = 0.25, 0.92
    grey = DARKEST + (LIGHTEST - DARKEST) * np.clip((shown - low) / (high - low), 0, 1)
    # Few grey levels keep the file small; the eye doesn't see steps of three in 255.
    levels = (np.round(grey / STEP) * STEP).astype(np.uint8)
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(levels).save(folder / "relief.png", optimize=True)
    write_toml(
        folder / "relief.toml",
        f'image = "relief.png"\nsouth = {south:.6f}\nwest = {west:.6f}\nnorth = {north:.6f}\neast = {east:.6f}\n'
        f'projection = "EPSG:3857"\nlight_from = "北西"\nhighest_m = {terrain.height_m.max():.0f}\n',
    )
