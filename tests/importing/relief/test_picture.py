"""The picture: grey ground, a blue sea, and what it says of itself."""

from __future__ import annotations

import io
import tomllib

import numpy as np
from PIL import Image

from importing.relief.elevation import MapGrid
from importing.relief.picture import SEA, drawn

GRID = MapGrid(36.0, 137.0, 36.02, 137.025, 22, 22)


def test_land_alone_is_grey() -> None:
    heights = np.fromfunction(lambda y, x: 10.0 + 5 * x, (22, 22))
    picture = drawn(heights, GRID)
    image = Image.open(io.BytesIO(picture.png))
    assert (image.mode, image.size, picture.highest_m, picture.known, picture.sea) == ("L", (22, 22), 115, 1, 0)
    told = tomllib.loads(picture.toml.decode())
    assert (told["south"], told["east"], told["highest_m"], told["projection"]) == (36.0, 137.025, 115, "EPSG:3857")


def test_the_sea_is_blue_and_gaps_are_no_sea() -> None:
    heights = np.full((22, 22), 30.0)
    heights[:, :15] = 0.0
    heights[:, -1] = np.nan
    picture = drawn(heights, GRID)
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    assert image.getpixel((3, 10)) == SEA
    red, green, blue = np.asarray(image)[10, 21]
    assert red == green == blue
    assert (round(picture.sea, 3), round(picture.known, 3)) == (round(15 / 22, 3), round(21 / 22, 3))


def test_the_same_heights_give_the_same_bytes() -> None:
    heights = np.fromfunction(lambda y, x: (y * x) % 7.0, (22, 22))
    assert drawn(heights, GRID) == drawn(heights.copy(), GRID)
