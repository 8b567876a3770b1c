"""Ground between labelled points: each label's cells, without islands inside another label's ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi

_FAR = 20.0
"""How many times the points' own extent the frame lies away: its cells never reach what is drawn."""

_FRAME = np.array([(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)], dtype=np.float64)
_SHORTEST_M = 1e-6

OUTSIDE = -1
"""Label of what belongs to nobody and is given to nobody."""


@dataclass(frozen=True, eq=False)
class LabelledCells:
    """Points with their final labels, and the lines between different labels.

    Parameters
    ----------
    xy_m, label
        Shape (points, 2) and (points,).
    borders_m
        Shape (lines, 2, 2): straight lines between cells of different labels; they close around every label.
    """

    xy_m: NDArray[np.float64]
    label: NDArray[np.int64]
    borders_m: NDArray[np.float64]


def labelled_cells(xy_m: NDArray[np.float64], label: NDArray[np.int64]) -> LabelledCells:
    """Divide the plane among labelled points so that each label's ground hangs together.

    Parameters
    ----------
    xy_m
        Shape (points, 2), metres, all different; the first point of each label is its core.
    label
        From 0 on.

    Returns
    -------
    LabelledCells
        Cells apart from their label's core belong to a neighbour (see `hanging_together`).

    Notes
    -----
    Voronoi cells (Aurenhammer 1991) by scipy.

    Examples
    --------
    >>> points = np.array([(0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (30.0, 0.0)])
    >>> labelled_cells(points, np.array([0, 1, 0, 1])).label.tolist()
    [0, 1, 1, 1]
    """
    middle = (xy_m.min(axis=0) + xy_m.max(axis=0)) / 2
    extent = max(float(np.ptp(xy_m, axis=0).max()), 1.0)
    cells = Voronoi(np.vstack([xy_m, middle + _FRAME * extent * _FAR]))
    pairs = np.asarray(cells.ridge_points, dtype=np.int64)
    corners = np.array(cells.ridge_vertices)
    ends_m = cells.vertices[corners]
    length_m = np.where((corners >= 0).all(axis=1), np.hypot(*(ends_m[:, 1] - ends_m[:, 0]).T), 0.0)
    first = np.unique(label, return_index=True)[1]
    labels = hanging_together(np.concatenate([label, np.full(len(_FRAME), OUTSIDE)]), first, pairs, length_m)
    border = (labels[pairs[:, 0]] != labels[pairs[:, 1]]) & (length_m > 0)
    return LabelledCells(xy_m, labels[: len(xy_m)], ends_m[border])


def hanging_together(
    labels: NDArray[np.int64],
    cores: NDArray[np.int64],
    pairs: NDArray[np.int64],
    border_m: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Return what does not hang together with the core of its label to a neighbour.

    Parameters
    ----------
    labels
        Of each cell; `OUTSIDE` neither gives nor takes.
    cores
        Position of the cell of each label that stays; a label without one keeps nothing that has a neighbour.
    pairs
        Shape (borders, 2): positions of cells that lie side by side.
    border_m
        Length of each border; cells that only meet at a corner are no neighbours.

    Returns
    -------
    numpy.ndarray
        Labels, from the cores outwards: a loose part goes to the neighbour with which it has the longest border, to the
        smaller label of equals; one that has no neighbour (an island) keeps its label.
    """
    labels = labels.copy()
    touching = (border_m > _SHORTEST_M) & (labels[pairs] != OUTSIDE).all(axis=1)
    pairs, border_m = pairs[touching], border_m[touching]
    same = labels[pairs[:, 0]] == labels[pairs[:, 1]]
    links = coo_array((np.ones(int(same.sum())), tuple(pairs[same].T)), shape=(len(labels), len(labels)))
    count, part = connected_components(links, directed=False)
    of_part = np.zeros(count, dtype=np.int64)
    of_part[part] = labels
    settled = np.zeros(count, dtype=bool)
    settled[part[cores]] = True
    ends = np.concatenate([part[pairs], part[pairs[:, ::-1]]])
    both_m = np.concatenate([border_m, border_m])
    while True:
        offers = ~settled[ends[:, 0]] & settled[ends[:, 1]]
        if not offers.any():
            return of_part[part]
        offered = np.column_stack([ends[offers, 0], of_part[ends[offers, 1]]])
        keys, at = np.unique(offered, axis=0, return_inverse=True)
        total_m = np.round(np.bincount(at.ravel(), both_m[offers]), 3)
        order = np.lexsort((keys[:, 1], -total_m, keys[:, 0]))
        chosen = order[np.unique(keys[order, 0], return_index=True)[1]]
        of_part[keys[chosen, 0]] = keys[chosen, 1]
        settled[keys[chosen, 0]] = True
