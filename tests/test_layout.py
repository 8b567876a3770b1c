"""The house is in rooms: each small enough to see at a glance, named after what it holds, and on every list that names folders."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import pytest

from tests.layout_report import (
    ROOT,
    STAYS,
    modules,
    rooms,
    small_modules_of_one_neighbour,
    untested_modules,
    why_it_stays,
)

MOST_MODULES = 16
FEWEST = 3
NAMELESS = {"misc", "more", "other", "parts", "base", "core", "common", "helpers", "utils", "util", "helper", "manager"}
NO_SCREEN = ("geo", "network", "importing", "plan")


def folders() -> set[str]:
    """Top folders of the code, as the tree has them."""
    return {name.partition("/")[0] for name in modules()}


def settings() -> Mapping[str, dict[str, Any]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


def test_no_room_is_a_hall_and_none_is_a_cupboard() -> None:
    sizes = {room: len([x for x in inside if not x.endswith("/")]) for room, inside in rooms().items()}
    assert {room: size for room, size in sizes.items() if size > MOST_MODULES} == {}
    # A room that is divided may keep one module before its inner rooms.
    assert {room: inside for room, inside in rooms().items() if len(inside) < FEWEST and room != "sample_regions"} == {}


def test_names_say_what_is_inside() -> None:
    named = {part.removesuffix(".py") for name in modules() for part in name.split("/")}
    assert sorted(named & NAMELESS) == []


def test_every_list_that_names_folders_names_them_all() -> None:
    tool, tree = settings(), folders()
    assert set(tool["mypy"]["files"]) == tree | {"app.py", "cli.py", "tests"}
    assert set(tool["importlinter"]["root_packages"]) == tree
    wheel = set(tool["hatch"]["build"]["targets"]["wheel"]["only-include"])
    assert wheel == tree | {"app.py", "cli.py", ".streamlit/config.toml"}
    contracts = {c["name"]: c for c in tool["importlinter"]["contracts"]}
    (order,) = (c["layers"] for c in contracts.values() if c["type"] == "layers")
    assert {folder for layer in order for folder in layer.split(" | ")} == tree - {"sample_regions"}
    (acyclic,) = (c for c in contracts.values() if c["type"] == "acyclic_siblings")
    assert set(acyclic["ancestors"]) == tree
    (samples,) = (c for c in contracts.values() if c.get("forbidden_modules") == ["sample_regions"])
    assert set(samples["source_modules"]) == tree - {"sample_regions"}
    assert contracts["geo, network, importing and plan know no screen and no paper"]["source_modules"] == [*NO_SCREEN]
    assert set(tool["pytest"]["ini_options"]["testpaths"]) == {"tests", *NO_SCREEN}


def test_the_architecture_page_has_a_line_for_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert [room for room in rooms() if f"`{room}/`" not in page] == []


def test_a_small_module_of_one_neighbour_is_merged_or_of_a_kind_that_stays() -> None:
    assert small_modules_of_one_neighbour() == {}


def test_every_module_has_its_test_file_or_is_named_by_a_test() -> None:
    assert untested_modules() == []


def test_no_kind_that_stays_is_empty() -> None:
    kept = {why_it_stays(name) for name in modules()}
    assert sorted(set(STAYS.values()) - kept) == []


DOORS = sorted(room for room in rooms() if "lazy_exports(" in (ROOT / room / "__init__.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("room", DOORS)
def test_the_door_of_a_room_promises_what_it_has(room: str) -> None:
    text = (ROOT / room / "__init__.py").read_text(encoding="utf-8")
    typed = {
        (name, module) for module, name in re.findall(r"^    from ([\w.]+) import \w+ as (\w+)$", text, flags=re.M)
    }
    given = set(re.findall(r'"(\w+)": "([\w.]+)"', text))
    assert given == typed
    package = import_module(room.replace("/", "."))
    for name, module in given:
        assert getattr(package, name) is getattr(import_module(module), name)
    # A module of the same name would hide what the door exports as soon as it is imported.
    assert {name for name, _ in given} & {inside.rstrip("/").removesuffix(".py") for inside in rooms()[room]} == set()
    with pytest.raises(AttributeError, match="nobody_bears_this_name"):
        _ = package.nobody_bears_this_name


def test_the_doors_that_others_rely_on_are_open() -> None:
    relied_on = {
        "network.roads": "RoadGraph travel_times",
        "network.siting": "solve",
        "network.transit": "Timetable door_to_door",
    }
    assert all(hasattr(import_module(room), name) for room, names in relied_on.items() for name in names.split())


def test_importing_one_module_of_a_room_loads_no_other() -> None:
    lines = "import sys, network.siting.options; print([m for m in sys.modules if m.startswith('network.siting.')])"
    answer = subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert answer.strip() == "['network.siting.options']"
