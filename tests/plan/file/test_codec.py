"""The plan's codec: an attribute is stated once, what others wrote stays, the same plan gives the same bytes."""

from __future__ import annotations

import ast
import copy
import dataclasses
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import plan
from network.services.bus_service import BusService, ServiceTrip
from plan.file.codec import read, write
from plan.file.entry_error import EntryError
from plan.file.page import TITLES, field_table, plan_file_page
from plan.file.plan_file import plan_bytes, read_plan
from plan.land.zone_edits import set_spheres
from plan.scenario.edits import change_hub, duplicate_scenario, edit_facility, move_hub, rename_scenario
from plan.scenario.history import History
from plan.scenario.scenario import FacilityEdit, Hub, Plan, Scenario
from plan.services.edits import rename_service, set_parts
from plan.services.trip_edits import shift_trip
from tests.plan.file.full_plan import TABLES, at_path, full_plan, paths

ROOT = Path(plan.__file__).resolve().parents[1]
ROOMS = ("geo", "network", "importing", "plan", "layers", "reports", "hall", "views", "commands")


def with_attribute(cls: type, name: str, kind: Any, default: Any, **changed: Any) -> type:
    """The value type with one more optional attribute, and others that hold such types."""
    fields = [(name, kind, dataclasses.field(default=default))] if name else []
    fields += [(attribute, held, dataclasses.field(default=())) for attribute, held in changed.items()]
    return dataclasses.make_dataclass(f"More{cls.__name__}", fields, bases=(cls,), frozen=True)


MORE_HUB = with_attribute(Hub, "floor", int | None, None)
MORE_TRIP = with_attribute(ServiceTrip, "driver", str, "")
MORE_SERVICE = with_attribute(BusService, "", None, None, trips=tuple[MORE_TRIP, ...])  # type: ignore[valid-type]
MORE_SCENARIO = with_attribute(
    Scenario,
    "",
    None,
    None,
    hubs=tuple[MORE_HUB, ...],  # type: ignore[valid-type]
    services=tuple[MORE_SERVICE, ...],  # type: ignore[valid-type]
)
MORE_PLAN = with_attribute(Plan, "author", str, "", scenarios=tuple[MORE_SCENARIO, ...])  # type: ignore[valid-type]


def top(content: dict[str, Any]) -> dict[str, Any]:
    return content


def first_hub(content: dict[str, Any]) -> dict[str, Any]:
    return content["scenarios"][0]["hubs"][0]


def first_trip(content: dict[str, Any]) -> dict[str, Any]:
    return content["scenarios"][0]["services"][0]["trips"][0]


ADDED = [
    pytest.param(MORE_PLAN, top, "author", "係", 3, "author が文字ではありません", "| `author` | 文字 | あれば |", id="plan"),
    pytest.param(
        MORE_HUB, first_hub, "floor", 2, "2階", "案「谷の案」の hubs の 1番目の floor が数ではありません",
        "| `floor` | 整数、または null | あれば |", id="hub",
    ),
    pytest.param(
        MORE_TRIP, first_trip, "driver", "佐藤", 1,
        "案「谷の案」の services の 1番目（谷線）の trips の 1番目の driver が文字ではありません", "| `driver` | 文字 | あれば |", id="trip",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("cls", "holder", "key", "value", "wrong", "message", "row"), ADDED)
def test_an_attribute_is_stated_once(
    cls: type, holder: Any, key: str, value: object, wrong: object, message: str, row: str
) -> None:
    content = {k: v for k, v in full_plan().items() if k != "format_version"}
    without: Any = read(MORE_PLAN, content)
    assert write(without) == write(read(Plan, content))  # what says nothing is left out
    holder(content)[key] = value
    written = json.loads(json.dumps(write(read(MORE_PLAN, content))))
    assert written == content
    holder(content)[key] = wrong
    with pytest.raises(EntryError) as caught:
        read(MORE_PLAN, content)
    assert str(caught.value) == message
    assert row in field_table(cls).splitlines()
    assert row not in field_table(cls.__mro__[1]).splitlines()


def memoed() -> dict[str, Any]:
    """The full plan with somebody else's key in each of its objects."""
    content = full_plan()
    for path in [(), *paths(full_plan())]:
        thing = at_path(content, path)
        if isinstance(thing, dict) and thing and path[-1:] not in [(table,) for table in TABLES]:
            thing["x-memo"] = {"by": "だれか", "lat": 1.5}
    return content


def test_what_others_wrote_stays_at_every_level() -> None:
    content = memoed()
    assert json.dumps(content).count("x-memo") == 96
    assert json.loads(plan_bytes(read_plan(json.dumps(content).encode()))) == content


def memos(plan: Plan) -> int:
    return plan_bytes(plan).decode().count('"x-memo"')


def test_what_others_wrote_stays_through_edits_copies_and_undoing() -> None:
    plan = read_plan(json.dumps(memoed()).encode())
    scenario = plan.scenario("s1")
    edits = (
        lambda p: rename_scenario(p, "s1", "別の名"),
        lambda p: move_hub(p, "s1", "h1", 35.2, 137.2),
        lambda p: change_hub(p, "s1", replace(scenario.hub("h1"), services=())),
        lambda p: edit_facility(p, "s1", FacilityEdit("f1", "close")),
        lambda p: set_spheres(p, "s1", [replace(s, villages=()) for s in p.scenario("s1").spheres]),
        lambda p: rename_service(p, "s1", "b1", "別の線"),
        lambda p: set_parts(p, "s1", "b1", vehicle=replace(scenario.service("b1").vehicle, vehicle_class="microbus")),
        lambda p: shift_trip(p, "s1", "b1", "t1", 60),
    )
    history = History(plan)
    for edit in edits:
        history = history.doing(edit(history.present))
        assert memos(history.present) == memos(plan)
    assert len(history.past) == len(edits)
    copied, new = duplicate_scenario(history.present, "s1")
    once = json.dumps(write(history.present.scenario("s1")))
    assert json.dumps(write(copied.scenario(new))).count("x-memo") == once.count("x-memo")
    for _ in edits:
        history = history.undone()
    assert plan_bytes(history.present) == plan_bytes(plan)


def test_a_shape_that_is_gone_takes_along_what_stood_in_it() -> None:
    content = memoed()
    plan = read_plan(json.dumps(content).encode())
    bare = json.loads(plan_bytes(set_parts(plan, "s1", "b1", return_geometry=None)))
    assert "return_geometry" not in bare["scenarios"][0]["services"][0]


def test_reading_and_writing_change_nothing_in_what_they_are_given() -> None:
    content = memoed()
    before = copy.deepcopy(content)
    del content["format_version"]
    plan = read(Plan, content)
    assert {"format_version": 1, **content} == before
    kept = {f.name: getattr(plan.scenarios[0], f.name) for f in dataclasses.fields(Scenario)}
    plan_bytes(plan)
    assert vars(plan.scenarios[0]) == kept


SHARED = {
    "age_from", "area", "areas", "assumptions", "base_year", "budget", "calendar", "category", "change", "changed",
    "class", "community_business", "coordinates", "cost", "council", "count", "days", "direction", "document",
    "due_s", "edges", "employees", "end_s", "facilities", "facility_id", "fare_yen", "feed", "fingerprint",
    "fiscal_year", "floor_area_m2", "freight_kg", "from", "from_stop_id", "geometry", "grade", "hub_business_only", "hub_id", "hubs",
    "id", "items", "kg", "kind", "km", "label", "lat", "layer", "layover_min", "least", "lon", "marks", "members", "method",
    "name", "note", "notes", "offers", "only", "operating_profit_yen", "operator", "page", "part", "period", "persons", "place",
    "place_id", "properties", "purpose", "questions", "ready_s", "reason", "region", "roads", "route_id", "sales_yen", "scenario", "scenarios", "seats",
    "services", "sex", "sheet_id", "site_id", "slots_s", "small_company", "source", "spheres", "start_s", "status", "steps",
    "stop_id", "stops", "text", "title", "to", "to_stop_id", "trips", "type", "uses", "vacant_houses", "vehicle",
    "village_id", "villages", "voucher", "year", "years", "yen",
    "by_age", "by_village", "checklist", "colour", "options", "question", "state", "step", "words", "yen_a_year",
}  # fmt: skip
"""Keys of plan files that also name columns of tables and figures of answers."""


def keys_by_literal(path: Path) -> set[str]:
    """Words that a module asks a mapping for, or puts into one."""
    found: set[Any] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        asked: list[ast.expr | None] = []
        if isinstance(node, ast.Subscript):
            asked = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop"):
            asked = list(node.args[:1])
        elif isinstance(node, ast.Dict):
            asked = list(node.keys)
        found |= {a.value for a in asked if isinstance(a, ast.Constant)}
    return {word for word in found if isinstance(word, str)}


def test_no_key_of_the_plan_file_stands_outside_the_codec() -> None:
    content = full_plan()
    keys = {str(p[-1]) for p in paths(content) if isinstance(p[-1], str) and p[-2:-1] not in [(t,) for t in TABLES]}
    assert keys >= SHARED
    inside = ROOT / "plan" / "file"
    for path in (p for room in ROOMS for p in (ROOT / room).rglob("*.py") if inside not in p.parents):
        assert (str(path), keys_by_literal(path) & (keys - SHARED)) == (str(path), set())


@pytest.mark.parametrize("room", ["plan/scenario", "network/services"])
def test_value_types_know_nothing_of_files(room: str) -> None:
    for path in (ROOT / room).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names}
        imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert {name for name in imported if name == "json" or name.startswith("plan.file")} == set(), path


def test_value_types_of_buses_hold_no_text_of_screens() -> None:
    for path in (ROOT / "network" / "services").glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in explained)
        assert [
            c.value for c in constants if isinstance(c.value, str) and re.search("[ぁ-んァ-ヶ一-龠]", c.value)
        ] == [], path


def test_the_page_tells_the_value_types() -> None:
    written = (ROOT / "docs" / "plan_file.md").read_text(encoding="utf-8")
    assert written == plan_file_page(), "run: python -m plan.file.page > docs/plan_file.md"
    links = {f"](#{title})" for title in TITLES.values() if title != TITLES[Plan]}
    assert {link for link in links if link not in written} == set()
