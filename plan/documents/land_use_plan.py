"""The draft of the land-use plan (地域再生土地利用計画), in the order of the items of 地域再生法第17条の17, with annexes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.reference.categories import CATEGORIES
from geo.reference.law import article
from plan.documents.blocks import (
    DRAFT,
    NOT_ENTERED,
    TO_BE_CONFIRMED,
    Block,
    Document,
    Heading,
    MapPlace,
    NewPage,
    Table,
    Text,
    missing_part,
)
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.documents.measured_by import sources_part
from plan.documents.work_to_do import farmland_part, hectares, spheres_part
from plan.land.land import COMING, HubLand, land_of
from plan.rules.area_rules import in_use_zone

_OUTCOMES = {"failed": "要調整", "info": "手続き", "not_checked": "未確認", "passed": "よし"}


def land_use_plan(found: Material) -> Document:
    """Write the draft of the land-use plan.

    Parameters
    ----------
    found
        What it is written from.
    """
    missing = land_use_plan_lacks(found)
    blocks = (*_items(found), *_annexes(found), *sources_part(found), *missing_part(missing))
    return Document("land_use_plan", f"地域再生土地利用計画（{DRAFT}）", found.under_title, blocks, missing)


def land_use_plan_lacks(found: Material) -> tuple[str, ...]:
    """Name what the draft needs and nobody has entered."""
    hubs = land_of(found.chosen.effective).hubs
    given = {
        "集落生活圏の区域": not found.spheres.spheres.empty,
        "地域再生拠点区域": any(h.drawn for h in hubs),
        "誘導施設の種類": any(h.induced for h in hubs),
        "農用地等保全利用区域": bool(found.scenario and found.scenario.conservation_areas),
        "協議会の開催日": bool(found.procedure.held_on),
        "公表の日": bool(found.procedure.published_on),
    }
    return (*found.procedure.draft.missing("land"), *(name for name, is_given in given.items() if not is_given))


def _items(found: Material) -> Iterator[Block]:
    draft, land = found.procedure.draft, land_of(found.chosen.effective)
    hubs = land.hubs
    yield Text(
        f"地域再生土地利用計画に、定まった様式はありません。{article('land_use_plan').citation}の項目の順に並べた{DRAFT}です。"
        f"第3項第3号から後の条文は、確かめていません（{TO_BE_CONFIRMED}）。",
        quiet=True,
    )
    yield Heading("1　集落生活圏の区域")
    yield from spheres_part(found)
    yield MapPlace("集落生活圏、地域再生拠点区域、農用地等保全利用区域の図")
    yield Heading("2　土地利用に関する基本的な方針")
    yield Text(draft.land_policy.strip() or f"基本的な方針：{NOT_ENTERED}")
    yield Heading("3　地域再生拠点区域と誘導施設")
    yield Text(f"{article('hub_area').citation}、{article('induced_facility').citation}", quiet=True)
    if not hubs:
        yield Text(f"拠点：{NOT_ENTERED}")
    for number, hub in enumerate(hubs, start=1):
        yield Heading(f"3-{number}　{hub.name}", 2)
        yield from _hub(hub, in_use_zone(land, hub))
    yield Heading("4　誘導施設の立地を誘導するための施策")
    yield Text(draft.siting_measures.strip() or f"施策（財政・金融・税制など）：{NOT_ENTERED}")
    yield Heading("5　農用地等保全利用区域")
    yield Text(article("conservation_area").citation, quiet=True)
    yield from farmland_part(found)
    yield Heading("6　その他")
    yield Text(draft.other_land_matters.strip() or f"その他：{NOT_ENTERED}")
    yield Heading("7　整備誘導施設（記載することができる事項）")
    yield from _works(hubs)


def _hub(hub: HubLand, in_town: bool) -> Iterator[Block]:
    if in_town and not hub.drawn:
        # What lies in a use zone is outside every living sphere: no area of law can be asked for.
        yield Text(
            f"市街化区域・用途地域の中にあり、集落生活圏の外なので、地域再生拠点区域と誘導施設を定めません"
            f"（町の中心の拠点として、集落生活圏を支えます）。{article('use_zones').citation}"
        )
        return
    size = f"{hectares(hub.area):,.1f}ha（{len(hub.clusters)} か所）" if hub.drawn else NOT_ENTERED
    induced = "、".join(CATEGORIES[c] for c in hub.induced) or NOT_ENTERED
    yield Text(f"区域の広さ：{size}　誘導施設の種類：{induced}")
    rows = tuple((b.label, CATEGORIES[b.category], COMING.get(b.coming, "今ある")) for b in hub.buildings)
    if rows:
        yield Table(("施設", "種類", "今か、これからか"), rows, (3, 2, 2))


def _works(hubs: tuple[HubLand, ...]) -> Iterator[Block]:
    built = [(hub.name, b) for hub in hubs for b in hub.buildings if b.works is not None]
    if not built:
        yield Text(
            f"整備誘導施設：記載していません（書くときは実施主体、位置、規模、時期が要ります）。{article('built_facility').citation}"
        )
        return
    rows = tuple(
        (
            name, b.label, works.builder or NOT_ENTERED, f"{works.land_m2:,.0f}m²" if works.land_m2 is not None else NOT_ENTERED,
            f"{written_day(works.starts) or NOT_ENTERED}〜{written_day(works.ends) or NOT_ENTERED}",
        )
        for name, b in built
        if (works := b.works) is not None
    )  # fmt: skip
    yield Table(("拠点", "施設", "実施主体", "敷地", "時期"), rows, (1.4, 1.8, 1.8, 1.2, 2.4))


def _annexes(found: Material) -> Iterator[Block]:
    rules = found.rules
    yield NewPage()
    yield Heading("別紙1　確認事項")
    yield Text("地域再生法などに照らした結果です。「要確認」とあるものは、法令の文を確かめていません。", quiet=True)
    order = list(_OUTCOMES)
    results = sorted(rules["results"], key=lambda r: order.index(r["outcome"]))
    rows = tuple((f"{r['rule']} {r['title']}", _OUTCOMES[r["outcome"]], r["message"], r["law"]) for r in results)
    yield Table(("確認すること", "答え", "分かったこと", "条文"), rows, (2.2, 0.9, 3.8, 2.4))
    yield Heading("別紙2　協議会")
    yield from _council(found, rules)
    yield Heading("別紙3　届出")
    yield Text("誘導施設を地域再生拠点区域の外に建てるとき、保全利用区域の中で建てるときなどに要ります。", quiet=True)
    due = tuple((n["act"], n["place"], f"{n['days']}日前まで", n["law"]) for n in rules["notices_due"])
    yield (
        Table(("すること", "場所", "いつまで", "条文"), due, (2.6, 2.6, 1.2, 2.4))
        if due
        else Text("この案で要る届出は、見当たりません。")
    )
    yield Heading("別紙4　許可")
    needed = tuple((p["permit"], p["because"], p["route"]) for p in rules["permits"])
    yield (
        Table(("許可", "わけ", "進め方"), needed, (1.8, 3.4, 3.4))
        if needed
        else Text("この案で要る許可は、見当たりません。")
    )


def _council(found: Material, rules: dict[str, Any]) -> Iterator[Block]:
    procedure = found.procedure
    held = written_day(procedure.held_on) or NOT_ENTERED
    yield Text(f"開いた日：{held}　加わった人：{'、'.join(procedure.members) or NOT_ENTERED}")
    rows = tuple((m["member"], m["because"], m["law"]) for m in rules["council"])
    if rows:
        yield Table(("加えなければならない人", "わけ", "条文"), rows, (2.4, 3.2, 3.0))
