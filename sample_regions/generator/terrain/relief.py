"""The ground: ridges and valleys as running water would leave them.

Heights are those of a landscape in balance between uplift and stream incision: along every stream the slope is
``steepness * area ** -concavity`` (Flint's law), capped by the slope at which soil slides. The drainage tree and the
heights are found in turn until they agree. Valley floors are then filled with gravel, wider where more water comes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage, sparse
from scipy.sparse.csgraph import dijkstra

from sample_regions.generator.terrain.frame import Floats, Frame, Ints
from sample_regions.generator.terrain.last_bit import exp, power

EIGHT = ((0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1))


@dataclass(frozen=True)
class Outlet:
    """A place on the rim where water leaves: shares (0 to 1) of width and height, and its height above the sea."""

    x_share: float
    y_share: float
    base_m: float


@dataclass(frozen=True)
class Climate:
    """How water shapes the ground of one region."""

    seed: int
    outlets: tuple[Outlet, ...]
    steepness: float = 28.0
    concavity: float = 0.45
    steepest: float = 0.72
    floor_factor: float = 1.0
    basins: tuple[tuple[float, float, float, float], ...] = ()
    rounds: int = 40


@dataclass(frozen=True)
class Terrain:
    """Heights and drainage of a region, all arrays on the frame's grid.

    Attributes
    ----------
    height_m
        Height above the sea, metres, rounded to centimetres.
    receiver
        Flat index of the cell that each cell drains to (itself at an outlet).
    area_m2
        Area that drains through each cell.
    outlet
        Index of the outlet that each cell drains to.
    floor_m
        Half-width of the valley floor around each cell's nearest stream, metres.
    above_river_m, river_m
        Height above, and distance from, the nearest stream of more than 2 km2.
    """

    frame: Frame
    height_m: Floats
    receiver: Ints
    area_m2: Floats
    outlet: Ints
    floor_m: Floats
    above_river_m: Floats
    river_m: Floats

    def at(self, x_m: Floats, y_m: Floats) -> Floats:
        """Heights at places, bilinear between grid points."""
        return sample(self.frame, self.height_m, x_m, y_m)

    @property
    def slope(self) -> Floats:
        """Steepness as rise over run at every grid point."""
        dy, dx = np.gradient(self.height_m, self.frame.cell_m)
        return np.hypot(dx, dy)


def sample(frame: Frame, grid: Floats, x_m: Floats, y_m: Floats) -> Floats:
    """Values of a grid at places, bilinear between grid points."""
    at = np.vstack([np.asarray(y_m, float) / frame.cell_m, np.asarray(x_m, float) / frame.cell_m])
    return np.asarray(ndimage.map_coordinates(grid, at, order=1, mode="nearest"))


def cloud(rng: np.random.Generator, shape: tuple[int, int], scales_cells: tuple[float, ...]) -> Floats:
    """Smooth random field of mean 0 and spread 1, a sum of blurred noises, the widest strongest."""
    total = np.zeros(shape)
    for scale in scales_cells:
        layer = ndimage.gaussian_filter(rng.standard_normal(shape), scale, mode="reflect")
        total += layer / layer.std() * np.sqrt(scale)
    return (total - total.mean()) / total.std()


def downhill(height_m: Floats, outlets: Ints, cell_m: float) -> tuple[Ints, Floats]:
    """The neighbour with the steepest fall, as flat index, and the distance to it in metres."""
    rows, cols = height_m.shape
    padded = np.pad(height_m, 1, constant_values=np.inf)
    best = np.full(height_m.shape, -np.inf)
    receiver = np.arange(rows * cols).reshape(rows, cols)
    own, distance = receiver.copy(), np.full(height_m.shape, cell_m)
    for dr, dc in EIGHT:
        step = cell_m * float(np.hypot(dr, dc))
        fall = (height_m - padded[1 + dr : 1 + dr + rows, 1 + dc : 1 + dc + cols]) / step
        better = fall > best
        best[better], receiver[better], distance[better] = fall[better], (own + dr * cols + dc)[better], step
    receiver.ravel()[outlets] = outlets
    distance.ravel()[outlets] = 0.0
    return receiver.ravel(), distance.ravel()


def gather(receiver: Ints, amount: Floats) -> Floats:
    """Sum of `amount` over all cells that drain through each cell, by doubling jumps along the tree."""
    n = len(receiver)
    jump = np.append(np.where(receiver == np.arange(n), n, receiver), n)
    total = np.append(amount.astype(float), 0.0)
    while (jump[:n] < n).any():
        total = total + np.bincount(jump, weights=total, minlength=n + 1)
        total[n] = 0.0
        jump = jump[jump]
    return total[:n]


def descend(receiver: Ints, rise: Floats) -> tuple[Floats, Ints]:
    """Sum of `rise` from each cell down to its outlet (where it is 0), and the outlet's flat index."""
    total, jump = rise.copy(), receiver.copy()
    while True:
        total, further = total + total[jump], jump[jump]
        if np.array_equal(further, jump):
            return total, jump
        jump = further


def which_outlet(root: Ints, outlets: Ints) -> Ints:
    """Position in `outlets` of each cell's outlet."""
    order = np.argsort(outlets)
    return order[np.searchsorted(outlets[order], root)]


def first_drainage(frame: Frame, climate: Climate, outlets: Ints, softness: Floats) -> Floats:
    """A surface without pits to begin with: least-cost distance from the outlets over ground of varying softness."""
    rows, cols = frame.shape
    index = np.arange(rows * cols).reshape(rows, cols)
    heads, tails, costs = [], [], []
    for dr, dc in EIGHT[:4]:
        c0, c1 = max(0, -dc), cols - max(0, dc)
        a, b = index[: rows - dr, c0:c1], index[dr:, c0 + dc : c1 + dc]
        heads.append(a.ravel())
        tails.append(b.ravel())
        costs.append(((softness.ravel()[a] + softness.ravel()[b]) / 2 * np.hypot(dr, dc)).ravel())
    source = rows * cols
    bases = np.array([outlet.base_m for outlet in climate.outlets])
    heads.append(np.full(len(outlets), source))
    tails.append(outlets)
    costs.append(bases / 5.0 + 1.0)
    graph = sparse.csr_array(
        (np.concatenate(costs), (np.concatenate(heads), np.concatenate(tails))), shape=(source + 1, source + 1)
    )
    return np.asarray(dijkstra(graph, directed=False, indices=[source]))[0, :-1].reshape(rows, cols)


def valley_floors(
    frame: Frame, climate: Climate, height_m: Floats, base_m: Floats, area_m2: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Fill the valleys with nearly flat floors; returns the new heights and the half-width at each cell."""
    wide = exp(0.55 * cloud(rng, frame.shape, (14.0, 7.0)))
    rows, cols = frame.shape
    y, x = np.mgrid[0:rows, 0:cols] * frame.cell_m
    for x_share, y_share, radius_m, gain in climate.basins:
        away = np.hypot(x - x_share * frame.width_m, y - y_share * frame.height_m)
        wide *= 1 + gain * exp(-((away / radius_m) ** 2))
    half = np.clip(climate.floor_factor * 42.0 * power(area_m2 / 1e6, 0.38) * wide, 0, 900)
    result, half_near = height_m.copy(), np.zeros(frame.shape)
    for least_km2 in (0.6, 4.0, 25.0):
        stream = area_m2 > least_km2 * 1e6
        distance, (r, c) = ndimage.distance_transform_edt(~stream, return_indices=True)
        distance = distance * frame.cell_m
        # The shore widens and narrows smoothly, not from one cell of the stream to the next.
        w = ndimage.gaussian_filter(half[r, c], 3.0)
        floor = ndimage.gaussian_filter(base_m[r, c], 2.0) + 1.0 + 0.016 * distance
        share = np.clip((distance - w) / (0.8 * w + 60.0), 0, 1)
        share = share * share * (3 - 2 * share)
        filled = floor + (result - floor) * share
        # Gravel fills and rivers cut: low ground rises, spurs that reach into the floor are worn away.
        near = distance < w
        result = np.where(share < 1, filled, result)
        half_near = np.where(near, np.maximum(half_near, w), half_near)
    return result, half_near


def build_terrain(frame: Frame, climate: Climate) -> Terrain:
    """Heights, drainage and valley floors of a region, the same for the same seed."""
    rng = np.random.default_rng(climate.seed)
    rows, cols = frame.shape
    outlets = np.array(
        [round(o.y_share * (rows - 1)) * cols + round(o.x_share * (cols - 1)) for o in climate.outlets], dtype=np.int64
    )
    softness = exp(0.5 * cloud(rng, frame.shape, (16.0, 6.0)) + 0.6 * rng.standard_normal(frame.shape))
    hardness = exp(0.16 * cloud(rng, frame.shape, (30.0, 12.0))).ravel()
    height = first_drainage(frame, climate, outlets, softness)
    bases = np.zeros(rows * cols)
    bases[outlets] = [o.base_m for o in climate.outlets]
    for _ in range(climate.rounds):
        receiver, distance = downhill(height, outlets, frame.cell_m)
        area = gather(receiver, np.full(rows * cols, frame.cell_m**2))
        slope = np.minimum(climate.steepness * hardness * power(area, -climate.concavity), climate.steepest)
        tree_m, root = descend(receiver, slope * distance)
        height = (tree_m + bases[root]).reshape(rows, cols)
    area, base = area.reshape(rows, cols), height
    soft = ndimage.gaussian_filter(base, 0.8) + 4.0 * cloud(rng, frame.shape, (2.0, 1.2)) * (area < 2e5)
    height, floor_m = valley_floors(frame, climate, soft, base, area, rng)
    height = np.round(ndimage.gaussian_filter(height, 0.7), 2)
    river_m, (r, c) = ndimage.distance_transform_edt(area <= 2e6, return_indices=True)
    return Terrain(
        frame=frame,
        height_m=height,
        receiver=receiver,
        area_m2=area,
        outlet=which_outlet(root, outlets).reshape(rows, cols),
        floor_m=floor_m,
        above_river_m=height - height[r, c],
        river_m=river_m * frame.cell_m,
    )
