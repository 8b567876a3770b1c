"""Regions of several municipalities (広域連携): which village and which hub is of which, and a scenario's people of one alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from geo.files.crs import to_metric
from geo.region.fingerprint import bytes_fingerprint
from geo.region.region import Region
from geo.region.tables.villages import AGE_COLUMNS
from network.roads.nearest_over_roads import nearest_villages
from plan.reach.evaluation import Evaluation, evaluate

UNNAMED = "市町村の書かれていない集落"
"""Name of what the villages without a municipality are together, where others name theirs."""

_COUNTED = ("population", "households", *AGE_COLUMNS, "vacant_houses", "institution_residents")


def municipality_of(villages: pd.DataFrame) -> pd.Series:
    """Return the name of each village's municipality; empty where the region doesn't tell several apart.

    Parameters
    ----------
    villages
        As `geo.region.tables.villages.read_villages` returns them.

    Examples
    --------
    >>> villages = pd.DataFrame({"municipality": ["東町", "西町", None]}, index=["v1", "v2", "v3"])
    >>> municipality_of(villages).tolist()
    ['東町', '西町', '市町村の書かれていない集落']
    >>> municipality_of(villages.loc[["v1", "v3"]]).tolist()
    []
    """
    named = villages["municipality"].fillna("") if "municipality" in villages else pd.Series(dtype=str)
    if named[named != ""].nunique() < 2:
        return pd.Series(dtype=str)
    return named.where(named != "", UNNAMED)


def municipality_names(villages: pd.DataFrame) -> tuple[str, ...]:
    """List the municipalities of a region in the order of its villages, those without one last; none where there aren't several."""
    names = municipality_of(villages).unique().tolist()
    return tuple(sorted(names, key=lambda name: name == UNNAMED))


def municipality_of_hubs(evaluation: Evaluation) -> pd.Series:
    """Return the municipality of each hub: that of the village to which its place belongs over the roads.

    Returns
    -------
    pandas.Series
        Index hub_id; empty where the region doesn't tell several municipalities apart.
    """
    region, hubs = evaluation.effective.region, evaluation.effective.hubs
    of_villages = municipality_of(region.villages)
    if of_villages.empty or hubs.empty:
        return pd.Series(dtype=str)
    at_m = to_metric(hubs["lat"].to_numpy(np.float64), hubs["lon"].to_numpy(np.float64), region.crs)
    nearest = nearest_villages(evaluation.effective.roads, at_m, region.villages).village
    return pd.Series(of_villages.to_numpy()[nearest], index=hubs.index)


def only_people_of(evaluation: Evaluation, municipality: str) -> Evaluation:
    """Return the evaluation of the same scenario that counts the people of one municipality alone.

    Roads, buses, hubs and facilities stay those of the whole region: people may go to the neighbouring town. What is counted of
    people adds up over the municipalities to the whole.
    """
    return evaluation.memo(("municipality", municipality), lambda: _only_people_of(evaluation, municipality))


def _only_people_of(evaluation: Evaluation, municipality: str) -> Evaluation:
    region = evaluation.effective.region
    of_villages = municipality_of(region.villages)
    others = of_villages.index[of_villages != municipality]
    return evaluate(replace(evaluation.effective, region=_without_people(region, others, municipality)))


def _without_people(region: Region, others: pd.Index, municipality: str) -> Region:
    villages, people = region.villages.copy(), region.people.copy()
    villages.loc[others, [column for column in _COUNTED if column in villages]] = 0
    people.loc[people["village_id"].isin(others), "population"] = 0.0
    return replace(
        region,
        villages=villages,
        people=people,
        fingerprint=bytes_fingerprint(region.fingerprint, "municipality", municipality),
        # Timetables and roads are kept by the region as it was read, and are asked for once.
        today=region.as_read,
    )
