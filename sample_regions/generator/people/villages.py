"""Where villages stand: on dry, gently sloping ground where the valley widens, and a few on benches of the hillside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from sample_regions.generator.terrain.frame import Floats
from sample_regions.generator.terrain.last_bit import exp
from sample_regions.generator.terrain.relief import Terrain, cloud

Place = tuple[float, float]


@dataclass(frozen=True)
class Village:
    """A village (集落): id, name with reading, place in metres, people, households and district (旧小学校区)."""

    id: str
    name: str
    kana: str
    x_m: float
    y_m: float
    population: int
    households: int
    district: str

    @property
    def place(self) -> Place:
        """Metres east and north."""
        return self.x_m, self.y_m


def suitability(terrain: Terrain, rng: np.random.Generator) -> Floats:
    """How well a village would stand at each cell, 0 (never) to about 1: level, dry, near water, and some chance."""
    slope = ndimage.gaussian_filter(terrain.slope, 2.0)
    level = exp(-((slope / 0.16) ** 2))
    valley = exp(-terrain.river_m / 700.0)
    dry = (terrain.above_river_m > 3.0) & (terrain.river_m > 90.0)
    return np.where(dry, level * valley * exp(0.35 * cloud(rng, terrain.frame.shape, (8.0,))), 0.0)


def choose_places(
    terrain: Terrain,
    score: Floats,
    count: int,
    spacing_m: tuple[float, float],
    rng: np.random.Generator,
    first: Sequence[Place] = (),
) -> list[Place]:
    """The best `count` places, each further from the others than a distance drawn from `spacing_m`.

    Places in `first` are taken as they are. Returns fewer if the ground is full.
    """
    cell_m = terrain.frame.cell_m
    rows, cols = terrain.frame.shape
    y, x = np.mgrid[0:rows, 0:cols] * cell_m
    left = score.copy()
    margin = int(500 / cell_m)
    left[:margin], left[-margin:], left[:, :margin], left[:, -margin:] = 0, 0, 0, 0
    chosen: list[Place] = []
    for place in first:
        chosen.append(place)
        left[np.hypot(x - place[0], y - place[1]) < 0.6 * spacing_m[1]] = 0
    while len(chosen) < count:
        best = int(np.argmax(left))
        if left.flat[best] <= 0.02:
            break
        place = float(x.flat[best]), float(y.flat[best])
        chosen.append(place)
        left[np.hypot(x - place[0], y - place[1]) < rng.uniform(*spacing_m)] = 0
    return chosen


def nearest_dry(terrain: Terrain, place: Place, within_m: float = 600.0) -> Place:
    """The level, dry cell nearest to a wished place."""
    rows, cols = terrain.frame.shape
    y, x = np.mgrid[0:rows, 0:cols] * terrain.frame.cell_m
    away = np.hypot(x - place[0], y - place[1])
    bad = (terrain.above_river_m < 2.5) | (terrain.river_m < 90) | (away > within_m)
    away = away + 2500.0 * ndimage.gaussian_filter(terrain.slope, 1.5) + np.where(bad, np.inf, 0.0)
    best = int(np.argmin(away))
    if not np.isfinite(away.flat[best]):
        raise ValueError(f"no dry ground within {within_m:.0f} m of {place}")
    return float(x.flat[best]), float(y.flat[best])
