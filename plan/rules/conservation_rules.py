"""Rules C1 to C3: the conservation area (農用地等保全利用区域)."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from geo.region.zone_index import DECIMALS_M2, outside_of, shared_by, wider_than
from plan.land.land import ConservationLand, Land
from plan.rules.amount_texts import square_metres
from plan.rules.rule import Finding, Rule, failed, not_checked, passed

_SHARE_DECIMALS = 6


def _areas(land: Land) -> Iterator[ConservationLand | Finding]:
    if not land.conservation:
        yield not_checked(
            "農用地等保全利用区域がまだ描かれていないので、確かめられません。描くか、候補を作ってください。"
        )
    yield from land.conservation


def _name(area: ConservationLand) -> str:
    return area.name or area.id


def conservation_inside_sphere(land: Land) -> Iterator[Finding]:
    """C1: a conservation area lies in the living spheres."""
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    for area in _areas(land):
        if isinstance(area, Finding):
            yield area
        elif shapely.is_empty(land.all_spheres):
            yield not_checked("集落生活圏の範囲がないので、確かめられません。集落生活圏を作ってください。", [area.id])
        else:
            beyond = wider_than(outside_of(area.area, land.all_spheres), tolerance_m)
            if shapely.is_empty(beyond):
                yield passed("農用地等保全利用区域は、集落生活圏の中に収まっています。")
            else:
                size = square_metres(shapely.area(beyond))
                text = f"農用地等保全利用区域「{_name(area)}」が、集落生活圏から {size} はみ出しています。線を集落生活圏の中へ直してください。"
                yield failed(text, beyond, [area.id])


def conservation_is_farmland(land: Land) -> Iterator[Finding]:
    """C2: most of a conservation area is farmland."""
    least = land.effective.assumptions["land_farmland_share"]
    for area in _areas(land):
        if isinstance(area, Finding):
            yield area
        elif land.zone_index.farmland is None:
            yield not_checked(
                "農地と農用地区域のデータがないので、確かめられません。どちらかを取り込んでください。", [area.id]
            )
        else:
            whole_m2 = round(float(shapely.area(area.area)), DECIMALS_M2)
            fields = land.zone_index.farmland.within(area.area)
            share = land.zone_index.farmland.area_m2(area.area) / whole_m2
            if round(share, _SHARE_DECIMALS) >= round(least, _SHARE_DECIMALS):
                yield passed(f"農用地等保全利用区域は、どれも {least:.0%} 以上が農地です。")
            else:
                text = f"農用地等保全利用区域「{_name(area)}」のうち農地は {share:.0%} で、{least:.0%} に届きません。農地でない所を除いてください。"
                yield failed(text, shapely.difference(area.area, fields), [area.id])


def conservation_clear_of_hub_areas(land: Land) -> Iterator[Finding]:
    """C3: no conservation area overlaps a hub area."""
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    for area in _areas(land):
        if isinstance(area, Finding):
            yield area
            continue
        if not any(h.drawn for h in land.hubs):
            yield not_checked(
                "地域再生拠点区域がまだ描かれていないので、確かめられません。描くか、候補を作ってください。", [area.id]
            )
        for hub in land.hubs:
            shared = wider_than(shared_by(area.area, hub.area), tolerance_m)
            if not shapely.is_empty(shared):
                size = square_metres(shapely.area(shared))
                text = f"農用地等保全利用区域「{_name(area)}」と「{hub.name}」の地域再生拠点区域が {size} 重なっています。建てる所と守る所を分けてください。"
                yield failed(text, shared, [area.id, hub.id])
        yield passed("農用地等保全利用区域と地域再生拠点区域は、重なっていません。")


CONSERVATION_RULES: tuple[Rule, ...] = (
    Rule("C1", "農用地等保全利用区域は集落生活圏の中にある", "error", "conservation_area",
         "農用地等保全利用区域は、集落生活圏の中に定めます。幅 {land_tolerance_m}m までのはみ出しは線のずれとみなします。",
         "計画の区域の考え方", "likely", conservation_inside_sphere),
    Rule("C2", "農用地等保全利用区域のほとんどが農地である", "warning", None,
         "区域の面積のうち、農地（筆）か農用地区域である割合が {land_farmland_share} 以上。法令は、すべてが農用地等であることを求めていません。",
         "農用地等保全利用区域の目的からの本ツールの取り決め", "likely", conservation_is_farmland),
    Rule("C3", "農用地等保全利用区域と地域再生拠点区域は重ならない", "error", None,
         "施設を呼び込む区域と、建てるときに届出の要る区域とは目的がぶつかるので、重ねません。幅 {land_tolerance_m}m までの重なりは線のずれとみなします。",
         "二つの区域の目的からの本ツールの取り決め", "likely", conservation_clear_of_hub_areas),
)  # fmt: skip
