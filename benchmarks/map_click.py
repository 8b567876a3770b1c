"""How long a click takes: from the browser's event to changed figures and a changed map, and the share of it in Python.

    python benchmarks/map_click.py [--quick] [--json] [--region NAME]

Serves the app on a sample region, opens it in Chromium with every outside request refused, and places hubs by clicking
where nothing stands, each taken back before the next. The same file, run by Streamlit, is the app with a clock around
its fragments.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import runpy
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
LOG = "KYOTEN_CLICK_LOG"
GOAL_S, PYTHON_GOAL_S = 0.5, 0.1
CLICKS, QUICK_CLICKS = 10, 4

# Places by roads, spread over the screen, on which no village, facility, site, hub or control stands.
FREE_PLACES = """
    const k = map.kyoten, size = map.getSize(), taken = [];
    for (const name of ['villages', 'facilities', 'sites', 'hubs']) {
      const part = k.parts[name];
      if (part) part.lat.forEach((lat, i) => taken.push(map.latLngToContainerPoint([lat, part.lon[i]])));
    }
    const free = [];
    for (const road of k.roadList) {
      const { x, y } = map.latLngToContainerPoint(road.line[0]);
      if (x < 80 || y < 90 || x > size.x - 40 || y > size.y - 60) continue;
      const over = document.elementFromPoint(x, y);
      const bare = over && !over.closest('.leaflet-control, .leaflet-marker-pane, .leaflet-hubs-pane');
      if (bare && [...taken, ...free].every((p) => Math.hypot(p.x - x, p.y - y) > 26)) free.push({ x, y });
    }
    return free;
"""
WATCH_MAP = """
    const now = () => performance.timeOrigin + performance.now();
    window.addEventListener('click', (e) => { window.clickedAt = performance.timeOrigin + e.timeStamp; }, true);
    map.on('kyoten:changed', () => requestAnimationFrame(() => { window.changedAt = now(); }));
"""
WATCH_FIGURES = """() => {
    const words = () => document.querySelector('[data-testid=stMain]').textContent;
    window.shown = words();
    new MutationObserver(() => {
      if (words() === window.shown) return;
      window.shown = words();
      requestAnimationFrame(() => { window.figuresAt = performance.timeOrigin + performance.now(); });
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


def clocked_app(log: Path) -> None:
    """Run the app with a clock around every fragment; called at each run of the page."""
    import streamlit

    if not hasattr(streamlit, "fragment_without_clock"):
        streamlit.fragment_without_clock = streamlit.fragment
        streamlit.fragment = lambda function: streamlit.fragment_without_clock(_clocked(function, log))
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


def measure_clicks(region: str, clicks: int) -> dict[str, Any]:
    """Click, and give the seconds of each click: until the map and the figures have changed, and within Python."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch

    with tempfile.TemporaryDirectory() as desk, sync_playwright() as playwright:
        log = Path(desk) / "clock"
        environment = {"KYOTEN_HOME": desk, LOG: str(log)}
        with served(Path(__file__), Path(desk) / "server.log", environment) as address:
            chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
            opened = Watched(chromium.new_context(viewport=LAPTOP, locale="ja-JP").new_page(), address)
            watch(opened)
            opened.page.goto(f"{address}/?region={region}")
            opened.wait_for_map()
            opened.page.wait_for_timeout(1500)
            results = _clicked(opened, clicks, log)
            opened.assert_quiet()
            chromium.close()
    return results


def _clicked(opened: Any, clicks: int, log: Path) -> dict[str, Any]:
    page = opened.page
    body = opened.map.locator("body")
    body.evaluate(f"() => {{ {WATCH_MAP} }}")
    page.evaluate(WATCH_FIGURES)
    free = body.evaluate(f"() => {{ {FREE_PLACES} }}")
    box = page.locator("iframe[title='streamlit_folium.st_folium']").first.bounding_box()
    until_map, until_figures, in_python, busy_in_python = [], [], [], []
    number = 0
    while len(until_map) < clicks:
        place = free[(number * 7919) % len(free)]
        number += 1
        opened.in_map("window.changedAt = null")
        page.evaluate("window.figuresAt = null")
        before = len(log.read_text().split())
        page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
        page.wait_for_timeout(1500)
        clicked, changed = opened.in_map("[window.clickedAt, window.changedAt]")
        figures = page.evaluate("window.figuresAt")
        # The first one warms up; a hub that changes nobody's nearest hub leaves every figure as it was.
        if number > 1 and figures is not None:
            until_map.append((changed - clicked) / 1000)
            until_figures.append((figures - clicked) / 1000)
            passed, busy = map(float, log.read_text().split()[before].split("/"))
            in_python.append(passed)
            busy_in_python.append(busy)
        page.get_by_role("button", name="元に戻す").click()
        page.wait_for_timeout(900)
    both = [max(pair) for pair in zip(until_map, until_figures, strict=True)]
    return {
        "clicks": clicks,
        "click_to_changed_median_s": statistics.median(both),
        "click_to_changed_max_s": max(both),
        "click_to_map_median_s": statistics.median(until_map),
        "click_to_figures_median_s": statistics.median(until_figures),
        "python_median_s": statistics.median(in_python),
        "python_busy_median_s": statistics.median(busy_in_python),
        "python_max_s": max(in_python),
        "goal_s": GOAL_S,
        "python_goal_s": PYTHON_GOAL_S,
        "each_s": both,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CLICKS} clicks instead of {CLICKS}")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--region", default="sanson", help="sample region (folder name)")
    chosen = parser.parse_args()
    results = measure_clicks(chosen.region, QUICK_CLICKS if chosen.quick else CLICKS)
    if chosen.json:
        print(json.dumps(results, indent=1))
        return
    print(f"{chosen.region}, median of {results['clicks']} clicks")
    print(f"  click to changed figures and map  {results['click_to_changed_median_s']:.3f} s (goal {GOAL_S} s)")
    print(f"  within Python                     {results['python_median_s']:.3f} s (goal {PYTHON_GOAL_S} s)")
    print(f"    of which computing, not waiting {results['python_busy_median_s']:.3f} s")


if LOG in os.environ:
    clocked_app(Path(os.environ[LOG]))
elif __name__ == "__main__":
    main()
