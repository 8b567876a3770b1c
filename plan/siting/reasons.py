"""What each hub of a set is for, and why it is in the set: its villages, its people, what they would lose without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.crs import to_metric
from network.roads.nearest_over_roads import nearest_villages
from network.siting.answer import Siting
from plan.applied import EffectiveScenario
from plan.reach.destinations import destinations
from plan.siting.request import Prepared
from plan.siting.site_scores import scored

GATHERED = ("medical", "shopping", "finance", "government", "community")
"""Services that a hub is for: errands in one stay, the office, and a place to meet."""


@dataclass(frozen=True)
class HubReason:
    """Why a hub is in a set.

    Parameters
    ----------
    hub, name
        Its id and name.
    near_village
        Name of the village whose point is nearest to it, straight.
    villages
        Ids of the villages that go there, those with the most people first.
    persons
        How many people that is.
    mean_min, worst_min
        Their way, weighted by people, and the longest; None where nobody goes there.
    longer_min
        By how much their mean way grows when only the other hubs of the set are left; None where nobody goes there, or no
        other hub can be reached.
    lost_within
        Persons who are within the limit now and would not be without this hub.
    without_way
        Persons who would reach no hub of the set without this one.
    missing
        Services of `GATHERED` without an open facility within the walk of `plan.siting.site_scores`; none where the region has no
        facilities to tell.
    """

    hub: str
    name: str
    near_village: str
    villages: tuple[str, ...]
    persons: float
    mean_min: float | None
    worst_min: float | None
    longer_min: float | None
    lost_within: float
    without_way: float
    missing: tuple[str, ...]


def hub_reasons(effective: EffectiveScenario, prepared: Prepared, answer: Siting, within_min: float) -> list[HubReason]:
    """Say for every hub of a set what it is for.

    Parameters
    ----------
    effective, prepared
        What was asked, with its data.
    answer
        The set; villages go where it sends them.
    within_min
        Limit that `HubReason.lost_within` counts by.

    Returns
    -------
    list of HubReason
        The hub with the most people first, equal ones by id.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.siting.request import SitingRequest, prepared as gathered
    >>> today = apply(read_region("sample_regions/model_chiku"))
    >>> ready = gathered(today, SitingRequest("total_time", hubs=1))
    >>> reason = hub_reasons(today, ready, ready.question.answer(), 30.0)[0]
    >>> len(reason.villages), reason.without_way == reason.persons
    (6, True)
    """
    minutes, people = prepared.question.minutes, prepared.counted
    places = destinations(effective, answer.hubs)
    near = _nearest_village(effective, places)
    around = {facts.id: facts for facts in scored(effective, places)}
    found = []
    for hub in answer.hubs:
        own = [str(v) for v in minutes.index if answer.assignment.get(str(v)) == hub]
        persons = people[own].to_numpy(dtype=np.float64)
        ways = minutes.loc[own, hub].to_numpy(dtype=np.float64)
        others = [other for other in answer.hubs if other != hub]
        without = (
            minutes.loc[own, others].min(axis=1).to_numpy(dtype=np.float64) if others else np.full(len(own), np.inf)
        )
        has = bool(persons.sum())
        found.append(
            HubReason(
                hub=hub,
                name=str(prepared.places.at[hub, "name"]),
                near_village=near[hub],
                villages=tuple(v for _, v in sorted(zip((-persons).tolist(), own, strict=True))),
                persons=float(persons.sum()),
                mean_min=float(ways @ persons / persons.sum()) if has else None,
                worst_min=float(ways[persons > 0].max()) if has else None,
                longer_min=_longer(ways, without, persons),
                lost_within=float(persons[(ways <= within_min) & ~(without <= within_min)].sum()),
                without_way=float(persons[~np.isfinite(without)].sum()),
                missing=tuple(s for s in GATHERED if s not in around[hub].services)
                if len(effective.facilities)
                else (),
            )
        )
    return sorted(found, key=lambda reason: (-reason.persons, reason.hub))


def _longer(ways: NDArray[np.float64], without: NDArray[np.float64], persons: NDArray[np.float64]) -> float | None:
    both = np.isfinite(without) & (persons > 0)
    if not both.any():
        return None
    return float((without[both] - ways[both]) @ persons[both] / persons[both].sum())


def _nearest_village(effective: EffectiveScenario, places: pd.DataFrame) -> dict[str, str]:
    villages = effective.region.villages
    at_m = to_metric(places["lat"].to_numpy(np.float64), places["lon"].to_numpy(np.float64), effective.region.crs)
    nearest = nearest_villages(effective.roads, at_m, villages).village
    return {str(i): str(villages["name"].iloc[row]) for i, row in zip(places.index, nearest.tolist(), strict=True)}
