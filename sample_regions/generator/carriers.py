"""Who carries an example plan: its organisation, and what residents decided in two meetings; all invented."""

from __future__ import annotations

from dataclasses import replace

from geo.region.region import Region
from plan.organisation.edits import set_hub_grade, set_service_days
from plan.scenario.buildings import Building, BuildingUse
from plan.scenario.carriers.agreements import Decision, Duty, Question, Record, Remark
from plan.scenario.carriers.organisation import Activity, ConditionNote, Income, Organisation, StepDocument
from plan.scenario.edits import with_scenario
from plan.scenario.scenario import Plan, Scenario

ROUND = "出張診療所"
"""Clinics to which a doctor comes on some days of the week."""
FIRST_MEETING, SECOND_MEETING, FOUNDED = "2026-06-14", "2026-10-25", "2026-11-15"


def with_carriers(region: Region, plan: Plan, scenario_id: str) -> Plan:
    """Write into a scenario who carries it, and into the plan the meetings that led there."""
    scenario = plan.scenario(scenario_id)
    plan = with_scenario(plan, replace(scenario, organisation=_organisation(region, scenario)))
    for number, hub in enumerate(scenario.hubs):
        if len(scenario.hubs) > 1:
            plan = set_hub_grade(plan, scenario_id, hub.id, "branch" if number else "core")
    return _with_clinic_days(region, replace(plan, records=_records(scenario)), scenario_id)


def _with_clinic_days(region: Region, plan: Plan, scenario_id: str) -> Plan:
    """Say at the hubs on which days the doctor comes, where one doctor goes round."""
    days = region.facilities.loc[region.facilities["subtype"] == ROUND, "days"].to_dict()
    for hub in plan.scenario(scenario_id).hubs:
        for facility in hub.facilities:
            if facility.facility_id in days:
                named = str(days[facility.facility_id]).split(",")
                plan = set_service_days(plan, scenario_id, hub.id, facility.category, named)
    return plan


def _organisation(region: Region, scenario: Scenario) -> Organisation:
    name = f"{region.name}くらしの会"
    first = scenario.hubs[0]
    return Organisation(
        name=name,
        form="separated",
        legal_form="npo_residents",
        executing_body=f"{region.name}くらしの店",
        # The company whose shares residents bought is the one that runs the shop.
        executing_legal_form="limited" if scenario.budget.company is None else "stock",
        founded_on=FOUNDED,
        base=first.id,
        members=180,
        staff=2,
        volunteers=35,
        activities=(
            Activity("声かけと配食", "life", ("welfare", "care"), name, 24),
            Activity("買物と外出の手伝い", "life", ("welfare", "transport"), name, 16),
            Activity("共同の店の店番", "business", ("commerce",), f"{region.name}くらしの店", 20),
            Activity("米とゆずの発送", "business", ("farming",), f"{region.name}くらしの店", 12),
        ),
        incomes=(
            Income("grant", "町の運営補助", 4_200_000),
            Income("dues", "会費", 540_000),
            Income("user_fee", "配食と手伝いの利用料", 1_100_000),
            Income("sales", "店と発送の売上", 9_600_000),
        ),
        steps=(
            StepDocument("design", SECOND_MEETING, f"{region.name}の地域デザイン"),
            StepDocument("body", FOUNDED, f"{name}の規約"),
        ),
        conditions=(
            ConditionNote("private_body", "done", "住民の会としてできた"),
            ConditionNote("joint_work", "done", "店と発送を行う"),
            ConditionNote("fixed_area", "done", "旧小学校区を区域とする"),
            ConditionNote("awareness", "done", "二回の集まりで話した"),
            ConditionNote("local_support", "under_way", "町の担当者が月に一度来る"),
            ConditionNote("workshops", "done", "二回のワークショップ"),
        ),
        decisions=(
            Decision(
                f"暮らしの用を「{first.name}」に集める", SECOND_MEETING, "住民の集まり",
                (Duty(name, "店番と声かけ"), Duty("町", "建物を貸す")),
            ),
            Decision("農地は、みなで守る所を決めて使う", SECOND_MEETING, "住民の集まり", (Duty("農家の組", "草刈りの当番"),)),
            Decision("冬も止まらない乗合を走らせる", SECOND_MEETING, "住民の集まり", (Duty("町", "運行を頼む"),)),
        ),
        buildings=(_building(first.site_id or "", first.name, scenario),),
    )  # fmt: skip


def _building(place_id: str, name: str, scenario: Scenario) -> Building:
    new = [f for hub in scenario.hubs[:1] for f in hub.facilities if f.status != "existing"] or list(
        scenario.hubs[0].facilities[:3]
    )
    return Building(
        place_id=place_id,
        name=f"{name}の建物",
        floor_area_m2=820,
        built_year=1984,
        subsidised="yes",
        restricted_until=2031,
        running_cost_now_yen=6_400_000,
        running_cost_then_yen=4_700_000,
        uses=tuple(BuildingUse(f.category, f.name, 120) for f in new),
    )


def _records(scenario: Scenario) -> tuple[Record, ...]:
    names = tuple(dict.fromkeys(hub.name for hub in scenario.hubs))
    return (
        Record(
            "r1", FIRST_MEETING, "公民館", "暮らしの困りごとを出し合う集まり", participants=42,
            remarks=(
                Remark("冬は朝の便のあと夕方まで帰れない", "昼に帰れる便を加えた"),
                Remark("店が遠い", "拠点に店を置くことにした"),
            ),
        ),
        Record(
            "r2", SECOND_MEETING, "公民館", "地域デザインを決める集まり", participants=57,
            question=Question("choice", "どこに集まるのがよいか", names),
            counts={name: float(36 if i == 0 else 21 // max(1, len(names) - 1)) for i, name in enumerate(names)},
            remarks=(Remark("草刈りの人手が足りない", "当番を農家の組で分けることにした"),),
        ),
    )  # fmt: skip
