"""The plan file (*.plan.json): the same plan gives the same bytes, and what cannot be read is named in a notice."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.texts.errors import RequestError
from geo.texts.messages import notice, text
from plan.file import values
from plan.file.codec import read, write
from plan.file.entry_error import EntryError
from plan.file.json_text import json_text, list_text, object_text, parse
from plan.scenario.scenario import Plan, Scenario

FORMAT_VERSION = 1

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each old format version, the function that turns its content into the next version's."""

_VERSION, _SCENARIOS = "format_version", "scenarios"

_KEPT_TEXTS = 32
"""Scenarios whose text is kept: an edit changes one of many, and all are saved."""


class PlanUnreadableError(RequestError):
    """A plan file that cannot be read; the notice says what and where."""


def plan_bytes(plan: Plan) -> bytes:
    """Write a plan: UTF-8 JSON with sorted keys, coordinates with 6 decimals, no clock times."""
    head = {**write(replace(plan, scenarios=())), _VERSION: FORMAT_VERSION}
    members = {key: json_text(value) for key, value in head.items()}
    members[_SCENARIOS] = list_text(_scenario_text(_Same(scenario)) for scenario in plan.scenarios)
    return f"{object_text(members)}\n".encode()


class _Same:
    """A scenario that equals itself alone: 1, 1.0 and true are equal and are written differently."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.scenario is self.scenario

    def __hash__(self) -> int:
        return id(self.scenario)


@functools.lru_cache(maxsize=_KEPT_TEXTS)
def _scenario_text(same: _Same) -> str:
    return json_text(write(same.scenario))


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
        return read(Plan, _with_ids(_upgraded(parse(content), file)))
    except PlanUnreadableError:
        raise
    except ValueError as problem:
        # What the plan's own parts refuse at birth (a place that is none, ids that repeat) is noted in Japanese too.
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
        reason = text("plan_is_folder" if path.is_dir() else "plan_not_opened", {})
        raise PlanUnreadableError(notice("plan_unreadable", file=path.name, reason=reason)) from problem
    return read_plan(content, path.name)


def _upgraded(content: Any, file: str) -> Mapping[str, Any]:
    """Return the content as a plan of today's version, without the version."""
    while (version := _version(content)) != FORMAT_VERSION:
        if version not in UPGRADES:
            version_text = f"{version:g}"
            raise PlanUnreadableError(notice("plan_version_unknown", file=file, field=_VERSION, version=version_text))
        content = UPGRADES[int(version)](dict(content))
    return {key: value for key, value in content.items() if key != _VERSION}


def _version(content: Any) -> float:
    with values.standing_at("ファイルの中身"):
        top = values.members(content)
    with values.standing_at(f"の {_VERSION}"):
        if _VERSION not in top:
            raise EntryError("entry_missing")
        return values.number(top[_VERSION])


def _with_ids(content: Mapping[str, Any]) -> dict[str, Any]:
    """Give an id to each hub area and conservation area of a plan's content that has none.

    What has another shape than a plan's stays as it is: reading it tells what is wrong.
    """
    last = content.get("last_numbers")
    last = last if isinstance(last, dict) else {}
    scenarios = content.get("scenarios")
    if not isinstance(scenarios, list):
        return dict(content)
    return {**content, "scenarios": [_scenario(s, last) if isinstance(s, dict) else s for s in scenarios]}


def _scenario(content: dict[str, Any], last: Mapping[str, Any]) -> dict[str, Any]:
    hubs, kept = content.get("hubs"), content.get("conservation_areas")
    numbered = dict(content)
    if isinstance(hubs, list):
        areas = [area for hub in hubs for area in _objects(hub, "areas")]
        ids = _ids(areas, "a", last)
        numbered["hubs"] = [_with_areas(hub, ids) for hub in hubs]
    if isinstance(kept, list):
        numbered["conservation_areas"] = _numbered(kept, _ids(_objects(content, "conservation_areas"), "c", last))
    return numbered


def _with_areas(hub: Any, ids: Iterator[str]) -> Any:
    if not isinstance(hub, dict) or not isinstance(hub.get("areas"), list):
        return hub
    return {**hub, "areas": _numbered(hub["areas"], ids)}


def _numbered(areas: list[Any], ids: Iterator[str]) -> list[Any]:
    return [{**a, "id": next(ids)} if isinstance(a, dict) and a.get("id") is None else a for a in areas]


def _objects(holder: Any, key: str) -> list[dict[str, Any]]:
    listed = holder.get(key) if isinstance(holder, dict) else None
    return [a for a in listed if isinstance(a, dict)] if isinstance(listed, list) else []


def _ids(areas: Iterable[dict[str, Any]], prefix: str, last: Mapping[str, Any]) -> Iterator[str]:
    given = (area.get("id") for area in areas)
    numbers = (int(m[1]) for i in given if isinstance(i, str) and (m := re.fullmatch(rf"{prefix}([0-9]{{1,9}})", i)))
    gone = last.get(prefix)
    number = max([int(gone) if isinstance(gone, int | float) else 0, *numbers])
    while True:
        number += 1
        yield f"{prefix}{number}"
