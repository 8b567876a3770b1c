"""The app in a browser with clocks in its page and in its map, and the hands that press, drag and type there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

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


Timed = dict[str, float] | None


class Stage:
    """The app in a browser, watched by clocks in the page, in its map and around its fragments."""

    def __init__(self, opened: Any, log: Path) -> None:
        self.opened, self.log, self.page = opened, log, opened.page

    def turn_to(self, region: str, page: str = "") -> None:
        """Open the app on a region, turn to a page by its link, and set the clocks in it."""
        self.page.goto(f"{self.opened.address}/?region={region}")
        self.opened.map.locator(".kyoten-ready").wait_for(timeout=180_000)
        if page:
            self.page.get_by_role("link", name=page).click()
            self.page.wait_for_timeout(3000)
        self.opened.map.locator(".kyoten-ready").wait_for(timeout=180_000)
        self.page.wait_for_timeout(1500)
        self.watch()

    def watch(self) -> None:
        """Set the clocks in the page and in its map."""
        self.opened.map.locator("body").evaluate(f"() => {{ {WATCH_MAP} }}")
        self.page.evaluate(f"() => {{ {WATCH_EVENTS} }}")
        self.page.evaluate(WATCH_FIGURES)

    def free_places(self, *, at_stops: bool = False) -> list[dict[str, float]]:
        """Find places on the map: by roads where nothing stands, or at stops."""
        script = FREE_PLACES.replace("AT_STOPS", "true" if at_stops else "false")
        found: list[dict[str, float]] = self.opened.map.locator("body").evaluate(f"() => {{ {script} }}")
        return found

    def on_screen(self, place: Any) -> tuple[float, float]:
        """Turn a place on the map into one on the screen."""
        box = self.page.locator("iframe[title='streamlit_folium.st_folium']").first.bounding_box()
        return box["x"] + place["x"], box["y"] + place["y"]

    def timed(self, action: Callable[[], None]) -> Timed:
        """Do something and give the seconds until map and figures have changed; None where no figure changes."""
        self.opened.in_map("window.changedAt = window.eventAt = null")
        self.page.evaluate("window.figuresAt = window.settledAt = window.eventAt = null")
        before = len(self.log.read_text().split())
        action()
        changed = figures = None
        for _ in range(80):
            self.page.wait_for_timeout(100)
            changed, figures = self.opened.in_map("window.changedAt"), self.page.evaluate("window.figuresAt")
            if changed and figures:
                break
        self.page.wait_for_timeout(800)  # until all has settled
        began = max(filter(None, [self.opened.in_map("window.eventAt"), self.page.evaluate("window.eventAt")]))
        changed, settled = self.opened.in_map("window.changedAt"), self.page.evaluate("window.settledAt")
        if not (changed and figures):
            return None
        clocks = [tuple(map(float, text.split("/"))) for text in self.log.read_text().split()[before:]]
        return {
            "map_s": (changed - began) / 1000,
            "figures_s": (figures - began) / 1000,
            "settled_s": (max(changed, settled) - began) / 1000,
            "python_s": sum(passed for passed, _ in clocks),
            "busy_s": sum(busy for _, busy in clocks),
        }


def pull(page: Any, mark: Any, far: int) -> None:
    """Drag a mark of the map aslant, by so many pixels to the right and down."""
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + far, y + far, steps=4)
    page.mouse.up()


def tool(page: Any, text: str) -> None:
    """Take up a tool above the map."""
    page.get_by_test_id("stButtonGroup").get_by_text(text).click()
    page.wait_for_timeout(1500)


def button(page: Any, text: str) -> Any:
    """Find one of the buttons of which one is pressed."""
    return page.get_by_role("radio", name=text).or_(page.get_by_role("button", name=text)).first


def open_list(page: Any, label: str) -> None:
    """Open a list of choices by its label."""
    page.get_by_label(label).last.click()


def choose(page: Any, label: str, option: str) -> None:
    """Choose from a list."""
    open_list(page, label)
    page.get_by_role("option", name=option).first.click()
