"""The plan file (*.plan.json): the same plan gives the same bytes, and what cannot be read is said in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from geo.assumptions import Assumptions
from geo.errors import RequestError
from geo.messages import notice
from plan.scenario import FacilityEdit, Hub, HubFacility, Plan, RoadEdit, Scenario

FORMAT_VERSION = 1

_CARRIED: dict[str, Callable[[], Any]] = {
    "services": list, "spheres": list, "conservation_areas": list, "procedure": dict, "organisation": dict, "budget": dict,
}  # fmt: skip

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each old format version, the function that turns its content into the next version's."""


class PlanUnreadableError(RequestError):
    """A plan file that cannot be read; the notice says what and where."""


def plan_bytes(plan: Plan) -> bytes:
    """Write a plan: UTF-8 JSON with sorted keys, coordinates with 6 decimals, no clock times."""
    content = {
        "format_version": FORMAT_VERSION,
        "region": {"id": plan.region_id, "fingerprint": plan.region_fingerprint},
        "scenarios": [_scenario_content(s) for s in plan.scenarios],
    }
    words = json.dumps(_rounded(content), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{words}\n".encode()


def _rounded(value: Any) -> Any:
    """Round coordinates (and only numbers with more than 6 decimals are touched at all)."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, Mapping):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(v) for v in value]
    return value


def _scenario_content(scenario: Scenario) -> dict[str, Any]:
    return {
        **{key: scenario.carried.get(key, empty()) for key, empty in _CARRIED.items()},
        **{key: value for key, value in scenario.carried.items() if key not in _CARRIED},
        "id": scenario.id,
        "name": scenario.name,
        "based_on": scenario.based_on,
        "hubs": [_hub_content(h) for h in scenario.hubs],
        "facilities": [vars(f) for f in scenario.facilities],
        "roads": [{"change": r.change, "edges": [list(e) for e in r.edges], "reason": r.reason} for r in scenario.roads],
        "assumptions": dict(scenario.assumptions.changed),
    }


def _hub_content(hub: Hub) -> dict[str, Any]:
    return {
        "id": hub.id,
        "name": hub.name,
        "site_id": hub.site_id,
        "lat": hub.lat,
        "lon": hub.lon,
        "services": list(hub.services),
        "facilities": [vars(f) for f in hub.facilities],
        "areas": list(hub.areas),
    }


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
        When it is no plan file, of an unknown version, or a value is missing or of the wrong kind; the message says where.
    """
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as problem:
        raise _unreadable(file, f"JSON として読めません：{problem}") from problem
    if not isinstance(raw, dict):
        raise _unreadable(file, "案のファイルの形ではありません")
    raw = _upgraded(raw, file)
    try:
        region = raw["region"]
        return Plan(
            region_id=_text(region["id"], "region.id"),
            region_fingerprint=_text(region["fingerprint"], "region.fingerprint"),
            scenarios=tuple(_scenario(s) for s in raw["scenarios"]),
        )
    except KeyError as problem:
        raise _unreadable(file, f"項目 {problem} がありません") from problem
    except (TypeError, ValueError, AttributeError) as problem:
        raise _unreadable(file, str(problem)) from problem


def _unreadable(file: str, reason: str) -> PlanUnreadableError:
    return PlanUnreadableError(notice("plan_unreadable", file=file, reason=reason))


def _upgraded(raw: dict[str, Any], file: str) -> dict[str, Any]:
    version = raw.get("format_version")
    while version != FORMAT_VERSION:
        if not isinstance(version, int) or version not in UPGRADES:
            raise PlanUnreadableError(notice("plan_version_unknown", file=file, field="format_version", version=version))
        raw = UPGRADES[version](raw)
        version = raw.get("format_version")
    return raw


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where} が文字ではありません：{value!r}")
    return value


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{where} が数ではありません：{value!r}")
    return float(value)


def _scenario(raw: dict[str, Any]) -> Scenario:
    where = f"案 {raw.get('id')!r}"
    own = {"id", "name", "based_on", "hubs", "facilities", "roads", "assumptions"}
    return Scenario(
        id=_text(raw["id"], f"{where} の id"),
        name=_text(raw["name"], f"{where} の name"),
        based_on=_text(raw["based_on"], f"{where} の based_on"),
        hubs=tuple(_hub(h, where) for h in raw["hubs"]),
        facilities=tuple(_facility_edit(f, where) for f in raw.get("facilities", [])),
        roads=tuple(_road_edit(r, where) for r in raw.get("roads", [])),
        assumptions=Assumptions({k: _number(v, f"{where} の {k}") for k, v in raw.get("assumptions", {}).items()}),
        carried={k: v for k, v in raw.items() if k not in own},
    )


def _hub(raw: dict[str, Any], where: str) -> Hub:
    where = f"{where} の拠点 {raw.get('id')!r}"
    site = raw.get("site_id")
    return Hub(
        id=_text(raw["id"], f"{where} の id"),
        name=_text(raw["name"], f"{where} の name"),
        lat=_number(raw["lat"], f"{where} の lat"),
        lon=_number(raw["lon"], f"{where} の lon"),
        site_id=None if site is None else _text(site, f"{where} の site_id"),
        services=tuple(_text(s, f"{where} の services") for s in raw.get("services", [])),
        facilities=tuple(
            HubFacility(f["category"], _text(f["name"], f"{where} の施設"), f["status"], f.get("facility_id"))
            for f in raw.get("facilities", [])
        ),
        areas=tuple(raw.get("areas", [])),
    )


def _facility_edit(raw: dict[str, Any], where: str) -> FacilityEdit:
    where = f"{where} の施設 {raw.get('facility_id')!r}"
    lat, lon = (None if raw.get(k) is None else _number(raw[k], f"{where} の {k}") for k in ("lat", "lon"))
    return FacilityEdit(_text(raw["facility_id"], where), raw["change"], lat, lon)


def _road_edit(raw: dict[str, Any], where: str) -> RoadEdit:
    edges = tuple((_text(u, where), _text(v, where), int(k)) for u, v, k in raw["edges"])
    return RoadEdit(raw["change"], edges, _text(raw.get("reason", ""), f"{where} の道の理由"))
