"""候補を探す and 道が切れたら in a real Chromium: search, progress, stop, take over, undo; a stretch picked in the list and closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import ROOT, SEEN_WORDS, Watched
from tests.views.small_region import write_small_region

pytestmark = pytest.mark.browser

PATIENCE_MS = 90_000
VALLEY_APP = Path(__file__).parents[1] / "valley_app.py"


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=None)


def rest(table: Watched) -> None:
    """Wait until the map has its roads, however busy the machine is."""
    table.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
    table.wait_for_map()


def go(table: Watched, page: str) -> None:
    table.page.get_by_test_id("stSidebarNavLink").filter(has_text=page).click()
    expect(
        table.page.locator("h1").filter(has_text="拠点をどこに" if "探す" in page else "道が切れたら")
    ).to_be_visible()
    rest(table)


def ask_what_takes_long(table: Watched) -> None:
    """Give hubs hardly more room than there are people: proving that takes a quarter of a minute at least."""
    table.page.get_by_text("そのほかの条件", exact=True).click()
    room = table.page.get_by_label("拠点一か所の定員（人、0 は決めない）")
    room.fill("2800")
    room.press("Enter")
    expect(table.page.get_by_text("条件が変わりました")).to_be_visible()


def test_a_search_is_seen_stopped_taken_over_and_undone(serve_app, tmp_path, open_page: Callable[..., Watched]):
    table = open_page(serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path)))
    rest(table)
    go(table, "候補を探す")
    page = table.page
    answer, stop = page.get_by_test_id("answer"), page.get_by_role("button", name="止める")
    search, adopt = (
        page.get_by_role("button", name="探す", exact=True),
        page.get_by_role("button", name="この組合せを案にする"),
    )
    scenario = page.get_by_test_id("stSidebar").get_by_role("combobox").first
    before = scenario.input_value()

    search.click()
    expect(stop).to_be_visible()
    expect(answer).to_contain_text("条件に合う候補の組合せは")
    expect(stop).to_have_count(0)
    expect(answer).to_contain_text("これより良い組合せがないことを確かめました")
    expect(page.locator(".ky-card")).to_have_count(4)
    expect(table.map.locator(".kyoten-hub-name")).to_have_count(3)
    english = re.findall(r"[A-Za-z]{4,}", page.evaluate(SEEN_WORDS))
    assert set(english) <= {"Ctrl"}
    assert "最適" not in page.evaluate(SEEN_WORDS)

    adopt.click()
    expect(scenario).to_have_value(re.compile("候補の組合せ 3か所"))
    page.get_by_role("button", name="元に戻す").click()
    expect(scenario).to_have_value(before)

    ask_what_takes_long(table)
    search.click()
    # Stopped before anything is found there would be nothing to take over.
    expect(page.get_by_text("見つけた値")).to_be_visible()
    stop.click()
    expect(page.get_by_text("途中で止めました")).to_be_visible()
    expect(adopt).to_be_enabled()
    table.assert_quiet()


def test_a_stretch_is_picked_in_the_list_and_closed(serve_app, tmp_path, open_page: Callable[..., Watched]):
    samples = tmp_path / "samples"
    write_small_region(samples / "tanima")
    address = serve_app(VALLEY_APP, KYOTEN_TEST_SAMPLES=str(samples), KYOTEN_HOME=str(tmp_path / "store"))
    table = open_page(address)
    rest(table)
    go(table, "道が切れたら")
    start = table.in_map("map.getZoom()")
    grid = table.page.get_by_test_id("stDataFrame").first
    box = grid.bounding_box()
    assert box is not None
    table.page.mouse.click(box["x"] + 16, box["y"] + 36 + 15)
    expect(table.map.locator(".kyoten-isolated")).to_contain_text("切れると")
    table.page.wait_for_timeout(1500)
    assert table.in_map("map.getZoom()") > start
    cut = table.map.locator(".leaflet-closures-pane .kyoten-closed-road")
    expect(cut).to_have_count(0)
    table.page.get_by_role("button", name="この区間を通れないことにする").click()
    expect(cut.first).to_be_visible()
    expect(table.page.get_by_test_id("answer")).to_contain_text("閉じた道のために、今")
    table.page.get_by_role("button", name="元に戻す").click()
    expect(cut).to_have_count(0)
    table.assert_quiet()
