"""A region in another year: which years there are, what stays, and that it is kept by its content."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from plan.figure_texts import persons
from plan.future.in_year.region_in_year import projected, region_in_year, years_on_offer
from plan.future.of_region import FutureRequest, projection_of
from plan.scenario.future import Future, Settlers

SANSON = Path(__file__).resolve().parents[4] / "sample_regions" / "sanson"


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(SANSON)


def test_the_people_are_those_of_the_projection(region: Region) -> None:
    found = region_in_year(region, 2043, None, region.assumptions)
    alone = projection_of(region, FutureRequest(2043))
    assert found.region.total_population == pytest.approx(alone.totals[2043].sum())
    assert found.region.villages.loc["v001", "population"] == pytest.approx(alone.totals.loc["v001", 2043])
    assert found.region.people["population"].sum() == pytest.approx(found.region.total_population)
    assert found.region.base_year == 2043


def test_all_else_stays(region: Region) -> None:
    region_in_year.cache_clear()  # else an equal region of another test, read anew, may be the one that is kept
    later = region_in_year(region, 2045, None, region.assumptions).region
    assert later.as_read is region
    assert region.as_read is region
    assert later.road_source is region.road_source
    assert later.facilities is region.facilities
    pd.testing.assert_frame_equal(
        later.people[["village_id", "lat", "lon"]], region.people[["village_id", "lat", "lon"]]
    )


def test_content_tells_years_and_futures_apart(region: Region) -> None:
    settled = Future(settlers=(Settlers("family", 5.0),))
    made = [
        region_in_year(region, year, future, region.assumptions).region
        for year, future in ((2040, None), (2045, None), (2045, settled))
    ]
    assert len({region, *made}) == 4
    again = region_in_year(read_region(SANSON), 2045, None, region.assumptions).region
    assert again == made[1]
    assert made[2].total_population > made[1].total_population + 100


def test_a_projection_is_made_once_for_each_future(region: Region) -> None:
    projected.cache_clear()
    region_in_year.cache_clear()
    for year in (2030, 2045, 2045, 2070):
        region_in_year(region, year, None, region.assumptions)
    region_in_year(region, 2030, None, Assumptions({"licence_future_choice": 1}))
    assert projected.cache_info().misses == 1


def test_both_ways_of_carrying_licences_on_are_said(region: Region) -> None:
    by_cohort = region_in_year(region, 2045, None, region.assumptions)
    as_today = region_in_year(region, 2045, None, Assumptions({"licence_future_choice": 1}))
    assert by_cohort.no_car == pytest.approx(as_today.no_car)
    assert by_cohort.no_car["cohort"] < by_cohort.no_car["by_age"]
    (said,) = (n.message for n in by_cohort.notices if n.code == "no_car_of_year")
    for without in by_cohort.no_car.values():
        assert persons(without, 2045) in said
    assert said.index("持ち越し") < said.index("今の年齢ごと")


@pytest.mark.parametrize(("year", "says"), [(2020, "基準年は2020年"), (1999, "基準年"), (2071, "2070年までの年")])
def test_years_that_there_are_not_are_refused(region: Region, year: int, says: str) -> None:
    with pytest.raises(RequestError, match=says):
        region_in_year(region, year, None, region.assumptions)


def test_a_region_with_one_count_says_what_it_needs(region: Region) -> None:
    alone = replace(region, population=None, fingerprint="alone")
    years, notices = years_on_offer(alone)
    assert years == ()
    assert [n.code for n in notices] == ["one_count_only"]
    with pytest.raises(RequestError, match=r"五年前の人口.*population\.csv に入れて"):
        region_in_year(alone, 2045, None, region.assumptions)


def test_years_on_offer_are_those_after_the_base_year(region: Region) -> None:
    years, notices = years_on_offer(region)
    assert (years[0], years[-1], len(years), notices) == (2025, 2070, 10, ())
    assert years_on_offer(region_in_year(region, 2045, None, region.assumptions).region)[0] == years


def test_what_is_missing_is_said(region: Region) -> None:
    assert region.population is not None
    kept = [c for c in region.population if not str(c).startswith(("m_", "f_", "pop_"))]
    less = region.population.loc[region.population["village_id"] != "v002", kept]
    totals = replace(region, population=less, fingerprint="totals")
    codes = [n.code for n in region_in_year(totals, 2045, None, region.assumptions).notices]
    assert codes == ["people_of_year", "homes_of_year", "no_car_of_year_by_totals"]


def test_one_count_and_a_given_projection_answer_a_year(region: Region) -> None:
    villages = region.villages
    rows = pd.DataFrame({"village_id": villages.index, "total": villages["population"].to_numpy() * 0.6})
    given = rows.assign(year=2040, kind="projection", source="町の推計", count_kind="", foreigners="")
    once = replace(region, population=given, fingerprint="one count, one projection")
    assert years_on_offer(once) == ((2025, 2030, 2035, 2040), ())
    made = region_in_year(once, 2030, None, once.assumptions)
    # Half way from everybody to 60 %.
    assert made.region.total_population == pytest.approx(0.8 * region.total_population)
    assert "given_stands_in" in [n.code for n in made.notices]
    with pytest.raises(RequestError, match="2040年まで"):
        region_in_year(once, 2045, None, once.assumptions)
    nobody = replace(once, population=None, fingerprint="one count")
    assert [n.code for n in years_on_offer(nobody)[1]] == ["one_count_only"]
