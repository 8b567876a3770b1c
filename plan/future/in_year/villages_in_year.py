"""The table of villages in another year: people and ages as projected, households and people without a car scaled with them.

Households are reckoned by `plan.future.in_year.households`. A village's own share of people without a car is multiplied by the change that licences by age let
expect; where ages are not projected nothing can be expected, and the share stays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.reference.assumptions import Assumptions
from geo.region.tables.villages import AGE_COLUMNS, FIVE_YEARS
from network.population.people_groups import people_without_car, without_licence
from plan.future.in_year.households import grown
from plan.future.projection import Projection

_BROAD = {"pop_0_14": (0, 15), "pop_15_64": (15, 65), "pop_65_over": (65, 200), "pop_75_over": (75, 200)}


@dataclass(frozen=True, eq=False)
class VillagesInYear:
    """The villages of another year.

    Parameters
    ----------
    frame
        As `geo.region.tables.villages.read_villages` returns it; persons are unrounded. Ages that are not projected are left out.
    not_projected
        Ids of villages that follow the pace of all others, because their own counts do not suffice.
    """

    frame: pd.DataFrame
    not_projected: tuple[str, ...]


def villages_in_year(
    villages: pd.DataFrame,
    projection: Projection,
    year: int,
    rates: tuple[Assumptions, Assumptions],
    heads: pd.DataFrame | None = None,
) -> VillagesInYear:
    """Bring a table of villages to a year.

    Parameters
    ----------
    villages
        Of the base year; index village_id.
    projection
        Of these villages, to the year or beyond.
    year
        After the last count.
    rates
        Assumptions with the licence rates of today and of the year.
    heads
        Rates of household heads, where they are known.
    """
    ids = [str(v) for v in villages.index]
    at = {village: i for i, village in enumerate(projection.villages)}
    rows = [at[v] for v in ids if v in at]
    known = np.array([v in at for v in ids])
    people = projection.in_year(year)
    first = projection.in_year(projection.step_years[0])
    pace = float(people[rows].sum() / first[rows].sum()) if first[rows].sum() else 1.0
    before = villages["population"].astype(float)
    persons = before * pace
    persons[known] = people[rows].sum((1, 2))
    kept = [c for c in villages if c not in AGE_COLUMNS or _cells(str(c), projection) is not None]
    frame = villages[kept].copy()
    frame["population"] = persons
    homes = (persons / before.where(before > 0)).fillna(0.0)
    homes[known] = grown(projection, year, heads).to_numpy()[rows]
    frame["households"] = villages["households"] * homes
    for column in (str(c) for c in kept if c in AGE_COLUMNS):
        sexes, ages = _cells(column, projection) or ([], [])
        counted = pd.Series(np.nan, index=villages.index)
        counted[known] = people[rows][:, sexes][:, :, ages].sum((1, 2))
        frame[column] = counted
    shares = _no_car_shares(villages, frame, known, *rates)
    if shares.notna().any():
        frame["no_car_share"] = shares
    return VillagesInYear(frame, tuple(v for v, is_known in zip(ids, known.tolist(), strict=True) if not is_known))


def _cells(column: str, projection: Projection) -> tuple[list[int], list[int]] | None:
    """Return the positions of sexes and ages that a column adds up; None where the projection does not tell them apart."""
    if len(projection.ages) == 1:
        return None
    if column in _BROAD:
        since, below = _BROAD[column]
        inside = [i for i, age in enumerate(projection.ages) if since <= age < below]
        if not inside or projection.ages[inside[0]] != since:
            return None
        return list(range(len(projection.sexes))), inside
    sex, _, name = column.partition("_")
    if projection.method != "cohort" or sex not in projection.sexes:
        return None
    return [projection.sexes.index(sex)], [FIVE_YEARS.index(name)]


def _no_car_shares(
    villages: pd.DataFrame, frame: pd.DataFrame, known: np.ndarray, today: Assumptions, of_year: Assumptions
) -> pd.Series:
    """Return the villages' own shares of people without a car in the year; NaN where licences by age are to be counted."""
    own = villages.get("no_car_share", pd.Series(np.nan, index=villages.index)).astype(float)
    counted = people_without_car(villages, today)[0] / villages["population"].where(villages["population"] > 0)
    # What the year's table cannot count by ages begins from what today's table counts.
    by_ages = pd.Series(known & (len(frame.columns) >= len(villages.columns)), index=villages.index)
    own = own.fillna(counted.where(~by_ages))
    # The same ages for both years, so that a change is one of people.
    same = villages[[c for c in villages if c in frame or c not in AGE_COLUMNS]]
    before, after = without_licence(same, today), without_licence(frame, of_year)
    change = _divided(after, frame["population"]) / _divided(before, villages["population"])
    whole = _divided(pd.Series([after[known].sum()]), pd.Series([frame["population"][known].sum()])) / _divided(
        pd.Series([before[known].sum()]), pd.Series([villages["population"][known].sum()])
    )
    change = change.where(known & np.isfinite(change)).fillna(float(whole.fillna(1.0).iloc[0]))
    return (own * change).clip(upper=1.0)


def _divided(parts: pd.Series, whole: pd.Series) -> pd.Series:
    """Divide where there is somebody; NaN where there is nobody or no part."""
    share: pd.Series = parts / whole.where(whole > 0)
    return share.where(share > 0)
