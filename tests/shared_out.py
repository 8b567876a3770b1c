"""How tests are shared out among processes (pytest -n 2 --dist loadfile): by file, the browser's together, the longest first.

Files stay whole, so that what a module sets up is set up once. All tests with a browser are one group, so that one process
has a Chromium and the others have none. Which tests these are follows from the fixtures that they ask for, which only a
process that has collected them knows: each writes them down for the one that shares out.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import OrderedDict
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.timed import known_seconds

SHARED_OUT = ("-n", "auto", "--dist", "loadfile")
WITH_BROWSER = "browser"
_PLACE = "tests_with_a_browser"
_UNTIMED_S = 0.5  # for each test of a file that was never timed


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Start one process more than there are cores: the one with the browser waits for pages half of its time.

    A conftest.py imports this: it is asked before plugins are registered.
    """
    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else (os.cpu_count() or 1) + 1


def group_of(test: str, with_browser: Collection[str]) -> str:
    """Return the group that a test belongs to: the browser's, or its file's."""
    return WITH_BROWSER if test in with_browser else test.partition("::")[0]


def longest_first(
    groups: Mapping[str, dict[str, bool]], seconds: Mapping[str, float]
) -> OrderedDict[str, dict[str, bool]]:
    """Order groups of tests: the browser's, then by what they took when last timed, else by their number."""

    def order(group: tuple[str, dict[str, bool]]) -> tuple[bool, float]:
        name, tests = group
        return name != WITH_BROWSER, -seconds.get(name, _UNTIMED_S * len(tests))

    return OrderedDict(sorted(groups.items(), key=order))


class SharedOut:
    """A plugin of pytest that shares tests out."""

    def __init__(self) -> None:
        self._place: tempfile.TemporaryDirectory[str] | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """In a process with a share: write down which tests ask for a browser."""
        place = getattr(config, "workerinput", {}).get(_PLACE)
        if place is not None:
            asking = [item.nodeid for item in items if WITH_BROWSER in getattr(item, "fixturenames", ())]
            Path(place, f"{config.workerinput['workerid']}.json").write_text(json.dumps(asking), encoding="utf-8")  # type: ignore[attr-defined]  # what xdist adds

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a process where to write it."""
        self._place = self._place or tempfile.TemporaryDirectory()
        node.workerinput[_PLACE] = self._place.name

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:
        """Hand out whole groups, the longest first, so that none is left for the end; other ways of sharing as they are."""
        if config.getvalue("dist") != "loadfile" or self._place is None:
            return None
        from xdist.scheduler import LoadScopeScheduling

        place = Path(self._place.name)

        class ByGroup(LoadScopeScheduling):
            with_browser: frozenset[str] = frozenset()
            workqueue: OrderedDict[str, dict[str, bool]]

            def _split_scope(self, nodeid: str) -> str:
                return group_of(nodeid, self.with_browser)

            def _assign_work_unit(self, node: Any) -> None:
                self.workqueue = longest_first(self.workqueue, known_seconds(config.rootpath))
                super()._assign_work_unit(node)

            def schedule(self) -> None:
                lists = (json.loads(p.read_text(encoding="utf-8")) for p in place.glob("*.json"))
                self.with_browser = frozenset(test for tests in lists for test in tests)
                super().schedule()

        return ByGroup(config, log)

    def pytest_sessionfinish(self) -> None:
        """Clear away."""
        if self._place is not None:
            self._place.cleanup()
            self._place = None
