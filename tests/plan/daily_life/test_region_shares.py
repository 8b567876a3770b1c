"""The region beside the depopulated areas: shares as loops count them, and only what was counted."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from geo.region.region import Region
from plan.daily_life.region_shares import region_figures
from plan.future.projection import project
from tests.plan.daily_life.conftest import halving
from tests.plan.future.invented_people import AGES, table, uneven


def census(region: Region, **totals: float) -> Region:
    rows = [
        {
            "village_id": v,
            "year": int(year[1:]),
            "kind": "census",
            "source": "国勢調査",
            "total": n / len(region.villages),
        }
        for year, n in totals.items()
        for v in region.villages.index
    ]
    return replace(region, population=pd.DataFrame(rows))


def test_shares_of_ages(region: Region) -> None:
    people = project(table(uneven(3, (2015, 2020), mean=20), ("v1", "v2", "v3")), to_year=2030)
    grid = people.in_year(2020)
    old = sum(grid[v, s, k] for v in range(3) for s in range(2) for k, age in enumerate(AGES) if age >= 65)
    young = sum(grid[v, s, k] for v in range(3) for s in range(2) for k, age in enumerate(AGES) if 15 <= age < 30)
    found = region_figures(region, people)
    assert float(found["share_65_over"].split("%")[0]) == pytest.approx(100 * old / grid.sum(), abs=0.051)
    assert float(found["share_15_29"].split("%")[0]) == pytest.approx(100 * young / grid.sum(), abs=0.051)
    assert found["share_65_over"].endswith("（2020年）")
    assert "people_2010" not in found


def test_how_people_changed(region: Region) -> None:
    found = region_figures(census(region, y2010=1000.0, y2015=924.0), halving({"v1": 40.0}))
    assert (found["people_2010"], found["people_2015"], found["change_2015"]) == ("1.0千人", "0.9千人", "-7.6%")
    assert "share_65_over" not in found


def test_a_census_that_lacks_a_village_is_none(region: Region) -> None:
    counted = census(region, y2010=1000.0)
    assert counted.population is not None
    short = replace(counted, population=counted.population.iloc[1:])
    assert "people_2010" not in region_figures(short, halving({"v1": 40.0}))
