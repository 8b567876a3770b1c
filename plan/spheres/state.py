"""The living spheres of a scenario as they stand: who lives in them, who has another hub nearer, who lives in none and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import Polygon

from geo.files.crs import DEGREES
from plan.applied import EffectiveScenario
from plan.reach.evaluation import evaluate
from plan.spheres.answer import REASON_TEXTS
from plan.spheres.grounds import excluded_villages
from plan.spheres.sphere_members import SphereQuestion, sphere_members


@dataclass(frozen=True, eq=False)
class SphereState:
    """Living spheres as a scenario has them.

    Parameters
    ----------
    spheres
        Index hub_id; name, villages (tuple of ids), population (persons), area_km2 (0 while nothing is drawn), challenged
        (how many of its villages have another hub nearer), worst_min (by car, of its villages).
    challenged
        As `plan.spheres.sphere_members.SphereMembers` has it.
    homeless
        Reason in words by village that belongs to no sphere.
    hub_of
        Hub by village.
    """

    spheres: pd.DataFrame
    challenged: pd.DataFrame
    homeless: Mapping[str, str]
    hub_of: Mapping[str, str]


def sphere_state(effective: EffectiveScenario) -> SphereState:
    """Look at the living spheres of a scenario.

    Parameters
    ----------
    effective
        What holds in the scenario; the present has no spheres.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> sphere_state(apply(read_region("sample_regions/model_chiku"))).spheres.empty
    True
    """
    region = effective.region
    drawn = effective.scenario.spheres if effective.scenario is not None else ()
    known = [s for s in drawn if s.hub_id in effective.hubs.index]
    hub_of = {v: s.hub_id for s in known for v in s.villages if v in region.villages.index}
    minutes = evaluate(effective).hub_minutes("car")
    people = region.villages["population"]
    moves = {str(v): hub_of.get(str(v), "") for v in region.villages.index}
    members = sphere_members(SphereQuestion(minutes, people, excluded=excluded_villages(region.as_read), moves=moves))
    reasons = {
        v: REASON_TEXTS["no_way" if reason == "moved_out" and np.isinf(minutes.loc[v]).all() else reason]
        for v, reason in members.unassigned.items()
        if v not in hub_of
    }
    challenged = members.challenged
    rows = {}
    shapes = gpd.GeoSeries([s.area or Polygon() for s in known], index=[s.hub_id for s in known], crs=DEGREES)
    area_km2 = shapes.to_crs(region.crs).area / 1e6 if known else shapes
    for sphere in known:
        own = [v for v in sphere.villages if v in region.villages.index]
        rows[sphere.hub_id] = {
            "name": str(effective.hubs.at[sphere.hub_id, "name"]),
            "villages": tuple(own),
            "population": float(people.reindex(own).sum()),
            "area_km2": float(area_km2[sphere.hub_id]),
            "challenged": int((challenged["hub"] == sphere.hub_id).sum()),
            "worst_min": float(minutes.loc[own, sphere.hub_id].max()) if own else float("nan"),
        }
    columns = ["name", "villages", "population", "area_km2", "challenged", "worst_min"]
    return SphereState(pd.DataFrame.from_dict(rows, orient="index", columns=columns), challenged, reasons, hub_of)
