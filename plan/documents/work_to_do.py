"""What a plan does: hubs and what is gathered there, spheres, farmland, buses."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from geo.reference.categories import CATEGORIES
from network.services.bus_service import BusService
from network.services.calendar import WEEKDAYS
from plan.documents.blocks import NOT_ENTERED, Block, Table, Text
from plan.documents.material import Material
from plan.figure_texts import SERVICE_KIND_NAMES, UNKNOWN, days_text, persons, yen
from plan.land.conversion import M2_PER_HA
from plan.land.land import land_of
from plan.organisation.shared_days import days_named
from plan.scenario.scenario import Hub

_STATUSES = {"existing": "今ある", "moved": "移す", "new": "新しく"}
_WAYS = 2


def hectares(shape: shapely.Geometry) -> float:
    """Measure ground that is given in metres."""
    return float(shapely.area(shape)) / M2_PER_HA


def hubs_part(found: Material) -> Iterator[Block]:
    """Ⅰ: the hubs, what residents find there, what comes to them."""
    scenario = found.scenario
    hubs = scenario.hubs if scenario is not None else ()
    if not hubs:
        yield Text("この案には、拠点がまだありません。")
        return
    sites = found.chosen.effective.region.sites
    rows = []
    for hub in hubs:
        where = str(sites.at[hub.site_id, "name"]) if hub.site_id in sites.index else "地図で置いた場所"
        rows.append((hub.name, where, "、".join(CATEGORIES[c] for c in hub.services) or NOT_ENTERED, _gathered(hub)))
    yield Table(("拠点", "場所", "生活サービス", "集める施設"), tuple(rows), (1.3, 1.3, 2.2, 2.4))


def _gathered(hub: Hub) -> str:
    parts = [
        f"{f.name or CATEGORIES[f.category]}（{_STATUSES[f.status]}{f'、{days_named(f.days)}' if f.days else ''}）"
        for f in hub.facilities
    ]
    return "、".join(parts) or NOT_ENTERED


def spheres_part(found: Material) -> Iterator[Block]:
    """The living spheres: villages, people, area."""
    spheres = found.spheres.spheres
    if spheres.empty:
        yield Text(f"集落生活圏：{NOT_ENTERED}")
        return
    names = found.chosen.effective.region.villages["name"]
    rows = [
        (
            str(row["name"]), f"{len(row['villages']):,}集落：" + "、".join(str(names[v]) for v in row["villages"]),
            persons(float(row["population"]), found.chosen.effective.year), f"{float(row['area_km2']):,.1f}km²" if row["area_km2"] else NOT_ENTERED,
        )
        for row in spheres.to_dict("records")
    ]  # fmt: skip
    yield Table(("拠点", "集落", "人口", "面積"), tuple(rows), (1.3, 4.2, 1.0, 1.2), figures=2)
    if found.spheres.homeless:
        reasons = dict.fromkeys(found.spheres.homeless.values())
        rest = (
            f"{'、'.join(str(names[v]) for v, why in found.spheres.homeless.items() if why == reason)}（{reason}）"
            for reason in reasons
        )
        yield Text(f"どの集落生活圏にも入らない集落：{'；'.join(rest)}", quiet=True)


def farmland_part(found: Material) -> Iterator[Block]:
    """Ⅱ: the conservation areas."""
    areas = land_of(found.chosen.effective).conservation
    written = found.procedure.draft.farmland_use.strip()
    if not areas:
        yield Text(f"農用地等保全利用区域：{NOT_ENTERED}")
        return
    total_ha = sum(hectares(a.area) for a in areas)
    yield Text(f"農用地等保全利用区域は {len(areas):,} か所、あわせて {total_ha:,.1f}ha です（素案）。")
    rows = tuple((a.name or a.id, f"{hectares(a.area):,.1f}ha") for a in areas)
    yield Table(("区域", "面積"), rows, (3, 1), figures=1)
    yield Text(written or f"保全と利用の内容：{NOT_ENTERED}")


def buses_part(found: Material) -> Iterator[Block]:
    """Ⅲ: the scenario's own services, with what they cost and who rides."""
    services = found.chosen.effective.services
    if not services:
        yield Text("この案では、今のバスのほかに、新しい運行はありません。")
        return
    yield Table(
        ("名前", "種類", "運行日", "便", "運賃", "運行する者"),
        tuple(_service_row(s) for s in services),
        (1.9, 1.8, 1.2, 0.9, 0.9, 1.6),
    )
    shown = ("service_cost", "service_boardings_mid", "service_fares_share", "service_burden")
    yield Table(
        ("一年の見込み（試算）", "数字"),
        tuple((found.figures[i].name, found.figure(i)) for i in shown),
        (3, 2),
        figures=1,
    )
    dropped = found.chosen.effective.dropped_routes
    if dropped:
        yield Text("やめる路線：" + "、".join(r.name for r in dropped))


def _service_row(service: BusService) -> tuple[str, ...]:
    days = days_text(sum(1 << WEEKDAYS.index(d) for d in service.calendar.days)) or "日を決めて"
    ways = [sum(t.direction == way for t in service.trips) for way in range(_WAYS)]
    trips = (
        f"行き{ways[0]}・帰り{ways[1]}" if service.trips else f"{len(service.slots_s)}枠" if service.slots_s else "—"
    )
    fare = yen(service.fare_yen) if service.fare_yen is not None else UNKNOWN
    name = service.name or service.id
    return name, SERVICE_KIND_NAMES[service.kind], days, trips, fare, service.operator or NOT_ENTERED
