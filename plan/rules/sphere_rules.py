"""Rules L1 to L6: the living sphere (集落生活圏)."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from geo.region.land.zones import ZONES
from geo.region.zone_index import shared_by, wider_than
from plan.land.land import Land, SphereLand
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import evaluate
from plan.reach.service_area import rides_on_request_min
from plan.rules.amount_texts import names, square_metres
from plan.rules.rule import Finding, Rule, failed, not_checked, passed

_NO_SPHERE = "集落生活圏がまだありません。「圏域・土地利用」で作るか、描いてください。"


def _undrawn(sphere: SphereLand) -> Finding:
    text = f"「{sphere.hub_name}」の集落生活圏の範囲がまだ描かれていないので、確かめられません。範囲を描いてください。"
    return not_checked(text, [sphere.hub_id])


def _no_layer(zone: str) -> Finding:
    return not_checked(f"「{ZONES[zone]}」のデータがないので、確かめられません。取り込んでください。")


def _drawn(land: Land) -> Iterator[SphereLand | Finding]:
    """Go through the spheres; what is missing comes as a finding of its own."""
    if not land.spheres:
        yield not_checked(_NO_SPHERE)
    for sphere in land.spheres:
        yield sphere if sphere.drawn else _undrawn(sphere)


def inside_municipality(land: Land) -> Iterator[Finding]:
    """L1: the sphere does not reach over the municipality's border by more than the tolerance."""
    whole = land.zone_index.municipality
    if whole is None:
        yield _no_layer("municipality")
        return
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    for sphere in _drawn(land):
        if isinstance(sphere, Finding):
            yield sphere
            continue
        beyond = wider_than(whole.beyond(sphere.area), tolerance_m)
        if shapely.is_empty(beyond):
            yield passed("集落生活圏は、市町村の範囲に収まっています。")
        else:
            size = square_metres(shapely.area(beyond))
            text = f"「{sphere.hub_name}」の集落生活圏が、市町村の範囲から {size} はみ出しています。線を範囲の中へ直すか、隣の市町村と共同で計画してください。"
            yield failed(text, beyond, [sphere.hub_id])


def outside_use_zones(land: Land) -> Iterator[Finding]:
    """L2: the sphere holds no 市街化区域 and no 用途地域."""
    if land.zone_index.use_zones is None:
        text = "「市街化区域・用途地域」のデータがないので、確かめられません。取り込んでください。都市計画区域のない町なら、当たる区域はありません。"
        yield not_checked(text)
        return
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    for sphere in _drawn(land):
        if isinstance(sphere, Finding):
            yield sphere
            continue
        held = wider_than(land.zone_index.use_zones.within(sphere.area), tolerance_m)
        if shapely.is_empty(held):
            yield passed("集落生活圏に、市街化区域・用途地域は入っていません。")
        else:
            size = square_metres(shapely.area(held))
            text = f"「{sphere.hub_name}」の集落生活圏に、市街化区域・用途地域が {size} 入っています。その部分を除いてください。"
            yield failed(text, held, [sphere.hub_id])


def several_villages(land: Land) -> Iterator[Finding]:
    """L3: the sphere holds several villages."""
    least = int(land.effective.assumptions["land_least_villages"])
    if not land.spheres:
        yield not_checked(_NO_SPHERE)
    for sphere in land.spheres:
        held = _held_villages(land, sphere)
        if len(held) >= least:
            yield passed(f"どの集落生活圏にも、{least}つ以上の集落があります。")
            continue
        what = f"集落が「{land.village_name(held[0])}」だけです" if held else "集落が一つも入っていません"
        text = f"「{sphere.hub_name}」の集落生活圏は、{what}。近くの集落を加えて、{least}つ以上にしてください。"
        yield failed(text, sphere.area, [sphere.hub_id, *held])


def _held_villages(land: Land, sphere: SphereLand) -> list[str]:
    if not sphere.drawn:
        return [v for v in sphere.villages if v in land.village_points]
    shapely.prepare(sphere.area)
    return [v for v, point in land.village_points.items() if shapely.intersects(sphere.area, point)]


def some_farmland(land: Land) -> Iterator[Finding]:
    """L4: the sphere holds farmland around its villages."""
    if land.zone_index.farmland is None:
        yield not_checked("農地と農用地区域のデータがないので、確かめられません。どちらかを取り込んでください。")
        return
    for sphere in _drawn(land):
        if isinstance(sphere, Finding):
            yield sphere
        elif land.zone_index.farmland.area_m2(sphere.area) > 0:
            yield passed("どの集落生活圏にも、農地が入っています。")
        else:
            text = f"「{sphere.hub_name}」の集落生活圏に、農地が入っていません。集落のまわりの農地まで広げてください。"
            yield failed(text, sphere.area, [sphere.hub_id])


def one_piece_and_partition(land: Land) -> Iterator[Finding]:
    """L5: each sphere is one piece, spheres never overlap, and every village lives in exactly one, where its sphere lies."""
    if not land.spheres:
        yield not_checked(_NO_SPHERE)
        return
    yield from _pieces(land)
    yield from _overlaps(land)
    yield from _homeless(land)
    yield passed("集落生活圏はそれぞれ一続きで、重ならず、どの集落もどれか一つに入っています。")


def _pieces(land: Land) -> Iterator[Finding]:
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    for sphere in land.spheres:
        if not sphere.drawn:
            yield _undrawn(sphere)
            continue
        parts = shapely.get_parts(wider_than(sphere.area, tolerance_m))
        if len(parts) > 1:
            small = shapely.union_all(sorted(parts, key=shapely.area)[:-1])
            text = f"「{sphere.hub_name}」の集落生活圏が {len(parts)}つに分かれています。一続きにするか、離れた部分を別の集落生活圏に入れてください。"
            yield failed(text, small, [sphere.hub_id])
        astray = [v for v in sphere.villages if v in land.village_points]
        astray = [v for v in astray if not shapely.dwithin(sphere.area, land.village_points[v], tolerance_m)]
        if astray:
            who = names([land.village_name(v) for v in astray])
            text = f"「{sphere.hub_name}」の集落生活圏に入るはずの集落（{who}）が、描かれた範囲の外にあります。範囲を広げるか、集落をほかへ移してください。"
            yield failed(text, shapely.multipoints([land.village_points[v] for v in astray]), [sphere.hub_id, *astray])


def _overlaps(land: Land) -> Iterator[Finding]:
    tolerance_m = land.effective.assumptions["land_tolerance_m"]
    drawn = [s for s in land.spheres if s.drawn]
    for number, one in enumerate(drawn):
        for other in drawn[number + 1 :]:
            shared = wider_than(shared_by(one.area, other.area), tolerance_m)
            if not shapely.is_empty(shared):
                size = square_metres(shapely.area(shared))
                text = f"「{one.hub_name}」と「{other.hub_name}」の集落生活圏が {size} 重なっています。境の線をそろえてください。"
                yield failed(text, shared, [one.hub_id, other.hub_id])


def _homeless(land: Land) -> Iterator[Finding]:
    assigned = {v for s in land.spheres for v in s.villages}
    urban = land.zone_index.use_zones
    left = [
        v
        for v, point in land.village_points.items()
        if v not in assigned and not (urban is not None and urban.holds(point.x, point.y))
    ]
    if left:
        who = names([land.village_name(v) for v in left])
        text = f"どの集落生活圏にも入っていない集落が {len(left)} あります（{who}）。どこかに入れるか、入れないわけを計画に書いてください。"
        yield failed(text, shapely.multipoints([land.village_points[v] for v in left]), left)


def villages_reach_hub(land: Land) -> Iterator[Finding]:
    """L6: every village with people reaches the hub of its sphere within the limits by car and by bus."""
    if not land.spheres:
        yield not_checked(_NO_SPHERE)
        return
    if not land.effective.roads.edge_ids:
        yield not_checked("道のデータがないので、確かめられません。取り込んでください。")
        return
    known = {hub.id for hub in land.hubs}
    car_min, bus_min = land.effective.assumptions["daily_min"], land.effective.assumptions["far_min"]
    evaluation = evaluate(land.effective)
    by_car = evaluation.hub_minutes("car")
    on_request = rides_on_request_min(land.effective, by_car)
    by_bus = evaluation.hub_minutes("bus") if usual_day_of(land.effective) is not None else None
    if on_request is not None and by_bus is not None:
        by_bus = by_bus.where(by_bus <= on_request, on_request)
    people = land.effective.region.villages["population"]
    for sphere in land.spheres:
        lived_in = [v for v in sphere.villages if v in people.index and people[v] > 0]
        if sphere.hub_id not in known:
            yield not_checked(f"集落生活圏の拠点「{sphere.hub_id}」が案にないので、確かめられません。", [sphere.hub_id])
            continue
        for minutes, limit, how in ((by_car, car_min, "車"), (by_bus, bus_min, "バス")):
            far = (
                [] if minutes is None else [v for v, m in minutes[sphere.hub_id].items() if v in lived_in and m > limit]
            )
            if far:
                who = names([land.village_name(v) for v in far])
                text = f"「{sphere.hub_name}」まで{how}で {limit:g}分を超えるか、行けない集落が {len(far)} あります（{who}）。交通か、集落の割り当てを見直してください。"
                yield failed(text, shapely.multipoints([land.village_points[v] for v in far]), [sphere.hub_id, *far])
        buses = "（バスは時刻表がないので確かめていません）" if by_bus is None else f"、バスで {bus_min:g}分以内"
        yield passed(f"人の住むどの集落からも、拠点まで車で {car_min:g}分以内{buses}です。")


SPHERE_RULES: tuple[Rule, ...] = (
    Rule("L1", "集落生活圏は市町村の中にある", "error", "regional_plan",
         "集落生活圏は、計画をつくる市町村の範囲に収まります。幅 {land_tolerance_m}m までのはみ出しは線のずれとみなします。",
         "地域再生法第5条の計画の区域", "likely", inside_municipality),
    Rule("L2", "集落生活圏に市街化区域・用途地域を含めない", "error", "use_zones",
         "集落生活圏には、市街化区域と、区域区分のない都市計画区域の用途地域を含められません。幅 {land_tolerance_m}m までの重なりは線のずれとみなします。",
         "内閣府「小さな拠点税制を活用しよう！」", "likely", outside_use_zones),
    Rule("L3", "集落生活圏に複数の集落がある", "error", "living_sphere",
         "集落生活圏は {land_least_villages} 以上の集落からなります。範囲が描かれていれば、その中にある集落の代表点を数えます。",
         "2016年の説明資料「複数の集落」", "read", several_villages),
    Rule("L4", "集落生活圏に農地がある", "warning", "living_sphere",
         "集落生活圏は、集落とそのまわりの農用地等を含む一定の地域です。農地（筆）と農用地区域のどちらかがあるかを見ます。",
         "集落生活圏の定義（法令の文で確かめていない）", "likely", some_farmland),
    Rule("L5", "集落生活圏は一続きで、集落を一つずつ分け合う", "warning", "living_sphere",
         "集落生活圏は一体の生活の範囲なので、一続きで、たがいに重ならず、どの集落も一つだけに入ります。市街化区域・用途地域の中の集落は対象外です。",
         "「一体的な日常生活圏」からの本ツールの取り決め", "likely", one_piece_and_partition),
    Rule("L6", "どの集落からも拠点へ行ける", "warning", None,
         "人の住む集落の代表点から、自分の集落生活圏の拠点まで、車で {daily_min}分以内、バスで（歩くことも含めて）{far_min}分以内。バスは便のいちばん多い最初の火曜日の、いちばん短い所要時間です。集落も拠点も予約制乗合・自家用有償・タクシー券の区域の中なら、乗っている時間の上限でも見ます。",
         "「一体的な日常生活圏」からの本ツールの取り決め", "likely", villages_reach_hub),
)  # fmt: skip
