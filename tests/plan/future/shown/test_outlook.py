"""The outlook: the scenario's future beside that without settlers, brought to given totals where asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo.region.region import Region, read_region
from plan.future.of_region import FutureRequest, projection_of
from plan.future.shown.outlook import OutlookRequest, outlook_of
from plan.scenario.future import Future, Settlers, Threshold

SANSON = Path(__file__).resolve().parents[4] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(SANSON)


def test_without_settlers_both_are_the_plain_projection(region):
    found = outlook_of(region)
    np.testing.assert_allclose(found.projection.paths, projection_of(region, FutureRequest(2070)).paths)
    assert found.alone is found.projection
    assert not found.has_settlers
    assert (found.base_year, found.first_shown_year) == (2020, 2050)


def test_settlers_of_the_scenario_come_on_top(region):
    future = Future(settlers=(Settlers("family", 4.0),))
    found = outlook_of(region, future)
    assert found.has_settlers
    np.testing.assert_allclose(found.projection.paths - found.projection.settled, found.alone.paths)
    np.testing.assert_allclose(
        found.projection.paths, projection_of(region, FutureRequest(2070), future).paths, atol=1e-9
    )


def test_asking_again_is_free_and_thresholds_change_nobody(region):
    future = Future(settlers=(Settlers("family", 4.0),))
    again = Future(settlers=(Settlers("family", 4.0),), thresholds={"medical": Threshold(30.0)})
    assert outlook_of(region, future) is outlook_of(region, again)


def test_given_totals_are_met_before_anybody_settles(region):
    assert region.population is not None
    ids, each = region.villages.index, 1 / len(region.villages)
    rows = pd.DataFrame(
        [(v, y, "projection", "人口ビジョン", n * each) for v in ids for y, n in ((2030, 7000.0), (2050, 4000.0))],
        columns=["village_id", "year", "kind", "source", "total"],
    )
    # Another folder, since what is equal in folder and files is taken for the same region.
    told = replace(region, population=pd.concat([region.population, rows]), folder=Path("elsewhere"))
    future = Future(settlers=(Settlers("family", 4.0),))
    free = outlook_of(told, future)
    met = outlook_of(told, future, OutlookRequest(met="人口ビジョン"))
    assert [one.source for one in met.given] == ["人口ビジョン"]
    assert met.alone.totals[2050].sum() == pytest.approx(4000.0)
    np.testing.assert_allclose(met.projection.paths - met.alone.paths, free.projection.settled)
    assert "totals_met" in [n.code for n in met.projection.notices]
