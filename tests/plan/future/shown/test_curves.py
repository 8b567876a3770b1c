"""Curves: counts, ours with its band, others'; nothing beyond the year from which fewer than ten people live there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.region.region import read_region
from plan.future.shown.curves import curves_of
from plan.future.shown.outlook import outlook_of
from plan.scenario.future import Future, Settlers

SANSON = Path(__file__).resolve().parents[4] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def region():
    return read_region(SANSON)


def test_all_villages_together(region):
    outlook = outlook_of(region)
    found = curves_of(outlook, region.population, list(region.villages.index))
    assert found.counted == pytest.approx({2010: 10066, 2015: 9042, 2020: 8012})
    assert found.projected == pytest.approx(outlook.projection.totals.sum().to_dict())
    assert all(found.low[y] <= found.projected[y] <= found.high[y] for y in found.projected)
    assert found.alone == {}
    assert found.few_from is None


def test_few_people_end_the_curve(region):
    outlook = outlook_of(region)
    ours = outlook.projection
    people = dict(zip(ours.villages, ours.totals.to_numpy().tolist(), strict=True))
    village = next(v for v, of in people.items() if of[0] >= 10 > of[-1])
    found = curves_of(outlook, region.population, [village])
    assert found.few_from == min(y for y, n in zip(ours.years, people[village], strict=True) if n < 10)
    assert found.few_from is not None
    assert max(found.projected) < found.few_from
    assert all(people >= 10 for people in found.projected.values())


def test_settlers_have_the_curve_without_them_beside(region):
    outlook = outlook_of(region, Future(settlers=(Settlers("family", 10.0),)))
    found = curves_of(outlook, region.population, list(region.villages.index))
    assert found.alone[2050] < found.projected[2050]


def test_others_are_told_only_where_they_cover_all_villages(region):
    ids = list(region.villages.index[:2])
    rows = [(v, 2040, "projection", "メッシュ", 50.0) for v in ids] + [(ids[0], 2040, "projection", "一つだけ", 5.0)]
    population = pd.DataFrame(rows, columns=["village_id", "year", "kind", "source", "total"])
    assert curves_of(outlook_of(region), population, ids).given == {"メッシュ": {2040: 100.0}}
    assert curves_of(outlook_of(region), None, ids).given == {}


def test_a_projection_of_the_whole_municipality_stands_beside_all_villages_together(region):
    table = pd.DataFrame([("社人研", 2030, 7000.0), ("社人研", 2050, 4100.0)], columns=["source", "year", "total"])
    published = replace(region, projections=table, fingerprint=f"{region.fingerprint}-projections")
    outlook = outlook_of(published)
    everybody = list(region.villages.index)
    assert curves_of(outlook, region.population, everybody).given == {"社人研": {2030: 7000.0, 2050: 4100.0}}
    assert curves_of(outlook, region.population, everybody[1:]).given == {}
