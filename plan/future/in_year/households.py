"""Households in the years to come: by the rates of household heads that the region gives, else as large as they are today.

Rates: households(y) = k Σ rate · persons(y) over sexes and ages, with k by village such that today's households come out. Without
rates: households(y) = households(0) · persons(y) / persons(0). Households of today are those of villages.csv; rates those of
household_heads.csv, and none are taken from anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from geo.region.tables.household_heads import BOTH
from plan.future.cohorts import FEMALE, Floats
from plan.future.projection import Projection

Basis = Literal["headship", "size"]

METHODS: Mapping[Basis, str] = {
    "headship": "household_heads.csv の年齢別の世帯主率 × 年齢別の人数（今の世帯数に合わせて集落ごとに調整）",
    "size": "今の世帯数 × 人口の増減の割合（一世帯の人数は今のまま）",
}
"""Each basis as screens name it."""


@dataclass(frozen=True)
class Households:
    """Households by village and year.

    Parameters
    ----------
    basis
        By what they were reckoned.
    by_village
        Villages × the projection's `years`: unrounded.
    """

    basis: Basis
    by_village: pd.DataFrame

    @property
    def total(self) -> list[float]:
        """Of all villages by year."""
        return [float(n) for n in self.by_village.to_numpy().sum(0)]

    @property
    def method(self) -> str:
        """How they were reckoned, in words."""
        return METHODS[self.basis]

    def document(self) -> dict[str, object]:
        """Return total and villages by year, unrounded, and the method, as JSON has them."""
        by_village = dict(zip(self.by_village.index, self.by_village.to_numpy().tolist(), strict=True))
        return {"total": self.total, "by_village": by_village, "counted_by": self.basis, "method": self.method}


def basis_of(projection: Projection, heads: pd.DataFrame | None) -> Basis:
    """Return by what households are reckoned: rates need ages."""
    return "size" if heads is None or len(projection.ages) == 1 else "headship"


def grown(projection: Projection, year: int, heads: pd.DataFrame | None) -> pd.Series:
    """Return by village how many times today's households there are in a year; 0 where nobody lives today.

    Parameters
    ----------
    projection
        Of the people.
    year
        Within the projection.
    heads
        As `geo.region.tables.household_heads.read_household_heads` returns them; None where they are not known. A class that is not
        named has the rate of the class before it, the youngest none; where nobody of today would be a head, households keep their size.
    """
    now, then = projection.in_year(projection.step_years[0]), projection.in_year(year)
    by_size = _times(now.sum((-2, -1)), then.sum((-2, -1)))
    if basis_of(projection, heads) == "headship" and heads is not None:
        rates = _rates(projection, heads)
        before, after = (now * rates).sum((-2, -1)), (then * rates).sum((-2, -1))
        by_size = np.where(before > 0, _times(before, after), by_size)
    return pd.Series(by_size, index=pd.Index(projection.villages, name="village_id"))


def households_of(projection: Projection, households: pd.Series, heads: pd.DataFrame | None) -> Households:
    """Carry on the households of villages.

    Parameters
    ----------
    projection
        Of the people.
    households
        Of today by village.
    heads
        As in `grown`.

    Examples
    --------
    >>> from plan.future.projection import project
    >>> halved = pd.DataFrame({"village_id": "v", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [80.0, 40.0]})
    >>> found = households_of(project(halved, to_year=2030), pd.Series({"v": 16}), None)
    >>> found.basis, found.total
    ('size', [16.0, 8.0, 4.0])
    """
    now = households.reindex(projection.villages).fillna(0.0).astype(float)
    by_year = {year: now * grown(projection, year, heads) for year in projection.years}
    return Households(basis_of(projection, heads), pd.DataFrame(by_year).rename_axis("village_id"))


def _times(before: Floats, after: Floats) -> Floats:
    return np.divide(after, before, out=np.zeros(len(before)), where=before > 0)


def _rates(projection: Projection, heads: pd.DataFrame) -> Floats:
    """Return the rate of each sex and class (sex × age)."""
    rates = np.zeros((len(projection.sexes), len(projection.ages)))
    for i, sex in enumerate(projection.sexes):
        own = _of_sex(heads, sex, alone=len(projection.sexes) == 1)
        for k, age in enumerate(projection.ages):
            rates[i, k] = next((own[a] for a in sorted(own, reverse=True) if a <= age), 0.0)
    return rates


def _of_sex(heads: pd.DataFrame, sex: str, *, alone: bool) -> dict[int, float]:
    """Return the rates of a sex by age, before those of both alike; of both together their mean, where sexes are not told apart."""
    wanted = ("m", "f") if alone else ("f",) if sex.lower() in FEMALE else ("m",)
    both = heads[heads["sex"] == BOTH]
    found = {int(a): float(r) for a, r in zip(both["age_from"], both["rate"], strict=True)}
    own = heads[heads["sex"].isin(wanted)].groupby("age_from")["rate"].mean()
    return found | {int(str(a)): float(r) for a, r in own.items()}
