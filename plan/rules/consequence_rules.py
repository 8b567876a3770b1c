"""Rules H9 to H11, C4 and N1: what follows from the geometry, for the council, for permits and for notices."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from plan.land.conversion import M2_PER_A, M2_PER_HA, farmland_to_convert_m2, plots
from plan.land.council import hubs_in_farmland_zone, hubs_in_improvement
from plan.land.land import Land
from plan.land.notices_due import NoticeDue, inside_conservation_areas, outside_hub_areas
from plan.land.permits import DEVELOPMENT, permits
from plan.rules.amount_texts import names, square_metres
from plan.rules.area_rules import drawn_hubs
from plan.rules.rule import Finding, Rule, info, not_checked, passed


def farm_bodies_in_council(land: Land) -> Iterator[Finding]:
    """H9: a hub area in a 農用地区域 or in the ground of a 土地改良区 brings members into the council."""
    yield from (found for found in drawn_hubs(land) if isinstance(found, Finding))
    if not any(hub.drawn for hub in land.hubs):
        return
    zone_index = land.zone_index
    if zone_index.farmland_zone is None:
        yield not_checked(
            "「農用地区域」のデータがないので、農業協同組合などを協議会に加えるか確かめられません。取り込んでください。"
        )
    zoned, improved = hubs_in_farmland_zone(land), hubs_in_improvement(land)
    if zoned:
        held = (
            shapely.union_all([zone_index.farmland_zone.within(h.area) for h in land.hubs])
            if zone_index.farmland_zone
            else None
        )
        text = f"地域再生拠点区域（{names(zoned)}）に農用地区域が入ります。農業協同組合と土地改良区を協議会に加えてください。"
        yield info(text, held, [h.id for h in land.hubs if h.name in zoned])
    if improved:
        text = f"地域再生拠点区域（{names(improved)}）が土地改良区の地区にかかります。その土地改良区を協議会に加えてください。"
        yield info(text, None, [h.id for h in land.hubs if h.name in improved])
    unknown = "（土地改良区の地区のデータはないので、見ていません）" if zone_index.improvement is None else ""
    yield passed(f"地域再生拠点区域に、農用地区域は入っていません{unknown}。")


def farmland_that_is_converted(land: Land) -> Iterator[Finding]:
    """H10: farmland to convert beyond 30 a brings a member into the council, beyond 4 ha the minister."""
    found = plots(land)
    unknown = [p for p in found if p.farmland_m2 is None]
    if not land.hubs:
        yield not_checked("案に拠点がないので、転用する農地を確かめられません。拠点を置いてください。")
        return
    total_m2 = farmland_to_convert_m2(found)
    limit_a, limit_ha = (
        land.effective.assumptions[f"land_{k}"] for k in ("council_conversion_a", "minister_conversion_ha")
    )
    taken = [p for p in found if p.farmland_m2]
    where = shapely.union_all([p.place for p in taken]) if taken else None
    ids = [p.building.id for p in taken]
    if total_m2 / M2_PER_A > limit_a:
        text = f"転用する農地が合わせて {total_m2 / M2_PER_A:,.1f}a で、{limit_a:g}a を超えます。都道府県機構（農業会議）を協議会に加えてください。"
        yield info(text, where, ids)
    if total_m2 / M2_PER_HA > limit_ha:
        text = f"転用する農地が合わせて {total_m2 / M2_PER_HA:,.2f}ha で、{limit_ha:g}ha を超えます。農林水産大臣との協議が要ります。"
        yield info(text, where, ids)
    if unknown:
        listed = names([f"{p.building.label}：{p.how}" if p.land_m2 is not None else p.building.label for p in unknown])
        text = f"転用する農地の面積が分からない建物があります（{listed}）。敷地の面積か図形を計画に書き、農地のデータを取り込んでください。"
        yield not_checked(text, [p.building.id for p in unknown])
    yield passed(f"転用する農地は {square_metres(total_m2) if total_m2 else '0m²'} で、{limit_a:g}a を超えません。")


def development_permits(land: Land) -> Iterator[Finding]:
    """H11: a site in a 市街化調整区域, or one of the size that needs it, needs a permit for development."""
    if not land.hubs:
        yield not_checked("案に拠点がないので、開発許可が要るか確かめられません。拠点を置いてください。")
        return
    for permit in permits(land):
        if permit.permit == DEVELOPMENT and permit.building is not None:
            yield info(
                f"{permit.because}、開発許可が要ります：{permit.route}。", permit.building.point, [permit.building.id]
            )
    unknown = [p.building for p in plots(land) if p.land_m2 is None]
    if unknown:
        text = f"敷地の面積が分からない建物があります（{names([b.label for b in unknown])}）。開発許可が要るかは、面積を計画に書くと分かります。"
        yield not_checked(text, [b.id for b in unknown])
    yield passed("開発許可が要る広さの敷地や、市街化調整区域の中の敷地はありません。")


def _due(listed: tuple[NoticeDue, ...]) -> Iterator[Finding]:
    for due in listed:
        text = f"{due.act}：{due.place}なので、着手の {due.days}日前までに市町村長への届出が要ります。"
        yield info(text, due.building.point, [due.building.id, due.area_id])


def notices_in_conservation_areas(land: Land) -> Iterator[Finding]:
    """C4: what is built in a conservation area needs a notice."""
    if not land.conservation:
        yield not_checked(
            "農用地等保全利用区域がまだ描かれていないので、確かめられません。描くか、候補を作ってください。"
        )
        return
    yield from _due(inside_conservation_areas(land))
    yield passed("農用地等保全利用区域の中に建てるものはありません。")


def notices_outside_hub_areas(land: Land) -> Iterator[Finding]:
    """N1: a facility of an induced kind that comes outside the hub area needs a notice."""
    if all(not s.drawn for s in land.spheres):
        yield not_checked("集落生活圏の範囲がないので、確かめられません。集落生活圏を作ってください。")
        return
    yield from _due(outside_hub_areas(land))
    yield passed("地域再生拠点区域の外に置かれる誘導施設はありません。")


HUB_CONSEQUENCES: tuple[Rule, ...] = (
    Rule("H9", "農用地区域・土地改良区にかかると協議会の顔ぶれが増える", "info", "council_order",
         "地域再生拠点区域に農用地区域が入れば、農業協同組合と土地改良区を、土地改良区の地区が入れば、その土地改良区を協議会に加えます。幅 {land_tolerance_m}m までの重なりは線のずれとみなします。",
         "地域再生土地利用計画に関する省令 第1条", "read", farm_bodies_in_council),
    Rule("H10", "転用する農地の面積", "info", "council_order",
         "新しく建てるものの敷地に入る農地の合計が {land_council_conversion_a}a を超えると都道府県機構を協議会に加え、{land_minister_conversion_ha}ha を超えると農林水産大臣との協議が要ります（4ha は要確認）。建物を再び使うときは数えません。",
         "地域再生土地利用計画に関する省令 第1条", "read", farmland_that_is_converted),
    Rule("H11", "開発許可が要る敷地", "info", "development",
         "敷地が市街化調整区域の中なら面積によらず、都市計画区域・準都市計画区域の中なら {land_development_m2}m² 以上、外なら {land_development_outside_m2}m² 以上で、開発許可が要ります。",
         "都市計画法の開発許可の一般の基準（法令の文で確かめていない）", "likely", development_permits),
)  # fmt: skip

NOTICE_RULES: tuple[Rule, ...] = (
    Rule("C4", "農用地等保全利用区域の中に建てるものの届出", "info", "notice_inside",
         "農用地等保全利用区域の中で建物を建てるなどのときは、着手の {land_notice_days}日前までに市町村長へ届け出ます。農林漁業を営むための区画形質の変更、仮設のもの、今ある建物の管理などは除かれます。",
         "地域再生法施行令第18条と、法第17条の18", "likely", notices_in_conservation_areas),
    Rule("N1", "地域再生拠点区域の外の誘導施設の届出", "info", "notice_outside",
         "集落生活圏の中で、地域再生拠点区域の外に、誘導施設を建てたり、建物を誘導施設に変えたりするときは、着手の {land_notice_days}日前までに市町村長へ届け出ます。",
         "地域再生法施行令第18条と、法第17条の18", "likely", notices_outside_hub_areas),
)  # fmt: skip
