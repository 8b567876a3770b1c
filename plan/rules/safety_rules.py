"""Rules H7 and H8: hub areas keep clear of slopes that slide and of deep water."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from geo.region.zone_index import Layer, deep_flood, wider_than
from plan.land.hub_places import SLOW_TO_LEAVE
from plan.land.land import Building, HubLand, Land
from plan.rules.amount_texts import names, square_metres
from plan.rules.area_rules import drawn_hubs
from plan.rules.rule import Finding, Rule, failed, not_checked, passed

_LEAST_SHARE = 0.005


def _held(layer: Layer | None, hub: HubLand, tolerance_m: float) -> shapely.Geometry:
    return shapely.Polygon() if layer is None else wider_than(layer.within(hub.area), tolerance_m)


def _slow(hub: HubLand, layers: tuple[Layer | None, ...]) -> list[Building]:
    """Find facilities of people who need long to leave that stand in one of the layers."""
    return [
        b
        for b in hub.inside(hub.area)
        if b.category in SLOW_TO_LEAVE and any(la is not None and la.holds(b.point.x, b.point.y) for la in layers)
    ]


def clear_of_slides(land: Land) -> Iterator[Finding]:
    """H7: no part of a hub area lies in a 土砂災害特別警戒区域, and no care facility in a 警戒区域."""
    zone_index, tolerance_m = land.zone_index, land.effective.assumptions["land_tolerance_m"]
    if zone_index.red is None or zone_index.yellow is None or zone_index.unsorted_landslide is None:
        yield not_checked("「土砂災害警戒区域」のデータがないので、確かめられません。取り込んでください。")
        return
    for hub in drawn_hubs(land):
        if isinstance(hub, Finding):
            yield hub
            continue
        red, unsorted = (_held(layer, hub, tolerance_m) for layer in (zone_index.red, zone_index.unsorted_landslide))
        slow = _slow(hub, (zone_index.yellow, zone_index.red))
        if not shapely.is_empty(red):
            text = f"「{hub.name}」の地域再生拠点区域に、土砂災害特別警戒区域が {square_metres(shapely.area(red))} 入っています。その部分を除いてください。"
            yield failed(text, red, [hub.id])
        if slow:
            text = f"避難に時間のかかる人のいる施設（{names([b.label for b in slow])}）が、土砂災害警戒区域の中にあります。「{hub.name}」の中の、区域の外の場所へ移してください。"
            yield failed(text, shapely.multipoints([b.point for b in slow]), [hub.id, *(b.id for b in slow)])
        if not shapely.is_empty(unsorted):
            text = f"「{hub.name}」の地域再生拠点区域に、警戒・特別警戒の別が分からない土砂災害の区域が {square_metres(shapely.area(unsorted))} 入っています。区域の種類を都道府県の図で確かめてください。"
            yield not_checked(text, [hub.id])
        yield passed(f"土砂災害特別警戒区域は入っていません{_yellow_share(zone_index.yellow, hub)}。")


def _yellow_share(yellow: Layer, hub: HubLand) -> str:
    share = yellow.area_m2(hub.area) / float(shapely.area(hub.area))
    return f"（「{hub.name}」の {_part(share)} が土砂災害警戒区域です）" if share > 0 else ""


def clear_of_water(land: Land) -> Iterator[Finding]:
    """H8: no part of a hub area lies in deep water, where houses are swept away, or in a tsunami's reach."""
    zone_index, assumptions = land.zone_index, land.effective.assumptions
    if all(layer is None for layer in (zone_index.flood, zone_index.collapse, zone_index.tsunami)):
        yield not_checked("「浸水想定区域」のデータがないので、確かめられません。取り込んでください。")
        return
    deep = deep_flood(zone_index, assumptions["land_deep_flood_rank"])
    care = deep_flood(zone_index, assumptions["land_care_flood_rank"])
    kinds = (
        (deep, "深い浸水が想定される所"),
        (zone_index.collapse, "家屋倒壊等氾濫想定区域"),
        (zone_index.tsunami, "津波浸水想定"),
    )
    for hub in drawn_hubs(land):
        if isinstance(hub, Finding):
            yield hub
            continue
        for layer, what in kinds:
            held = _held(layer, hub, assumptions["land_tolerance_m"])
            if not shapely.is_empty(held):
                text = f"「{hub.name}」の地域再生拠点区域に、{what}が {square_metres(shapely.area(held))} 入っています。その部分を除くか、避難の手立てを計画に書いてください。"
                yield failed(text, held, [hub.id])
        slow = _slow(hub, (care,))
        if slow:
            text = f"避難に時間のかかる人のいる施設（{names([b.label for b in slow])}）が、浸水が想定される所にあります。「{hub.name}」の中の、水につからない場所へ移してください。"
            yield failed(text, shapely.multipoints([b.point for b in slow]), [hub.id, *(b.id for b in slow)])
        yield passed(f"深い浸水などが想定される所は入っていません{_unknown(land)}{_wet_share(land, hub)}。")


def _unknown(land: Land) -> str:
    zone_index = land.zone_index
    layers = (("洪水", zone_index.flood), ("家屋倒壊等氾濫想定区域", zone_index.collapse), ("津波", zone_index.tsunami))
    without = [name for name, layer in layers if layer is None]
    return f"（{'、'.join(without)}のデータはないので、見ていません）" if without else ""


def _wet_share(land: Land, hub: HubLand) -> str:
    flood = land.zone_index.flood
    share = 0.0 if flood is None else flood.area_m2(hub.area) / float(shapely.area(hub.area))
    return f"（「{hub.name}」の {_part(share)} に浅い浸水の想定があります）" if share > 0 else ""


def _part(share: float) -> str:
    """Write a share of an area that is above 0: what would round to nothing is 「1%未満」."""
    return f"{share:.0%}" if share >= _LEAST_SHARE else "1%未満"


SAFETY_RULES: tuple[Rule, ...] = (
    Rule("H7", "地域再生拠点区域は土砂災害特別警戒区域を避ける", "warning", None,
         "土砂災害特別警戒区域を含めません（幅 {land_tolerance_m}m までの重なりは線のずれ）。医療・介護・保育の施設は、警戒区域も避けます。警戒区域に入る割合は知らせます。",
         "施設を集める場所の安全（地域再生法の定めではない）", "likely", clear_of_slides),
    Rule("H8", "地域再生拠点区域は深い浸水などを避ける", "warning", None,
         "浸水深の順位が {land_deep_flood_rank} 以上（3 は 3m 以上）の所、家屋倒壊等氾濫想定区域、津波浸水想定を含めません。医療・介護・保育の施設は順位 {land_care_flood_rank}（2 は 0.5m 以上）から避けます。",
         "施設を集める場所の安全（地域再生法の定めではない）", "likely", clear_of_water),
)  # fmt: skip
