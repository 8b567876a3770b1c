"""The people of a place by sex and age in two years, as a pyramid is drawn: the year of the count behind, the chosen one in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from plan.future.cohorts import FEMALE, Floats
from plan.future.projection import OLD_FROM, Projection
from plan.future.rounding import rounded_to_tens
from plan.future.settlers_needed import CHILDREN_BELOW
from plan.shown_values import FEW


@dataclass(frozen=True, eq=False)
class Pyramid:
    """People by sex and age.

    Parameters
    ----------
    years
        That of the last count, and the chosen one.
    ages
        First ages of the classes.
    sexes
        「男」 and 「女」, or 「男女計」 alone.
    before, then
        Sex × age: unrounded persons in the two years.
    """

    years: tuple[int, int]
    ages: tuple[int, ...]
    sexes: tuple[str, ...]
    before: Floats
    then: Floats

    @property
    def labels(self) -> list[str]:
        """The classes of age in words, the youngest first."""
        ends = [f"〜{after - 1}歳" for after in self.ages[1:]]
        return [f"{age}{end}" for age, end in zip(self.ages, [*ends, "歳以上"], strict=True)]


def pyramid_of(projection: Projection, villages: Sequence[str], year: int) -> Pyramid | None:
    """Return the people of villages by sex and age; None where ages are not known, or of fewer than ten people.

    Parameters
    ----------
    projection
        With settlers or without.
    villages
        Whose people.
    year
        The chosen one.
    """
    where = [projection.villages.index(v) for v in villages if v in projection.villages]
    first = projection.step_years[0]
    before, then = (projection.in_year(y)[where].sum(0) for y in (first, year))
    if len(projection.ages) == 1 or min(before.sum(), then.sum()) < FEW:
        return None
    if len(projection.sexes) == 1:
        return Pyramid((first, year), projection.ages, ("男女計",), before, then)
    women = [i for i, sex in enumerate(projection.sexes) if sex.lower() in FEMALE]
    men = [i for i in range(len(projection.sexes)) if i not in women]
    rows = [before[men].sum(0), before[women].sum(0)], [then[men].sum(0), then[women].sum(0)]
    return Pyramid((first, year), projection.ages, ("男", "女"), np.array(rows[0]), np.array(rows[1]))


def broad_ages(pyramid: Pyramid) -> list[tuple[str, str, str]]:
    """Sum up a pyramid in three ages: the words of each, and its people in both years as they are read."""
    cuts = [age for age in (CHILDREN_BELOW, OLD_FROM) if age in pyramid.ages]
    if len(cuts) < 2:
        return []
    sums = []
    for people in (pyramid.before.sum(0), pyramid.then.sum(0)):
        young, old = (pyramid.ages.index(age) for age in cuts)
        sums.append([people[:young].sum(), people[young:old].sum(), people[old:].sum()])
    names = [f"0〜{CHILDREN_BELOW - 1}歳", f"{CHILDREN_BELOW}〜{OLD_FROM - 1}歳", f"{OLD_FROM}歳以上"]
    counted = [f"{round(n):,}人" for n in sums[0]]
    forecast = rounded_to_tens(pd.Series(sums[1], index=names))
    shown = forecast if pyramid.years[0] != pyramid.years[1] else dict(zip(names, counted, strict=True))
    return [(name, before, shown[name]) for name, before in zip(names, counted, strict=True)]
