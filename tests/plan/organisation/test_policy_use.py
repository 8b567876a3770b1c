"""The wheel of policies: a field is used by something that the plan holds, and not otherwise."""

from __future__ import annotations

from dataclasses import replace

from geo.reference.organisation import policy_fields
from plan.applied import EffectiveScenario, apply
from plan.organisation.policy_use import policies_used
from plan.scenario.buildings import Building
from plan.scenario.carriers.agreements import RelatedPlan
from plan.scenario.carriers.organisation import Activity, Organisation
from plan.scenario.edits import add_hub, add_scenario, with_scenario
from plan.scenario.future import Future, Settlers
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import Plan


def used(effective: EffectiveScenario) -> dict[str, tuple[str, ...]]:
    return {use.field: use.by for use in policies_used(effective) if use.by}


def test_an_empty_plan_uses_none_and_every_field_is_listed(region):
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案1")
    empty = apply(region, plan, new)
    assert used(empty) == {}
    assert used(apply(region)) == {}
    assert [use.field for use in policies_used(empty)] == list(policy_fields())


def test_each_field_is_used_by_what_touches_it(region):
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案1")
    plan, _ = add_hub(plan, new, 35.0, 137.0, name="下の拠点", services=("care", "shopping"))
    scenario = replace(
        plan.scenario(new),
        future=Future(settlers=(Settlers("family", 1),)),
        procedure=Procedure(
            kpis=(Kpi("hub_mean_car", targets={2030: 10.0}),), related_plans=(RelatedPlan("city", "立地適正化計画"),)
        ),
        organisation=Organisation(
            legal_form="npo_residents",
            activities=(Activity("小水力発電", "business", ("energy", "unknown")),),
            buildings=(Building(name="旧校舎"),),
        ),
    )
    found = used(apply(region, with_scenario(plan, scenario), new))
    assert found == {
        "care": ("拠点「下の拠点」",),
        "commerce": ("拠点「下の拠点」",),
        "public_buildings": ("「旧校舎」への集約",),
        "energy": ("小水力発電",),
        "npo": ("地域住民主体型のNPO法人",),
        "regional": ("目標（KPI）のある計画",),
        "compact": ("立地適正化計画",),
        "settling": ("移住世帯",),
    }
