"""No word of English on the pages that have no map, in their lists and in their fields, seen in Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import SEEN_WORDS, Watched
from tests.views.small_region import write_small_region
from tests.views.table import PAGES, WITHOUT_MAP

pytestmark = pytest.mark.browser

APP = Path(__file__).with_name("valley_app.py")
PATIENCE_MS, HEARD_MS = 120_000, 500
FILES_AND_NAMES = {
    "script",
    "alert",
    "kyoten",
    "batch",
    "parquet",
    "Excel",
    "HTML",
    "QGIS",
    "Ctrl",
    "GTFS",
    "GeoJSON",
    "GeoPackage",
}


@pytest.fixture
def table(serve_app: Callable[..., str], open_page: Callable[..., Watched], tmp_path: Path) -> Iterator[Watched]:
    write_small_region(tmp_path / "samples" / "tanima")
    address = serve_app(APP, KYOTEN_TEST_SAMPLES=str(tmp_path / "samples"), KYOTEN_HOME=str(tmp_path / "store"))
    watched = open_page(address)
    watched.page.set_default_timeout(PATIENCE_MS)
    watched.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)  # on a busy machine the first page takes long
    watched.wait_for_map()
    make = watched.page.get_by_role("button", name="案を作る")
    if make.count():
        make.first.click()
    yield watched
    watched.assert_quiet()


def english(page: Page) -> set[str]:
    return set(re.findall(r"[A-Za-z]{4,}", page.evaluate(SEEN_WORDS))) - FILES_AND_NAMES


NAMES = """() => [...document.querySelectorAll('[aria-label], [title], [aria-roledescription]')].flatMap((one) =>
    ['aria-label', 'title', 'aria-roledescription'].filter((name) => one.tagName !== 'IFRAME' || name !== 'title')
      .map((name) => one.getAttribute(name) ?? ''))"""
"""What controls are called for the ear, and what is shown when the hand rests on them; a map's frame is found by its title, and has
another name for the ear."""


def spoken_english(page: Page) -> set[str]:
    page.wait_for_timeout(HEARD_MS)
    names = [name for frame in page.frames for name in frame.evaluate(NAMES)]
    return {name for name in names if set(re.findall(r"[A-Za-z]{4,}", name)) - FILES_AND_NAMES}


def go(table: Watched, page: str) -> None:
    table.page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{PAGES[page]}$")).click()
    expect(
        table.page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{PAGES[page]}$"))
    ).to_have_attribute("aria-current", "page", timeout=30_000)
    table.wait_for_answer()


def test_pages_without_a_map_speak_japanese_alone(table: Watched) -> None:
    for page in sorted(WITHOUT_MAP):
        go(table, page)
        assert english(table.page) == set(), page


def test_what_is_heard_is_japanese_on_every_page(table: Watched) -> None:
    assert table.page.evaluate("document.documentElement.lang") == "ja"
    for page in sorted(PAGES, key=lambda page: page == "projection"):  # the wall has no list of pages to go on by
        go(table, page)
        assert spoken_english(table.page) == set(), page
    frame = table.page.locator("iframe").first
    assert frame.count() == 0 or frame.get_attribute("aria-label") == "地図"


def test_what_opens_is_heard_in_japanese(table: Watched) -> None:
    """Lists and days: they are put into the page once they open."""
    table.page.get_by_test_id("stSidebar").get_by_test_id("stSelectbox").first.locator("input").click()
    expect(table.page.get_by_role("option").first).to_be_visible(timeout=PATIENCE_MS)
    assert spoken_english(table.page) == set()
    table.page.keyboard.press("Escape")
    go(table, "organisation")
    table.page.get_by_role("tab", name="税", exact=True).click()
    day = table.page.locator("[data-testid=stDateInput] button").first
    day.click(timeout=PATIENCE_MS)
    expect(table.page.get_by_role("grid").first).to_be_visible(timeout=PATIENCE_MS)
    assert spoken_english(table.page) == set()


def test_a_day_that_is_not_chosen_is_asked_for_in_japanese(table: Watched) -> None:
    go(table, "organisation")
    table.page.get_by_role("tab", name="税", exact=True).click()
    year = table.page.locator("[data-testid=stDateInput] [data-placeholder][data-type=year]").first
    expect(year).to_be_visible(timeout=PATIENCE_MS)
    assert english(table.page) == set()
    assert year.evaluate("e => getComputedStyle(e, '::after').content") == '"年"'
