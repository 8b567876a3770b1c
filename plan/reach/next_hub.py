"""Where the next hub would bring the most people within reach: persons for every node of the roads, kept ready for each click."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.files.crs import to_degrees
from network.roads.areas.gain_surface import NodeTable, gains, node_table
from network.roads.edge_costs import Mode
from network.roads.graph import RoadGraph
from plan.reach.evaluation import Evaluation
from plan.reach.reach import Points


@dataclass(frozen=True, eq=False)
class NextHub:
    """What a further hub would add, wherever it stood.

    Parameters
    ----------
    lat, lon
        Of the nodes of the roads that the mode can use, in degrees.
    persons
        By node, people who would newly be within the limit.
    mode, within_min
        How they travel, and the limit.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    persons: NDArray[np.float64]
    mode: Mode
    within_min: float


def limits_min(evaluation: Evaluation, mode: Mode) -> tuple[float, ...]:
    """Return the limits that may be asked about: those of coverage, on foot the walking limit before them."""
    first = (evaluation.effective.assumptions["walk_min"],) if mode == "walk" else ()
    return tuple(dict.fromkeys((*first, *evaluation.limits_min)))


def next_hub(evaluation: Evaluation, mode: Mode, within_min: float) -> NextHub:
    """Count for every node of the roads who would newly be within a limit if the next hub stood there.

    Parameters
    ----------
    evaluation
        Of a scenario; where it has no hub everybody within the limit of a node is new.
    mode
        ``car`` or ``walk``, at the general speed.
    within_min
        One of `limits_min`.

    Returns
    -------
    NextHub
        Villages count at their points, with all their people.

    Raises
    ------
    ValueError
        When the limit is longer than the longest of `limits_min`.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> found = next_hub(evaluate(apply(read_region("sample_regions/model_chiku"))), "walk", 15.0)
    >>> len(found.persons) == len(found.lat), bool(found.persons.max() > 0)
    (True, True)
    """
    effective = evaluation.effective
    table = _table(
        effective.roads, evaluation.villages, mode, max(limits_min(evaluation, mode)), evaluation.walk_m_per_min()
    )
    people = effective.region.villages["population"].to_numpy(dtype=np.float64)
    current = evaluation.nearest_hub(mode)["minutes"].to_numpy(dtype=np.float64)
    lat, lon = _places(effective.roads, table)
    return NextHub(lat, lon, gains(table, people, current, within_min), mode, within_min)


# Some 12 MB for 300 villages and 10,000 nodes: a few are kept, so that a moved hub costs one product of matrices.
@functools.lru_cache(maxsize=6)
def _table(roads: RoadGraph, villages: Points, mode: Mode, limit_min: float, walk_m_per_min: float) -> NodeTable:
    return node_table(roads, villages.frame, limit_min=limit_min, mode=mode, walk_m_per_min=walk_m_per_min)


@functools.lru_cache(maxsize=12)
def _places(roads: RoadGraph, table: NodeTable) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return to_degrees(table.node_xy_m, roads.crs)
