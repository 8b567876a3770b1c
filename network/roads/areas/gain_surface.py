"""Where the next hub would help: for every road node, how many people would newly be within reach if a hub stood there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.roads.compiled import compiled
from network.roads.edge_costs import Mode
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import node_costs
from network.roads.snapping import join

_DECIMALS = 6


@dataclass(frozen=True, eq=False)
class NodeTable:
    """Minutes from every village to every road node: made once, then every question is arithmetic.

    Parameters
    ----------
    node_xy_m
        Places of the nodes on the metric plane.
    minutes
        Villages × nodes; infinite where there is no way or it is longer than the limit of the table.
    limit_min
        Longer ways are not in the table.
    """

    node_xy_m: NDArray[np.float64]
    minutes: NDArray[np.float32]
    limit_min: float


def node_table(
    roads: RoadGraph,
    villages: pd.DataFrame,
    *,
    limit_min: float,
    mode: Mode = "car",
    walk_m_per_min: float | None = None,
) -> NodeTable:
    """Compute the minutes from villages to the nodes that a mode can use.

    Parameters
    ----------
    roads
        The road network.
    villages
        Index village_id; lat and lon.
    limit_min
        Longest way of interest.
    mode
        ``car`` or ``walk``.
    walk_m_per_min
        Also for the way from the village to its road; the general speed of the assumptions where not given.
    """
    walk = roads.assumptions["walk_general_m_per_min"] if walk_m_per_min is None else walk_m_per_min
    network = compiled(roads, mode)
    joined = join(network, villages)
    per_minute = 1.0 if mode == "car" else walk
    costs = node_costs(joined, towards=False, limit=(limit_min + 10.0**-_DECIMALS) * per_minute)[:, network.nodes]
    minutes = np.round(costs / per_minute + (joined.access_m / walk)[:, None], _DECIMALS)
    minutes[minutes > limit_min] = np.inf
    return NodeTable(roads.node_xy_m[network.nodes], minutes.astype(np.float32), limit_min)


def gains(
    table: NodeTable, weights: NDArray[np.float64], minutes_now: NDArray[np.float64], within_min: float
) -> NDArray[np.float64]:
    """Count for every node the people who would newly be within reach of a hub there.

    Parameters
    ----------
    table
        From `node_table`.
    weights
        Persons by village, in the order of the table.
    minutes_now
        To the nearest hub that there is by village; infinite where there is none.
    within_min
        Reach, not beyond the table's limit.

    Returns
    -------
    numpy.ndarray
        Persons by node.

    Raises
    ------
    ValueError
        When the reach is longer than the table knows.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> table = node_table(roads, region.villages, limit_min=30)
    >>> people = region.villages["population"].to_numpy(dtype=float)
    >>> nobody_served = np.full(len(people), np.inf)
    >>> bool(gains(table, people, nobody_served, 30).max() == people.sum())
    True
    """
    if within_min > table.limit_min:
        raise ValueError(f"the table ends at {table.limit_min} minutes")
    missing = (minutes_now > within_min) & (weights > 0)
    near = table.minutes[missing] <= np.float32(within_min)
    return np.asarray(weights[missing] @ near, dtype=np.float64)
