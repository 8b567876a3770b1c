"""Rules T1 and T2: buses reach the villages of a sphere, and paid private transport stays in it."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from geo.region.zone_index import in_metres, wider_than
from network.services.bus_service import BusService
from plan.land.land import Land
from plan.reach.service_area import AREA_KINDS, drawn_area
from plan.rules.amount_texts import names
from plan.rules.rule import Finding, Rule, failed, not_checked, passed
from plan.villages.stops import villages_far_from_stops

_PAID_PRIVATE = "paid_private"
_COMPANIES = ("株式会社", "有限会社", "合同会社", "（株）", "㈱", "（有）", "㈲")
_FEWEST_CORNERS = 2


def _area_of(service: BusService, land: Land) -> shapely.Geometry | None:
    """Return the area of a service in metres; None where it has none."""
    drawn = drawn_area(service)
    return None if drawn is None else in_metres(drawn, land.zone_index.crs)


def _ground_of(service: BusService, land: Land) -> shapely.Geometry | None:
    """Return the area of a service in metres, else its route; None where it has neither."""
    line = service.line(0)
    if service.area is not None or len(line) < _FEWEST_CORNERS:
        return _area_of(service, land)
    return in_metres(shapely.LineString(line), land.zone_index.crs)


def villages_have_a_stop(land: Land) -> Iterator[Finding]:
    """T1: the people of every village in a sphere have a stop within a walk, or a service that comes to the door."""
    if not land.spheres:
        yield not_checked("集落生活圏がまだありません。「圏域・土地利用」で作るか、描いてください。")
        return
    areas = [_area_of(s, land) for s in land.effective.services if s.kind in AREA_KINDS]
    zones = [area for area in areas if area is not None]
    limit_m = land.effective.assumptions["land_stop_village_m"]
    far = villages_far_from_stops(land.effective, limit_m)
    if far is None and not zones:
        yield not_checked("停留所のデータ（時刻表か停留所の一覧）がないので、確かめられません。取り込んでください。")
        return
    everybody = land.effective.region.villages
    beyond = set(everybody.index[everybody["population"] > 0]) if far is None else far
    for sphere in land.spheres:
        left = [
            v
            for v in sphere.villages
            if v in beyond and not any(shapely.intersects(zone, land.village_points[v]) for zone in zones)
        ]
        if left:
            who = names([land.village_name(v) for v in left])
            text = f"「{sphere.hub_name}」の集落生活圏で、停留所まで歩いて {limit_m:g}m を超える人が半数より多い集落が {len(left)} あります（{who}）。停留所を加えるか、予約制乗合の区域に入れてください。"
            yield failed(text, shapely.multipoints([land.village_points[v] for v in left]), [sphere.hub_id, *left])
    yield passed(f"どの集落も、半数以上の人が停留所まで歩いて {limit_m:g}m 以内か、予約制乗合の区域の中です。")


def paid_private_transport_in_sphere(land: Land) -> Iterator[Finding]:
    """T2: paid private transport runs inside the spheres and carries less than the limit of goods."""
    services = [s for s in land.effective.services if s.kind == _PAID_PRIVATE]
    if not services:
        yield not_checked("自家用有償旅客運送の便が案にないので、確かめるものがありません。")
        return
    tolerance_m, limit_kg = (land.effective.assumptions[f"land_{k}"] for k in ("tolerance_m", "freight_kg"))
    for service in services:
        name, identity = service.name, service.id
        runs = _ground_of(service, land)
        freight_kg = service.vehicle.freight_kg
        if freight_kg >= limit_kg:
            text = f"「{name}」の車に積む荷物が {freight_kg:g}kg で、{limit_kg:g}kg 未満ではありません。減らすか、貨物の許可を確かめてください。"
            yield failed(text, runs, [identity])
        company = next((word for word in _COMPANIES if word in service.operator), None)
        if company is not None:
            text = f"「{name}」を走らせる「{service.operator}」は{company}なので、自家用有償旅客運送の登録を受けられません。町、NPO法人、商工会などが走らせる形（事業者協力型を含む）を考えてください。"
            yield failed(text, runs, [identity])
        if runs is None or shapely.is_empty(land.all_spheres):
            yield not_checked(
                f"「{name}」の経路か区域、または集落生活圏の範囲がないので、確かめられません。描いてください。",
                [identity],
            )
            continue
        beyond = _beyond(runs, land.all_spheres, tolerance_m)
        if not shapely.is_empty(beyond):
            text = f"「{name}」が集落生活圏の外に出ています。経路か区域を直すか、区域外の運行として地域公共交通会議で協議してください。"
            yield failed(text, beyond, [identity])
        yield passed(
            "自家用有償旅客運送は集落生活圏の中を走り、荷物は上限未満です（運行する主体の資格は、計画に書かれていないので見ていません）。"
        )


def _beyond(runs: shapely.Geometry, spheres: shapely.Geometry, tolerance_m: float) -> shapely.Geometry:
    if shapely.get_dimensions(runs) == 2:
        return wider_than(shapely.difference(runs, spheres), tolerance_m)
    # A line has no width: what is farther from the spheres than the tolerance lies outside.
    return shapely.difference(runs, shapely.buffer(spheres, tolerance_m))


TRANSPORT_RULES: tuple[Rule, ...] = (
    Rule("T1", "どの集落にも停留所か予約制乗合がある", "warning", None,
         "集落の人の半数以上が、停留所まで道のりで {land_stop_village_m}m 以内（居住地点があればそれで、なければ集落の代表点で見ます）。予約制乗合・自家用有償・タクシー券の区域の中ならよいものとします。",
         "2016年の説明資料の「交通ネットワーク」と、公共交通空白の基準", "likely", villages_have_a_stop),
    Rule("T2", "自家用有償旅客運送は集落生活圏の中を走る", "warning", "freight",
         "自家用有償旅客運送の経路か区域が集落生活圏の中にあり、車に積む荷物が {land_freight_kg}kg 未満。走らせるのは市町村、NPO法人、一般社団・財団法人、社会福祉法人、商工会などで、会社ではありません。",
         "2016年の説明資料と、国土交通省の貨客混載の扱い", "likely", paid_private_transport_in_sphere),
)  # fmt: skip
