"""将来 in a real Chromium: the years are stepped through and played by keys alone, and the figures follow where they rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import ROOT, Watched

pytestmark = pytest.mark.browser

VALLEY_APP = Path(__file__).parents[1] / "valley_app.py"
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    samples = tmp_path_factory.mktemp("samples")
    (samples / "okuyama").symlink_to(ROOT / "sample_regions" / "okuyama")
    return serve_app(VALLEY_APP, KYOTEN_TEST_SAMPLES=str(samples), KYOTEN_HOME=str(tmp_path_factory.mktemp("store")))


@pytest.fixture
def table(address: str, open_page: Callable[..., Watched]) -> Iterator[Watched]:
    watched = open_page(address)
    watched.map.locator(".kyoten-ready").wait_for(
        timeout=4 * PATIENCE_MS
    )  # the first page of a server reads all there is
    watched.wait_for_map()
    watched.page.get_by_test_id("stSidebarNavLink").filter(has_text="将来").click()
    watched.map.locator(".kyoten-year-slider").wait_for(timeout=PATIENCE_MS)
    watched.wait_for_map()
    yield watched
    watched.assert_quiet()


def shown(table: Watched) -> int:
    """Return the year that the strip over the map shows."""
    return int(table.map.locator(".kyoten-year").inner_text(timeout=PATIENCE_MS).removesuffix("年"))


def answers_for(table: Watched, year: int) -> None:
    """Wait until the page's answer is that of a year."""
    expect(table.page.get_by_test_id("answer").first).to_contain_text(f"{year}年", timeout=PATIENCE_MS)


def colours(table: Watched) -> list[str]:
    return table.in_map("map.kyoten.circles.map((c) => c.options.fillColor)")


def years_of(table: Watched) -> list[int]:
    return table.in_map("map.kyoten.strip.years")


def focused(table: Watched, part: str) -> Locator:
    found = table.map.locator(part)
    found.focus()
    expect(found).to_be_focused()
    return found


def test_arrow_keys_step_through_the_years_and_the_answer_follows(table):
    years, before = years_of(table), colours(table)
    at = years.index(shown(table))
    focused(table, ".kyoten-year-slider")
    table.page.keyboard.press("Home")
    assert shown(table) == years[0]
    for step in (1, 2):
        table.page.keyboard.press("ArrowRight")
        assert shown(table) == years[step]
    answers_for(table, years[2])
    table.page.keyboard.press("ArrowLeft")
    assert shown(table) == years[1]
    answers_for(table, years[1])
    assert table.map.locator(".kyoten-year-slider").get_attribute("aria-valuetext") == f"{years[1]}年"
    table.page.keyboard.press("End")
    assert shown(table) == years[-1]
    answers_for(table, years[-1])
    assert (colours(table) == before) == (at == len(years) - 1), "the circles change with the year"


def test_the_years_are_played_and_stopped_by_keys(table):
    years = years_of(table)
    focused(table, ".kyoten-year-slider")
    table.page.keyboard.press("Home")
    answers_for(table, years[0])
    play = focused(table, ".kyoten-play")
    table.page.keyboard.press("Enter")
    expect(play).to_have_text("■ 止める")
    expect(table.map.locator(".kyoten-year")).to_have_text(f"{years[2]}年", timeout=PATIENCE_MS)
    expect(play).to_be_focused()
    table.page.keyboard.press("Space")
    expect(play).to_have_text("▶ 年を送る")
    rests = shown(table)
    assert rests > years[0]
    answers_for(table, rests)
    table.page.wait_for_timeout(2_500)  # more than two of its steps
    assert shown(table) == rests


def test_played_to_the_end_it_stops_by_itself_and_begins_anew(table):
    years = years_of(table)
    focused(table, ".kyoten-year-slider")
    table.page.keyboard.press("End")
    table.page.keyboard.press("ArrowLeft")
    play = focused(table, ".kyoten-play")
    table.page.keyboard.press("Space")
    expect(table.map.locator(".kyoten-year")).to_have_text(f"{years[-1]}年", timeout=PATIENCE_MS)
    expect(play).to_have_text("▶ 年を送る", timeout=PATIENCE_MS)
    answers_for(table, years[-1])
    table.page.keyboard.press("Space")
    expect(table.map.locator(".kyoten-year")).to_have_text(re.compile(rf"{years[0]}年|{years[1]}年"))
    table.page.keyboard.press("Space")
    expect(play).to_have_text("▶ 年を送る", timeout=PATIENCE_MS)
