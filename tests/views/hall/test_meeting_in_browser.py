"""会場 in Chromium with an open question: the way in stays in sight, every tab is read without a serious fault, the hall ends with the app."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has none

from tests.browser import ROOT, Watched

pytestmark = pytest.mark.browser

TABS = ("問い", "地図", "来た人", "答えと言葉")
SETTLED_MS = 2_500
IN_SIGHT = """() => [...document.querySelectorAll('.ky-door img, .ky-door b')].map((e) => e.getBoundingClientRect())
    .every((r) => r.width > 100 && r.top >= 0 && r.bottom <= innerHeight && r.left >= 0 && r.right <= innerWidth)"""
TO_THE_END = "() => document.querySelectorAll('*').forEach((e) => { e.scrollTop = e.scrollHeight; })"


@pytest.fixture
def address(serve_app: Callable[..., str], tmp_path) -> str:
    return serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path))


def test_the_door_stays_in_sight_and_every_tab_can_be_read(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_page(address, "/hall?region=model_chiku")
    window.wait_for_answer()
    page = window.page
    page.get_by_role("button", name="集まりを始める").click()
    page.get_by_role("button", name="電話を受け付ける").click(timeout=60_000)
    page.locator(".ky-door b").wait_for(timeout=120_000)
    page.get_by_role("button", name="始める", exact=True).click()
    page.get_by_text("受付中").first.wait_for()
    for width, height in ((1366, 768), (1024, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(SETTLED_MS)
        page.evaluate(TO_THE_END)
        assert page.evaluate(IN_SIGHT), (width, height)
    for tab in TABS:
        page.get_by_role("tab", name=tab, exact=True).click()
        page.wait_for_timeout(SETTLED_MS)
        axe = Axe()
        for frame in page.frames:
            frame.evaluate(axe.axe_script)
        serious = [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in axe.run(page).response["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]
        assert serious == [], tab
