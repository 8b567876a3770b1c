"""What a docstring, a comment or a document names stands there: modules, what they hold, files and folders."""

from __future__ import annotations

import ast
import builtins
import contextlib
import functools
import importlib
import importlib.util
import io
import re
import subprocess
import tokenize
import types
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    "geo", "network", "importing", "plan", "layers", "reports", "hall", "views", "commands", "sample_regions", "benchmarks",
    "tests",
)  # fmt: skip
OTHER_FOLDERS = ("docs", ".ci", ".github", ".streamlit")
DOCUMENTS = (".md", ".toml", ".yml", ".yaml", ".cff", ".txt")

DOTTED = re.compile(rf"(?<![\w./`-])`?((?:{'|'.join(FOLDERS)})(?:\.\w+)+)(?![\w/*(-])")
PATH = re.compile(rf"(?<![\w./~-])((?:{'|'.join(map(re.escape, (*FOLDERS, *OTHER_FOLDERS)))})/[\w./*-]*[\w/*])")
TICKED = re.compile(r"(?<!`)`([A-Za-z_]\w*(?:\.\w+)+)`(?!`)")
FILE_NAME = re.compile(r".+\.(py|csv|json|toml|md|txt|zip|png|pbf|osm|gz|gpkg|geojson|graphml|pdf|xlsx|cff|css|js|yml)")
ALIASES = {"st": "streamlit", "pd": "pandas", "np": "numpy", "gpd": "geopandas", "nx": "networkx"}
FOREIGN = {"PMedian.from_cost_matrix", "pulp.HiGHS", "server.address"}
"""Of spopt and PuLP, which benchmarks run elsewhere; a setting of Streamlit."""

OTHERWISE_TESTED = ("worked_examples.md", "plan_file.md")
"""Examples make files that aren't there yet, and are run; the page of the plan file is made from its value types."""


class Mention(NamedTuple):
    """A text of a file that is read by people, and the line at which it begins."""

    file: str
    line: int
    text: str


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name.endswith(suffixes)]
    return [path for path in paths if path.is_file()]


def texts_of_code(path: Path) -> Iterator[Mention]:
    """Docstrings, also those of constants, and comments."""
    source = path.read_text(encoding="utf-8")
    file = str(path.relative_to(ROOT))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield Mention(file, node.lineno, node.value.value)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Mention(file, token.start[0], token.string)


def texts_of_documents() -> Iterator[Mention]:
    """Documents line by line, settings included; data of samples and reference values are none."""
    for path in tracked(*DOCUMENTS):
        if path.name not in OTHERWISE_TESTED and path.relative_to(ROOT).parts[0] not in (
            "sample_regions",
            "tests",
            "geo",
        ):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                yield Mention(str(path.relative_to(ROOT)), number, line)


def all_texts() -> Iterator[Mention]:
    for path in tracked(".py"):
        yield from texts_of_code(path)
    yield from texts_of_documents()


@functools.cache
def names_in(path: Path) -> dict[str, frozenset[str]]:
    """What a module holds: each name with the names inside it; what a door imports for type checkers alone counts too."""
    held: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            set_in_methods = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute) and written_to_self(n)}
            held.setdefault(node.name, set()).update(set_in_methods, *map(defined, node.body))
        for name in defined(node):
            held.setdefault(name, set())
    return {name: frozenset(inside) for name, inside in held.items()}


def written_to_self(node: ast.Attribute) -> bool:
    return isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == "self"


def defined(node: ast.AST) -> set[str]:
    """Names that a statement defines."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Assign(targets=targets):
            return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(alias.asname or alias.name).partition(".")[0] for alias in names}
    return set()


@functools.cache
def modules_by_name() -> dict[str, tuple[Path, ...]]:
    found: dict[str, tuple[Path, ...]] = {}
    for path in tracked(".py"):
        found[path.stem] = (*found.get(path.stem, ()), path)
    return found


@functools.cache
def classes_by_name() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for path in tracked(".py"):
        for name, inside in names_in(path).items():
            found[name] = found.get(name, frozenset()) | inside
    return found


@functools.cache
def attributes() -> frozenset[str]:
    """What any class of the house has: what a docstring may say of an argument."""
    return frozenset().union(*classes_by_name().values())


def stands_in_the_house(dotted: str) -> bool:
    """Whether a full name (``geo.region.region.Region.villages``) leads through folders and modules to what they hold."""
    at, parts = ROOT, dotted.split(".")
    while parts and (at / parts[0]).is_dir():
        at = at / parts.pop(0)
    if parts and (at / f"{parts[0]}.py").is_file():
        at = at / f"{parts.pop(0)}.py"
    elif parts:
        at = at / "__init__.py"
    return not parts or (at.is_file() and holds(names_in(at), parts))


def holds(names: dict[str, frozenset[str]], parts: list[str]) -> bool:
    first, *inside = parts
    return first in names and len(inside) <= 1 and (not inside or inside[0] in names[first])


@functools.cache
def arguments(file: str) -> frozenset[str]:
    """What the functions and classes of a file are given; of a document nothing."""
    if not file.endswith(".py"):
        return frozenset()
    nodes = list(ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))))
    fields = {node.target.id for node in nodes if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    return frozenset(fields | {node.arg for node in nodes if isinstance(node, ast.arg)})


def stands_somewhere(dotted: str, file: str) -> bool:
    """Whether a short name is known: of a module, a class or an argument of the house, a library or a setting."""
    first, *rest = dotted.split(".")
    if any(holds(names_in(path), rest) for path in modules_by_name().get(first, ())):
        return True
    if rest[0] in classes_by_name().get(first, frozenset()):
        return True
    if first in arguments(file) and len(rest) == 1 and rest[0] in attributes():
        return True
    return stands_in_a_library(dotted) or stands_in_the_browser(dotted) or dotted in FOREIGN


def stands_in_a_library(dotted: str) -> bool:
    first, *rest = dotted.split(".")
    at: object = builtins
    module = ALIASES.get(first, first)
    if not hasattr(builtins, first):
        if importlib.util.find_spec(module) is None:
            return False
        at = importlib.import_module(module)
    else:
        rest = [first, *rest]
    for name in rest:
        if not hasattr(at, name) and isinstance(at, types.ModuleType):
            with contextlib.suppress(ModuleNotFoundError):
                importlib.import_module(f"{at.__name__}.{name}")
        if not hasattr(at, name):
            return False
        at = getattr(at, name)
    return True


def stands_in_the_browser(dotted: str) -> bool:
    name = re.sub(r"^Kyoten\.", "K.", dotted)  # its own scripts call it K
    return any(name in script.read_text(encoding="utf-8") for script in (ROOT / "layers" / "web").glob("*.js"))


def stands_as_path(path: str) -> bool:
    return any(ROOT.glob(path.rstrip("/"))) if "*" in path else (ROOT / path).exists()


def faults(mention: Mention) -> list[str]:
    """Names in a text that stand nowhere."""
    full = {name for name in DOTTED.findall(mention.text) if not FILE_NAME.fullmatch(name)}
    short = {
        n for n in TICKED.findall(mention.text) if n.partition(".")[0] not in FOLDERS and not FILE_NAME.fullmatch(n)
    }
    paths = {path for path in PATH.findall(mention.text) if not re.search(r"[A-Z]{3}", path.rpartition("/")[2])}
    return sorted(
        {name for name in full if not stands_in_the_house(name)}
        | {name for name in short if not stands_somewhere(name, mention.file)}
        | {path for path in paths if not stands_as_path(path)}
    )


def test_what_is_named_exists() -> None:
    wrong = [f"{m.file}:{m.line} {name}" for m in all_texts() for name in faults(m)]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "As in `geo.region.nowhere`.",
        "geo.errors.RequestError",
        "`geo.texts.errors.NoSuchError`",
        "`plan.applied.EffectiveScenario.no_such_field`",
        "`EffectiveScenario.no_such_field`",
        "`gone_module.function`",
        "`part.on_side`",
        "`scipy.optimize.no_such_function`",
        "see docs/no_such_page.md",
        "`geo/reference/*.yaml`",
        "the folder `plan/data/`",
    ],
)
def test_a_name_that_stands_nowhere_is_seen(text: str) -> None:
    assert faults(Mention("docs/x.md", 1, text)) != []


@pytest.mark.parametrize(
    "text",
    [
        "`geo.region.region.Region`",
        "geo.texts.errors.RequestError",
        "`network.siting`",
        "`Region.villages`",
        "`scipy.sparse.csgraph.dijkstra`",
        "`str.format_map`",
        "`docs/rules.md`, `geo/reference/*.toml`, `plan/rules/`",
        "`benchmarks/NAME.py` and region.toml, https://example.org/geo.x/docs/y",
    ],
)
def test_a_name_that_stands_is_none(text: str) -> None:
    assert faults(Mention("docs/x.md", 1, text)) == []
