"""Services shared by weekday: they count in outings on their days alone, and one team is not in two places."""

from __future__ import annotations

import datetime
from dataclasses import replace

from network.outings.purposes import purpose
from plan.applied import apply
from plan.organisation.edits import set_hub_grade, set_service_days
from plan.organisation.shared_days import branches_without_core, clashes, shared_services
from plan.reach.purpose_places import purpose_places
from plan.scenario.edits import add_hub, add_scenario, with_scenario
from plan.scenario.scenario import HubFacility, Plan

TUESDAY, WEDNESDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 8)


def two_hubs(region) -> Plan:
    plan, _ = add_scenario(Plan(region.id, region.fingerprint), "案1")
    for lat, name in ((35.2, "下の拠点"), (35.4, "奥の拠点")):
        plan, hub_id = add_hub(plan, "s1", lat, 137.9, name=name, services=("medical", "community"))
        scenario = plan.scenario("s1")
        visiting = replace(scenario.hub(hub_id), facilities=(HubFacility("medical", "出張診療所", "new"),))
        hubs = tuple(visiting if h.id == hub_id else h for h in scenario.hubs)
        plan = with_scenario(plan, replace(scenario, hubs=hubs))
    return plan


def open_on(region, plan: Plan, hub_id: str, date: datetime.date) -> bool:
    effective = apply(region, plan, "s1")
    places = purpose_places(effective)
    (hub,) = (h for h in places.hubs if h.id == hub_id)
    return bool(places.visits(purpose("clinic", effective.assumptions), hub, date))


def test_the_clinic_is_there_on_its_days_alone(region):
    plan = two_hubs(region)
    assert open_on(region, plan, "h1", TUESDAY)
    assert open_on(region, plan, "h1", WEDNESDAY)
    shared = set_service_days(plan, "s1", "h1", "medical", ["tue"])
    assert open_on(region, shared, "h1", TUESDAY)
    assert not open_on(region, shared, "h1", WEDNESDAY)
    assert open_on(region, shared, "h2", WEDNESDAY)  # the other hub keeps its own


def test_a_facility_that_is_there_is_open_on_the_days_of_its_hub(region):
    plan = two_hubs(region)
    clinic = str(region.facilities.index[region.facilities["category"] == "medical"][0])
    scenario = plan.scenario("s1")
    own = HubFacility("medical", "診療所", "moved", clinic, days=("tue",))
    plan = with_scenario(plan, replace(scenario, hubs=(replace(scenario.hubs[0], facilities=(own,)), scenario.hubs[1])))
    assert apply(region, plan, "s1").facilities.at[clinic, "days"] == "tue"
    assert region.facilities.at[clinic, "days"] != "tue"


def test_days_are_set_only_where_every_facility_names_them():
    named, open_end = HubFacility("medical", "歯科", "new", days=("tue",)), HubFacility("medical", "診療所", "new")
    hub = replace(two_facilities(), facilities=(named, open_end))
    assert hub.days_of("medical") == ()
    assert replace(hub, facilities=(named, replace(open_end, days=("mon", "tue")))).days_of("medical") == ("mon", "tue")
    assert hub.days_of("care") == ()


def two_facilities():
    plan, _ = add_scenario(Plan("r", "f"), "案1")
    plan, hub_id = add_hub(plan, "s1", 35.0, 137.0)
    return plan.scenario("s1").hub(hub_id)


def test_one_team_in_two_places_is_told_and_days_apart_are_not(region):
    plan = set_service_days(
        set_service_days(two_hubs(region), "s1", "h1", "medical", ["tue", "thu"]), "s1", "h2", "medical", ["thu"]
    )
    assert clashes(plan.scenario("s1")) == ("医療は、木曜に 下の拠点と奥の拠点 の両方にあります",)
    apart = set_service_days(plan, "s1", "h2", "medical", ["fri"])
    assert clashes(apart.scenario("s1")) == ()
    assert [(s.hub_name, s.days) for s in shared_services(apart.scenario("s1"))] == [
        ("下の拠点", ("tue", "thu")),
        ("奥の拠点", ("fri",)),
    ]


def test_a_branch_asks_for_a_core_hub(region):
    plan = set_hub_grade(two_hubs(region), "s1", "h2", "branch")
    assert branches_without_core(plan.scenario("s1")) == ("奥の拠点",)
    assert branches_without_core(set_hub_grade(plan, "s1", "h1", "core").scenario("s1")) == ()
