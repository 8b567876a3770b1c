"""Walking straight from place to place, where both are nearer to each other than to their roads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from network.roads.snapping import Joined

NO_WALK_M = 1.0
"""A shorter walk is none: places are given to about a metre (six decimals of a degree are 0.1 m)."""


_SAME_M = 1e-3
"""So much longer is as long, whatever the last digits say."""


def straight_walks_m(origins: Joined, destinations: Joined) -> NDArray[np.float64]:
    """Measure the walks that need no road: between places nearer to each other than the sum of their access legs.

    Parameters
    ----------
    origins, destinations
        Points joined to the roads of one region; a leg to a road that is too far to join counts as long as it is.

    Returns
    -------
    numpy.ndarray
        Shape (origins, destinations): straight metres, 0 for the same place; infinite where the roads are nearer than the two
        places to each other, where the walk would be longer than the assumption `straight_walk_m`, and everywhere where no
        road is open.

    Notes
    -----
    Who walks 300 m to the road and 300 m back from it to a neighbour 100 m away would never do so. Farther apart than their
    access legs, places are reached over the roads alone: a river or a ridge may lie between them.

    Examples
    --------
    >>> import pandas as pd
    >>> from geo.region.region import read_region
    >>> from network.roads.compiled import compiled
    >>> from network.roads.graph import RoadGraph
    >>> from network.roads.snapping import join
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> home = join(compiled(roads, "walk"), region.villages.head(1))
    >>> straight_walks_m(home, home).tolist()
    [[0.0]]
    """
    # Where no road is open at all nothing is told, not even of neighbours.
    if not len(origins) or not len(destinations) or origins.network.node_tree is None:
        return np.full((len(origins), len(destinations)), np.inf)
    apart_m = cdist(origins.xy_m, destinations.xy_m)
    cap_m = origins.network.roads.assumptions["straight_walk_m"]
    legs_m = origins.road_m[:, None] + destinations.road_m[None, :]
    straight = (apart_m <= np.minimum(legs_m + _SAME_M, cap_m)) | (apart_m < NO_WALK_M)
    return np.where(straight, np.where(apart_m < NO_WALK_M, 0.0, apart_m), np.inf)
