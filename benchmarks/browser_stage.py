"""The app in a browser with clocks in its page and in its map, and the hands that press, drag and type there."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.browser import MAP_FRAME, open_list  # noqa: E402

# Places spread over the screen: by roads, where no village, facility, site, hub or control stands to catch a click; or at today's
# stops, for a hub that is dragged and that people shall reach by bus.
FREE_PLACES = """
    const stops = map.kyoten.parts.buses;
    const byRoads = map.kyoten.roadList.map((road) => road.line[0]);
    const candidates = AT_STOPS ? stops.lat.map((lat, i) => [lat, stops.lon[i]]) : byRoads;
    const k = map.kyoten, size = map.getSize(), taken = [];
    for (const name of AT_STOPS ? [] : ['villages', 'facilities', 'sites', 'hubs']) {
      const part = k.parts[name];
      if (part) part.lat.forEach((lat, i) => taken.push(map.latLngToContainerPoint([lat, part.lon[i]])));
    }
    const free = [];
    for (const place of candidates) {
      const { x, y } = map.latLngToContainerPoint(place);
      if (x < 80 || y < 90 || x > size.x - 40 || y > size.y - 60) continue;
      const over = document.elementFromPoint(x, y);
      const taboo = AT_STOPS ? '.leaflet-control' : '.leaflet-control, .leaflet-marker-pane, .leaflet-hubs-pane';
      const bare = over && !over.closest(taboo);
      if (bare && [...taken, ...free].every((p) => Math.hypot(p.x - x, p.y - y) > 26)) free.push({ x, y });
    }
    return free;
"""
WATCH_EVENTS = """
    for (const kind of ['click', 'mouseup', 'keydown']) {
      window.addEventListener(kind, (e) => { window.eventAt = performance.timeOrigin + e.timeStamp; }, true);
    }
"""
WATCH_MAP = (
    WATCH_EVENTS
    + """
    const now = () => performance.timeOrigin + performance.now();
    map.on('kyoten:changed', () => requestAnimationFrame(() => { window.changedAt = now(); }));
    // What the map draws by itself, before anybody has answered.
    const villages = map.kyoten?.renderers.villages, redraw = villages?._redraw;
    if (villages) villages._redraw = function () { redraw.call(this); window.redrawnAt ??= now(); };
"""
)
HUB_AT = """(() => {
    const hubs = map.kyoten.parts.hubs;
    return map.latLngToContainerPoint([hubs.lat[0], hubs.lon[0]]);
})()"""
# The big figures. Tables are painted on canvases; the text they keep for screen readers comes by a clock of their own, later.
WATCH_FIGURES = """() => {
    const words = () => [...document.querySelectorAll('.ky-figures')].map((e) => e.textContent).join();
    window.shown = words();
    new MutationObserver(() => {
      if (!words() || words() === window.shown) return;
      window.shown = words();
      requestAnimationFrame(() => {
        window.settledAt = performance.timeOrigin + performance.now();
        window.figuresAt ||= window.settledAt;
      });
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


CHANGED = """() => new Promise((resolve) => {
    const late = performance.now() + CHANGE_MS;
    const look = () => (window.changedAt || performance.now() > late ? resolve() : setTimeout(look, 10));
    look();
})"""
REST = """() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"""
CLOCKS = """() => new Promise((resolve) => {
    // Two frames later what was handed to the page is drawn, and its clocks have been stopped.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve({
      eventAt: window.eventAt, figuresAt: window.figuresAt, settledAt: window.settledAt,
    })));
})"""
PATIENCE_MS = 180_000
CHANGE_MS = 8_000
POLL_MS = 15

Timed = dict[str, float] | None


class Stage:
    """An app in a browser, watched by clocks in the page, in its map and around its fragments; every wait is for a condition."""

    def __init__(self, opened: Any, log: Path) -> None:
        self.opened, self.log, self.page = opened, log, opened.page
        self.at: tuple[str, str] | None = None

    def turn_to(self, query: str, page: str = "") -> None:
        """Open the app with a query in its address, turn to a page by its link, and set the clocks; where it stands there, stay."""
        if self.at == (query, page):
            return
        self.after(lambda: self.page.goto(f"{self.opened.address}/?{query}"))
        if page:
            self.after(self.page.get_by_role("link", name=page).click)
        self.at = (query, page)
        self.opened.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
        self.watch()

    def watch(self) -> None:
        """Set the clocks in the page and in its map, once in each document's life."""
        self.opened.map.locator("body").evaluate(
            f"() => {{ if (!window.watched) {{ window.watched = true; {WATCH_MAP} }} }}"
        )
        self.page.evaluate(
            f"() => {{ if (!window.watched) {{ window.watched = true; {WATCH_EVENTS} ({WATCH_FIGURES})() }} }}"
        )

    def free_places(self, *, at_stops: bool = False) -> list[dict[str, float]]:
        """Find places on the map: by roads where nothing stands, or at stops."""
        script = FREE_PLACES.replace("AT_STOPS", "true" if at_stops else "false")
        found: list[dict[str, float]] = self.opened.map.locator("body").evaluate(f"() => {{ {script} }}")
        return found

    def on_screen(self, place: Any) -> tuple[float, float]:
        """Turn a place on the map into one on the screen."""
        box = self.page.locator(MAP_FRAME).first.bounding_box()
        return box["x"] + place["x"], box["y"] + place["y"]

    def after(self, action: Callable[[], object]) -> bool:
        """Do something that makes a fragment run, and wait until it has run and the page is at rest; False where none ran."""
        before, deadline = self._runs(), time.monotonic() + (PATIENCE_MS if self.at is None else CHANGE_MS) / 1000
        action()
        while self._runs() == before and time.monotonic() < deadline:
            self.page.wait_for_timeout(POLL_MS)
        self.page.wait_for_function(REST, timeout=PATIENCE_MS, polling=POLL_MS)
        return self._runs() > before

    def _runs(self) -> int:
        return len(self.log.read_text(encoding="ascii").split())

    def timed(self, action: Callable[[], object]) -> Timed:
        """Do something and give the seconds until map and figures have changed; None where no figure changes."""
        self.opened.in_map("window.changedAt = window.redrawnAt = window.eventAt = null")
        self.page.evaluate("window.figuresAt = window.settledAt = window.eventAt = null")
        before = self._runs()
        if not self.after(action):
            return None
        # Of the map's frame the page knows not whether it is at rest.
        self.opened.map.locator("body").evaluate(CHANGED.replace("CHANGE_MS", str(CHANGE_MS)))
        page = self.page.evaluate(CLOCKS)
        began = max(filter(None, [self.opened.in_map("window.eventAt"), page["eventAt"]]))
        changed, figures, settled = self.opened.in_map("window.changedAt"), page["figuresAt"], page["settledAt"]
        if not (changed and figures):
            return None
        clocks = [tuple(map(float, text.split("/"))) for text in self.log.read_text(encoding="ascii").split()[before:]]
        redrawn = self.opened.in_map("window.redrawnAt")
        return {
            "redrawn": ((redrawn or changed) - began) / 1000,
            "seconds": (max(changed, figures) - began) / 1000,
            "settled": (max(changed, settled) - began) / 1000,
            "python": sum(busy for _, busy in clocks),
            "waited": sum(passed for passed, _ in clocks),
        }


def pull(page: Any, mark: Any, far: int) -> None:
    """Drag a mark of the map aslant, by so many pixels to the right and down."""
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + far, y + far, steps=4)
    page.mouse.up()


def button(page: Any, text: str) -> Any:
    """Find one of the buttons of which one is pressed."""
    return page.get_by_role("radio", name=text).or_(page.get_by_role("button", name=text)).first


def choice(page: Any, label: str, text: str) -> Any:
    """Open a list by its label and find one of its choices."""
    return open_list(page.get_by_label(label).last, page.get_by_role("option", name=text).first)
