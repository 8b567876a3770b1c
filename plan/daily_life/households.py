"""Households in the years to come: by rates of household heads where they are known, else in proportion to adults.

Headship: households(y) = k Σ_a rate_a · persons_a(y), with k by village such that today's households come out. Without rates:
households(y) = households(0) · adults(y) / adults(0), adults being people of 20 and over; where the projection does not know that
age, people of 15 and over; where it knows none, all people. Households of today are those of villages.csv.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from plan.future.cohorts import Floats
from plan.future.projection import Projection

Basis = Literal["headship", "adults", "over_15", "people"]

METHODS: Mapping[Basis, str] = {
    "headship": "年齢別の世帯主率 × 年齢別の人数（今の世帯数に合わせて集落ごとに調整）",
    "adults": "今の世帯数 × 20歳以上の人の増減の割合（世帯の大きさは今のまま）",
    "over_15": "今の世帯数 × 15歳以上の人の増減の割合（20歳以上が分からないため。世帯の大きさは今のまま）",
    "people": "今の世帯数 × 人口の増減の割合（年齢が分からないため。世帯の大きさは今のまま）",
}
"""Each basis as screens name it."""

_FIRST_AGES: tuple[tuple[Basis, int], ...] = (("adults", 20), ("over_15", 15))


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


def households_of(
    projection: Projection, households: pd.Series, headship: Mapping[int, float] | None = None
) -> Households:
    """Carry on the households of villages.

    Parameters
    ----------
    projection
        Of the people.
    households
        Of today by village.
    headship
        Heads of household per person by the first age of the class (世帯主率, 0 to 1); a class that is not named has the rate
        of the class before it, the youngest none. None: not known.

    Examples
    --------
    >>> from plan.future.projection import project
    >>> halved = pd.DataFrame({"village_id": "v", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [80.0, 40.0]})
    >>> found = households_of(project(halved, to_year=2030), pd.Series({"v": 16}))
    >>> found.basis, found.total
    ('people', [16.0, 8.0, 4.0])
    """
    rates, basis = _rates(projection.ages, headship)
    weighed = np.array([(projection.in_year(y) * rates).sum((-2, -1)) for y in projection.years])
    now = households.reindex(projection.villages).fillna(0.0).to_numpy(dtype=float)
    grown = np.divide(weighed, weighed[0], out=np.zeros_like(weighed), where=weighed[0] > 0)
    index = pd.Index(projection.villages, name="village_id")
    return Households(basis, pd.DataFrame((now * grown).T, index=index, columns=list(projection.years)))


def _rates(ages: tuple[int, ...], headship: Mapping[int, float] | None) -> tuple[Floats, Basis]:
    if headship and len(ages) > 1:
        rates = [next((headship[a] for a in sorted(headship, reverse=True) if a <= age), 0.0) for age in ages]
        return np.array(rates), "headship"
    for basis, first in _FIRST_AGES:
        if first in ages:
            return np.array([float(age >= first) for age in ages]), basis
    return np.ones(len(ages)), "people"
