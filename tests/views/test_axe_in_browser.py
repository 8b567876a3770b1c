"""axe-core finds no serious fault on any page: names, roles and labels of controls, and how dark the words are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has none
from playwright.sync_api import expect

from tests.browser import ROOT, Watched
from tests.views.table import PAGES, WITHOUT_MAP

pytestmark = pytest.mark.browser

SETTLED_MS = 1_500


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path_factory.mktemp("home")))


@pytest.mark.parametrize("page", PAGES)
def test_no_serious_fault(address: str, open_page: Callable[..., Watched], page: str) -> None:
    window = open_page(address, f"/{page}?region=sanson")
    window.wait_for_answer() if page in WITHOUT_MAP else window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
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
