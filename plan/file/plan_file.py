"""The plan file (*.plan.json): the same plan gives the same bytes, and what cannot be read is named in a notice."""

from __future__ import annotations

import functools
import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.texts.errors import RequestError
from geo.texts.messages import notice, text
from plan.file import values
from plan.file.codec import read, write
from plan.file.entry_error import EntryError
from plan.file.fields import fields_of, is_list, is_value_type
from plan.file.json_text import json_text, list_text, object_text, parse
from plan.scenario.scenario import BASE, Plan, Scenario

FORMAT_VERSION = 1

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For each old format version, the function that turns its content into the next version's."""

_VERSION, _SCENARIOS = "format_version", "scenarios"

_KEPT_SCENARIOS, _KEPT_PARTS = 32, 1024
"""Scenarios and their parts (hubs, services, areas) of which is kept how they are written, and that they can be read: an edit
changes one of many, and all are saved."""


class PlanUnreadableError(RequestError):
    """A plan file that cannot be read; the notice says what and where."""


def plan_bytes(plan: Plan) -> bytes:
    """Write a plan: UTF-8 JSON with sorted keys, coordinates with 6 decimals, no clock times."""
    head = {**write(replace(plan, scenarios=())), _VERSION: FORMAT_VERSION}
    members = {key: json_text(value) for key, value in head.items()}
    members[_SCENARIOS] = list_text(_scenario_text(_Same(scenario)) for scenario in plan.scenarios)
    return f"{object_text(members)}\n".encode()


class _Same:
    """A value that equals itself alone: 1, 1.0 and true are equal and are written differently."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@functools.lru_cache(maxsize=_KEPT_SCENARIOS)
def _scenario_text(same: _Same) -> str:
    scenario, keys = same.value, _keys_of_parts()
    members = {key: json_text(value) for key, value in write(_without_parts(scenario)).items()}
    for name, key in keys.items():
        if parts := getattr(scenario, name):
            members[key] = list_text(_part_text(_Same(part)) for part in parts)
    return object_text(members)


@functools.lru_cache(maxsize=_KEPT_PARTS)
def _part_text(same: _Same) -> str:
    return json_text(write(same.value))


@functools.cache
def _keys_of_parts() -> dict[str, str]:
    """Return the attributes of a scenario that list values with attributes of their own, and their keys in the file."""
    lists = [f for f in fields_of(Scenario) if is_list(f.kind)]
    return {f.name: f.key[-1] for f in lists if is_value_type(typing.get_args(f.kind)[0])}


def _without_parts(scenario: Scenario) -> Scenario:
    nothing: dict[str, Any] = dict.fromkeys(_keys_of_parts(), ())
    return replace(scenario, **nothing)


def check_readable(plan: Plan) -> None:
    """Refuse a plan that could not be read if it were written; part by part, so that after an edit little is read.

    Raises
    ------
    PlanUnreadableError
        As `read_plan` raises it for what `plan_bytes` writes.
    UnicodeEncodeError
        When a text holds half a letter, which cannot be written.
    """
    try:
        for scenario in plan.scenarios:
            _check_scenario(_Same(scenario))
        read_plan(plan_bytes(replace(plan, scenarios=())))
    except (PlanUnreadableError, UnicodeEncodeError):
        read_plan(plan_bytes(plan))  # as a whole, which tells the place


@functools.lru_cache(maxsize=_KEPT_SCENARIOS)
def _check_scenario(same: _Same) -> None:
    scenario = same.value
    for name in _keys_of_parts():
        for part in getattr(scenario, name):
            _check_part(name, _Same(part))
    _check_alone(replace(_without_parts(scenario), based_on=BASE))


@functools.lru_cache(maxsize=_KEPT_PARTS)
def _check_part(name: str, same: _Same) -> None:
    alone: dict[str, Any] = {name: (same.value,)}
    _check_alone(Scenario("s1", "s1", **alone))


def _check_alone(scenario: Scenario) -> None:
    read_plan(plan_bytes(Plan("r", "r", (scenario,))))


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
