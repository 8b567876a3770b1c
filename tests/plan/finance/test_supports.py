"""Each support measure has a plan that fits, and doesn't fit when a thing that it asks for is taken away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import box

from geo.reference.supports import support_measures
from geo.region.legal_status import LegalStatus
from geo.region.region import Region, read_region
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario, apply
from plan.finance.plan_facts import plan_facts
from plan.finance.supports import supports_document, supports_of
from plan.scenario.budget import Budget, BudgetItem, CommunityBusiness, Loan
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere
from plan.scenario.future import Future, Settlers
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import Hub, HubFacility, Plan, Scenario
from plan.scenario.works import Works

OKUYAMA = Path(__file__).resolve().parents[3] / "sample_regions" / "okuyama"
SQUARE = box(137.95, 31.0, 137.951, 31.001)

PLANS: Mapping[str, str] = {
    "promotion_grant": "plan_period kpi_yearly hub bus",
    "corporate_donation": "plan_period kpi_yearly donation",
    "interest_subsidy": "plan_period business_loan",
    "office_relocation": "plan_period new_workplace",
    "hub_procedure": "plan_period sphere hub_area conservation_area",
    "lifelong_town": "plan_period older_settlers care",
    "farmland_conversion": "hub_area farmland_conversion",
    "subsidised_building": "plan_period public_reuse",
    "job_creation": "business jobs",
    "rural_grant": "sphere produce",
    "transport_subsidy": "bus",
    "local_finance": "organisation",
    "depopulation_bond": "depopulated bus",
    "network_sphere": "sphere hilly business",
    "home_sphere": "hub sphere hilly bus",
    "evangelists": "hub organisation",
    "cooperators": "hilly business",
    "village_supporters": "sphere",
    "outside_experts": "hub business",
    "leaders_school": "organisation",
    "support_coordinator": "care organisation",
    "revival_manager": "business organisation",
}
"""By hand: the least that makes each measure fit; without any one of these it does not."""


@pytest.fixture(scope="module")
def region() -> Region:
    return read_region(OKUYAMA)


def _hub(things: set[str]) -> Hub:
    facilities = {
        "new_workplace": HubFacility("employment", "支社", "new"),
        "farmland_conversion": HubFacility("shopping", "店", "new", works=Works("町", farmland_m2=300)),
        "induced_facility": HubFacility("medical", "診療所", "moved"),
    }
    return Hub(
        "h1", "奥の拠点", 31.0, 137.95, "s01" if "public_reuse" in things else None,
        services=("care",) if "care" in things else (),
        facilities=tuple(facility for name, facility in facilities.items() if name in things),
        areas=(HubArea("a1", SQUARE),) if "hub_area" in things else (),
    )  # fmt: skip


def _budget(things: set[str]) -> Budget:
    donation = BudgetItem("企業版ふるさと納税の寄附", "hub", "income", 100_000)
    loan = Loan("運転資金", "business", 3_000_000, 2027, 5)
    business = CommunityBusiness("米の加工" if "produce" in things else "店", jobs=2 if "jobs" in things else 0)
    return Budget(
        items=(donation,) if "donation" in things else (),
        businesses=(business,) if things & {"business", "jobs", "produce"} else (),
        loans=(loan,) if "business_loan" in things else (),
    )


def _procedure(things: set[str]) -> Procedure:
    period = Procedure("2027-04-01", "2032-03-31") if "plan_period" in things else Procedure()
    kpi = Kpi("outing_share", 40, 2026, {2028: 50, 2031: 60})
    return replace(period, kpis=(kpi,)) if "kpi_yearly" in things else period


def scenario_with(things: set[str]) -> Scenario:
    """A scenario that contains just these things, each as a planner would draw or write it."""
    of_hub = {"hub", "hub_area", "care", "public_reuse", "new_workplace", "farmland_conversion", "induced_facility"}
    parts: dict[str, Any] = {
        "sphere": {"spheres": (Sphere("h1", ("v001", "v002")),)},
        "conservation_area": {"conservation_areas": (ConservationArea("c1", "田", SQUARE),)},
        "bus": {"services": (BusService("b1", "谷線", "on_demand", area=SQUARE),)},
        "organisation": {"organisation": Organisation("谷の会")},
        "older_settlers": {"future": Future((Settlers("retired_couple", 1),))},
    }
    chosen = {key: value for name, part in parts.items() if name in things for key, value in part.items()}
    hubs = (_hub(things),) if things & of_hub else ()
    return Scenario("s1", "案", hubs=hubs, procedure=_procedure(things), budget=_budget(things), **chosen)


def effective(region: Region, things: set[str]) -> EffectiveScenario:
    status = LegalStatus("none", False, False, False, False, "none", 2022)
    if "depopulated" in things:
        status = replace(status, depopulated="whole")
    if "hilly" in things:
        status = replace(status, peninsula=True)
    scenario = scenario_with(things)
    return apply(replace(region, legal_status=status), Plan(region.id, region.fingerprint, (scenario,)), "s1")


def fits(region: Region, things: set[str]) -> dict[str, str]:
    return {s.id: s.fit for s in supports_of(effective(region, things))}


def test_the_list_names_every_measure() -> None:
    assert list(PLANS) == list(support_measures())


@pytest.mark.parametrize("measure", PLANS)
def test_a_plan_fits_and_without_one_of_its_things_it_does_not(measure: str, region: Region) -> None:
    things = set(PLANS[measure].split())
    assert fits(region, things)[measure] == "fits"
    for thing in things:
        left = things - {thing}
        facts = plan_facts(effective(region, left))
        if facts[thing].present is False:  # a hub stays one where a thing of it stays
            assert fits(region, left)[measure] == "lacking", thing


@pytest.mark.parametrize("measure", PLANS)
def test_an_empty_plan_fits_nothing(measure: str, region: Region) -> None:
    assert fits(region, set())[measure] == "lacking"


def test_every_fact_is_true_of_a_plan_that_has_it_and_false_of_one_that_has_nothing(region: Region) -> None:
    things = {thing for plan in PLANS.values() for thing in plan.split()} | {"induced_facility"}
    empty = plan_facts(effective(region, set()))
    for thing in things:
        assert empty[thing].present is False, thing
        assert plan_facts(effective(region, {thing}))[thing].present is True, thing
        assert empty[thing].why
        assert empty[thing].name


def test_a_status_that_nobody_told_leaves_it_unknown(region: Region) -> None:
    scenario = scenario_with({"bus", "sphere", "business"})
    plan = Plan(region.id, region.fingerprint, (scenario,))
    found = {s.id: s for s in supports_of(apply(replace(region, legal_status=None), plan, "s1"))}
    for measure in ("depopulation_bond", "network_sphere", "cooperators"):
        assert found[measure].fit == "unknown"
        assert "地域のフォルダー" in found[measure].unknown[0].why


def test_the_document_names_reasons_and_is_never_a_bare_yes(region: Region) -> None:
    document: list[dict[str, Any]] = supports_document(effective(region, {"bus"}))
    assert json.loads(json.dumps(document)) == document
    by_id = {one["id"]: one for one in document}
    assert by_id["transport_subsidy"]["fit"] == "fits"
    assert by_id["transport_subsidy"]["because"] == ["バスなどの足：谷線"]
    assert all(one["to_be_confirmed"] for one in document)
    assert all(one["missing"] or one["unknown"] for one in document if one["fit"] != "fits")


@pytest.mark.parametrize(
    ("name", "fit"), [("支社", "fits"), ("木材研究所", "fits"), ("米の直売と発送", "lacking"), ("就業の場", "lacking")]
)
def test_a_shop_is_no_office_of_a_company(region: Region, name: str, fit: str) -> None:
    scenario = scenario_with({"plan_period"})
    hub = Hub("h1", "奥の拠点", 31.0, 137.95, facilities=(HubFacility("employment", name, "new"),))
    plan = Plan(region.id, region.fingerprint, (replace(scenario, hubs=(hub,)),))
    (found,) = (s for s in supports_of(apply(region, plan, "s1")) if s.id == "office_relocation")
    assert found.fit == fit
    assert (name in "".join(fact.why for fact in (*found.because, *found.missing))) is True
