"""The plan file (*.plan.json): the same plan gives the same bytes, and what cannot be read is said in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from geo.reference.assumptions import Assumptions
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.file.area_entry import (
    conservation_area_content,
    conservation_areas,
    hub_area_content,
    hub_areas,
    ids_of,
    sphere_content,
    spheres,
)
from plan.file.json_entry import Entry, EntryError, parse, standing_at
from plan.file.procedure_file import procedure_content, procedure_of, works_content, works_of
from plan.file.service_file import read_service, service_content
from plan.scenario.drawn_areas import HubArea
from plan.scenario.scenario import EdgeId, FacilityEdit, FeedRoute, Hub, HubFacility, Plan, RoadEdit, Scenario

FORMAT_VERSION = 1

_OTHER_ROOMS: dict[str, Callable[[], Any]] = {
    "organisation": dict,
    "budget": dict,
}
"""Parts of a scenario that the contract names and this module only carries."""

_PLAN = ("format_version", "region", "scenarios", "last_numbers")
_SCENARIO = (
    "id", "name", "based_on", "hubs", "facilities", "roads", "services", "dropped_routes", "assumptions", "spheres",
    "conservation_areas", "procedure",
)  # fmt: skip
_HUB = ("id", "name", "site_id", "lat", "lon", "services", "facilities", "areas")
_HUB_FACILITY = ("category", "name", "status", "facility_id")
_WORKS = "works"
_WORDS = "_written"
_FACILITY_EDIT = ("facility_id", "change", "lat", "lon")
_FEED_ROUTE = ("feed", "route_id")
_ROAD_EDIT = ("change", "edges", "reason")

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each old format version, the function that turns its content into the next version's."""


class PlanUnreadableError(RequestError):
    """A plan file that cannot be read; the notice says what and where."""


def plan_bytes(plan: Plan) -> bytes:
    """Write a plan: UTF-8 JSON with sorted keys, coordinates with 6 decimals, no clock times."""
    content = {
        **plan.carried,
        "format_version": FORMAT_VERSION,
        "region": {"id": plan.region_id, "fingerprint": plan.region_fingerprint},
        "scenarios": [_mark(i) for i in range(len(plan.scenarios))],
        **({"last_numbers": dict(plan.last_numbers)} if plan.last_numbers else {}),
    }
    words = _json(content)
    for i, scenario in enumerate(plan.scenarios):
        words = words.replace(json.dumps(_mark(i)), _scenario_words(scenario), 1)
    return f"{words}\n".encode()


def _mark(number: int) -> str:
    """Stand for a scenario while the rest is written; no text that people write holds a null character."""
    return f"\0scenario {number}\0"


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)


def _scenario_words(scenario: Scenario) -> str:
    """Write a scenario as it stands in the list; kept with it, since an edit changes one of many and all are saved.

    With the very object, not by its content: 1, 1.0 and true are equal and are written differently.
    """
    kept = vars(scenario)
    if _WORDS not in kept:
        kept[_WORDS] = _json(_scenario_content(scenario)).replace("\n", "\n  ")
    words: str = kept[_WORDS]
    return words


def _plain(value: Any, *, rounded: bool = False) -> Any:
    """Turn every mapping and sequence into JSON's own, and round the coordinates of shapes (no other number)."""
    if isinstance(value, float) and rounded:
        return round(value, 6)
    if isinstance(value, Mapping):
        return {k: _plain(v, rounded=rounded or k in ("coordinates", "lat", "lon")) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v, rounded=rounded) for v in value]
    return value


def _scenario_content(scenario: Scenario) -> dict[str, Any]:
    return {
        **{key: empty() for key, empty in _OTHER_ROOMS.items()},
        **scenario.carried,
        "id": scenario.id,
        "name": scenario.name,
        "based_on": scenario.based_on,
        "hubs": [_hub_content(h) for h in scenario.hubs],
        "facilities": [_values(f, _FACILITY_EDIT) for f in scenario.facilities],
        "roads": [_values(r, _ROAD_EDIT) for r in scenario.roads],
        "services": [service_content(s) for s in scenario.services],
        # Written only where there is any: files of plans without buses stay as they were.
        **(
            {"dropped_routes": [_values(r, _FEED_ROUTE) for r in scenario.dropped_routes]}
            if scenario.dropped_routes
            else {}
        ),
        "assumptions": scenario.assumptions.changed,
        "spheres": [sphere_content(s) for s in scenario.spheres],
        "conservation_areas": [conservation_area_content(a) for a in scenario.conservation_areas],
        "procedure": procedure_content(scenario.procedure),
    }


def _hub_content(hub: Hub) -> dict[str, Any]:
    facilities = [_hub_facility_content(f) for f in hub.facilities]
    return {**_values(hub, _HUB), "facilities": facilities, "areas": [hub_area_content(a) for a in hub.areas]}


def _hub_facility_content(facility: HubFacility) -> dict[str, Any]:
    works = {} if facility.works is None else {_WORKS: works_content(facility.works)}
    return {**_values(facility, _HUB_FACILITY), **works}


def _values(thing: Hub | HubFacility | FacilityEdit | RoadEdit | FeedRoute, keys: tuple[str, ...]) -> dict[str, Any]:
    return {**thing.carried, **{key: getattr(thing, key) for key in keys}}


def read_plan(content: bytes, file: str = "案のファイル") -> Plan:
    """Read a plan file.

    Parameters
    ----------
    content
        Bytes of the file.
    file
        Name to show.

    Raises
    ------
    PlanUnreadableError
        When it is no plan file, of an unknown version, or a value is missing or of the wrong kind; the message says
        where.
    """
    try:
        top = _upgraded(Entry.of(parse(content)), file)
        region = top.entry("region")
        numbers = {prefix: int(number) for prefix, number in top.numbers("last_numbers").items()}
        return Plan(
            region_id=region.text("id"),
            region_fingerprint=region.text("fingerprint"),
            scenarios=tuple(_scenario(s, numbers) for s in top.entries("scenarios", required=True)),
            last_numbers=numbers,
            carried=top.besides(_PLAN),
        )
    except PlanUnreadableError:
        raise
    except ValueError as problem:
        # What the plan's own parts refuse at birth (a place that is none, ids that repeat) is said in Japanese too.
        raise PlanUnreadableError(notice("plan_unreadable", file=file, reason=str(problem))) from problem


def open_plan(path: Path) -> Plan:
    """Read a plan file from the disk.

    Raises
    ------
    PlanUnreadableError
        When there is none or it cannot be read.
    """
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as problem:
        reason = "フォルダです" if path.is_dir() else "ファイルが見つからないか、開く権限がありません"
        raise PlanUnreadableError(notice("plan_unreadable", file=path.name, reason=reason)) from problem
    return read_plan(content, path.name)


def _upgraded(top: Entry, file: str) -> Entry:
    while (version := top.number("format_version")) != FORMAT_VERSION:
        if version not in UPGRADES:
            said = f"{version:g}"
            raise PlanUnreadableError(notice("plan_version_unknown", file=file, field="format_version", version=said))
        top = Entry.of(UPGRADES[int(version)](dict(top.content)))
    return top


def _scenario(raw: Entry, last_numbers: Mapping[str, int]) -> Scenario:
    raw = Entry(raw.content, f"案「{raw.text('name')}」")
    hubs = _hubs(raw.entries("hubs", required=True), last_numbers.get("a", 0))
    kept = raw.entries("conservation_areas")
    conserved = conservation_areas(kept, ids_of(kept, "c", last_numbers.get("c", 0)))
    lived_in = spheres(raw.entries("spheres"))
    procedure = raw.entry("procedure") if "procedure" in raw.content else Entry({}, raw.place("procedure"))
    facilities = tuple(_facility_edit(f) for f in raw.entries("facilities"))
    roads = tuple(_road_edit(r) for r in raw.entries("roads"))
    services = tuple(read_service(s) for s in raw.entries("services"))
    dropped = tuple(
        FeedRoute(r.text("feed"), r.text("route_id"), r.besides(_FEED_ROUTE)) for r in raw.entries("dropped_routes")
    )
    identity, based_on = raw.text("id"), raw.text("based_on")
    changed = raw.numbers("assumptions")
    # What stands empty in every file is no content: a plan equals itself when it comes back from the disk.
    carried = {k: v for k, v in raw.besides(_SCENARIO).items() if k not in _OTHER_ROOMS or v != _OTHER_ROOMS[k]()}
    with standing_at(raw.where):
        return Scenario(
            id=identity,
            name=raw.text("name"),
            based_on=based_on,
            hubs=hubs,
            facilities=facilities,
            roads=roads,
            services=services,
            dropped_routes=dropped,
            assumptions=Assumptions(changed),
            spheres=lived_in,
            conservation_areas=conserved,
            procedure=procedure_of(procedure),
            carried=carried,
        )


def _hubs(raw: list[Entry], last_number: int) -> tuple[Hub, ...]:
    areas = [hub.entries("areas") for hub in raw]
    ids = iter(ids_of([a for of_hub in areas for a in of_hub], "a", last_number))
    return tuple(
        _hub(hub, hub_areas(of_hub, [next(ids) for _ in of_hub])) for hub, of_hub in zip(raw, areas, strict=True)
    )


def _hub(raw: Entry, areas: tuple[HubArea, ...]) -> Hub:
    facilities = tuple(_hub_facility(f) for f in raw.entries("facilities"))
    with standing_at(raw.where):
        return Hub(
            id=raw.text("id"),
            name=raw.text("name"),
            lat=raw.number("lat"),
            lon=raw.number("lon"),
            site_id=raw.optional_text("site_id"),
            services=raw.texts("services"),
            facilities=facilities,
            areas=areas,
            carried=raw.besides(_HUB),
        )


def _hub_facility(raw: Entry) -> HubFacility:
    category, name, status, identity = (raw.optional_text(key) for key in _HUB_FACILITY)
    built = raw.entry(_WORKS) if raw.content.get(_WORKS) is not None else None
    more = raw.besides((*_HUB_FACILITY, _WORKS))
    with standing_at(raw.where):
        works = None if built is None else works_of(built)
        return HubFacility(category or "", name or "", status or "", identity, more, works)  # type: ignore[arg-type]


def _facility_edit(raw: Entry) -> FacilityEdit:
    place = raw.optional_number("lat"), raw.optional_number("lon")
    with standing_at(raw.where):
        return FacilityEdit(raw.text("facility_id"), raw.text("change"), *place, raw.besides(_FACILITY_EDIT))  # type: ignore[arg-type]


def _road_edit(raw: Entry) -> RoadEdit:
    edges = tuple(_edge(e, raw.place("edges")) for e in raw.items("edges", required=True))
    with standing_at(raw.where):
        return RoadEdit(raw.text("change"), edges, raw.optional_text("reason") or "", raw.besides(_ROAD_EDIT))  # type: ignore[arg-type]


def _edge(value: object, place: str) -> EdgeId:
    match value:
        case [str() as u, str() as v, int() as key] if not isinstance(key, bool):
            return u, v, key
    raise EntryError(f"{place} に [始点, 終点, 番号] でないものがあります")
