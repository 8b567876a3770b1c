"""Rules H1 to H6: the hub area (地域再生拠点区域) and what is induced there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from geo.reference.categories import CATEGORIES
from geo.reference.induced import induced
from geo.region.zone_index import outside_of, wider_than
from plan.land.hub_walks import long_walks, metres_to_stop, stops_of, within
from plan.land.land import Building, HubLand, Land
from plan.rules.amount_texts import metres, names, square_metres
from plan.rules.rule import Finding, Rule, failed, not_checked, passed

_NO_HUB = "案に拠点がないので、確かめられません。拠点を置いてください。"
_FEWEST_TO_WALK_BETWEEN = 2


def _no_area(hubs: Sequence[HubLand]) -> Finding:
    who = names([f"「{hub.name}」" for hub in hubs])
    text = f"{who}の地域再生拠点区域がまだ描かれていないので、確かめられません。描くか、候補を作ってください。"
    return not_checked(text, [hub.id for hub in hubs])


def in_use_zone(land: Land, hub: HubLand) -> bool:
    """Return whether a hub stands in 市街化区域 or 用途地域, where no sphere may lie and so no hub area either."""
    zones = land.zone_index.use_zones
    return zones is not None and zones.holds(hub.point.x, hub.point.y)


def drawn_hubs(land: Land) -> Iterator[HubLand | Finding]:
    """Go through the hubs that have an area; what is missing comes as a finding of its own."""
    if not land.hubs:
        yield not_checked(_NO_HUB)
    drawn = [hub for hub in land.hubs if hub.drawn]
    undrawn = [hub for hub in land.hubs if not hub.drawn]
    missing = [hub for hub in undrawn if not in_use_zone(land, hub)]
    if missing:
        yield _no_area(missing)
    elif undrawn and not drawn:
        text = f"拠点（{names([hub.name for hub in undrawn])}）はどれも市街化区域・用途地域の中にあり、地域再生拠点区域を定められないので、確かめるものがありません。"
        yield not_checked(text, [hub.id for hub in undrawn])
    yield from drawn


def area_inside_sphere(land: Land) -> Iterator[Finding]:
    """H1: every hub has an area, and it lies in the hub's sphere."""
    if not land.hubs:
        yield not_checked(_NO_HUB)
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    for hub in land.hubs:
        sphere = land.sphere_of(hub.id)
        if not hub.drawn and in_use_zone(land, hub):
            text = f"「{hub.name}」は市街化区域・用途地域の中にあるので、地域再生拠点区域を定められません（対象外）。町の中心の拠点として扱います。区域を定めるなら、拠点を用途地域の外へ移してください。"
            yield not_checked(text, [hub.id])
        elif not hub.drawn:
            text = f"「{hub.name}」に地域再生拠点区域がありません。描くか、候補を作ってください。"
            yield failed(text, hub.point, [hub.id])
        elif sphere is None or not sphere.drawn:
            text = f"「{hub.name}」の集落生活圏の範囲がないので、拠点区域がその中にあるか確かめられません。集落生活圏を作ってください。"
            yield not_checked(text, [hub.id])
        else:
            beyond = wider_than(outside_of(hub.area, sphere.area), tolerance_m)
            if shapely.is_empty(beyond):
                yield passed("どの拠点にも地域再生拠点区域があり、集落生活圏の中に収まっています。")
            else:
                size = square_metres(shapely.area(beyond))
                text = f"「{hub.name}」の地域再生拠点区域が、集落生活圏から {size} はみ出しています。線を集落生活圏の中へ直してください。"
                yield failed(text, beyond, [hub.id])


def something_induced(land: Land) -> Iterator[Finding]:
    """H2: every hub area has a kind of facility to induce, and each kind is a 集落福利等施設."""
    for hub in drawn_hubs(land):
        if isinstance(hub, Finding):
            yield hub
            continue
        odd = [CATEGORIES[c] for c in hub.induced if induced(c).kind == ""]
        counted = [c for c in hub.induced if induced(c).kind != ""]
        if not counted:
            what = f"（{names(odd)}は、集落福利等施設に当たりません）" if odd else ""
            text = f"「{hub.name}」に誘導施設の種類がありません{what}。診療所、商店など、集めたい施設を加えてください。"
            yield failed(text, hub.area, [hub.id])
        else:
            doubt = f"（{names(odd)}が誘導施設に当たるかは、都道府県に確かめてください）" if odd else ""
            yield passed(f"どの地域再生拠点区域にも、集落福利等施設に当たる誘導施設があります{doubt}。")


def place_for_each_kind(land: Land) -> Iterator[Finding]:
    """H3: every kind of facility to induce stands in its hub area, or a candidate site there waits for it."""
    for hub in drawn_hubs(land):
        if isinstance(hub, Finding):
            yield hub
            continue
        here = {b.category for b in hub.inside(hub.area)}
        missing = [CATEGORIES[c] for c in hub.induced if c not in here]
        free = [name for name, point in land.site_points if shapely.intersects(hub.area, point)]
        if not missing:
            yield passed("どの誘導施設も、地域再生拠点区域の中にあるか、そこに置かれます。")
        elif free:
            yield passed(
                f"「{hub.name}」にまだない誘導施設（{names(missing)}）は、区域の中の候補地（{names(free)}）に置けます。"
            )
        else:
            text = f"「{hub.name}」の誘導施設のうち {names(missing)} が、地域再生拠点区域の中になく、候補地もありません。区域を広げるか、候補地を加えてください。"
            yield failed(text, hub.area, [hub.id])


def built_facility_is_complete(land: Land) -> Iterator[Finding]:
    """H4: a facility that the plan has built names builder, land and time, and stands in its hub area."""
    built = [(hub, b) for hub in land.hubs for b in hub.buildings if b.works is not None]
    if not built:
        yield not_checked("整備誘導施設（計画に沿って整備する施設）が書かれていないので、確かめるものがありません。")
    for hub, building in built:
        missing = _missing_of_works(building)
        if missing:
            text = f"「{hub.name}」の整備誘導施設「{building.label}」に、{names(missing)}がありません。書き加えてください。"
            yield failed(text, building.point, [hub.id, building.id])
        if not hub.drawn:
            yield _no_area([hub])
        elif not shapely.intersects(hub.area, building.point):
            text = f"整備誘導施設「{building.label}」が、「{hub.name}」の地域再生拠点区域の外にあります。区域の中へ移すか、区域を広げてください。"
            yield failed(text, building.point, [hub.id, building.id])
        else:
            yield passed("整備誘導施設には、実施主体、敷地、時期がそろい、地域再生拠点区域の中にあります。")


def _missing_of_works(building: Building) -> list[str]:
    works = building.works
    if works is None:
        return []
    has = {
        "実施主体": bool(works.builder),
        "敷地の面積": works.land_m2 is not None or works.plot is not None,
        "整備の時期": bool(works.starts or works.ends),
    }
    return [name for name, given in has.items() if not given]


def facilities_within_a_walk(land: Land) -> Iterator[Finding]:
    """H5: any two facilities of a cluster are within a walk of each other; where there are none, the cluster is small."""
    pair_m, span_m = (land.effective.assumptions[f"land_{name}_m"] for name in ("pair_walk", "area_span"))
    for hub in drawn_hubs(land):
        if isinstance(hub, Finding):
            yield hub
            continue
        for area_id, cluster in hub.clusters:
            buildings = hub.inside(cluster)
            if len(buildings) < _FEWEST_TO_WALK_BETWEEN:
                yield _narrow(hub, area_id, cluster, span_m)
            elif not land.effective.roads.edge_ids:
                yield not_checked("道のデータがないので、歩く道のりを確かめられません。取り込んでください。")
            else:
                yield _walkable(land, hub, area_id, buildings, pair_m)


def _narrow(hub: HubLand, area_id: str, cluster: shapely.Geometry, span_m: float) -> Finding:
    size_m = round(2 * float(shapely.minimum_bounding_radius(cluster)), 3)
    if size_m <= span_m:
        return passed(
            f"地域再生拠点区域の差し渡しは {span_m:g}m 以内です（施設が二つ以上ないので、広がりで見ました）。"
        )
    text = f"「{hub.name}」の地域再生拠点区域の差し渡しが {metres(size_m)} あり、{span_m:g}m を超えます。歩いて回れる範囲に縮めるか、いくつかに分けてください。"
    return failed(text, cluster, [hub.id, area_id])


def _walkable(land: Land, hub: HubLand, area_id: str, buildings: tuple[Building, ...], pair_m: float) -> Finding:
    long = long_walks(land.effective, buildings, pair_m)
    if not long:
        return passed(f"地域再生拠点区域の施設は、どの二つも歩いて {pair_m:g}m 以内です。")
    worst = long[0]
    far = metres(worst.length_m) if np.isfinite(worst.length_m) else "歩いて行けないほど遠く"
    more = f"（ほかに {len(long) - 1}組）" if len(long) > 1 else ""
    text = f"「{hub.name}」の「{worst.start.label}」と「{worst.end.label}」の間が {far} あり、歩いて {pair_m:g}m を超えます{more}。区域を分けるか、施設の場所を近づけてください。"
    ids = dict.fromkeys(b.id for walk in long for b in (walk.start, walk.end))
    return failed(text, shapely.LineString([worst.start.point, worst.end.point]), [hub.id, area_id, *ids])


def stop_within_a_walk(land: Land) -> Iterator[Finding]:
    """H6: every facility of a hub area is within a walk of a stop."""
    limit_m = land.effective.assumptions["land_stop_walk_m"]
    stops = stops_of(land.effective)
    for hub in drawn_hubs(land):
        if isinstance(hub, Finding):
            yield hub
        elif stops is None:
            yield not_checked(
                "停留所のデータ（時刻表か停留所の一覧）がないので、確かめられません。取り込んでください。"
            )
            return
        elif not land.effective.roads.edge_ids:
            yield not_checked("道のデータがないので、歩く道のりを確かめられません。取り込んでください。")
            return
        else:
            buildings = hub.inside(hub.area) or (_hub_itself(hub),)
            away_m = metres_to_stop(land.effective, buildings, stops)
            far = [(b, m) for b, m in zip(buildings, away_m.tolist(), strict=True) if not within(m, limit_m)]
            if not far:
                yield passed(f"地域再生拠点区域のどの施設も、停留所から歩いて {limit_m:g}m 以内です。")
                continue
            listed = names([f"{b.label} {metres(m) if np.isfinite(m) else '停留所なし'}" for b, m in far])
            text = f"「{hub.name}」に、停留所から歩いて {limit_m:g}m を超える施設が {len(far)} あります（{listed}）。停留所を近くへ移すか、加えてください。"
            yield failed(text, shapely.multipoints([b.point for b, _ in far]), [hub.id, *(b.id for b, _ in far)])


def _hub_itself(hub: HubLand) -> Building:
    return Building(hub.id, hub.name, "community", hub.hub.lat, hub.hub.lon, hub.point)


AREA_RULES: tuple[Rule, ...] = (
    Rule("H1", "地域再生拠点区域は集落生活圏の中にある", "error", "hub_area",
         "拠点ごとに一つ以上の地域再生拠点区域を定め、その拠点の集落生活圏の中に収めます。幅 {land_tolerance_m}m までのはみ出しは線のずれとみなします。市街化区域・用途地域の中の拠点は対象外です。",
         "地域再生法第17条の17第3項第2号", "read", area_inside_sphere),
    Rule("H2", "地域再生拠点区域ごとに誘導施設がある", "error", "hub_area",
         "地域再生拠点区域には、集落福利等施設（教育文化・医療・福祉・商業などの施設、就業の機会をつくる施設）の種類を一つ以上定めます。",
         "地域再生法第17条の17第3項第2号", "read", something_induced),
    Rule("H3", "誘導施設に場所がある", "warning", "induced_facility",
         "誘導施設の種類ごとに、地域再生拠点区域の中に施設か候補地があるかを見ます。法律が求めるのは種類で、場所までは求めていません。",
         "誘導施設の定めの意味から", "likely", place_for_each_kind),
    Rule("H4", "整備誘導施設に主体・敷地・時期がある", "error", "built_facility",
         "計画に沿って整備する施設（整備誘導施設）を書くときは、実施主体、敷地の位置と面積、整備の時期を定め、地域再生拠点区域の中に置きます。",
         "地域再生法第17条の17第4項（一部を読んだ範囲）", "likely", built_facility_is_complete),
    Rule("H5", "地域再生拠点区域を歩いて回れる", "warning", None,
         "一つながりの区域の中の、どの二つの施設も、道のりで {land_pair_walk_m}m 以内。施設が二つに満たないときは、区域の差し渡しが {land_area_span_m}m 以内かを見ます。",
         "徒歩圏の考え方（都市構造の評価に関するハンドブック）", "likely", facilities_within_a_walk),
    Rule("H6", "地域再生拠点区域に停留所が近い", "warning", None,
         "地域再生拠点区域の施設はどれも、停留所から道のりで {land_stop_walk_m}m 以内。案で加えた便の停留所も数えます。施設がまだないときは拠点の位置で見ます。",
         "2016年の説明資料の「交通ネットワーク」と、停留所の徒歩圏", "likely", stop_within_a_walk),
)  # fmt: skip
