"""Applying: the stack of edits in its order, and a notice for everything that no longer fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from plan.applied import apply, in_year, road_graph
from plan.file.plan_file import open_plan
from plan.scenario.edits import edit_facility, edit_road, set_assumptions
from plan.scenario.future import Future, Settlers
from plan.scenario.scenario import BASE, FacilityEdit, Hub, HubFacility, Plan, RoadEdit, Scenario
from tests.small_region import LAT, LON, STEP


def codes(region: Region, plan: Plan, scenario_id: str) -> list[str]:
    return [n.code for n in apply(region, plan, scenario_id).notices]


def test_the_present_is_the_region_as_it_is(region: Region, plan: Plan) -> None:
    today = apply(region, plan)
    assert (today.scenario_id, today.scenario_name, today.is_baseline, today.notices) == (BASE, "現況", True, ())
    assert today.facilities is region.facilities
    assert list(today.hubs.index) == ["f-office"]
    assert today.hubs.loc["f-office", "services"] == ()
    assert apply(region).hubs.equals(today.hubs)


def test_a_site_can_be_a_hub_of_today(region: Region) -> None:
    today = apply(replace(region, today_hubs=("s2", "f-clinic")))
    assert list(today.hubs["name"]) == ["谷口の空き店舗", "上野診療所"]
    assert tuple(today.hubs.loc["s2", ["lat", "lon"]]) == (LAT, LON + 3 * STEP)


def test_a_scenario_stands_on_the_one_below(region: Region, plan: Plan) -> None:
    plan = edit_facility(plan, "s1", FacilityEdit("f-school", "open"))
    plan = edit_facility(plan, "s1", FacilityEdit("f-shop", "move", LAT, LON))
    plan = set_assumptions(plan, "s1", Assumptions({"near_min": 20, "daily_min": 40}))
    plan = set_assumptions(plan, "s2", Assumptions({"near_min": 10}))
    upper = apply(region, plan, "s2")
    assert list(upper.hubs.index) == ["h1", "h2"]
    assert upper.facilities.loc["f-school", "status"] == "open"
    assert upper.facilities.loc["f-shop", "status"] == "closed"
    assert tuple(upper.facilities.loc["f-shop", ["lat", "lon"]]) == (LAT, LON)
    assert (upper.assumptions["near_min"], upper.assumptions["daily_min"]) == (10, 40)
    lower = apply(region, plan, "s1")
    assert lower.facilities.loc["f-shop", "status"] == "open"
    assert lower.assumptions["near_min"] == 20
    assert region.facilities.loc["f-school", "status"] == "closed"


def test_a_scenario_may_set_the_regions_own_assumption_back(region: Region, plan: Plan) -> None:
    slow = replace(region, assumptions=Assumptions({"walk_older_m_per_min": 40}), fingerprint="slow")
    assert apply(slow, plan, "s1").assumptions["walk_older_m_per_min"] == 40
    plan = set_assumptions(plan, "s1", Assumptions({"walk_older_m_per_min": 50}))
    assert apply(slow, plan, "s1").assumptions["walk_older_m_per_min"] == 50


def test_roads_close_and_open_in_the_order_of_the_stack(region: Region, plan: Plan) -> None:
    def is_open(scenario_id: str, edge: tuple[str, str, int]) -> bool:
        roads = apply(region, plan, scenario_id).roads
        return bool(roads.open_edges[roads.edge_position[edge]])

    plan = edit_road(plan, "s1", RoadEdit("close", (("n1", "n2", 0),)))
    plan = edit_road(plan, "s2", RoadEdit("open", (("n1", "n2", 0),)))
    assert not is_open("s1", ("n1", "n2", 0))
    assert is_open("s1", ("n2", "n1", 0))
    assert is_open("s2", ("n1", "n2", 0))
    assert not is_open("s2", ("n4", "n5", 0))
    assert is_open(BASE, ("n4", "n5", 0))


def test_a_facility_that_moves_to_a_hub_stands_there(region: Region) -> None:
    moved = HubFacility("shopping", "下野商店", "moved", "f-shop")
    stays = HubFacility("medical", "上野診療所", "existing", "f-clinic")
    hub = Hub("h1", "拠点", LAT, LON + 3 * STEP, facilities=(moved, stays, HubFacility("fuel", "給油所", "new")))
    here = apply(region, Plan("tameshi", "f", (Scenario("s1", "案", hubs=(hub,)),)), "s1")
    assert tuple(here.facilities.loc["f-shop", ["lat", "lon"]]) == (LAT, LON + 3 * STEP)
    assert tuple(here.facilities.loc["f-clinic", ["lat", "lon"]]) == (LAT, LON)
    assert here.hubs.loc["h1", "services"] == ("fuel", "medical", "shopping")
    assert region.facilities.loc["f-shop", "lon"] == LON + 2 * STEP


def test_what_the_region_does_not_know_is_said_and_left_out(region: Region) -> None:
    ghost = HubFacility("care", "", "moved", "f-ghost")
    hub = Hub("h1", "拠点", LAT, LON, site_id="s-ghost", facilities=(ghost,))
    edits = (FacilityEdit("f-none", "close"), FacilityEdit("f-shop", "close"))
    roads = (RoadEdit("close", (("n1", "n9", 0), ("n1", "n2", 0))),)
    plan = Plan("tameshi", "f", (Scenario("s1", "案", hubs=(hub,), facilities=edits, roads=roads),))
    assert sorted(codes(region, plan, "s1")) == [
        "plan_facility_unknown",
        "plan_facility_unknown",
        "plan_road_unknown",
        "plan_site_unknown",
    ]
    here = apply(region, plan, "s1")
    assert here.facilities.loc["f-shop", "status"] == "closed"
    assert not here.roads.open_edges[here.roads.edge_position[("n1", "n2", 0)]]
    assert "f-none" not in here.facilities.index


def test_a_hub_may_stand_on_a_facility(region: Region) -> None:
    hub = Hub("h1", "拠点", LAT, LON, site_id="f-office")
    assert codes(region, Plan("tameshi", "f", (Scenario("s1", "案", hubs=(hub,)),)), "s1") == []


def test_a_scenario_without_hubs_has_none(region: Region) -> None:
    assert apply(region, Plan("tameshi", "f", (Scenario("s1", "案"),)), "s1").hubs.empty


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_scenario_is_named_with_those_that_are_there(region: Region, plan: Plan, known: bool) -> None:
    with pytest.raises(
        RequestError, match="「s9」という案がありません。あるのは base" + ("、s1、s2" if known else " ")
    ):
        apply(region, plan if known else None, "s9")


def test_roads_are_compiled_once_for_the_same_speeds(region: Region, plan: Plan) -> None:
    once = road_graph(region)
    assert road_graph(region, Assumptions({"near_min": 20})) is once
    assert apply(region, plan, "s1").roads is once
    assert apply(region, plan, "s2").roads is apply(region, plan, "s2").roads
    assert road_graph(region, Assumptions({"speed_tertiary_kmh": 10})) != once


@pytest.fixture(scope="module")
def sanson() -> tuple[Region, Plan]:
    return read_region("sample_regions/sanson"), open_plan(Path("sample_regions/sanson/example.plan.json"))


def test_another_year_changes_people_alone(sanson: tuple[Region, Plan]) -> None:
    region, plan = sanson
    today, later = apply(region, plan, "c2"), apply(region, plan, "c2", 2045)
    assert (today.year, later.year) == (None, 2045)
    assert later.scenario_name == f"{today.scenario_name}（2045年の人口）"
    assert later.region.total_population < today.region.total_population
    assert later.roads is today.roads
    assert later.facilities.equals(today.facilities)
    assert later.stated_assumptions == today.assumptions
    assert later.timetable() is today.timetable()
    again = in_year(later, None)
    assert (again.region, again.assumptions, again.year) == (region, today.assumptions, None)
    assert again.scenario_name == today.scenario_name


def test_settlers_of_the_scenario_live_there_in_another_year(sanson: tuple[Region, Plan]) -> None:
    region, plan = sanson
    future = Future(settlers=(Settlers("family", 3.0),))
    scenarios = tuple(replace(s, future=future) if s.id == "c2" else s for s in plan.scenarios)
    settled = apply(region, replace(plan, scenarios=scenarios), "c2", 2045).region.total_population
    assert settled > apply(region, plan, "c2", 2045).region.total_population + 30
    assert apply(region, None, BASE, 2045).region.total_population == pytest.approx(
        apply(region, plan, "c2", 2045).region.total_population
    )
