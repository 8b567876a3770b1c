"""People of a projection weighed by village, for every year: those who go to one shop, with their band."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from plan.future.cohorts import Floats
from plan.future.projection import Projection


@dataclass(frozen=True)
class Path:
    """A count of persons by year.

    Parameters
    ----------
    years
        Every year from the last census to the year asked for.
    middle, low, high
        As projected, and the limits of the band; unrounded.
    """

    years: tuple[int, ...]
    middle: Floats
    low: Floats
    high: Floats

    def scaled(self, factor: float) -> Path:
        """Return the same path in another measure."""
        return Path(self.years, self.middle * factor, self.low * factor, self.high * factor)


def people_by_year(
    projection: Projection, shares: Mapping[str, float], ages: tuple[int, int | None] | None = None
) -> Path:
    """Add up the people of villages, each village by its share.

    Parameters
    ----------
    projection
        Of the region.
    shares
        Village → share of its people who count, 0 to 1; villages that are left out count for nothing.
    ages
        From and below which ages count; None, or ages that the projection does not know: everybody. The band of an age group is
        as wide, beside its path, as that of everybody.

    Examples
    --------
    >>> import pandas as pd
    >>> from plan.future.projection import project
    >>> halved = pd.DataFrame({"village_id": "v", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [80.0, 40.0]})
    >>> found = people_by_year(project(halved, to_year=2030), {"v": 0.5})
    >>> found.years[0], found.middle[[0, 5, 10]].tolist()
    (2020, [20.0, 10.0, 5.0])
    """
    weights = np.array([shares.get(v, 0.0) for v in projection.villages])
    everybody = projection.paths.sum((-2, -1)) @ weights
    low, high = projection.band_by_step(weights)
    middle = everybody
    where = None if ages is None else _classes(projection.ages, *ages)
    if where is not None:
        middle = projection.paths[..., where].sum((-2, -1)) @ weights
        beside = np.divide(middle, everybody, out=np.zeros_like(middle), where=everybody > 0)
        low, high = low * beside, high * beside
    years = np.arange(projection.step_years[0], projection.to_year + 1)
    sides = (middle, np.minimum(low, middle), np.maximum(high, middle))
    by_year = [np.interp(years, projection.step_years, side) for side in sides]
    return Path(tuple(int(y) for y in years), *by_year)


def _classes(known: tuple[int, ...], first: int, below: int | None) -> list[int] | None:
    """Return the classes that make up an age group exactly; None where the classes known do not."""
    fits = first in known and (below is None or below in known)
    return [i for i, age in enumerate(known) if first <= age and (below is None or age < below)] if fits else None
