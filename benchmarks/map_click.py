"""How long a change takes: from the browser's event to changed figures and a changed map, and the share of it in Python.

    python benchmarks/map_click.py [--quick] [--json] [--region NAME] [--only CHANGE]

Serves the app on a sample region, opens it in Chromium with every outside request refused, and changes one thing at a time:
a hub placed by a click (taken back before the next), a hub dragged while villages are coloured by the bus or by outings,
on 現況 the day and the purpose, on 圏域・土地利用 the corner of a hub area, which all rules check anew, and on 路線 a stop's
place and another stop in the line. What is asked for is new each time, as for a person at work; the first of each kind
warms up. Seconds are until map, sentence and figures have first changed; "settled" is until the last of them has: on 路線 the
burden waits for a new estimate of riders and says so meanwhile, while people with an outing, cost, vehicles and drivers are there
at once. The same file, run by Streamlit, is the app with a clock around its fragments.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import os
import runpy
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from network.purposes import PURPOSES  # noqa: E402

LOG = "KYOTEN_CLICK_LOG"
GOAL_S = 0.5
COUNT, QUICK_CHANGES = 10, 2

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
WATCH_DEEDS = """
    for (const kind of ['click', 'mouseup']) {
      window.addEventListener(kind, (e) => { window.deedAt = performance.timeOrigin + e.timeStamp; }, true);
    }
"""
WATCH_MAP = (
    WATCH_DEEDS
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


def clocked_app(log: Path) -> None:
    """Run the app with a clock around every fragment; called at each run of the page."""
    import streamlit

    if not hasattr(streamlit, "fragment_without_clock"):
        streamlit.fragment_without_clock = streamlit.fragment

        def fragment(function: Callable[..., Any] | None = None, **options: Any) -> Any:
            if function is None:  # @st.fragment(run_every=…)
                return lambda wrapped: fragment(wrapped, **options)
            return streamlit.fragment_without_clock(_clocked(function, log), **options)

        streamlit.fragment = fragment
    runpy.run_path(str(ROOT / "app.py"))


def _clocked(function: Callable[..., Any], log: Path) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*args: Any, **named: Any) -> Any:
        began, began_busy = time.perf_counter(), time.thread_time()
        try:
            return function(*args, **named)
        finally:
            with log.open("a", encoding="ascii") as file:
                file.write(f"{time.perf_counter() - began:.6f}/{time.thread_time() - began_busy:.6f}\n")

    return inner


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
        self.page.evaluate(f"() => {{ {WATCH_DEEDS} }}")
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

    def timed(self, deed: Callable[[], None]) -> dict[str, float] | None:
        """Do something and give the seconds until map and figures have changed; None where no figure changes."""
        self.opened.in_map("window.changedAt = window.deedAt = null")
        self.page.evaluate("window.figuresAt = window.settledAt = window.deedAt = null")
        before = len(self.log.read_text().split())
        deed()
        changed = figures = None
        for _ in range(80):
            self.page.wait_for_timeout(100)
            changed, figures = self.opened.in_map("window.changedAt"), self.page.evaluate("window.figuresAt")
            if changed and figures:
                break
        self.page.wait_for_timeout(800)  # until all has settled
        began = max(filter(None, [self.opened.in_map("window.deedAt"), self.page.evaluate("window.deedAt")]))
        changed, settled = self.opened.in_map("window.changedAt"), self.page.evaluate("window.settledAt")
        if not (changed and figures):
            return None
        clocks = [tuple(map(float, words.split("/"))) for words in self.log.read_text().split()[before:]]
        return {
            "map_s": (changed - began) / 1000,
            "figures_s": (figures - began) / 1000,
            "settled_s": (max(changed, settled) - began) / 1000,
            "python_s": sum(passed for passed, _ in clocks),
            "busy_s": sum(busy for _, busy in clocks),
        }


Timed = dict[str, float] | None


def clicks(stage: Stage, region: str) -> Iterator[Timed]:
    """Place a hub by a click, again and again."""
    stage.turn_to(region)
    free = stage.free_places()
    for number in itertools.count():
        at = stage.on_screen(free[(number * 7919) % len(free)])
        yield stage.timed(lambda at=at: stage.page.mouse.click(*at))  # type: ignore[misc]
        undo = stage.page.get_by_role("button", name="元に戻す")
        if undo.is_enabled():
            undo.click()
        stage.page.wait_for_timeout(900)


def drags(stage: Stage, region: str, *, by: str) -> Iterator[Timed]:
    """Drag the hub from place to place, with villages coloured by the bus or by outings."""
    stage.turn_to(region)
    if by == "bus":
        stage.page.locator("[data-testid=stRadio] label").filter(has_text="バス").click()
    else:
        choose(stage.page, "集落の色", "行って帰れる組合せ")
    stage.page.wait_for_timeout(4000)
    # Far from every stop hardly anybody comes by bus, wherever the hub stands: nothing would change.
    free = stage.free_places(at_stops=True)

    def drag(place: dict[str, float]) -> None:
        mouse = stage.page.mouse
        mouse.move(*stage.on_screen(stage.opened.in_map(HUB_AT)))
        mouse.down()
        mouse.move(*stage.on_screen(place), steps=6)
        mouse.up()

    for number in itertools.count(1):
        place = free[(number * 7919) % len(free)]
        yield stage.timed(lambda place=place: drag(place))  # type: ignore[misc]


HUB_AREA_PX = ((260, 120), (420, 120), (420, 260), (260, 260))


def corners(stage: Stage, region: str) -> Iterator[Timed]:
    """Draw a hub area with living spheres around it, and drag its first corner to and fro."""
    stage.turn_to(region, "圏域・土地利用")
    page = stage.page
    page.get_by_role("button", name="圏域を作る").click()
    page.wait_for_timeout(4000)
    tool(page, "＋拠点")
    for x, y in (*HUB_AREA_PX, HUB_AREA_PX[0]):
        at = stage.on_screen({"x": x, "y": y})
        page.mouse.move(*at)
        page.wait_for_timeout(60)
        page.mouse.click(*at)
        page.wait_for_timeout(120)
    page.wait_for_timeout(3000)
    tool(page, "角を動かす")

    corner = stage.opened.map.locator(".leaflet-editing-icon").first
    for number in itertools.count():
        far = 24 + number % 5
        yield stage.timed(lambda far=far * (1 - 2 * (number % 2)): pull(page, corner, far))  # type: ignore[misc]


def line_edits(stage: Stage, region: str, *, what: str) -> Iterator[Timed]:
    """Copy today's first route into the scenario and change it: a stop's place, or a stop put into the line."""
    stage.turn_to(region, "路線")
    page, map_ = stage.page, stage.opened.map
    page.get_by_role("button", name="新しい路線").click()
    page.get_by_role("button", name="写す", exact=True).click()
    map_.locator(".kyoten-call").first.wait_for(timeout=30_000)
    page.keyboard.press("Escape")
    page.wait_for_timeout(8000)  # the whole page has been drawn, with a first estimate of riders
    for number in itertools.count():
        far = 10 + 3 * (number % 5)
        marks = map_.locator(".kyoten-plus" if what == "route" else ".kyoten-call:not(.kyoten-waiting)")
        mark, way = marks.nth(number * 3 % marks.count()), 1 - 2 * (number % 2)
        yield stage.timed(lambda mark=mark, far=far * way: pull(page, mark, far))  # type: ignore[misc]
        page.wait_for_timeout(600)


def pull(page: Any, mark: Any, far: int) -> None:
    """Drag a mark of the map aslant, by so many pixels to the right and down."""
    box = mark.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + far, y + far, steps=4)
    page.mouse.up()


def tool(page: Any, words: str) -> None:
    """Take up a tool above the map."""
    page.get_by_test_id("stButtonGroup").get_by_text(words).click()
    page.wait_for_timeout(1500)


def purposes(stage: Stage, region: str) -> Iterator[Timed]:
    """Change the purpose on 現況, on one day after another."""
    stage.turn_to(region, "現況")
    names = [name if name != "窓口の用事" else "窓口" for name in (kind.name for kind in PURPOSES.values())]
    for day in itertools.cycle(("土", "月", "水")):
        for name in (*names[1:], names[0]):
            yield stage.timed(button(stage.page, name).click)
        choose(stage.page, "曜日", f"（{day}）")
        stage.page.wait_for_timeout(2500)


def days(stage: Stage, region: str) -> Iterator[Timed]:
    """Change the day on 現況, for one purpose after another."""
    stage.turn_to(region, "現況")
    for purpose in itertools.cycle(("買物", "窓口", "通院")):
        for day in "水木金土日月火":
            open_list(stage.page, "曜日")
            yield stage.timed(stage.page.get_by_role("option", name=f"（{day}）").click)
        button(stage.page, purpose).click()
        stage.page.wait_for_timeout(2500)


def button(page: Any, words: str) -> Any:
    """Find one of the buttons of which one is pressed."""
    return page.get_by_role("radio", name=words).or_(page.get_by_role("button", name=words)).first


def open_list(page: Any, label: str) -> None:
    """Open a list of choices by its label."""
    page.get_by_label(label).last.click()


def choose(page: Any, label: str, option: str) -> None:
    """Choose from a list."""
    open_list(page, label)
    page.get_by_role("option", name=option).first.click()


CHANGES: dict[str, Callable[[Stage, str], Iterator[Timed]]] = {
    "click": clicks,
    "drag_by_bus": functools.partial(drags, by="bus"),
    "drag_by_outings": functools.partial(drags, by="outings"),
    "purpose": purposes,
    "day": days,
    "zone": corners,
    "stop": functools.partial(line_edits, what="stop"),
    "route": functools.partial(line_edits, what="route"),
}


def measured(region: str, count: int, chosen: Sequence[str]) -> dict[str, Any]:
    """Make the changes and sum up the seconds of each kind."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch

    results = {}
    with tempfile.TemporaryDirectory() as desk, sync_playwright() as playwright:
        log = Path(desk) / "clock"
        log.touch()
        environment = {"KYOTEN_HOME": desk, LOG: str(log)}
        with served(Path(__file__), Path(desk) / "server.log", environment) as address:
            chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
            opened = Watched(chromium.new_context(viewport=LAPTOP, locale="ja-JP").new_page(), address)
            watch(opened)
            for name in chosen:
                taken = CHANGES[name](Stage(opened, log), region)
                next(taken)
                # What changes no figure (a hub that nobody goes to) tells nothing.
                some = (one for one in itertools.islice(taken, 3 * count) if one is not None)
                seen = list(itertools.islice(some, count))
                if not seen:
                    sys.exit(f"{name}: no change of this kind changed the map and the figures on {region}")
                results[name] = summary(seen)
            opened.assert_quiet()
            chromium.close()
    return results


def summary(taken: Sequence[dict[str, float]]) -> dict[str, Any]:
    """Give the medians and the worst of several changes."""
    both = [max(one["map_s"], one["figures_s"]) for one in taken]
    return {
        "changes": len(taken),
        "median_s": statistics.median(both),
        "worst_s": max(both),
        "settled_median_s": statistics.median(one["settled_s"] for one in taken),
        "map_median_s": statistics.median(one["map_s"] for one in taken),
        "python_median_s": statistics.median(one["python_s"] for one in taken),
        "python_worst_s": max(one["python_s"] for one in taken),
        "python_busy_median_s": statistics.median(one["busy_s"] for one in taken),
        "each_s": both,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CHANGES} changes of a kind instead of {COUNT}")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--region", default="sanson", help="sample region (folder name)")
    parser.add_argument("--only", choices=list(CHANGES), help="one kind of change")
    asked = parser.parse_args()
    chosen = [asked.only] if asked.only else list(CHANGES)
    results = measured(asked.region, QUICK_CHANGES if asked.quick else COUNT, chosen)
    if asked.json:
        within = all(row["median_s"] <= GOAL_S for row in results.values())
        print(json.dumps({"region": asked.region, "goal_s": GOAL_S, "within_goal": within, **results}, indent=1))
        return
    print(f"{asked.region}, medians; the goal is {GOAL_S} s")
    for name, row in results.items():
        print(
            f"{name:16} {row['median_s']:.3f} s (worst {row['worst_s']:.3f} s of {row['changes']}; settled "
            f"{row['settled_median_s']:.3f} s), "
            f"within Python {row['python_median_s']:.3f} s, of which computing {row['python_busy_median_s']:.3f} s"
        )


if LOG in os.environ:
    clocked_app(Path(os.environ[LOG]))
elif __name__ == "__main__":
    main()
