"""How long the app takes to show a first map with figures, and each page after it, beside a bare page in the same browser.

    python benchmarks/start.py [--quick] [--json] [--region NAME] [--made VILLAGES SEGMENTS]

The floor is a page of streamlit-folium with one marker (`FLOOR`). Each server is started anew and opened in Chromium, which may
ask nothing outside this machine and begins every session with an empty cache. Seconds run from the start of the server to a map
that is drawn with its roads and figures beside it: with Kyoten's home empty, then with what the first start left there. A second
session is a second person who opens the same address. 比較 is opened from 拠点 by its link, left, and opened again. Floor and app
take turns, and each ratio is that of medians of the same run. `--made` opens a made region of so many villages and road segments,
too (benchmarks/made_regions.py), with Kyoten's home filled by an opening before it.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.made_regions import Size, work_of, write_regions  # noqa: E402

FLOOR = """
import importlib.util
from pathlib import Path

import folium
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
(package,) = importlib.util.find_spec("leaflet").submodule_search_locations
components.declare_component("leaflet", path=str(Path(package) / "static" / "leaflet"))
ground = folium.Map([35.5, 135.5], zoom_start=10, tiles=None)
ground.default_js = [("leaflet", "../floor.leaflet/leaflet.js")]
ground.default_css = [("leaflet_css", "../floor.leaflet/leaflet.css")]
folium.CircleMarker([35.5, 135.5]).add_to(ground)
st_folium(ground, key="map", use_container_width=True, returned_objects=[])
"""
PATIENCE_MS = 120_000
ROUNDS = 5
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
COMPARED = "案によって、誰の暮らしがどう変わるか"
GOALS = {
    "first map, region's cache filled": ("app_filled", "floor", 1.5),
    "first map, region's cache empty": ("app_empty", "floor", 2.0),
    "second session": ("app_second", "floor_second", 1.5),
    "比較, first opening": ("compare_first", "compare_second", 3.0),
}
"""What is measured: its seconds, the seconds that it is held against, and how many times those it may take."""

MADE_GOAL = {"made region, its cache filled": ("made_filled", "app_filled", 2.0)}

Seconds = dict[str, float]


def floor(browser: Any, folder: Path) -> Seconds:
    """Open the bare page, and open it again as a second person."""
    (folder / "floor.py").write_text(FLOOR, encoding="utf-8")
    began = time.perf_counter()
    with _served(folder / "floor.py", folder) as address:
        _first_map(browser, address, drawn="path.leaflet-interactive")
        first, again = time.perf_counter() - began, time.perf_counter()
        _first_map(browser, address, drawn="path.leaflet-interactive")
        return {"floor": first, "floor_second": time.perf_counter() - again}


def app(browser: Any, folder: Path, query: str, *, name: str, onward: bool) -> Seconds:
    """Open the app; as a second person too, and 比較 twice, where asked to go onward."""
    began = time.perf_counter()
    with _served(ROOT / "app.py", folder) as address:
        page = _first_map(browser, f"{address}/?{query}", drawn=".kyoten-ready", close=False)
        seconds = {name: time.perf_counter() - began}
        if onward:
            seconds["compare_first"] = _open_comparison(page)
            page.get_by_role("link", name="拠点").click()
            page.get_by_text("誰が、どこへ、何分で行けるか").wait_for(timeout=PATIENCE_MS)
            _wait_for_map(page, ".kyoten-ready")
            page.wait_for_timeout(500)
            seconds["compare_second"] = _open_comparison(page)
        page.context.close()
        if onward:
            again = time.perf_counter()
            _first_map(browser, f"{address}/?{query}", drawn=".kyoten-ready")
            seconds["app_second"] = time.perf_counter() - again
        return seconds


@contextmanager
def _served(script: Path, folder: Path) -> Iterator[str]:
    from tests.browser import served

    with served(script, folder / "server.log", {"KYOTEN_HOME": str(folder / "home")}) as address:
        yield address


def _first_map(browser: Any, address: str, *, drawn: str, close: bool = True) -> Any:
    """Open an address as somebody who was never here, and wait for map and figures; the bare page has no figures."""
    from tests.browser import LAPTOP

    page = browser.new_context(viewport=LAPTOP, locale="ja-JP").new_page()
    page.on("pageerror", lambda problem: sys.exit(f"a script failed: {problem}"))
    page.goto(address)
    _wait_for_map(page, drawn)
    if drawn == ".kyoten-ready":
        page.locator(".ky-figures").first.wait_for(timeout=PATIENCE_MS)
    if close:
        page.context.close()
    return page


def _wait_for_map(page: Any, drawn: str, number: int = 0) -> None:
    from tests.browser import MAP_FRAME

    page.frame_locator(MAP_FRAME).nth(number).locator(drawn).first.wait_for(timeout=PATIENCE_MS)


def _open_comparison(page: Any) -> float:
    """Open 比較 by its link and give the seconds until its sentence and both maps are there."""
    began = time.perf_counter()
    page.get_by_role("link", name="比較").click()
    page.get_by_text(COMPARED).wait_for(timeout=PATIENCE_MS)
    for number in (0, 1):
        _wait_for_map(page, ".kyoten-ready", number)
    return time.perf_counter() - began


def measured(region: str, rounds: int, made: Size | None = None) -> dict[str, Any]:
    """Let floor and app take turns; give medians, ratios, goals, processor time and the load."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium_executable

    taken: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=[*FLAGS, OFFLINE])
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch)
                seconds = floor(chromium, folder)
                seconds |= app(chromium, folder, f"region={region}", name="app_empty", onward=False)
                seconds |= app(chromium, folder, f"region={region}", name="app_filled", onward=True)
                if made is not None:
                    query = work_of(write_regions(folder / "regions", 1, made)[0], folder / "home")
                    seconds |= app(chromium, folder, query, name="made_empty", onward=False)
                    seconds |= app(chromium, folder, query, name="made_filled", onward=False)
            for name, value in seconds.items():
                taken.setdefault(name, []).append(value)
        chromium.close()
    medians = {name: statistics.median(values) for name, values in taken.items()}
    goals = {
        name: {"ratio": medians[of] / medians[base], "goal": goal, "met": medians[of] <= goal * medians[base]}
        for name, (of, base, goal) in {**GOALS, **({} if made is None else MADE_GOAL)}.items()
    }
    times = os.times()
    busy_s = sum((times.user, times.system, times.children_user, times.children_system))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {"goals": goals, "median_s": medians, "each_s": taken, "processor_s": busy_s, "load": load}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"one round instead of {ROUNDS}")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--region", default="sanson", help="sample region (folder name)")
    parser.add_argument(
        "--made", type=int, nargs=2, metavar=("VILLAGES", "SEGMENTS"), help="open a made region of this size, too"
    )
    asked = parser.parse_args()
    made = Size(*asked.made) if asked.made else None
    found = {"region": asked.region, "app": measured(asked.region, 1 if asked.quick else ROUNDS, made)}
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    rows: dict[str, Any] = found["app"]
    print(f"{asked.region}, medians; load {rows['load']:.1f}, {rows['processor_s']:.0f} s of processor time")
    for name, (of, base, _) in {**GOALS, **MADE_GOAL}.items():
        if name not in rows["goals"]:
            continue
        row = rows["goals"][name]
        seconds = f"{rows['median_s'][of]:.2f} s against {rows['median_s'][base]:.2f} s"
        print(
            f"{name:34} {seconds}: {row['ratio']:.2f} ×, goal {row['goal']:.1f} × {'met' if row['met'] else 'NOT met'}"
        )


if __name__ == "__main__":
    main()
