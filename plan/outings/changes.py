"""Which villages gain or lose outings between two scenarios, for a purpose on a day."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from plan.outings.best_outings import best_outings
from plan.reach.evaluation import Evaluation

NOTHING, ON_FOOT = "なし", "歩いて行ける"


def outing_changes(before: Evaluation, after: Evaluation, purpose: str, date: datetime.date) -> pd.DataFrame:
    """Compare each village's outings in two scenarios.

    Parameters
    ----------
    before, after
        The scenarios.
    purpose
        One of `network.outings.purposes.PURPOSES`; the place that serves a village best counts, in each scenario.
    date
        The day.

    Returns
    -------
    pandas.DataFrame
        Index village_id; name, population, no_car (persons), before and after in words, change (outings; infinite where
        one walks in one of the two only, 0 where nothing serves the purpose in both), first (an outing where there was
        none) and last (none where there was one).

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no such purpose, or the region has no timetable.
    """
    counts = [best_outings(m, purpose, date).colours.fillna(0.0) for m in (before, after)]
    was, current = (c.to_numpy(dtype=float) for c in counts)
    both_on_foot = np.isinf(was) & np.isinf(current)
    change = np.where(both_on_foot, 0.0, np.where(both_on_foot, 0.0, current) - np.where(both_on_foot, 0.0, was))
    villages = after.effective.region.villages
    return pd.DataFrame(
        {
            "name": villages["name"],
            "population": villages["population"].astype(float),
            "no_car": after.groups["no_car"].astype(float),
            "before": [_count_text(count) for count in was],
            "after": [_count_text(count) for count in current],
            "change": change,
            "first": (was == 0) & (current > 0),
            "last": (was > 0) & (current == 0),
        },
        index=villages.index,
    )


def outing_gainers(table: pd.DataFrame) -> pd.DataFrame:
    """List the lived-in villages with more outings: those that had none first, then by people without a car."""
    more = table[(table["change"] > 0) & (table["population"] > 0)]
    return more.sort_values(["first", "no_car"], ascending=[False, False], kind="stable")


def outing_losers(table: pd.DataFrame) -> pd.DataFrame:
    """List the lived-in villages with fewer outings: those that have none any more first, then by people without a car."""
    fewer = table[(table["change"] < 0) & (table["population"] > 0)]
    return fewer.sort_values(["last", "no_car"], ascending=[False, False], kind="stable")


def _count_text(count: float) -> str:
    if np.isinf(count):
        return ON_FOOT
    return f"{count:.0f}通り" if count else NOTHING
