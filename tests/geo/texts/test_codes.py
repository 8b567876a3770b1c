"""Codes at calls are literals; each exists, is asked for, and gets the parameters that its text takes."""

from __future__ import annotations

import ast
import functools
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import geo
from geo.texts.messages import catalogue

ROOT = Path(geo.__file__).resolve().parent.parent
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
NO_CODE = {"tests", "benchmarks", "docs"}
NOTICES = {code: text for code, (_, text) in catalogue("ja").notices.items()}
REFUSALS = dict(catalogue("ja").refusals)
TEXTS = {**NOTICES, **REFUSALS}


@dataclass(frozen=True)
class Asker:
    """A function or class that takes a code: where the code stands, and what it takes or adds besides the text's parameters."""

    home: str
    """Module in which it is defined."""
    texts: dict[str, str]
    position: int = 0
    own: frozenset[str] = frozenset()
    mapping_at: int | None = None
    """Where the parameters stand together, if they do."""
    names_only: bool = False
    """Whether it names a code that is asked for elsewhere, with the parameters."""


PLACE = frozenset({"file", "row", "field", "severity", "details"})
MESSAGES = "geo/texts/messages.py"
ASKERS = {
    "notice": Asker(MESSAGES, NOTICES, own=PLACE),
    "ValueRefusedError": Asker("geo/texts/errors.py", REFUSALS),
    "text": Asker(MESSAGES, TEXTS, mapping_at=1),
    "severity_of": Asker(MESSAGES, NOTICES, names_only=True),
    # functions that pass a code on
    "why_unreadable": Asker(
        "geo/files/xml_entities.py", NOTICES, position=2, own=frozenset({"code", "severity", "reason"})
    ),
    "not_negative": Asker("network/services/service_terms.py", REFUSALS, position=1, own=frozenset({"value"})),
    "_CellError": Asker("geo/files/columns.py", NOTICES, own=frozenset({"consequence"})),
    "Rule": Asker("geo/gtfs/rules/rule.py", NOTICES, names_only=True),
    "_kind_rule": Asker("geo/gtfs/rules/values.py", NOTICES, own=frozenset({"source", "value"})),
    "_notices": Asker("geo/gtfs/usable_calls.py", NOTICES, position=1, own=frozenset({"count", "ids"})),
    "_values": Asker("geo/region/roads/roads_graphml.py", REFUSALS, position=2, own=frozenset({"name", "cell"})),
    "_reason": Asker("geo/texts/reasons.py", REFUSALS),
    "usage_error": Asker("commands/options.py", NOTICES),
    "_cell_notice": Asker("importing/cells/counts.py", NOTICES, own=frozenset({"consequence"})),
}
# Calls whose code is no literal, by module: a code is passed on, or stands in a table of the same module.
PASSED_ON = {
    "commands/options.py": 1,
    "geo/files/columns.py": 1,
    "geo/files/xml_entities.py": 1,
    "geo/gtfs/rules/rule.py": 1,
    "geo/gtfs/rules/values.py": 2,
    "geo/gtfs/usable_calls.py": 1,
    "geo/region/roads/roads_graphml.py": 1,
    "geo/texts/errors.py": 1,
    "geo/texts/messages.py": 2,
    "geo/texts/reasons.py": 1,
    "importing/cells/counts.py": 1,
    "network/services/service_terms.py": 1,
    "plan/file/entry_error.py": 1,
}
TABLES = {
    "geo/texts/reasons.py": 3,
    "importing/files/table_shape.py": 1,
    "importing/layers/outliers.py": 1,
    "network/roads/connectivity.py": 1,
    "plan/scenario/scenario.py": 1,
    "plan/spheres/answer.py": 1,
}


@dataclass(frozen=True)
class Question:
    """A call that asks for a text."""

    place: str
    module: str
    asker: Asker
    codes: tuple[str, ...]
    """Empty where it is no literal."""
    given: frozenset[str]
    all_known: bool


@functools.cache
def modules() -> dict[str, ast.Module]:
    return dict(_modules())


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for top in sorted(ROOT.iterdir()):
        if (top / "__init__.py").exists() and top.name not in NO_CODE:
            for path in sorted(top.rglob("*.py")):
                yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
    for name in ("app.py", "cli.py"):
        yield name, ast.parse((ROOT / name).read_text(encoding="utf-8"))


def literals(node: ast.expr) -> tuple[str, ...]:
    """Strings that an expression is: itself, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.IfExp):
        sides = literals(node.body), literals(node.orelse)
        return (*sides[0], *sides[1]) if all(sides) else ()
    return ()


def keys_of(node: ast.expr, function: ast.AST) -> set[str] | None:
    """Keys of what is unpacked, where they stand as literals in the same function."""
    if isinstance(node, ast.Name):
        set_here = [
            n.value
            for n in ast.walk(function)
            if isinstance(n, ast.Assign | ast.AnnAssign)
            and any(
                isinstance(t, ast.Name) and t.id == node.id
                for t in (n.targets if isinstance(n, ast.Assign) else [n.target])
            )
        ]
        if len(set_here) != 1 or set_here[0] is None:
            return None
        node = set_here[0]
    if isinstance(node, ast.Dict) and all(isinstance(k, ast.Constant) for k in node.keys):
        return {str(k.value) for k in node.keys if isinstance(k, ast.Constant)}
    return None


def question(module: str, function: ast.AST, call: ast.Call, asker: Asker) -> Question | None:
    given, all_known = set(), True
    code: ast.expr | None = call.args[asker.position] if len(call.args) > asker.position else None
    for keyword in call.keywords:
        if keyword.arg is None:
            keys = keys_of(keyword.value, function)
            all_known = all_known and keys is not None
            given |= keys or set()
        elif keyword.arg == "code":
            code = keyword.value
        else:
            given.add(keyword.arg)
    if asker.mapping_at is not None:
        keys = keys_of(call.args[asker.mapping_at], function)
        all_known, given = keys is not None, keys or set()
    if code is None:
        return None
    return Question(f"{module}:{call.lineno}", module, asker, literals(code), frozenset(given), all_known)


def homes_of_imports(tree: ast.Module) -> dict[str, str]:
    """Return the file from which a module takes each name."""
    takes = (n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module)
    return {a.name: str(taken.module).replace(".", "/") + ".py" for taken in takes for a in taken.names}


def subclass_askers(trees: dict[str, ast.Module]) -> dict[str, Asker]:
    """Return the errors that are kinds of refused values; what they take by name is their own."""
    found = {}
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and "ValueRefusedError" in {getattr(b, "id", "") for b in node.bases}:
                made = [f.args for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "__init__"]
                own = {a.arg for args in made for a in (*args.args, *args.kwonlyargs)} - {"self"}
                found[node.name] = Asker(module, REFUSALS, own=frozenset(own))
    return found


@functools.cache
def asked() -> tuple[Question, ...]:
    trees = modules()
    askers = {**ASKERS, **subclass_askers(trees)}
    found = []
    for module, tree in trees.items():
        homes = homes_of_imports(tree)
        known = {name: a for name, a in askers.items() if a.home in (module, homes.get(name))}
        stack: list[tuple[ast.AST, ast.AST]] = [(tree, tree)]
        while stack:
            node, function = stack.pop()
            inside = node if isinstance(node, ast.FunctionDef | ast.ClassDef) else function
            stack += [(child, inside) for child in ast.iter_child_nodes(node)]
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name in known:
                assert isinstance(node, ast.Call)
                found.append(question(module, function, node, known[name]))
    return tuple(q for q in found if q is not None)


@functools.cache
def codes_in_tables() -> frozenset[str]:
    return frozenset(
        n.value
        for module in TABLES
        for n in ast.walk(modules()[module])
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value in TEXTS
    )


def parameters(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_codes_at_calls_are_literals_but_where_a_code_is_passed_on_or_stands_in_a_table() -> None:
    assert Counter(q.module for q in asked() if not q.codes) == Counter(PASSED_ON) + Counter(TABLES)


def test_every_code_asked_for_exists_in_its_part_of_the_catalogue() -> None:
    assert [(q.place, c) for q in asked() for c in q.codes if c not in q.asker.texts] == []


def test_every_code_of_the_catalogue_is_asked_for() -> None:
    used = {c for q in asked() if not q.asker.names_only for c in q.codes} | codes_in_tables()
    assert sorted(set(TEXTS) - used) == []


def test_every_text_gets_its_parameters_and_no_others() -> None:
    wrong = []
    for q in (q for q in asked() if q.codes and not q.asker.names_only):
        needed = [parameters(TEXTS[c]) for c in q.codes]
        more = q.given - q.asker.own - set().union(*needed)
        less = set().union(*needed) - q.given - q.asker.own if q.all_known else set()
        if more or less:
            wrong.append((q.place, q.codes, sorted(more), sorted(less)))
    assert wrong == []


def name_of(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def test_no_error_is_raised_with_a_sentence_of_its_own() -> None:
    raised = [
        (module, node.lineno)
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args
        for part in ast.walk(node.exc.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and JAPANESE.search(part.value)
        if name_of(node.exc.func).endswith("Error") and not isinstance(node.exc.args[0], ast.Call)
    ]
    assert raised == []


def test_codes_that_notices_are_compared_with_exist() -> None:
    compared = {
        c.value
        for tree in modules().values()
        for n in ast.walk(tree)
        if isinstance(n, ast.Compare) and isinstance(n.left, ast.Attribute) and n.left.attr == "code"
        for right in n.comparators
        for c in ast.walk(right)
        if isinstance(c, ast.Constant) and isinstance(c.value, str)
    }
    assert compared
    assert sorted(compared - set(TEXTS)) == []


@pytest.mark.parametrize(
    ("source", "codes", "given", "all_known"),
    [
        ('notice("a", file=f, count=3)', ("a",), frozenset({"file", "count"}), True),
        ('notice("a" if x else "b")', ("a", "b"), frozenset(), True),
        ("notice(code)", (), frozenset(), True),
        ('notice(code if x else "b")', (), frozenset(), True),
        ('notice("a", **{"count": 3})', ("a",), frozenset({"count"}), True),
        ('notice("a", **others)', ("a",), frozenset(), False),
    ],
)
def test_a_call_is_understood(source: str, codes: tuple[str, ...], given: frozenset[str], all_known: bool) -> None:
    tree = ast.parse(source)
    (call,) = (n for n in ast.walk(tree) if isinstance(n, ast.Call))
    found = question("m.py", tree, call, ASKERS["notice"])
    assert found is not None
    assert (found.codes, found.given, found.all_known) == (codes, given, all_known)
