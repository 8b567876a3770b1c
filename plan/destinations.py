"""Minutes from every village to places named by id: sites, facilities, and the hubs of a scenario."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.errors import RequestError
from geo.messages import notice
from network.edge_costs import MODES, Mode
from network.travel_time import travel_times
from plan.applied import Applied


def destinations(applied: Applied, ids: Sequence[str]) -> pd.DataFrame:
    """Find places by id.

    Parameters
    ----------
    applied
        Facilities stand where the scenario puts them.
    ids
        Of hubs, facilities or sites; one that is named twice counts once.

    Returns
    -------
    pandas.DataFrame
        Index id, in the order asked; name, lat and lon.

    Raises
    ------
    geo.errors.RequestError
        A notice for every id that nobody bears.
    """
    tables = (applied.hubs, applied.facilities, applied.region.sites)
    wanted = list(dict.fromkeys(ids))
    unknown = [i for i in wanted if not any(i in table.index for table in tables)]
    if unknown or not wanted:
        raise RequestError(*(notice("id_not_found", id=i) for i in unknown or [""]))
    found = [next(table.loc[[i], ["name", "lat", "lon"]] for table in tables if i in table.index) for i in wanted]
    return pd.concat(found).rename_axis("id")


def minutes_to_places(applied: Applied, ids: Sequence[str], mode: str) -> pd.DataFrame:
    """Compute the minutes from every village to places named by id.

    Parameters
    ----------
    applied
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
    geo.errors.RequestError
        For a mode that cannot be computed, or an id that nobody bears.
    """
    known: dict[str, Mode] = {name: name for name in MODES}
    if mode not in known:
        raise RequestError(notice("mode_not_yet", mode=mode))
    walk = applied.assumptions["walk_general_m_per_min"]
    places = destinations(applied, ids)
    times = travel_times(applied.roads, applied.region.villages, places, mode=known[mode], walk_m_per_min=walk)
    return times.minutes


def pairs_without_way(minutes: pd.DataFrame) -> int:
    """Count the pairs of village and place between which there is no way."""
    return int(np.isinf(minutes.to_numpy()).sum())
