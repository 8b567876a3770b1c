"""The first use: from a start that never was before to a first hub, pressing what the page names and nothing else.

    python benchmarks/first_use.py [--wait SECONDS] [--json]

Opens the app with an empty home in Chromium with every outside request refused, at two sizes of window, and waits before each press as a
person does who reads. What is pressed is what the page has framed at that moment; it must lie within the window and bear the name
that the line above the page says. Nothing is typed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SIZES = ((1366, 768), (1024, 768))
MOST_PRESSES, LONGEST_S = 15, 300
PATIENCE_MS = 90_000
READING_S = 10.0
_FIRST, _LAST = "見本を見る", "おわる"
_FRAMED = """() => [...document.querySelectorAll('button, a, [role=tab], [class*="st-key-kyoten-map"]')].filter((one) => {
    const { outlineStyle, outlineColor } = getComputedStyle(one);
    return outlineStyle === 'solid' && outlineColor === 'rgb(179, 71, 0)' && one.checkVisibility();
}).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { x, y, width, height, words: one.innerText, map: one.className.includes('kyoten-map') };
})"""
"""What the page has framed at the moment."""


@dataclass(frozen=True)
class Press:
    """One press: the step's id, the name that the page said, the second of the walk, and where."""

    step: str
    name: str
    at_s: float
    place: tuple[float, float]


def walk(window: Any, *, wait_s: float, look: Callable[[str], object] | None = None) -> list[Press]:
    """Walk from the first opening to the end of the tour; give every press.

    Parameters
    ----------
    window
        A page that stands at the app's bare address (`benchmarks.browser.Watched`).
    wait_s
        For how long one reads before each press, in seconds.
    look
        Called with the step's id before each press, when everything is there to be pressed.

    Raises
    ------
    AssertionError
        When the page does not say what to press, or that is not in sight.
    """
    page, presses, began = window.page, [], time.monotonic()

    def press(step: str, name: str, place: tuple[float, float]) -> None:
        if look is not None:
            look(step)
        page.wait_for_timeout(wait_s * 1000)
        presses.append(Press(step, name, round(time.monotonic() - began, 1), place))
        page.mouse.click(*place)

    def button(name: str) -> tuple[float, float]:
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        return _middle(page, name, box)

    _come_to_rest(window)
    page.get_by_role("button", name=_FIRST).wait_for(timeout=PATIENCE_MS)
    press("begin", _FIRST, button(_FIRST))
    line, step = page.locator(".ky-tour"), ""
    while True:
        page.wait_for_function(
            "(before) => { const line = document.querySelector('.ky-tour'); return line && line.dataset.step !== before; }",
            arg=step, timeout=PATIENCE_MS,
        )  # fmt: skip
        step = line.get_attribute("data-step")
        place, name = _what_to_press(window, step)
        press(step, name, place)
        if _LAST in line.inner_text():
            press("end", _LAST, button(_LAST))
            line.wait_for(state="detached", timeout=PATIENCE_MS)
            return presses


def _come_to_rest(window: Any) -> None:
    window.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
    window.wait_for_map()


def _what_to_press(window: Any, step: str) -> tuple[tuple[float, float], str]:
    page = window.page
    _come_to_rest(window)
    name = page.locator(".ky-tour strong").inner_text().strip("「」")
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while len(framed := page.evaluate(_FRAMED)) != 1:
        assert time.monotonic() < deadline, (step, framed)
        page.wait_for_timeout(200)
    (thing,) = framed
    if thing["map"]:
        mark = window.map.locator(".kyoten-pointer").bounding_box()
        assert mark is not None, step
        return _middle(page, name, mark), name
    assert name in re.sub(r"\s+", " ", thing["words"]), (name, thing)
    return _middle(page, name, thing), name


def _middle(page: Any, name: str, box: Any) -> tuple[float, float]:
    """Return the middle of what is to be pressed; all of it is in sight."""
    wide, high = page.evaluate("[innerWidth, innerHeight]")
    inside = box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= wide and box["y"] + box["height"] <= high
    assert inside, (name, box)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def measure(wait_s: float) -> list[dict[str, Any]]:
    """Walk at every size, each with a home of its own."""
    from playwright.sync_api import sync_playwright

    from benchmarks.browser import FLAGS, Watched, chromium_executable, served, watch

    found = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        for width, height in SIZES:
            with tempfile.TemporaryDirectory() as home:
                settings = {"KYOTEN_HOME": str(Path(home) / "kyoten")}
                with served(ROOT / "app.py", Path(home) / "log.txt", settings) as address:
                    context = chromium.new_context(viewport={"width": width, "height": height}, locale="ja-JP")
                    window, began = Watched(context.new_page(), address), time.monotonic()
                    watch(window)
                    window.page.goto(address)
                    presses = walk(window, wait_s=wait_s)
                    window.assert_quiet()
                    seconds = time.monotonic() - began
            found.append(
                {
                    "window": f"{width}x{height}", "presses": len(presses), "seconds": round(seconds), "wait_s": wait_s,
                    "goals": {"presses": MOST_PRESSES, "seconds": LONGEST_S}, "names": [p.name for p in presses],
                }
            )  # fmt: skip
        chromium.close()
    return found


def main() -> None:
    """Walk, and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wait", type=float, default=READING_S)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(asked.wait)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=None if asked.json else 2) + "\n")


if __name__ == "__main__":
    main()
