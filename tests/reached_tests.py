"""Run the tests that a change reaches, the nearest first, as many as a time allows; which these are is worked out, not marked.

python tests/reached_tests.py               what differs from HEAD in the working tree
python tests/reached_tests.py --base main   and the commits since then
python tests/reached_tests.py --all         everything but browser, benchmarks and mutation
python tests/reached_tests.py --list        says what would run

A test file is reached when it imports a changed module, directly or by other modules, names a changed file in a string, or
is served by a changed conftest. Examples in docstrings are reached as their module is. Closeness is the number of
imports between. Time is reckoned by what each file took when it last ran, which pytest's cache keeps, and tests are
shared out among as many processes as there are cores.
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import ast
import functools
import os
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.shared_out import SHARED_OUT
from tests.timed import known_seconds

BUDGET_S = 90.0
_ALONE_S = 20.0  # so much one process does before two have started
_UNTIMED_S = 0.5  # for each test of a file that was never timed
_MOST_NAMED = 8
_ALWAYS = "tests/test_house.py"
_BROWSER = "tests/browser.py"


@dataclass(frozen=True)
class Tree:
    """The Python files of a checkout and what each rests on.

    Parameters
    ----------
    root
        The folder of the checkout.
    imports, rests_on
        By file: the files that it imports; these and the files that it names. All paths are relative to the root.
    """

    root: Path
    imports: Mapping[str, frozenset[str]]
    rests_on: Mapping[str, frozenset[str]]

    @functools.cached_property
    def tests(self) -> list[str]:
        """Files that pytest runs: tests, and modules with examples."""
        return [
            f for f in sorted(self.rests_on) if is_test(f) or (not f.startswith("tests/") and ">>> " in self.text(f))
        ]

    def text(self, file: str) -> str:
        """Read a file."""
        return (self.root / file).read_text(encoding="utf-8")

    def reached_by(self, changed: Iterable[str]) -> dict[str, int]:
        """Return the files of tests that changed files reach, with the number of imports between."""
        users: dict[str, set[str]] = defaultdict(set)
        for file, used in self.rests_on.items():
            for other in used:
                users[other].add(file)
        distance = dict.fromkeys(changed, 0)
        waiting = deque(distance)
        while waiting:
            file = waiting.popleft()
            for user in sorted(users[file] - distance.keys()):
                distance[user] = distance[file] + 1
                waiting.append(user)
        beside = {f"tests/{file}".rpartition("/")[0] for file, steps in distance.items() if steps == 0}
        # Tests mirror modules: those in the folder that mirrors a changed file's are near, however they come to it.
        return {
            t: min(distance[t], 1) if t.rpartition("/")[0] in beside else distance[t]
            for t in self.tests
            if t in distance
        }

    def heavy(self) -> set[str]:
        """Files of tests that drive a browser, run benchmarks or damage files by the hundred."""
        browser = {t for t in self.tests if _BROWSER in self.imports[t]}
        return browser | {t for t in self.tests if any(_is_long(other) for other in self.rests_on[t])}


def is_test(file: str) -> bool:
    """Return whether pytest takes a file for tests."""
    return file.startswith("tests/") and file.rpartition("/")[2].startswith("test_") and file.endswith(".py")


def _is_long(file: str) -> bool:
    return file.startswith("benchmarks/") or "mutation" in file.rpartition("/")[2]


def read_tree(root: Path, files: Iterable[str]) -> Tree:
    """Read what the Python files among the files of a checkout rest on."""
    known = set(files)
    parsed = {f: ast.parse((root / f).read_text(encoding="utf-8")) for f in known if f.endswith(".py")}
    modules = {module_of(f): f for f in parsed}
    by_name = _by_name(known)
    imports, rests_on = {}, {}
    for file, content in parsed.items():
        imports[file] = frozenset(modules[name] for name in _imports(content) if name in modules)
        used = imports[file] | {
            other for name in _named_paths(content) for other in by_name.get(name, ()) if not is_test(other)
        }
        used |= {c for c in _conftests(file) if c in known}
        rests_on[file] = frozenset(used - {file})
    return Tree(root, imports, rests_on)


def module_of(file: str) -> str:
    """Return the name by which a file is imported."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(content: ast.Module) -> Iterator[str]:
    """Yield the modules that are imported, and what may be one: a name that is imported from a package."""
    for node in ast.walk(content):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{a.name}" for a in node.names)


def _by_name(files: Iterable[str]) -> dict[str, set[str]]:
    """Return files by their names, and by the names of the folders around them in which no Python lies."""
    found: dict[str, set[str]] = defaultdict(set)
    modules = {file.rpartition("/")[0] for file in files if file.endswith(".py")}
    for file in files:
        found[file.rpartition("/")[2]].add(file)
        folder = file.rpartition("/")[0]
        while folder and folder not in modules:
            found[folder.rpartition("/")[2]].add(file)
            folder = folder.rpartition("/")[0]
    return found


def _named_paths(content: ast.Module) -> set[str]:
    """Return the last parts of paths that stand in strings: what is read or run by its path."""
    strings = (n.value for n in ast.walk(content) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {s.rpartition("/")[2] for s in strings if s and len(s) < 100}


def _conftests(file: str) -> Iterator[str]:
    folder = file
    while "/" in folder and is_test(file):
        folder = folder.rpartition("/")[0]
        yield f"{folder}/conftest.py"


def with_neighbours(changed: Iterable[str], files: Iterable[str]) -> set[str]:
    """Add what a change of a file that nobody imports by name means: data touches its folder, a door all behind it."""
    found = set(changed)
    for file in list(found):
        folder = file.rpartition("/")[0]
        if not folder or folder.startswith(("tests", "docs")):
            continue
        if file.endswith("/__init__.py"):
            found |= {f for f in files if f.startswith(f"{folder}/") and f.endswith(".py")}
        elif not file.endswith(".py"):
            found |= {f for f in files if f.rpartition("/")[0] == folder and f.endswith(".py")}
    return found


def nearest_within(
    reached: Mapping[str, int], seconds: Mapping[str, float], budget_s: float
) -> tuple[list[str], list[str]]:
    """Choose tests, the nearest first and of these the fastest, as many as the time allows; give these and the others."""
    chosen: list[str] = []
    left_out: list[str] = []
    used_s = 0.0
    for test in sorted(reached, key=lambda t: (reached[t], seconds[t], t)):
        fits = used_s + seconds[test] <= budget_s
        used_s += seconds[test] if fits else 0
        (chosen if fits else left_out).append(test)
    return chosen, left_out


def main() -> int:
    """Choose and run."""
    asked = _arguments()
    files = _git("ls-files", "--cached", "--others", "--exclude-standard")
    tree = read_tree(ROOT, [f for f in files if (ROOT / f).is_file()])
    heavy = tree.heavy()
    if asked.all:
        line = [*SHARED_OUT, *(f"--ignore={test}" for test in sorted(heavy))]
        say(f"all but {len(heavy)} files with a browser, a benchmark or a mutation")
    else:
        changed = {f for f in _git("diff", "--name-only", asked.base) if f in files} | set(_new_files())
        reached = {t: d for t, d in tree.reached_by(with_neighbours(changed, files)).items() if t not in heavy}
        reached[_ALWAYS] = 0
        seconds = {t: _seconds(tree, t) for t in reached}
        chosen, left_out = nearest_within(reached, seconds, asked.budget * (os.cpu_count() or 1))
        say(f"{len(changed)} files changed, {len(chosen) + len(left_out)} files of tests reached, {len(chosen)} run")
        if left_out:
            shown = ", ".join(left_out[:_MOST_NAMED])
            say(f"left out, {asked.budget:.0f} s are not enough: {len(left_out)} files, the nearest {shown}")
        line = [*(SHARED_OUT if sum(seconds[t] for t in chosen) > _ALONE_S else ()), *chosen]
    command = [sys.executable, "-m", "pytest", "-q", "-m", "not browser", *line]
    if asked.list:
        say(*line)
        return 0
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--base", default="HEAD", help="commit that the change is measured from (HEAD)")
    parser.add_argument("--all", action="store_true", help="whatever changed: all but browser, benchmarks, mutation")
    parser.add_argument("--list", action="store_true", help="print what would run")
    parser.add_argument(
        "--budget", type=float, default=BUDGET_S, metavar="S", help=f"seconds, all cores at work ({BUDGET_S:.0f})"
    )
    return parser.parse_args()


def _git(*text: str) -> list[str]:
    result = subprocess.run(
        ["git", "-c", "core.quotePath=false", *text], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return result.stdout.splitlines()


def _new_files() -> list[str]:
    return _git("ls-files", "--others", "--exclude-standard")


def _seconds(tree: Tree, test: str) -> float:
    """Return what a file of tests takes, as it was timed, else by the number of its tests."""
    found = known_seconds(tree.root).get(test)
    return found if found is not None else _UNTIMED_S * max(1, tree.text(test).count("def test_"))


def say(*lines: str) -> None:
    """Print at once, before pytest does."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
