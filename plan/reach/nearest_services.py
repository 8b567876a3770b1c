"""The nearest place of each service from every village: what it is called, and the minutes by car, by bus and on foot."""

from __future__ import annotations

import numpy as np
import pandas as pd

from network.outings.purposes import serves
from plan.reach.bus_reach import bus_minutes_to_nearest
from plan.reach.evaluation import Evaluation
from plan.reach.reach import Places, minutes_to, minutes_to_nearest, places_of
from plan.reach.travel_modes import modes_on_offer


def nearest_services(evaluation: Evaluation) -> pd.DataFrame:
    """Find the place of each service that every village reaches first by car.

    Shops and clinics are those that people mean who go shopping or see a doctor, as in outings: no pharmacies, no dentists.

    Parameters
    ----------
    evaluation
        Of a scenario.

    Returns
    -------
    pandas.DataFrame
        Columns village_id, category, place (its name; empty where there is no way by car), car_min; and bus_min (the
        shortest journey of the usual day, door to door) and walk_min (at the general speed) to the place that is nearest
        so; infinite where there is no way. Categories in the order of screens, in each the villages in theirs.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> nearest = nearest_services(evaluate(apply(read_region("sample_regions/model_chiku"))))
    >>> list(nearest.columns)
    ['village_id', 'category', 'place', 'car_min', 'bus_min', 'walk_min']
    """
    effective = evaluation.effective
    villages = effective.region.villages
    buses = evaluation.buses() if "bus" in modes_on_offer(effective) else None
    tables = []
    for category in evaluation.categories():
        names, places = _named_places(evaluation, category)
        if not places:
            continue
        walk = evaluation.walk_m_per_min()
        by_car = np.array([minutes_to(effective.roads, evaluation.villages, *at, "car", walk) for at in places])
        chosen = by_car.argmin(axis=0)
        car_min = by_car[chosen, np.arange(len(villages))]
        tables.append(
            pd.DataFrame(
                {
                    "village_id": villages.index,
                    "category": category,
                    "place": np.where(np.isfinite(car_min), np.array(names, dtype=object)[chosen], ""),
                    "car_min": car_min,
                    "bus_min": bus_minutes_to_nearest(buses, evaluation.villages, places) if buses else np.inf,
                    "walk_min": minutes_to_nearest(effective.roads, evaluation.villages, places, "walk", walk),
                }
            )
        )
    if not tables:
        return pd.DataFrame(columns=["village_id", "category", "place", "car_min", "bus_min", "walk_min"])
    return pd.concat(tables, ignore_index=True)


def _named_places(evaluation: Evaluation, category: str) -> tuple[list[str], Places]:
    """List where a service is to be had, as people who go out for it mean it: no dentist for a doctor."""
    facilities, hubs = evaluation.effective.facilities, evaluation.effective.hubs
    there = facilities[(facilities["category"] == category) & (facilities["status"] == "open")]
    kinds = [kind if isinstance(kind, str) else "" for kind in there["subtype"]]
    wanted = [serves(category, f"{name} {kind}") for name, kind in zip(there["name"], kinds, strict=True)]
    there = there[np.array(wanted, dtype=bool)]  # of a list that is empty pandas would take columns
    gathered = hubs[[category in services for services in hubs["services"]]] if len(hubs) else hubs
    rows = pd.concat([there[["name", "lat", "lon"]], gathered[["name", "lat", "lon"]]])
    return rows["name"].tolist(), places_of(rows)
