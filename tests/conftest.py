"""What every test may ask for: real data, a browser, and random examples that are the same on every machine.

Where the real data is present everything can be tested, so a skipped test is turned into a failure there.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import tests.collected
from tests.browser import browser, open_page, serve_app  # noqa: F401  (fixtures: one browser for all tests)
from tests.shared_out import SharedOut, pytest_xdist_auto_num_workers  # noqa: F401  (a hook)
from tests.timed import Timed

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def real_data_folder() -> Path | None:
    """Find the published data: KYOTEN_REAL_DATA, else ../shared/data beside the repository, else nothing."""
    named = os.environ.get("KYOTEN_REAL_DATA")
    if named:
        if not Path(named).is_dir():
            raise pytest.UsageError(f"KYOTEN_REAL_DATA names no folder: {named}")
        return Path(named)
    beside = ROOT.parent / "shared" / "data"
    return beside if beside.is_dir() else None


REAL_DATA = real_data_folder()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of published data; a test that asks for it is skipped where it is absent."""
    if REAL_DATA is None:
        pytest.skip("no published data: ../shared/data is absent and KYOTEN_REAL_DATA is not set")
    return REAL_DATA


@pytest.fixture(scope="session", autouse=True)
def store_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests, and the servers that they start, away from the user's own saved work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KYOTEN_HOME", str(tmp_path_factory.mktemp("store")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the number of tests be written down anew where it has grown."""
    parser.addoption("--raise-count", action="store_true", help="write the number of tests into tests/collected.txt")


def pytest_configure(config: pytest.Config) -> None:
    """Count the tests of whole runs, since none may get lost; time them, so that a quick run can choose; share them out."""
    config.pluginmanager.register(tests.collected, "collected")
    config.pluginmanager.register(Timed(), "timed")
    config.pluginmanager.register(SharedOut(), "shared-out")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for examples in docstrings in the code, not in what the tests bring along (pages to serve, made-up regions)."""
    brought_along = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if brought_along and (ROOT / "tests") in collection_path.parents else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked real_data where there is none, and mark what asks for real data or a browser."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "real_data" in fixtures:
            item.add_marker("real_data")
        if "browser" in fixtures:
            item.add_marker("browser")
        if REAL_DATA is None and item.get_closest_marker("real_data"):
            item.add_marker(pytest.mark.skip(reason="no published data: ../shared/data is absent"))


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what lives to the end anyway: modules, and thousands of collected tests."""
    gc.collect()
    gc.freeze()


def fail_if_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that keeps its reason; expected failures (xfail) stay what they are."""
    if REAL_DATA is None or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"skipped, though the real data is present and everything can be tested: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let no test be skipped unseen."""
    report = yield
    fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let no module be skipped unseen."""
    report = yield
    fail_if_skipped(report)
    return report
