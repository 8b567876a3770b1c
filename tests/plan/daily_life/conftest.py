"""People of the small region as they would halve every ten years: figures that paper can check."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.region.region import Region
from plan.future.projection import Projection, project


def halving(people: dict[str, float], *, to_year: int = 2040) -> Projection:
    """Villages of which each has half as many people after ten years."""
    rows = [(v, year, "t", 0, n * (2 if year == 2010 else 1)) for v, n in people.items() for year in (2010, 2020)]
    table = pd.DataFrame(rows, columns=["village_id", "year", "sex", "age_from", "persons"])
    return project(table, to_year=to_year)


@pytest.fixture(scope="session")
def small_people(region: Region) -> Projection:
    """100, 50, 20, 30, 10 and 5 people in 2020 (v7 has none and is left out)."""
    villages = region.villages[region.villages["population"] > 0]
    return halving({str(v): float(n) for v, n in villages["population"].items()})
