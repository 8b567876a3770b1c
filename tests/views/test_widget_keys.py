"""Keys of widgets are written once, what a session holds has one door, and so have edits: read off the syntax tree."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TAKES_A_KEY_FIRST = {"Widget", "village_list", "read_selection", "answer_events", "show_map"}


def modules() -> dict[str, ast.Module]:
    """The syntax tree of each module of the pages, by dotted name."""
    paths = sorted((ROOT / "views").rglob("*.py"))
    return {".".join(p.relative_to(ROOT).with_suffix("").parts): ast.parse(p.read_text("utf-8")) for p in paths}


def pattern(node: ast.AST) -> str | None:
    """What a literal key looks like, with a hole for each part that is filled in; None for what is no literal."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
    return None


def key_arguments(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (k.value for k in node.keywords if k.arg == "key")
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in TAKES_A_KEY_FIRST:
                yield from node.args[:1]


def constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Values that a module gives to names, by name."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            (target,) = node.targets
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            found |= {name.id: value for name, value in pairs if isinstance(name, ast.Name)}
    return found


def imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    return {
        a.asname or a.name: (node.module or "", a.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for a in node.names
    }


def places_of_keys(trees: dict[str, ast.Module]) -> dict[str, set[tuple[str, int]]]:
    """Where each literal key is written."""
    values = {name: constants(tree) for name, tree in trees.items()}
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for name, tree in trees.items():
        origins = imported(tree)
        for argument in key_arguments(tree):
            home, node = name, argument
            if isinstance(node, ast.Name):
                home, own = (name, node.id) if node.id in values[name] else origins.get(node.id, ("", ""))
                node = values.get(home, {}).get(own, node)
            if (key := pattern(node)) is not None:
                found[key].add((home, node.lineno))
    return found


def test_every_literal_key_is_written_once():
    found = places_of_keys(modules())
    assert {"online", "colour", "route_direction", "tools", "changes", "siting_fixed"} <= set(found)
    assert {key: places for key, places in found.items() if len(places) > 1} == {}


def test_a_key_that_is_written_twice_is_found():
    twice = {"a": ast.parse('st.button("x", key="k")\nONE = "k"'), "b": ast.parse("from a import ONE\nf(key=ONE)")}
    assert places_of_keys(twice) == {"k": {("a", 1), ("a", 2)}}
    holes = {"a": ast.parse('f(key=f"{x}-k")\n\ng(key=f"{y}-k")')}
    assert places_of_keys(holes) == {"{}-k": {("a", 1), ("a", 3)}}


def test_what_a_session_holds_has_one_door():
    touching = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "session_state"
    }
    assert touching == {"views.session", "views.widget_state"}


def test_edits_have_one_door():
    steps = {"doing", "undone", "redone", "become"}
    calling = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in steps
    }
    assert calling == {"views.editing"}
