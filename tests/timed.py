"""How long each test took when it last ran: kept in pytest's cache, so that a quick run can choose what fits its time."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from pathlib import Path

import pytest

_KEY = "kyoten/seconds"


class Timed:
    """A plugin of pytest that keeps the seconds of each test, its setting up and clearing away included."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a part of a test."""
        self._seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Keep what was timed beside what is known of other tests; a process with a share leaves it to the one that reports."""
        cache = getattr(session.config, "cache", None)  # none where pytest runs without its cache
        if cache is not None and self._seconds and not hasattr(session.config, "workerinput"):
            known = cache.get(_KEY, {})
            cache.set(_KEY, {**known, **{test: round(s, 3) for test, s in self._seconds.items()}})


@functools.cache
def known_seconds(root: Path) -> dict[str, float]:
    """Return the seconds of each file of tests, as far as they were timed in a checkout."""
    path = root / ".pytest_cache" / "v" / _KEY
    if not path.is_file():
        return {}
    found: dict[str, float] = defaultdict(float)
    for test, seconds in json.loads(path.read_text(encoding="utf-8")).items():
        found[test.partition("::")[0]] += seconds
    return dict(found)
