"""A planner's question: candidates, forbidden zones, weights by year, modes; and the answer as a document."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from network.roads.critical_links import only_ways
from plan.applied import EffectiveScenario, apply
from plan.reach.destinations import minutes_to_places
from plan.reach.hub_warnings import zones_at
from plan.siting.answer import siting_document
from plan.siting.request import ZONES_THAT_FORBID, SitingRequest, candidate_ids, prepared


@pytest.fixture(scope="module")
def sanson() -> EffectiveScenario:
    return apply(read_region("sample_regions/sanson"))


def free_sites(region: Region) -> list[str]:
    return [
        str(i)
        for i, site in region.sites.iterrows()
        if not set(zones_at(region, site["lat"], site["lon"])) & set(ZONES_THAT_FORBID)
    ]


def test_sites_in_hazard_areas_and_use_zones_are_left_out_and_named(sanson):
    asked = prepared(sanson, SitingRequest("total_time", hubs=3))
    assert set(asked.question.forbidden) == set(sanson.region.sites.index) - set(free_sites(sanson.region))
    messages = " ".join(n.message for n in asked.notices)
    assert "旧西霧小学校跡" in messages
    assert "区域の中も選べる" in messages
    assert prepared(sanson, SitingRequest("total_time", hubs=3, allow_zones=True)).question.forbidden == ()
    kept = prepared(sanson, SitingRequest("total_time", hubs=3, fixed=("s06",)))
    assert "s06" not in kept.question.forbidden


def test_the_answer_is_the_best_of_all_sets_counted_here(sanson):
    request = SitingRequest("total_time", hubs=2, weights="pop_65_over")
    asked = prepared(sanson, request)
    found = siting_document(sanson, request, asked, asked.question.answer())
    free = free_sites(sanson.region)
    minutes = minutes_to_places(sanson, free, "car")
    people = sanson.region.villages["pop_65_over"]
    totals = {h: float(minutes[list(h)].min(axis=1) @ people) for h in combinations(free, 2)}
    assert found["value"] == pytest.approx(min(totals.values()))
    assert totals[tuple(found["hubs"])] == pytest.approx(found["value"])
    ways = minutes[found["hubs"]].min(axis=1)
    assert found["covered_population"] == pytest.approx(float(people[ways <= 30].sum()))
    assert sum(row["population"] for row in found["hub_rows"]) == people.sum()
    second = found["alternatives"][0]
    assert second["value"] == pytest.approx(sorted(totals.values())[1])
    assert {g["village_id"] for g in found["gainers"]}.isdisjoint({g["village_id"] for g in found["losers"]})


def test_sites_that_a_closed_road_cuts_off_are_left_out_and_named(sanson):
    sites, hall = sanson.region.sites, sanson.facilities.loc[["f001"]]
    link = only_ways(sanson.roads, sites, pd.Series(1.0, index=sites.index), hall)[0]
    closed = replace(sanson, roads=sanson.roads.closing(link.edges))
    asked = prepared(closed, SitingRequest("total_time", hubs=1, allow_zones=True))
    pieces = {frozenset(link.villages), frozenset(sites.index) - frozenset(link.villages)}
    assert frozenset(asked.question.forbidden) in pieces
    assert "つながっていない候補地" in " ".join(n.message for n in asked.notices)
    first = next(iter(asked.question.forbidden))
    kept = prepared(closed, SitingRequest("total_time", hubs=1, allow_zones=True, fixed=(first,)))
    assert first not in kept.question.forbidden


def test_candidates_are_sites_or_open_facilities_within_the_municipality(sanson):
    facilities = sanson.facilities
    inside = facilities[(facilities["status"] == "open") & ~facilities["outside"].astype(bool)]
    assert candidate_ids(sanson, "sites") == list(sanson.region.sites.index)
    assert candidate_ids(sanson, "facilities") == list(inside.index)
    assert candidate_ids(sanson, "both") == [*sanson.region.sites.index, *inside.index]


def test_regret_compares_the_base_year_with_the_last_year(sanson):
    request = SitingRequest("least_regret", hubs=3, allow_zones=True)
    answer = prepared(sanson, request).question.answer()
    assert list(answer.by_year) == ["2020", "2050"]
    own = prepared(sanson, SitingRequest("total_time", hubs=3, allow_zones=True, weights="population@2050"))
    assert answer.by_year["2050"]["least"] == pytest.approx(own.question.answer().value)


def test_outings_count_people_without_a_car_whom_the_buses_bring_and_take_home(sanson):
    request = SitingRequest("outings", hubs=1, allow_zones=True)
    asked = prepared(sanson, request)
    answer = asked.question.answer()
    outing = asked.question.options.outing
    assert outing is not None
    totals = outing.T.to_numpy() @ asked.counted.to_numpy()
    assert answer.value == pytest.approx(totals.max())
    assert asked.counted.sum() < sanson.region.villages["population"].sum()


def test_what_cannot_be_asked_is_told(sanson):
    with pytest.raises(RequestError, match="s99"):
        prepared(sanson, SitingRequest("total_time", hubs=1, fixed=("s99",)))
    with pytest.raises(RequestError, match="s98"):
        prepared(sanson, SitingRequest("total_time", hubs=1, forbidden=("s98",)))
    with pytest.raises(RequestError, match="pop_65_over@2050 のように"):
        prepared(sanson, SitingRequest("total_time", hubs=1, weights="population@soon"))
    with pytest.raises(RequestError, match="「tourists」"):
        prepared(sanson, SitingRequest("total_time", hubs=1, weights="tourists"))
    inside = tuple(set(sanson.region.sites.index) - set(free_sites(sanson.region)))
    free = tuple(free_sites(sanson.region))
    with pytest.raises(RequestError, match="すべて") as problem:
        prepared(sanson, SitingRequest("total_time", hubs=1, forbidden=free))
    assert len(inside) > 0
    assert "用途地域" in str(problem.value)
