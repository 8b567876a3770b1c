"""Settlers as they are asked about: a mix of all types at first, the least a year rounded up to a tenth."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import read_region
from plan.future.of_region import FutureRequest, projection_of
from plan.future.shown.outlook import OutlookRequest, outlook_of
from plan.future.shown.settling import can_settle, mix_of, most_households, needed_rows
from plan.scenario.future import Future, Settlers

CHIKU = Path(__file__).resolve().parents[4] / "sample_regions" / "model_chiku"


@pytest.fixture(scope="module")
def region():
    return read_region(CHIKU)


def test_a_mix_of_all_types_stands_in_for_none():
    assert [entry.kind for entry in mix_of(Future())] == ["young_couple", "family", "retired_couple"]
    own = Future(settlers=(Settlers("family", 2.0, villages=("v1",)), Settlers("young_couple", 0.0)))
    assert [entry.kind for entry in mix_of(own)] == ["family"]
    none = Future(settlers=(Settlers("family", 0.0, 2030, ("v1",)),))
    assert {(entry.from_year, entry.villages) for entry in mix_of(none)} == {(2030, ("v1",))}


def test_the_least_households_keep_the_goal_and_a_tenth_less_does_not(region):
    future = Future(settlers=(Settlers("family", 1.0), Settlers("young_couple", 1.0)))
    rows = needed_rows(outlook_of(region, future), future)
    assert [row.goal for row in rows] == ["人口を90%以上に保つ", "0〜14歳を90%以上に保つ"]

    def kept(households: float, ages: int) -> float:
        settlers = tuple(Settlers(kind, households / 2) for kind in ("family", "young_couple"))
        found = projection_of(region, FutureRequest(2050, settlers=settlers))
        return float(found.in_year(2050)[..., :ages].sum() / found.in_year(2020)[..., :ages].sum())

    for row, ages in zip(rows, (18, 3), strict=True):
        assert row.households_a_year is not None
        assert kept(row.households_a_year, ages) >= 0.9
        assert kept(row.households_a_year - 0.1, ages) < 0.9


def test_homes_for_the_old_and_a_total_to_meet_count_in_the_backwards_question(region):
    first = str(region.villages.index[0])
    rows = region.villages.assign(institution_residents=0.0)
    rows.loc[first, "institution_residents"] = 40.0
    told = pd.DataFrame({"source": "村の推計", "year": [2050], "total": [0.6 * region.total_population]})
    town = replace(region, villages=rows, projections=told, fingerprint="with a home")
    future = Future(settlers=(Settlers("family", 1.0),))
    for met in ("", "村の推計"):
        outlook = outlook_of(town, future, OutlookRequest(met))
        (row, _) = needed_rows(outlook, future)
        assert row.households_a_year is not None
        needed = Future(settlers=(Settlers("family", row.households_a_year),))
        less = Future(settlers=(Settlers("family", row.households_a_year - 0.1),))

        def kept(of: Future, met: str = met) -> float:
            found = outlook_of(town, of, OutlookRequest(met)).projection
            return float(found.in_year(2050).sum() / found.in_year(2020).sum())

        assert kept(needed) >= 0.9 > kept(less)
        assert row.people == pytest.approx(0.9)


def test_houses_make_it_impossible(region):
    future = Future(vacant_houses={str(region.villages.index[0]): 1.0})
    rows = needed_rows(outlook_of(region, future), future)
    assert [row.households_a_year for row in rows] == [None, None]
    assert rows[0].people is not None
    assert rows[0].people < 0.9


def test_choices_grow_with_the_region(region):
    outlook = outlook_of(region)
    assert most_households(outlook) == 10
    assert can_settle(outlook.closed.projection)
