"""The draft of the regional plan (地域再生計画) under the official headings 1 to 7."""

from __future__ import annotations

from collections.abc import Iterator

from geo.reference.law import article
from plan.documents.agreed import plans_not_entered, records_part, related_plans_part
from plan.documents.blocks import (
    DRAFT,
    NOT_ENTERED,
    TO_BE_CONFIRMED,
    Block,
    Document,
    Heading,
    MapPlace,
    Points,
    Text,
    missing_part,
)
from plan.documents.carried_and_paid import budget_part, carriers_part, supports_part, used_supports
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.documents.measured_by import figures_part, kpi_part, sources_part
from plan.documents.present_state import needs, present_state
from plan.documents.procedure_steps import four_steps_part, steps_part
from plan.documents.work_to_do import buses_part, farmland_part, hubs_part, spheres_part
from plan.land.land import land_of


def regional_plan(found: Material) -> Document:
    """Write the draft of the regional plan.

    Parameters
    ----------
    found
        What it is written from.
    """
    missing = regional_plan_lacks(found)
    blocks = (*_chapters(found), *sources_part(found), *missing_part(missing))
    return Document("regional_plan", f"地域再生計画（{DRAFT}）", found.under_title, blocks, missing)


def regional_plan_lacks(found: Material) -> tuple[str, ...]:
    """Name what the draft needs and nobody has entered."""
    draft, procedure = found.procedure.draft, found.procedure
    names = [*draft.missing("regional"), *(f"{name}の日" for name in draft.missing("days"))]
    used = used_supports(found)
    given = {
        "計画期間": bool(procedure.starts and procedure.ends),
        "評価の数値（KPI）と年ごとの目標": any(k.targets for k in procedure.kpis),
        "協議会の開催日": bool(procedure.held_on),
        "拠点": bool(found.scenario and found.scenario.hubs),
        "集落生活圏": not found.spheres.spheres.empty,
        "農用地等保全利用区域": bool(found.scenario and found.scenario.conservation_areas),
        "地域運営組織など、担い手": bool(found.organisation.name),
        "費用と収入": bool(found.chosen.effective.services or (found.scenario and found.scenario.budget.items)),
        "住民と協議した経過": bool(found.plan.records),
        "使う支援措置とその番号": bool(used) and all(one.form_number for one in used),
    }
    names += [name for name, is_given in given.items() if not is_given]
    return (*names, *plans_not_entered(found))


def _chapters(found: Material) -> Iterator[Block]:
    draft = found.procedure.draft
    yield Text(
        f"認定を受ける前の{DRAFT}です。様式は認定申請マニュアル（2016年ごろ）の見出しによるもので、今の様式は{TO_BE_CONFIRMED}です。",
        quiet=True,
    )
    yield Heading("1　地域再生計画の名称")
    yield Text(draft.plan_title.strip() or NOT_ENTERED)
    yield Heading("2　地域再生計画の作成主体の名称")
    yield Text(draft.plan_maker.strip() or f"{found.place}（都道府県名、町村は郡名も書きます：{NOT_ENTERED}）")
    yield Heading("3　地域再生計画の区域")
    yield Text(f"{found.place}の区域の一部（次の集落生活圏）。{article('living_sphere').citation}")
    yield from spheres_part(found)
    yield MapPlace(f"区域を示す図（縮尺、方位、目標となる地物）　{article('area_map').citation}")
    yield Heading("4　地域再生計画の目標")
    yield Heading("4-1　地域の現状", 2)
    yield from present_state(found)
    yield Heading("4-2　地域の課題", 2)
    yield from needs(found)
    yield Heading("4-3　目標", 2)
    yield Text(draft.plan_aims.strip() or f"目標：{NOT_ENTERED}")
    yield from kpi_part(found)
    yield from figures_part(found)
    yield from _measures(found)
    yield Heading("6　計画期間")
    ends = written_day(found.procedure.ends) or NOT_ENTERED
    yield Text(f"地域再生計画の認定の日から {ends}まで")
    yield Heading("7　目標の達成状況に係る評価に関する事項")
    yield Heading("7-1　評価の手法", 2)
    yield Text(draft.evaluation_way.strip() or f"KPI の値を毎年確かめます。手法のくわしいこと：{NOT_ENTERED}")
    yield Heading("7-2　評価の時期と内容", 2)
    yield Text("毎年度の終わりに、4-3 の表の値を目標と比べ、遅れているものは直すことを決めます。")
    yield Heading("7-3　公表の手法", 2)
    yield Text("評価の結果は、市町村のホームページなどで公表します。")
    yield Heading("工程表")
    yield from steps_part(found)
    yield Heading("四つのステップ")
    yield from four_steps_part(found)
    yield Heading("住民と協議した経過")
    yield from records_part(found)
    yield Heading("予算（町の負担）")
    yield from budget_part(found)
    yield Heading("関連計画")
    yield from related_plans_part(found)


def _measures(found: Material) -> Iterator[Block]:
    draft = found.procedure.draft
    yield Heading("5　目標を達成するために行う事業")
    yield Heading("5-1　全体の概要", 2)
    yield Text(draft.work_overview.strip() or f"全体の概要：{NOT_ENTERED}")
    yield Heading("Ⅰ　生活サービスを拠点に集める", 3)
    yield from hubs_part(found)
    yield Heading("Ⅱ　農地を守り、使う", 3)
    yield from farmland_part(found)
    yield Heading("Ⅲ　拠点と集落を交通で結ぶ", 3)
    yield from buses_part(found)
    yield Heading("Ⅳ　担い手", 3)
    yield from carriers_part(found)
    yield Heading("5-2　法第5章の特別の措置を適用して行う事業", 2)
    yield from special_part(found)
    yield Heading("5-3　その他の事業", 2)
    yield Heading("5-3-1　支援措置", 3)
    yield from supports_part(found, statutory=False)
    yield Heading("5-3-2　独自の取組", 3)
    yield Text(draft.own_measures.strip() or f"独自の取組：{NOT_ENTERED}")


def special_part(found: Material) -> Iterator[Block]:
    """5-2: the special measures of chapter 5 that the plan makes use of; only what it contains."""
    effective = found.chosen.effective
    land = land_of(effective)
    special = []
    if any(hub.drawn for hub in land.hubs) or land.conservation:
        special.append(f"地域再生土地利用計画の作成（{article('land_use_plan').citation}）")
    if any(s.kind == "paid_private" and (s.freight or s.vehicle.freight_kg > 0) for s in effective.services):
        special.append(f"自家用有償旅客運送者による少量貨物の運送（{article('freight').citation}）")
    if special:
        yield Points(tuple(special))
    yield from supports_part(found, statutory=True)
    yield Text(f"法第5章は、2016年の目次では第13条から第18条です。今の章立ては{TO_BE_CONFIRMED}です。", quiet=True)
