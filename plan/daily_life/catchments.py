"""Catchments of services: which share of each village goes to which shop, over the roads, beside all others of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from geo.texts.errors import ValueRefusedError
from network.outings.purposes import serves
from plan.future.cohorts import Floats
from plan.reach.bus_reach import bus_minutes_to
from plan.reach.evaluation import Evaluation
from plan.reach.reach import minutes_to
from plan.reach.travel_modes import TravelMode

Competition = Literal["nearest", "shared"]
"""People go to the nearest place, or to all within reach alike."""

COMPETITIONS: tuple[Competition, ...] = get_args(Competition)


@dataclass(frozen=True)
class ServicePlace:
    """A place where a service is to be had.

    Parameters
    ----------
    id, name, category
        Of the facility, or of the hub that gathers the service.
    lat, lon
        Degrees.
    outside
        Whether it lies beyond the municipality: others go there, too, whom the region does not know.
    is_hub
        Whether it is a hub's and no facility of the region yet.
    users_per_day
        Of today; None where nobody counted them.
    """

    id: str
    name: str
    category: str
    lat: float
    lon: float
    outside: bool = False
    is_hub: bool = False
    users_per_day: float | None = None


@dataclass(frozen=True)
class CatchmentTerms:
    """How people choose among places.

    Parameters
    ----------
    mode
        How they travel.
    within_min
        Minutes that they travel at most.
    competition
        ``nearest``: all of a home go to the place that is reached first, of equals the first by id. ``shared``: they go to all
        places within reach in equal parts.
    """

    mode: TravelMode
    within_min: float
    competition: Competition = "nearest"

    def __post_init__(self) -> None:
        """Refuse a way to choose that nobody knows."""
        if self.competition not in COMPETITIONS:
            raise ValueRefusedError("competition_unknown", competition=self.competition, known="、".join(COMPETITIONS))


def places_of_service(evaluation: Evaluation, category: str) -> tuple[ServicePlace, ...]:
    """List the places that compete for the users of a category, by id.

    Open facilities, as people who go out for the service mean it (no dentist for a doctor), and hubs that gather the service
    without a facility of the region that does so already.
    """
    effective = evaluation.effective
    open_ones = effective.facilities[
        (effective.facilities["category"] == category) & (effective.facilities["status"] == "open")
    ]
    places = [
        ServicePlace(
            str(place), str(row["name"]), category, float(row["lat"]), float(row["lon"]), bool(row["outside"]),
            users_per_day=float(row["users_per_day"]) if row["users_per_day"] > 0 else None,
        )
        for place, row in open_ones.iterrows()
        if serves(category, f"{row['name']} {row['subtype'] if isinstance(row['subtype'], str) else ''}")
    ]  # fmt: skip
    for hub in effective.scenario.hubs if effective.scenario is not None else ():
        own = [f for f in hub.facilities if f.category == category]
        already = any(f.facility_id in open_ones.index for f in own)
        if (own or category in hub.services) and not already:
            name = own[0].name if own else hub.name
            places.append(ServicePlace(hub.id, name, category, hub.lat, hub.lon, is_hub=True))
    return tuple(sorted(places, key=lambda p: p.id))


def shares_at_homes(minutes: Floats, terms: CatchmentTerms) -> Floats:
    """Return which share of the people of each home goes to each place (place × home), 0 to 1.

    Parameters
    ----------
    minutes
        Place × home; infinite where there is no way.
    terms
        How people choose.

    Examples
    --------
    >>> minutes = np.array([[5.0, 20.0, 40.0], [10.0, 20.0, 15.0]])
    >>> shares_at_homes(minutes, CatchmentTerms("car", 30)).tolist()
    [[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    >>> shares_at_homes(minutes, CatchmentTerms("car", 30, "shared")).tolist()
    [[0.5, 0.5, 0.0], [0.5, 0.5, 1.0]]
    """
    within = np.isfinite(minutes) & (minutes <= terms.within_min)
    if not len(minutes):
        return np.zeros_like(minutes)
    if terms.competition == "shared":
        shares: Floats = within / np.maximum(within.sum(0), 1)
        return shares
    first = np.where(within, minutes, np.inf).argmin(0)
    chosen: Floats = ((np.arange(len(minutes))[:, None] == first) & within).astype(float)
    return chosen


def catchments(evaluation: Evaluation, places: tuple[ServicePlace, ...], terms: CatchmentTerms) -> pd.DataFrame:
    """Return which share of each village's people goes to each place.

    Parameters
    ----------
    evaluation
        Of a scenario.
    places
        That compete with each other.
    terms
        How people choose.

    Returns
    -------
    pandas.DataFrame
        Villages × place ids, 0 to 1; homes of `residents.csv` where given. A village without people has none.
    """
    people = evaluation.effective.region.people
    minutes = np.array([_minutes(evaluation, place, terms.mode) for place in places]).reshape(len(places), len(people))
    shares = shares_at_homes(minutes, terms)
    persons = evaluation.weights["population"].to_numpy(dtype=float)
    frame = pd.DataFrame((shares * persons).T, columns=[p.id for p in places])
    index = evaluation.effective.region.villages.index
    homes = people["village_id"].to_numpy()
    sums = frame.groupby(homes).sum().reindex(index).fillna(0.0)
    whole = pd.Series(persons).groupby(homes).sum().reindex(index)
    return sums.div(whole.where(whole > 0), axis=0).fillna(0.0)


def _minutes(evaluation: Evaluation, place: ServicePlace, mode: TravelMode) -> Floats:
    if mode == "bus":
        return bus_minutes_to(evaluation.buses(), evaluation.people, place.lat, place.lon)
    walk = evaluation.walk_m_per_min()
    return minutes_to(evaluation.effective.roads, evaluation.people, place.lat, place.lon, mode, walk)
