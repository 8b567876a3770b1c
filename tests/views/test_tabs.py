"""What waits for the map: it comes by itself, soon, and later than the map; the first of a session is waited for longest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import views.tabs
from layers.map_component.first_map import FirstMap
from tests.browser import Watched
from tests.views.small_region import write_small_region
from tests.views.table import Table

VALLEY_APP = Path(__file__).with_name("valley_app.py")
SOON_MS = 3_000


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return for how long maps were waited for, one after the other; nobody waits in fact."""
    found: list[float] = []

    def wait(first: FirstMap, most_s: float) -> None:
        found.append(most_s)
        first.is_over = True

    monkeypatch.setattr(views.tabs, "PATIENCE_S", 0.25)
    monkeypatch.setattr(views.tabs, "GAP_S", 0.01)
    monkeypatch.setattr(FirstMap, "wait", wait)
    monkeypatch.setattr(views.tabs, "time", SimpleNamespace(sleep=found.append))
    return found


def test_the_first_map_of_a_session_is_waited_for_longest(samples, waits):
    table = Table()
    assert waits == [0.25]
    table.run().go("compare").go("now").go("hubs")
    later = waits[1:]
    assert later == [0.01] * len(later)
    assert len(later) >= 4
    Table()
    assert waits == [0.25, *later, 0.25]


@pytest.mark.parametrize("page", ["now", "compare", "siting", "land", "routes", "isolated", "data"])
def test_every_page_with_a_map_gives_it_the_first_place(samples, page, waits):
    table = Table()
    table.app.session_state["first_map"] = FirstMap(None)
    waits.clear()
    table.go(page)
    assert waits == [0.25]


def test_what_stands_in_the_sidebar_follows_a_sessions_first_map_and_leads_later(samples, waits, monkeypatch):
    drawn: list[str] = []
    monkeypatch.setattr("views.hubs.page.pick_scenario", lambda: drawn.append("sidebar"))
    monkeypatch.setattr("views.hubs.page.show_hub_map", lambda *_: drawn.append("map"))
    table = Table()
    assert drawn == ["map", "sidebar"]
    drawn.clear()
    table.run()
    assert drawn == ["sidebar", "map"]


@pytest.mark.browser
def test_what_waits_comes_without_a_click(serve_app: Callable[..., str], open_page, tmp_path):
    write_small_region(tmp_path / "samples" / "tanima")
    address = serve_app(VALLEY_APP, KYOTEN_TEST_SAMPLES=str(tmp_path / "samples"), KYOTEN_HOME=str(tmp_path / "store"))
    for _ in ("a server that has just started", "a second session"):
        opened: Watched = open_page(address)
        opened.map.locator(".kyoten-ready").wait_for(timeout=60_000)
        opened.page.locator(".ky-figures").first.wait_for()
        opened.page.get_by_role("tab", name="増減").wait_for(timeout=SOON_MS)
        opened.page.get_by_text("近くなる：").wait_for(timeout=SOON_MS)
        opened.assert_quiet()
