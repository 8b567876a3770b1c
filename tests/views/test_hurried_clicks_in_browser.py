"""A hundred clicks in seven seconds, on the map and on buttons: screen, memory and disk hold the same afterwards."""

from __future__ import annotations

import random
import time

import pytest

from plan.figure_texts import figure
from plan.indicators.registry import indicator
from tests.test_app import FIGURES, MAP_FRAME, Valley, settle, shown_figures

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLICKS, SECONDS = 100, 7.0
REST_S, PATIENCE_S = 4.0, 120.0


@pytest.fixture(scope="module")
def valley(serve_app, tmp_path_factory):
    return Valley(tmp_path_factory.mktemp("valley"), serve_app)


@pytest.fixture
def table(valley, open_page):
    table = open_page(valley.address)
    settle(table)
    yield table
    table.assert_quiet()


def hurry(table) -> None:
    """Click at an even pace, whatever the page does meanwhile; each button is looked for where it stands at that moment."""
    chance = random.Random(19)
    frame = table.page.locator(MAP_FRAME).first.bounding_box()
    began = time.monotonic()
    for number in range(CLICKS):
        on = chance.choice(["map", "map", "undo", "redo"])
        if on == "map":
            across, down = chance.uniform(0.25, 0.8), chance.uniform(0.3, 0.8)
            table.page.mouse.click(frame["x"] + across * frame["width"], frame["y"] + down * frame["height"])
        else:
            table.page.evaluate(f"document.querySelector('.st-key-{on} button')?.click()")
        table.page.wait_for_timeout(max(0.0, began + (number + 1) * SECONDS / CLICKS - time.monotonic()) * 1000)


def at_rest(table, valley):
    """Wait until nothing has been saved for a while and the page says that it rests."""
    deadline, last, since = time.monotonic() + PATIENCE_S, None, time.monotonic()
    while time.monotonic() < deadline:
        running = table.page.locator("[data-testid=stStatusWidget]").count()
        now = ("?work=" in table.page.url or "&work=" in table.page.url) and valley.saved(table)
        if running or now != last:
            last, since = now, time.monotonic()
        if now and time.monotonic() - since > REST_S:
            return now
        table.page.wait_for_timeout(200)
    raise AssertionError("the page does not come to rest")


def wanted(valley, plan):
    current = valley.evaluation(plan)
    return [figure(indicator(i).compute(current), indicator(i).unit) for i in FIGURES]


def test_hurried_clicks_leave_screen_memory_and_disk_equal(table, valley):
    hurry(table)
    plan = at_rest(table, valley)
    hubs = plan.scenario("s1").hubs
    assert len(hubs) > 1
    assert len({hub.id for hub in hubs}) == len(hubs)
    on_map = table.in_map("Object.keys(map.kyoten.layers.hubs._layers).length")
    assert on_map == len(hubs)
    assert shown_figures(table) == wanted(valley, plan)
    # Memory: what is undone and done again is what was on disk, and nobody else has saved.
    table.page.locator(".st-key-undo button").click()
    before = at_rest(table, valley)
    assert before != plan
    table.page.locator(".st-key-redo button").click()
    assert at_rest(table, valley) == plan
    assert "別の画面" not in table.page.locator("body").inner_text()
    table.page.reload()
    settle(table)
    assert table.in_map("Object.keys(map.kyoten.layers.hubs._layers).length") == len(hubs)
    assert shown_figures(table) == wanted(valley, plan)
