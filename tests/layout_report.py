"""The house as the tree has it: its folders, its modules, and small modules that only a neighbour uses.

``python tests/layout_report.py`` lists modules of under 60 lines whose only importer lies in the same folder. Each of them is
merged with that neighbour, or belongs to a kind that stays (`STAYS`), because what reads it looks for one file of each.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
SHORT_LINES = 60
NOT_THE_HOUSE = {"tests", "benchmarks", "docs"}
TESTED_ONE_BY_ONE = {"geo", "network", "importing", "plan", "layers", "reports", "hall"}

STAYS = {
    "views/*/page.py": "a page",
    "views/*": "a part of a page: one block of the screen a file",
    "commands/*": "a command",
    "plan/rules/*_rules.py": "rules",
    "geo/gtfs/rules/*": "rules",
    "geo/region/tables/*": "a table of the region folder",
    "plan/indicators/*_indicators.py": "indicators of one subject",
    "geo/osm/hours.py": "a rule: the hours that are simple enough to be read",
    "importing/office_tables/personal.py": "a rule: what tells who a person is",
    "layers/features/*": "a drawer: one kind of thing on the map",
    "layers/charts/*": "a drawer: one chart",
    "reports/plain_text/*": "one command's answer in plain words",
    "sample_regions/generator/regions/*": "an invented municipality",
}


def modules(root: Path = ROOT) -> list[str]:
    """List the house's modules as paths from the root, `__init__` left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.py"],
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout.decode()
    found = (name for name in sorted(set(listed.split("\0")) - {""}) if (root / name).is_file())
    return [
        name
        for name in found
        if "/" in name and name.partition("/")[0] not in NOT_THE_HOUSE and not name.endswith("__init__.py")
    ]


def rooms(root: Path = ROOT) -> dict[str, list[str]]:
    """Map each folder of code to what lies directly in it: modules by file name, rooms with a slash."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in modules(root):
        parts = PurePosixPath(name).parts
        for depth in range(1, len(parts)):
            inside = parts[depth] if depth == len(parts) - 1 else f"{parts[depth]}/"
            found["/".join(parts[:depth])].add(inside)
    return {folder: sorted(inside) for folder, inside in sorted(found.items())}


def importers(root: Path = ROOT) -> dict[str, set[str]]:
    """Map each module to the modules of the house that import it."""
    listed = modules(root)
    known = {name[:-3].replace("/", "."): name for name in listed}
    found: dict[str, set[str]] = {name: set() for name in listed}
    for name in [*listed, *(p.name for p in root.glob("*.py"))]:
        for node in ast.walk(ast.parse((root / name).read_text(encoding="utf-8"))):
            for target in _imported(node):
                if target in known and known[target] != name:
                    found[known[target]].add(name)
    return found


def _imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(source), names=names, level=0):
            return [source, *(f"{source}.{alias.name}" for alias in names)]
    return []


def why_it_stays(module: str) -> str | None:
    """Name the kind of modules that stay whatever their length; None where it is none of them."""
    return next((kind for pattern, kind in STAYS.items() if fnmatch(module, pattern)), None)


def small_modules_of_one_neighbour(root: Path = ROOT) -> dict[str, str]:
    """Map modules of under 60 lines to the neighbour that alone imports them, those that stay left out."""
    found = {}
    for module, users in importers(root).items():
        lines = len((root / module).read_text(encoding="utf-8").splitlines())
        alone = len(users) == 1 and {PurePosixPath(u).parent for u in users} == {PurePosixPath(module).parent}
        if lines < SHORT_LINES and alone and why_it_stays(module) is None:
            found[module] = min(users)
    return found


def untested_modules(root: Path = ROOT) -> list[str]:
    """List modules of the rooms that are tested one by one with neither a test file of their own nor a test that names them.

    A module's own test file stands at the same path under `tests`. A test names a module when it imports it, or something from
    it, or writes its dotted name as text.
    """
    tests = sorted((root / "tests").rglob("*.py"))
    named = {name for test in tests for name in _named(test)}
    return [
        module
        for module in modules(root)
        if module.partition("/")[0] in TESTED_ONE_BY_ONE
        and not (root / "tests" / module).with_name(f"test_{PurePosixPath(module).name}").is_file()
        and module[:-3].replace("/", ".") not in named
    ]


def _named(test: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(test.read_text(encoding="utf-8"))):
        found.update(_imported(node))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[\w.]+", node.value):
            found |= {node.value, node.value.rpartition(".")[0]}
    return found


if __name__ == "__main__":
    for module, neighbour in small_modules_of_one_neighbour().items():
        sys.stdout.write(f"{module}: only {neighbour} imports it\n")
