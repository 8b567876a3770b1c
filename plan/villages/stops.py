"""Villages whose people live too far from every stop, over the road network; kept as long as roads and stops stay."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd

from geo.region.region import Region
from network.roads.graph import RoadGraph
from network.transit.stop_access import walks_between
from plan.applied import EffectiveScenario
from plan.land.hub_walks import stops_of
from plan.reach.reach import Points


def villages_far_from_stops(effective: EffectiveScenario, limit_m: float) -> frozenset[str] | None:
    """Find the villages of which fewer people than a share (half) live within a limit of a stop.

    Parameters
    ----------
    effective
        Whose open roads are walked.
    limit_m
        Metres on foot from where people live; exactly so many are near.

    Returns
    -------
    frozenset of str or None
        Ids of villages that have people; None where nobody knows any stop.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> far = villages_far_from_stops(apply(read_region("sample_regions/okuyama")), 500)
    >>> 0 < len(far) < 11
    True
    """
    stops = stops_of(effective)
    if stops is None:
        return None
    return _far(
        effective.region, effective.roads, Points.of(stops), limit_m, effective.assumptions["land_stop_people_share"]
    )


@functools.lru_cache(maxsize=32)
def _far(region: Region, roads: RoadGraph, stops: Points, limit_m: float, share: float) -> frozenset[str]:
    near = np.zeros(len(region.people), dtype=bool)
    if roads.edge_ids:
        near[walks_between(roads, region.people, stops.frame, limit_m).start] = True
    people = pd.DataFrame(
        {
            "village": region.people["village_id"],
            "all": region.people["population"],
            "near": region.people["population"] * near,
        }
    )
    sums = people.groupby("village")[["all", "near"]].sum()
    far = sums.index[(sums["all"] > 0) & (sums["near"] < share * sums["all"])]
    return frozenset(map(str, far))
