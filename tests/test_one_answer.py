"""One answer to one question in the whole house: a second module that answers it is found on the syntax tree."""

from __future__ import annotations

import ast
import functools
import itertools
from collections.abc import Callable, Iterator

import pytest

from tests.test_house import ROOT, code_files

UTF_8 = {"utf-8", "utf-8-sig"}
"""What our own formats are written in, by their own standards: nothing has to be found out."""

READERS = {"open", "read_text", "read_csv", "str", "TextIOWrapper"}


def of_the_house() -> Iterator[tuple[str, ast.Module]]:
    """Yield every module of the rooms with its tree; benchmarks and what makes the samples run apart from them."""
    for path in code_files():
        if path.relative_to(ROOT).parts[0] not in ("benchmarks", "sample_regions"):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def named(call: ast.expr) -> str:
    return call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""


def decodes(node: ast.AST) -> bool:
    """Return whether bytes of another encoding than UTF-8, or of one that is found out, become text here."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return "codecs" in {*(alias.name for alias in node.names), getattr(node, "module", None)}
    if not isinstance(node, ast.Call):
        return False
    given = [k.value for k in node.keywords if k.arg == "encoding"]
    if named(node.func) == "decode" and isinstance(node.func, ast.Attribute):
        given += node.args[:1]
    elif named(node.func) not in READERS:
        return False
    return any(not (isinstance(value, ast.Constant) and value.value in UTF_8) for value in given)


WORKERS = {
    "Thread",
    "Timer",
    "ThreadPoolExecutor",
    "ProcessPoolExecutor",
    "Process",
    "Popen",
    "create_task",
    "to_thread",
}


def works_beside(node: ast.AST) -> bool:
    """Return whether a thread or a process is begun here; a lock is none."""
    return isinstance(node, ast.Call) and named(node.func) in WORKERS


def solves_integer_programmes(node: ast.AST) -> bool:
    """Return whether a solver is named here; assigning pairs is no programme."""
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        return node.module == "highspy" or (node.module == "scipy.optimize" and bool(names & {"milp", "linprog"}))
    return isinstance(node, ast.Import) and any(a.name in {"highspy", "pulp", "ortools"} for a in node.names)


def writes_time_of_day(node: ast.AST) -> bool:
    """Return whether hours and minutes are put together to a text here: two digits after a colon, or strftime.

    `geo.texts.clock` joins its parts, so that nowhere is right.
    """
    if isinstance(node, ast.Call) and named(node.func) == "strftime":
        return any(isinstance(a, ast.Constant) and ("%H" in str(a.value) or "%M" in str(a.value)) for a in node.args)
    if not isinstance(node, ast.JoinedStr):
        return False
    after_colon = [
        part
        for before, part in itertools.pairwise(node.values)
        if isinstance(before, ast.Constant) and str(before.value).endswith(":") and isinstance(part, ast.FormattedValue)
    ]
    return any(
        part.format_spec is not None and ast.unparse(part.format_spec).strip("f'\"") in ("02d", "02", "0>2")
        for part in after_colon
    )


QUESTIONS = (decodes, works_beside, solves_integer_programmes, writes_time_of_day)


@functools.cache
def answering_modules() -> dict[Callable[[ast.AST], bool], set[str]]:
    """Return the modules that answer each question; each module is read and walked once."""
    found: dict[Callable[[ast.AST], bool], set[str]] = {asked: set() for asked in QUESTIONS}
    for path, tree in of_the_house():
        for node in ast.walk(tree):
            for asked in QUESTIONS:
                if asked(node):
                    found[asked].add(path)
    return found


@pytest.mark.parametrize(
    ("is_answer", "homes"),
    [
        pytest.param(decodes, {"geo/files/encoding.py"}, id="decoder of text"),
        pytest.param(works_beside, {"plan/background.py", "hall/facilitator/process.py"}, id="background job"),
        pytest.param(solves_integer_programmes, {"network/milp.py"}, id="integer programmes"),
        pytest.param(writes_time_of_day, set(), id="writer of times of day"),
    ],
)
def test_one_module_answers(is_answer: Callable[[ast.AST], bool], homes: set[str]) -> None:
    assert answering_modules()[is_answer] == homes


@pytest.mark.parametrize(
    ("is_answer", "code", "expected"),
    [
        (decodes, "content.decode('cp932')", True),
        (decodes, "content.decode(encoding)", True),
        (decodes, "path.read_text(encoding='shift_jis')", True),
        (decodes, "pd.read_csv(path, encoding=found)", True),
        (decodes, "import codecs", True),
        (decodes, "content.decode(), content.decode('utf-8-sig'), path.read_text(encoding='utf-8')", False),
        (decodes, "words.encode('cp932'), pyogrio.read_dataframe(path, encoding=encoding)", False),
        (works_beside, "threading.Thread(target=work)", True),
        (works_beside, "ThreadPoolExecutor(4)", True),
        (works_beside, "threading.Lock(), threading.Event()", False),
        (solves_integer_programmes, "from scipy.optimize import milp", True),
        (solves_integer_programmes, "import highspy", True),
        (solves_integer_programmes, "from scipy.optimize import linear_sum_assignment", False),
        (writes_time_of_day, "f'{minutes // 60}:{minutes % 60:02d}'", True),
        (writes_time_of_day, "f'{hours:02}:{rest:02}:00'", True),
        (writes_time_of_day, "at.strftime('%H:%M')", True),
        (writes_time_of_day, "f'{year}-{month:02d}', f'{name}: {value:02.1f}', day.strftime('%Y%m%d')", False),
    ],
)
def test_an_answer_is_recognised(is_answer: Callable[[ast.AST], bool], code: str, *, expected: bool) -> None:
    assert any(is_answer(node) for node in ast.walk(ast.parse(code))) is expected
