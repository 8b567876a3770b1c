"""The future of a region: districts, houses and settlers taken from where they stand."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo.region.region import Region, read_region
from plan.future import of_region
from plan.future.counts.kinds import counts_of
from plan.future.document import people_csv, projection_document
from plan.future.of_region import FutureRequest, districts_of, projection_of, vacant_houses_of
from plan.future.rounding import rounded_to_tens, tens_by_largest_remainder
from plan.scenario.future import Future, Settlers

SANSON = Path(__file__).resolve().parents[3] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(SANSON)


def test_a_sample_is_projected_with_its_districts(region: Region) -> None:
    found = projection_of(region, FutureRequest(2050))
    assert found.method == "cohort"
    assert set(found.strengths) == {"district", "village"}
    assert found.totals[region.base_year].sum() == pytest.approx(region.total_population)
    assert found.totals[2050].sum() < found.totals[2030].sum() < region.total_population


def test_settlers_of_the_request_come_before_those_of_the_scenario(region: Region) -> None:
    scenario = Future(settlers=(Settlers("family", 5.0),))
    alone, settled = projection_of(region, FutureRequest(2040)), projection_of(region, FutureRequest(2040), scenario)
    none = projection_of(region, FutureRequest(2040, settlers=()), scenario)
    assert settled.totals[2040].sum() > alone.totals[2040].sum() + 100
    np.testing.assert_allclose(none.paths, alone.paths)


def test_vacant_houses_of_the_scenario_come_before_those_of_the_table(region: Region) -> None:
    counted = region.villages.assign(vacant_houses=[2.0] + [np.nan] * (len(region.villages) - 1))
    first, second = (str(v) for v in counted.index[:2])
    assert vacant_houses_of(region.villages, Future()) == (None, [])
    assert vacant_houses_of(counted, Future())[0] == {first: 2.0}
    houses, notices = vacant_houses_of(counted, Future(vacant_houses={first: 5.0, second: 1.0, "nowhere": 9.0}))
    assert houses == {first: 5.0, second: 1.0}
    assert [n.code for n in notices] == ["vacant_houses_unknown"]
    limited = projection_of(
        replace(region, villages=counted), FutureRequest(2040), Future(settlers=(Settlers("family", 5.0),))
    )
    assert dict(limited.houses_full) == {first: 2021}
    assert limited.settled[1].sum() < 2 * 3 * 2


def test_districts_are_named_only_where_there_are_any() -> None:
    villages = pd.DataFrame({"district": ["北", None, ""]}, index=["a", "b", "c"])
    assert districts_of(villages) == {"a": "北"}
    assert districts_of(villages.drop(columns="district")) == {}


def test_document_and_csv_say_the_same(region: Region, tmp_path: Path) -> None:
    found = projection_of(region, FutureRequest(2033))
    document = json.loads(json.dumps(projection_document(found)))
    assert document["years"] == [2020, 2025, 2030, 2033]
    assert document["method"] == "cohort"
    file = tmp_path / "f.csv"
    file.write_bytes(people_csv(found))
    table = pd.read_csv(file, dtype={"village_id": str})
    assert list(table.columns) == ["village_id", "year", "sex", "age_from", "persons"]
    np.testing.assert_allclose(table.groupby("year")["persons"].sum(), document["total"])
    for village in ("v001", "v050"):
        own = table[table["village_id"] == village]
        np.testing.assert_allclose(own.groupby("year")["persons"].sum(), document["by_village"][village])
    old = table[table["age_from"] >= 65].groupby("year")["persons"].sum() / table.groupby("year")["persons"].sum()
    np.testing.assert_allclose(old, document["ageing_rate"])
    assert all(low <= people <= high for people, (low, high) in zip(document["total"], document["band"], strict=True))


def test_forecasts_are_shown_in_tens_that_add_up_and_never_as_nothing() -> None:
    persons = pd.Series({"a": 14.9, "b": 3.0, "c": 26.0, "d": 0.0, "e": 1205.1})
    tens = tens_by_largest_remainder(persons)
    assert tens.sum() == 1250
    assert tens["e"] == 1210
    assert rounded_to_tens(persons) == {"a": "10人", "b": "10人未満", "c": "30人", "d": "10人未満", "e": "1,210人"}


def test_the_horizon_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    region = read_region(shutil.copytree(SANSON.parent / "okuyama", tmp_path / "r"))
    asked: list[int] = []

    def counted(*args: Any, **named: Any) -> Any:
        asked.append(1)
        return counts_of(*args, **named)

    monkeypatch.setattr(of_region, "counts_of", counted)
    assert of_region.horizon_of(region) == of_region.horizon_of(region) == 2070
    assert len(asked) == 1
