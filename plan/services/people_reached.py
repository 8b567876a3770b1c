"""Whom services that go to people (移動販売, 配食, 見守り, 巡回診療) reach: who lives within a walk of where they stop."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from network.services.bus_service import BusService, ServiceStop
from network.transit.stop_access import Walks, walks_between
from plan.reach.evaluation import Evaluation


def people_reached(evaluation: Evaluation) -> float:
    """Count the people whom the scenario's mobile services reach; who lives near two stops counts once."""
    mobile = [s for s in evaluation.effective.services if s.kind == "mobile" and s.trips]
    if not mobile:
        return 0.0
    walks = _walks(evaluation, [stop for service in mobile for stop in _stops(service)])
    people = evaluation.weights["population"].to_numpy()
    return float(people[np.unique(walks.start)].sum())


def people_at_stops(evaluation: Evaluation, service: BusService) -> pd.DataFrame:
    """Count the people of each stop of a service, each at the stop that is the shortest walk away.

    Returns
    -------
    pandas.DataFrame
        Index stop id, in the order of the line; columns are the groups of `Evaluation.weights` (persons).

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> current = evaluate(apply(read_region("sample_regions/model_chiku")))
    >>> first = current.effective.region.villages.iloc[0]
    >>> shop = BusService("b1", "移動販売", "mobile", stops=(ServiceStop("p1", "広場", first["lat"], first["lon"]),))
    >>> bool(people_at_stops(current, shop).at["p1", "population"] > 0)
    True
    """
    stops, weights = _stops(service), evaluation.weights
    ids = [stop.stop_id for stop in stops]
    if not stops:
        return pd.DataFrame(columns=weights.columns, index=pd.Index(ids, name="stop_id"), dtype=float)
    walks = _walks(evaluation, stops)
    # Of equal walks the earlier stop's: the order of a stable sort by length, then by place in the line.
    found = pd.DataFrame({"start": walks.start, "end": walks.end, "length_m": walks.length_m})
    nearest = found.sort_values(["length_m", "end"], kind="stable").drop_duplicates("start")
    persons = weights.iloc[nearest["start"]].groupby(nearest["end"].to_numpy()).sum()
    return persons.reindex(range(len(stops)), fill_value=0.0).set_axis(pd.Index(ids, name="stop_id"))


def _stops(service: BusService) -> list[ServiceStop]:
    """List the stops, each once, in the order in which the round first comes to them."""
    return list({stop.stop_id: stop for stop in (*service.stops, *service.return_stops)}.values())


def _walks(evaluation: Evaluation, stops: Iterable[ServiceStop]) -> Walks:
    places = pd.DataFrame([(s.lat, s.lon) for s in stops], columns=["lat", "lon"], dtype=float)
    limit_m = evaluation.effective.assumptions["walk_to_stop_m"]
    return walks_between(evaluation.effective.roads, evaluation.people.frame, places, limit_m)
