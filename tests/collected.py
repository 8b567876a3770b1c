"""How many tests there are, docstring examples included: written down in collected.txt, and never fewer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

WRITTEN = Path("tests") / "collected.txt"
_FOUND = "tests_found"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count what was found, before anything is left out of it; a process with a share of the tests tells the one that reports."""
    if hasattr(config, "workeroutput"):
        config.workeroutput[_FOUND] = len(items)
    elif whole_suite(config):
        check_count(len(items), config.rootpath / WRITTEN, raise_it=config.getoption("raise_count", False))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Check what a process with a share of the tests has found; one that broke down has said nothing."""
    found = getattr(node, "workeroutput", {}).get(_FOUND)
    if found is not None and whole_suite(node.config):
        check_count(found, node.config.rootpath / WRITTEN, raise_it=node.config.getoption("raise_count", False))


def whole_suite(config: pytest.Config) -> bool:
    """Return whether everything was asked for; what is left out by name, mark or keyword is left out after the count."""
    narrowed = ("ignore", "ignore_glob", "lf", "last_failed", "stepwise")
    if any(config.getoption(name, None) for name in narrowed):
        return False
    asked = {(config.rootpath / path).resolve() for path in config.args}
    return asked == {(config.rootpath / path).resolve() for path in config.getini("testpaths")}


def check_count(found: int, written: Path, *, raise_it: bool) -> None:
    """Compare the number of tests found with the one written down; write the new one where it has grown and that is asked for.

    Raises
    ------
    pytest.UsageError
        When there are fewer.
    """
    known = int(written.read_text(encoding="utf-8"))
    if found < known:
        raise pytest.UsageError(f"{found} tests were found; {written.name} says {known}, and none may get lost")
    if found > known and raise_it:
        written.write_text(f"{found}\n", encoding="utf-8")
