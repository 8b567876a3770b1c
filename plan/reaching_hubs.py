"""Minutes from every village to the hubs of a scenario by car and by bus, kept as long as hubs, roads and buses stay."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.region import Region
from network.bus_settings import BusSettings
from network.bus_time import door_to_door
from network.roads import RoadGraph
from network.timetable import Timetable
from plan.applied import Applied
from plan.bus_days import usual_day_of
from plan.measures import measure
from plan.reach import places_of


def hub_minutes_by_car(applied: Applied) -> pd.DataFrame:
    """Give the minutes by car (villages × hubs); infinite where there is no way."""
    return measure(applied).hub_minutes("car")


def hub_minutes_by_bus(applied: Applied) -> pd.DataFrame | None:
    """Give the shortest minutes of the usual day by bus, on foot where that is shorter (villages × hubs).

    Returns
    -------
    pandas.DataFrame or None
        Infinite where there is no way; None where the region has no bus that ever runs.

    Examples
    --------
    >>> from geo.region import read_region
    >>> from plan.applied import apply
    >>> hub_minutes_by_bus(apply(read_region("sample_regions/okuyama"))).shape[0]
    11
    """
    if usual_day_of(applied) is None or applied.hubs.empty:
        return None
    settings = BusSettings.of(applied.assumptions)
    timetable = applied.timetable()
    columns = {
        hub: _shortest_min(applied.region, applied.roads, timetable, settings, place)
        for hub, place in zip(applied.hubs.index, places_of(applied.hubs), strict=True)
    }
    return pd.DataFrame(columns, index=applied.region.villages.index, dtype=float)


@functools.lru_cache(maxsize=256)
def _shortest_min(
    region: Region, roads: RoadGraph, timetable: Timetable, settings: BusSettings, place: tuple[float, float]
) -> NDArray[np.float64]:
    hub = pd.DataFrame({"lat": [place[0]], "lon": [place[1]]}, index=["hub"])
    minutes = door_to_door(timetable, roads, region.villages, hub, settings=settings).shortest_min()["hub"].to_numpy()
    minutes.flags.writeable = False
    return minutes
