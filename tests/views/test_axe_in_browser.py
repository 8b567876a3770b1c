"""Every page of the app itself: axe-core finds no serious fault, the content policy refuses nothing, the whole town is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has none
from playwright.sync_api import Browser, expect

from tests.browser import ROOT, Watched, opened
from tests.views.table import PAGES, WITHOUT_MAP

pytestmark = pytest.mark.browser

SETTLED_MS = 1_500


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def walked(browser: Browser, address: str) -> Iterator[Watched]:
    """Return one window for all pages: turning to a page draws it as opening it does, without loading all scripts again."""
    with opened(browser, address, "/?region=sanson") as window:
        yield window


def turn(window: Watched, page: str) -> None:
    """Turn to a page by its link; the wall and the page before the first have no list of links."""
    before = len(window.failures)
    window.page.locator("iframe").evaluate_all("frames => frames.forEach(f => { f.dataset.before = 'yes' })")
    link = window.page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{PAGES[page]}$"))
    if link.is_visible() and link.get_attribute("aria-current") != "page":
        link.click()
        expect(window.page.locator("iframe[data-before]")).to_have_count(0, timeout=30_000)
    else:
        window.page.goto(f"{window.address}/{page}?region=sanson")
    window.wait_for_answer() if page in WITHOUT_MAP else window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
    assert [failure for failure in window.failures[before:] if "Content Security Policy" in failure] == []
    assert window.outside == []


@pytest.mark.parametrize("page", PAGES)
def test_no_serious_fault_and_nothing_of_its_own_is_refused(walked: Watched, page: str) -> None:
    window = walked
    turn(window, page)
    if page not in WITHOUT_MAP:
        assert window.in_map("map.kyoten.roadList.length") > 4000
    axe = Axe()
    for frame in window.page.frames:
        frame.evaluate(axe.axe_script)  # axe looks into a frame where it is there, too
    found = axe.run(window.page).response["violations"]
    serious = [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert serious == []


def test_the_address_of_hubs_opens_them(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_page(address, "/hubs?region=okuyama")
    window.wait_for_map()
    assert "奥山地区" in window.page.get_by_test_id("stSidebar").inner_text()
    assert window.page.get_by_text("誰が、どこへ、何分で行けるか").count() == 1
    assert window.page.get_by_role("dialog").count() == 0


def test_the_tab_key_passes_the_map_in_few_steps(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_page(address, "/?region=sanson")
    window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
    focused = "() => [document.activeElement.tagName, document.activeElement.innerText || '']"
    tags = []
    for _ in range(40):
        window.page.keyboard.press("Tab")
        tags.append(window.page.evaluate(focused)[0])
        if tags[-1] == "IFRAME":
            break
    assert tags[0] == "A"  # the page's own way to its middle comes first
    assert tags[-1] == "IFRAME"
    assert window.in_map("document.activeElement.textContent") == "地図を飛ばして次へ"
    window.page.keyboard.press("Enter")
    assert window.page.evaluate(focused)[0] not in ("IFRAME", "BODY")


def test_keys_count_while_the_map_has_the_focus(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_page(address, "/?region=okuyama")
    window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
    stars = window.map.locator(".leaflet-hubs-pane .kyoten-hub")
    before = stars.count()
    x, y = window.in_map("(() => { const p = map.getSize(); return [p.x * 0.62, p.y * 0.72]; })()")
    # Two quick clicks at two places are two wishes.
    for dx in (0, 60):
        window.map.locator("body").click(position={"x": x + dx, "y": y})
    expect(stars).to_have_count(before + 2)
    window.page.wait_for_timeout(SETTLED_MS)
    window.page.keyboard.press("Control+z")
    expect(stars).to_have_count(before + 1)
    window.page.wait_for_timeout(SETTLED_MS)
    window.page.keyboard.press("Control+y")
    expect(stars).to_have_count(before + 2)
    window.page.wait_for_timeout(SETTLED_MS)
    window.page.keyboard.press("Delete")
    expect(stars).to_have_count(before + 1)
    middle = window.in_map("map.getCenter().lng")
    window.page.keyboard.press("ArrowRight")
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map("map.getCenter().lng") > middle
