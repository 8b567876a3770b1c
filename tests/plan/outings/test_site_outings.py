"""Outings to candidate sites of the small region, with the clinic's buses between v4 and v1."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from plan.applied import apply
from plan.outings.site_outings import site_outings
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import LAT, LON, STEP, write_small_region

PLACES = pd.DataFrame({"lat": [LAT, LAT], "lon": [LON, LON + 4 * STEP]}, index=["a", "b"])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Region:
    folder = write_small_region(tmp_path_factory.mktemp("served") / "tameshi")
    write_feed(folder / "gtfs" / "town", CLINIC_TRIPS)
    return read_region(folder)


def test_who_rides_there_and_back_or_walks_has_an_outing(served: Region) -> None:
    some, minutes, day = site_outings(apply(served), PLACES, "clinic")
    assert list(some.columns) == ["a", "b"]
    # To v1: its own people on foot, v4 (and v7 beside it) by bus; v6 has no road, the others no stop in reach.
    assert set(some.index[some["a"]]) == {"v1", "v4", "v7"}
    assert not some.loc["v6"].any()
    assert minutes.loc["v4", "a"] == 25
    assert day.date.strftime("%a") == "Tue"


def test_without_a_timetable_or_a_purpose_it_is_refused(region: Region, served: Region) -> None:
    with pytest.raises(RequestError):
        site_outings(apply(region), PLACES, "clinic")
    with pytest.raises(RequestError):
        site_outings(apply(served), PLACES, "dancing")
