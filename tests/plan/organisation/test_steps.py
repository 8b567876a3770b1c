"""The four steps: an empty plan ticks none, and each is ticked by what it asks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.applied import apply
from plan.figure_texts import persons, yen
from plan.finance.edits import change_budget
from plan.finance.of_scenario import budget_of
from plan.organisation.edits import without_words
from plan.organisation.steps import four_steps
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.budget import CommunityBusiness
from plan.scenario.carriers.organisation import Activity, Income, Organisation, StepDocument
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan


def ticked(evaluation: Evaluation, baseline: Evaluation, organisation: Organisation) -> dict[str, str]:
    return {s.step: s.ticked for s in four_steps(evaluation, baseline, organisation)}


@pytest.fixture
def empty(region) -> Evaluation:
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案1")
    return evaluate(apply(region, plan, new))


def hub_with(region, services: tuple[str, ...]) -> Evaluation:
    """A scenario with a hub where its first village stands, so that people walk there."""
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案1")
    place = region.villages.sort_values("population").iloc[-1]
    plan, _ = add_hub(plan, new, place["lat"], place["lon"], services=services)
    return evaluate(apply(region, plan, new))


def test_an_empty_plan_and_the_present_tick_none(empty, today):
    nothing = dict.fromkeys(("design", "body", "services", "work"), "")
    assert ticked(empty, today, Organisation()) == nothing
    assert ticked(today, today, Organisation()) == nothing
    assert all(s.why.endswith("済んだことになります") for s in four_steps(empty, today, Organisation()))


def test_a_dated_document_ticks_any_step_and_half_of_one_none(empty, today):
    whole = Organisation(
        steps=tuple(StepDocument(s, "2027-02", "文書") for s in ("design", "body", "services", "work"))
    )
    assert set(ticked(empty, today, whole).values()) == {"document"}
    half = Organisation(steps=(StepDocument("design", "2027-02"), StepDocument("body", "", "規約")))
    assert set(ticked(empty, today, half).values()) == {""}
    assert "2027-02「文書」" in four_steps(empty, today, whole)[0].why


def test_work_is_ticked_by_sales_of_a_business_and_by_neither_alone(empty, today):
    business, sales = Activity("米の販売", "business"), Income("sales", "米", 1_200_000)
    assert ticked(empty, today, Organisation(activities=(business,), incomes=(sales,)))["work"] == "plan"
    assert ticked(empty, today, Organisation(activities=(business,)))["work"] == ""
    assert ticked(empty, today, Organisation(incomes=(sales,)))["work"] == ""
    unknown = Organisation(activities=(business,), incomes=(Income("sales", "米"),))
    assert ticked(empty, today, unknown)["work"] == ""
    grant = Organisation(activities=(business,), incomes=(Income("grant", "町", 5_000_000),))
    assert ticked(empty, today, grant)["work"] == ""


def test_work_is_told_as_the_budget_reckons_it(region, today):
    """People of the spheres by spend and share, outside sales added: the same year's sum as the accounts have it."""
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案1")
    villages = [str(v) for v in region.villages.index[:2]]
    shop = CommunityBusiness(
        "店", spend_yen=100_000, share_percent=50, outside_sales_yen=2_000_000, from_year=2011, villages=tuple(villages)
    )
    plan = change_budget(plan, new, businesses=(shop,), first_year=2010)
    measured = evaluate(apply(region, plan, new))
    stated = Organisation(activities=(Activity("米の販売", "business"),), incomes=(Income("sales", "米", 1_200_000),))
    state = four_steps(measured, today, stated)[3]
    accounts = budget_of(measured)
    assert accounts.sales_yen[0] == 0 < accounts.sales_yen[1]
    assert state.ticked == "plan"
    assert state.why == f"「店」で、2011年度に {yen(accounts.sales_yen[1])} を売り上げる見込みです（試算）"
    bare = evaluate(apply(region, without_words(plan), new))
    assert four_steps(bare, today, stated)[3].why == "「米の販売」で、年 120万円 を売り上げます"
    assert four_steps(bare, today, stated, written=plan.scenario(new))[3] == state
    idle = change_budget(plan, new, businesses=(replace(shop, spend_yen=0, outside_sales_yen=0),))
    assert four_steps(evaluate(apply(region, idle, new)), today, Organisation())[3].ticked == ""


def test_services_are_ticked_by_a_hub_that_gathers_enough_and_is_reached(region, today):
    enough = hub_with(region, ("medical", "shopping", "finance"))
    few = hub_with(region, ("medical", "shopping"))
    assert ticked(few, today, Organisation())["services"] == ""
    assert "3種類以上" in four_steps(few, today, Organisation())[2].why
    state = four_steps(enough, today, Organisation())[2]
    assert (state.ticked, state.why[:3]) in (("plan", "3種類"), ("", "バスの"))
    if state.ticked:
        assert f"車のない人 {persons(float(enough.weights['no_car'].sum()), None)} のうち" in state.why


def test_services_are_not_ticked_where_fewer_get_home_than_today(region, monkeypatch):
    found = {"there": 10.0, "before": 12.0}
    scenario = hub_with(region, ("medical", "shopping", "finance"))
    before = evaluate(apply(region))
    monkeypatch.setattr(
        "plan.organisation.steps.people_with_outing",
        lambda m, *_, **__: found["before"] if m is before else found["there"],
    )
    assert ticked(scenario, before, Organisation())["services"] == ""
    found["there"] = 12.0
    assert ticked(scenario, before, Organisation())["services"] == "plan"
    found["there"] = found["before"] = 0.0
    assert ticked(scenario, before, Organisation())["services"] == ""
    found["there"] = float("inf")
    assert ticked(scenario, before, Organisation())["services"] == ""
