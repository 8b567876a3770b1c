"""From which villages a hub at each candidate site would give people without a car an outing."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from network.outings.outings import in_whole_minutes, outings, quicker_than_walking
from network.outings.purposes import visits_on
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario
from plan.outings.evaluation import purpose_named


def site_outings(
    effective: EffectiveScenario, places: pd.DataFrame, purpose_name: str, date: datetime.date | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, Timetable]:
    """Return for every village and site whether there is an outing, by the given bus service or on foot.

    Parameters
    ----------
    effective
        What holds in the scenario.
    places
        Index id; lat and lon. A hub that stood there is taken to serve the purpose at the purpose's own hours.
    purpose_name
        One of `network.outings.purposes.PURPOSES`.
    date
        The usual day where not given.

    Returns
    -------
    pandas.DataFrame, pandas.DataFrame, Timetable
        Villages × sites: whether there is an outing, and the day's shortest minutes; and the day.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such purpose, or the region has no timetable.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = apply(read_region("sample_regions/model_chiku"))
    >>> some, minutes, _ = site_outings(today, today.region.sites.head(2), "errands")
    >>> some.shape == minutes.shape == (6, 2)
    True
    """
    what = purpose_named(purpose_name, effective)
    timetable = effective.timetable(date)
    villages = effective.region.villages
    settings = BusSettings.of(effective.assumptions, walker="children" if what.id == "school" else "older")
    trips = door_to_door(timetable, effective.roads, villages, places, settings=settings)
    visits = visits_on(what, (), timetable.date)
    columns = {}
    for k, place in enumerate(places.index):
        walk_min = trips.walk_min[place].to_numpy()
        outward, homeward = (
            in_whole_minutes(quicker_than_walking(side[k], walk_min)) for side in (trips.out, trips.home)
        )
        found = outings(outward, homeward, visits)["outings"].to_numpy() > 0
        columns[str(place)] = found | (np.isfinite(walk_min) & bool(visits))
    return pd.DataFrame(columns, index=villages.index), trips.shortest_min(), timetable
