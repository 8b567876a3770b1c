"""What planners wrote into an example plan: words of the drafts, days of the steps, the town's other plans, who drives; all invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from geo.region.region import Region, read_region
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.budget import UsedSupport
from plan.scenario.carriers.agreements import RelatedPlan
from plan.scenario.edits import with_scenario
from plan.scenario.procedure import DraftTexts
from plan.scenario.scenario import Plan, Scenario

GRANT, GRANT_NUMBER = "promotion_grant", "A3007"
"""The grant that the budgets count with, and its number in the forms of 2016."""


@dataclass(frozen=True)
class Town:
    """Whose plan it is.

    Parameters
    ----------
    name
        Of the municipality, of which the region may be a district.
    maker
        Its name with prefecture and county.
    office
        Whom residents ask.
    operator
        Who drives what the plan adds.
    reused
        What stands empty and is put to use.
    """

    name: str
    maker: str
    office: str
    operator: str
    reused: str


def write_drafts(folder: Path, scenario_id: str, town: Town) -> None:
    """Write them into the example.plan.json of a finished region folder."""
    path = folder / "example.plan.json"
    path.write_bytes(plan_bytes(with_drafts(read_region(folder), read_plan(path.read_bytes()), scenario_id, town)))


def with_drafts(region: Region, plan: Plan, scenario_id: str, town: Town) -> Plan:
    """Write the drafts of a scenario, the support that is used and the related plans; name who drives, in every scenario."""
    for other in plan.scenarios:
        driven = tuple(s if s.kind == "mobile" else replace(s, operator=town.operator) for s in other.services)
        plan = with_scenario(plan, replace(other, services=driven))
    scenario = plan.scenario(scenario_id)
    procedure = replace(scenario.procedure, draft=_draft(region, scenario, town), related_plans=_related_plans(town))
    budget = replace(scenario.budget, used_supports=(UsedSupport(GRANT, GRANT_NUMBER, _granted_yen(scenario)),))
    return with_scenario(plan, replace(scenario, procedure=procedure, budget=budget))


def _granted_yen(scenario: Scenario) -> float:
    """What the budget counts with: the grant's share of what is built."""
    items = [i for i in scenario.budget.items if i.kind == "investment"]
    return sum(item.yen * grant.share_percent / 100 for item in items for grant in item.grants)


def _draft(region: Region, scenario: Scenario, town: Town) -> DraftTexts:
    hubs = "、".join(f"「{hub.name}」" for hub in scenario.hubs)
    rides = "、".join(f"「{service.name}」" for service in scenario.services)
    body, shop = scenario.organisation.name, scenario.organisation.executing_body
    return DraftTexts(
        plan_title=f"{region.name}くらし継続計画（架空）",
        plan_maker=f"{town.maker}（架空）",
        local_issues=(
            "店や診療所が減り、谷の奥の集落では、車のない人が一日のうちに用を済ませて帰ることがむずかしくなっています。"
            "集まりでは、冬は朝の便で出ると夕方まで帰れない、店が遠い、草刈りの人手が足りない、という声が出ました。"
        ),
        plan_aims=(
            f"車がなくても {hubs} で用を済ませ、その日のうちに帰れる地域にします。住む人が減っても、買物、集まり、外出の手伝いを、"
            f"「{body}」と{town.name}が分け合って続けます。"
        ),
        work_overview=(
            f"暮らしの用を {hubs} に集め、{rides} で集落と結びます。農地は、みなで守る所を決めて使います。"
            f"声かけと外出の手伝いは「{body}」が、店と発送は「{shop}」が担います。"
        ),
        own_measures=(
            f"声かけと配食、草刈りの当番、{town.reused}の部屋の貸し出しを、国の支えによらずに続けます。"
            f"{town.name}の担当者が月に一度、集まりに出ます。"
        ),
        evaluation_way=(
            "KPI の値を、住民基本台帳、時刻表、乗車の記録から毎年度の終わりに求め、地域再生協議会で目標と比べます。"
        ),
        land_policy=(
            f"暮らしの施設は {hubs} のまわりの歩いて回れる範囲に集め、災害のおそれの高い所には置きません。"
            "優良な農地は農用地等保全利用区域として守り、使い続けます。"
        ),
        siting_measures=(
            f"{town.reused}を安く貸し、改修の費用の一部を{town.name}が持ちます。使える交付金と起債は、毎年度の予算で決めます。"
        ),
        farmland_use=(
            "農家の組が草刈りと水路の当番を分けます。作り手のない田畑は組が借りて作り、"
            f"米とゆずは「{shop}」が集めて送ります。"
        ),
        other_land_matters="区域の境は、地番の一覧を作って確かめます。計画は三年目に見直します。",
        transport_policy=(
            "朝に出て昼に帰れることを第一に考えます。予約制の乗合で集落の近くまで迎えに行き、診療と買物の時刻に合わせます。"
        ),
        asked_at=f"{town.office}（架空、電話 0000-00-0000）",
        opinions_by="公民館の箱か役場の窓口へ、2026年12月28日まで",
        public_comment_on="2026-12-01",
        assembly_on="2026-12-15",
        application_on="2027-01-15",
        certification_on="2027-03-20",
    )


def _related_plans(town: Town) -> tuple[RelatedPlan, ...]:
    stays = "変えることはありません"
    told = (
        ("comprehensive", f"{town.name}総合計画", "2021-04", "2031-03", "旧小学校区ごとに暮らしの場を保つ", stays),
        ("depopulated", f"{town.name}過疎地域持続的発展計画", "2026-04", "2031-03", "小さな拠点づくりを載せている", "事業の一覧に拠点の改修を加える"),
        ("farm_zone", f"{town.name}農業振興地域整備計画", "2018-04", "2028-03", "農用地区域を保つ", "保全区域との境をそろえる"),
        ("city", f"{town.name}都市計画マスタープラン", "2015-04", "2035-03", "集落生活圏は用途地域の外", stays),
        ("public_buildings", f"{town.name}公共施設等総合管理計画", "2016-04", "2046-03", "使わない建物を減らす", "使い直す建物を一覧から外す"),
        ("transport", f"{town.name}地域公共交通計画", "2024-04", "2029-03", "乗継の所をつくる", "予約制の乗合を加える"),
        ("care", f"{town.name}介護保険事業計画", "2024-04", "2027-03", "集いの場と配食を広げる", "次の期の計画に拠点を載せる"),
        ("disaster", f"{town.name}地域防災計画", "2025-06", "", "拠点を避難所のそばに置く", "備蓄の置き場を書き足す"),
        ("schools", f"{town.name}立学校の配置の方針", "2022-04", "2032-03", "今ある小学校を続ける", stays),
    )  # fmt: skip
    return tuple(RelatedPlan(*one) for one in told)
