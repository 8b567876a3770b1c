"""What the tests of maps share: a browser, the page that tries everything, the made-up region and its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from layers.base_map.region_files import RegionFiles, write_region_files
from tests.browser import Watched
from tests.layers.fake_region import fake_region

PAGE = Path(__file__).with_name("map_page.py")


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    return fake_region(tmp_path_factory.mktemp("region"), side=12, villages=40)


@pytest.fixture(scope="session")
def files(region: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> RegionFiles:
    return write_region_files(region, tmp_path_factory.mktemp("cache"))  # type: ignore[arg-type]  # what stands in for a region


@pytest.fixture(scope="module")
def map_address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_app(PAGE, KYOTEN_TEST_CACHE=str(tmp_path_factory.mktemp("page")))


@pytest.fixture
def table(map_address: str, open_page: Callable[..., Watched]) -> Watched:
    """Open the page with one map and wait until the map is there."""
    watched = open_page(map_address)
    watched.wait_for_map()
    watched.page.locator("#tell").wait_for()
    return watched
