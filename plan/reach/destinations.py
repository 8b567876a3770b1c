"""Minutes from every village to places named by id: sites, facilities, and the hubs of a scenario."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.roads.edge_costs import Mode
from network.roads.travel_time import travel_times
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusQuestion, BusSettings
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario


def destinations(effective: EffectiveScenario, ids: Sequence[str]) -> pd.DataFrame:
    """Find places by id.

    Parameters
    ----------
    effective
        Facilities stand where the scenario puts them.
    ids
        Of hubs, facilities or sites; one that is named twice counts once.

    Returns
    -------
    pandas.DataFrame
        Index id, in the order asked; name, lat and lon.

    Raises
    ------
    geo.texts.errors.RequestError
        A notice for every id that nobody bears.
    """
    tables = (effective.hubs, effective.facilities, effective.region.sites)
    wanted = list(dict.fromkeys(ids))
    unknown = [i for i in wanted if not any(i in table.index for table in tables)]
    if unknown or not wanted:
        raise RequestError(*(notice("id_not_found", id=i) for i in unknown or [""]))
    found = [next(table.loc[[i], ["name", "lat", "lon"]] for table in tables if i in table.index) for i in wanted]
    return pd.concat(found).rename_axis("id")


def minutes_to_places(effective: EffectiveScenario, ids: Sequence[str], mode: Mode) -> pd.DataFrame:
    """Compute the minutes from every village to places named by id.

    Parameters
    ----------
    effective
        What holds in the scenario.
    ids
        As `destinations` takes them.
    mode
        ``car`` or ``walk`` (at the general walking speed).

    Returns
    -------
    pandas.DataFrame
        Villages × places; infinite where there is no way.

    Raises
    ------
    geo.texts.errors.RequestError
        For an id that nobody bears.
    """
    walk = effective.assumptions["walk_general_m_per_min"]
    places = destinations(effective, ids)
    return travel_times(effective.roads, effective.region.villages, places, mode=mode, walk_m_per_min=walk).minutes


def bus_minutes_to_places(
    effective: EffectiveScenario, ids: Sequence[str], asked: BusQuestion
) -> tuple[pd.DataFrame, Timetable]:
    """Compute the minutes by bus from every village to places named by id, door to door.

    Parameters
    ----------
    effective
        What holds in the scenario; people walk at the general speed.
    ids
        As `destinations` takes them.
    asked
        Day, window and percentile.

    Returns
    -------
    pandas.DataFrame, Timetable
        Villages × places, infinite where there is no way; and the day that it was counted on, with its notices.

    Raises
    ------
    geo.texts.errors.RequestError
        For an id that nobody bears, a region without feeds, or one whose calendars give no day.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> today = apply(read_region("sample_regions/okuyama"))
    >>> minutes, timetable = bus_minutes_to_places(today, list(today.hubs.index), BusQuestion())
    >>> len(minutes) == len(today.region.villages), timetable.date.strftime("%A")
    (True, 'Tuesday')
    """
    places = destinations(effective, ids)
    timetable = effective.timetable(asked.date)
    settings = BusSettings.of(effective.assumptions)
    found = door_to_door(timetable, effective.roads, effective.region.villages, places, settings=settings)
    if asked.depart_s is None:
        return found.shortest_min(), timetable
    return found.percentile_min(*asked.depart_s, asked.percentile), timetable


def villages_without_way(minutes: pd.DataFrame, population: pd.Series) -> pd.Series:
    """Return the people of the lived-in villages that have no way to any of the places.

    Parameters
    ----------
    minutes
        Villages × places, infinite where there is no way.
    population
        Of each village.

    Examples
    --------
    >>> minutes = pd.DataFrame({"h1": [5.0, np.inf, np.inf]}, index=["v1", "v2", "v3"])
    >>> villages_without_way(minutes, pd.Series([10, 7, 0], index=minutes.index)).to_dict()
    {'v2': 7}
    """
    cut_off = np.isinf(minutes.to_numpy()).all(axis=1)
    people: pd.Series = population.reindex(minutes.index)[cut_off]
    return people.loc[people > 0]


def pairs_without_way(minutes: pd.DataFrame) -> int:
    """Count the pairs of village and place between which there is no way."""
    return int(np.isinf(minutes.to_numpy()).sum())
