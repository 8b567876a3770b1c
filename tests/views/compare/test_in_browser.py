"""比較 in a real Chromium: twin maps that move together, a handle that clips, figures in sight, and no word of English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.browser import MAP_FRAME, SEEN_WORDS, Watched
from tests.views.small_region import write_small_region

pytestmark = pytest.mark.browser

VALLEY_APP = Path(__file__).parents[1] / "valley_app.py"
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("valley")
    write_small_region(folder / "samples" / "tanima")
    return serve_app(VALLEY_APP, KYOTEN_TEST_SAMPLES=str(folder / "samples"), KYOTEN_HOME=str(folder / "store"))


@pytest.fixture
def table(address: str, open_page: Callable[..., Watched]) -> Iterator[Watched]:
    """Open the page with a second hub in its scenario, so that the two sides differ."""
    watched = open_page(address)
    watched.wait_for_map()
    x, y = watched.in_map("(() => { const p = map.latLngToContainerPoint([35.3001, 137.525]); return [p.x, p.y]; })()")
    box = watched.page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None
    watched.page.mouse.click(box["x"] + x, box["y"] + y)
    expect(watched.map.locator(".kyoten-hub-name")).to_have_count(2, timeout=PATIENCE_MS)
    watched.page.get_by_test_id("stSidebarNavLink").filter(has_text="比較").click()
    expect(watched.page.locator(".ky-compare table").first).to_be_visible(timeout=PATIENCE_MS)
    watched.wait_for_map()
    yield watched
    watched.assert_quiet()


def frame(table: Watched, number: int) -> FrameLocator:
    return table.page.frame_locator(MAP_FRAME).nth(number)


def view(table: Watched, number: int) -> list[float]:
    script = "() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]"
    return frame(table, number).locator("body").evaluate(script)


def test_twin_maps_open_whole_and_move_together(table):
    frame(table, 1).locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
    inside = "() => map.getBounds().contains(L.latLngBounds(map.kyoten.settings.home))"
    assert [frame(table, i).locator("body").evaluate(inside) for i in (0, 1)] == [True, True]
    before = view(table, 1)
    box = table.page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    table.page.mouse.move(*middle)
    table.page.mouse.down()
    table.page.mouse.move(middle[0] - 60, middle[1] + 30, steps=4)
    table.page.mouse.up()
    # Leaflet pans by whole pixels, so that maps of different widths may stand one pixel apart.
    pixel = 360 / (256 * 2 ** before[2]) * 1.01
    for _ in range(PATIENCE_MS // 500):  # the map glides on after the hand lets go
        table.page.wait_for_timeout(500)
        if view(table, 1) != before and view(table, 1) == pytest.approx(view(table, 0), abs=pixel):
            break
    assert view(table, 1) != pytest.approx(before, abs=10 * pixel)
    assert view(table, 1) == pytest.approx(view(table, 0), abs=pixel)


def test_the_handle_is_dragged_and_cuts_both_sides(table):
    table.page.get_by_text("めくる", exact=True).click()
    expect(table.page.locator(MAP_FRAME)).to_have_count(1, timeout=PATIENCE_MS)
    knob = table.map.locator(".kyoten-swipe button")
    expect(knob).to_be_visible(timeout=PATIENCE_MS)
    table.wait_for_map()
    expect(table.map.locator(".kyoten-swipe-left")).to_have_text("左：現況")
    expect(table.map.locator(".kyoten-swipe-right")).to_have_text("右：案1")
    assert table.map.locator(".leaflet-left-hubs-pane .kyoten-hub").count() == 1
    assert table.map.locator(".leaflet-right-hubs-pane .kyoten-hub").count() == 2

    before = cut(table)
    box = knob.bounding_box()
    assert box is not None
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    table.page.mouse.move(*at)
    table.page.mouse.down()
    table.page.mouse.move(at[0] + 140, at[1], steps=5)
    table.page.mouse.up()
    after = cut(table)
    assert after["left"] == pytest.approx(before["left"] + 140, abs=2)
    assert after["left"] == after["right"], "where the left side ends the right one begins"
    knob.press("ArrowLeft")
    assert cut(table)["left"] < after["left"]
    moved = table.in_map("map.getCenter().lng")
    table.in_map("void map.panBy([50, 0], {animate: false})")
    assert table.in_map("map.getCenter().lng") != moved
    assert cut(table)["line"] == pytest.approx(cut(table)["left"], abs=1), "the cut stays under the handle"


def cut(table: Watched) -> dict[str, float]:
    """Where the clips of both sides lie on the screen, and the line."""
    return table.in_map(
        "(() => { const x = (pane, corner) => { const p = map.getPane(pane).style.clipPath.match(/-?[0-9.]+px/g);"
        " return parseFloat(p[corner]) + map.layerPointToContainerPoint([0, 0]).x; };"
        " return { left: x('left-villages', 2), right: x('right-villages', 0),"
        " line: parseFloat(document.querySelector('.kyoten-swipe').style.left) }; })()"
    )


def test_maps_and_figures_are_in_sight_and_definitions_a_click_away(table):
    for number in (0, 1):
        box = table.page.locator(MAP_FRAME).nth(number).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768
    figures = table.page.locator(".ky-compare table").first.bounding_box()
    assert figures is not None
    assert figures["y"] < 260
    meaning = table.page.locator(".ky-compare details p").first
    expect(meaning).not_to_be_visible()
    table.page.locator(".ky-compare summary").first.click()
    expect(meaning).to_be_visible()
    assert "出典" in meaning.inner_text()


def test_no_english_is_left(table):
    for tab in ("誰が", "書き出し"):
        table.page.get_by_role("tab", name=tab, exact=True).click()
        table.page.wait_for_timeout(800)
        english = re.findall(r"[A-Za-z]{4,}", table.page.evaluate(SEEN_WORDS))
        assert set(english) <= {"Excel", "script", "alert"}
