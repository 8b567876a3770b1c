"""The wall of a hall (映す): how fast keys step scenes, and how smoothly buses run.

    python benchmarks/projection_screen.py [--quick] [--json]

Serves the app and the bare page (`bare_page.py`) and opens both in Chromium with every outside request refused. A step is timed
from the key to the changed message on the wall, with the map's view kept; beside it stands a bare page's redraw from a press to
the changed figure, in the same run. The buses' frames are counted beside those of a bare canvas that moves as many dots.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

STEP_GOAL, FRAMES_GOAL = 2.0, 0.7
PATIENCE_MS = 90_000
SECONDS_OF_FRAMES = 3

CLOCK = """(selector) => {
    window.changedAt = window.eventAt = null;
    for (const kind of ['keydown', 'click']) {
      window.addEventListener(kind, (e) => { window.eventAt ??= performance.timeOrigin + e.timeStamp; }, true);
    }
    const words = () => document.querySelector(selector)?.textContent ?? '';
    let seen = words();
    window.watching?.disconnect();
    window.watching = new MutationObserver(() => {
      if (words() === seen) return;
      seen = words();
      requestAnimationFrame(() => { window.changedAt ??= performance.timeOrigin + performance.now(); });
    });
    window.watching.observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
PASSED = """() => new Promise((resolve) => {
    const late = performance.now() + 8000;
    const look = () => (window.changedAt || performance.now() > late ? resolve(window.changedAt - window.eventAt) : setTimeout(look, 5));
    look();
})"""
BARE_CANVAS = """([dots, seconds]) => new Promise((resolve) => {
    const canvas = document.createElement('canvas');
    canvas.width = innerWidth; canvas.height = innerHeight;
    document.body.replaceChildren(canvas);
    const pen = canvas.getContext('2d'), began = performance.now();
    let frames = 0;
    const step = (now) => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < dots; i += 1) {
        pen.beginPath();
        pen.arc((i * 37 + now / 9) % canvas.width, (i * 53) % canvas.height, 11, 0, 2 * Math.PI);
        pen.fillStyle = '#6A5A8C'; pen.fill(); pen.lineWidth = 3; pen.strokeStyle = '#fff'; pen.stroke();
      }
      frames += 1;
      if (now - began < seconds * 1000) requestAnimationFrame(step); else resolve(frames / ((now - began) / 1000));
    };
    requestAnimationFrame(step);
})"""
RUNNING = """(body, seconds) => new Promise((resolve) => {
    const { vehicles } = map.kyoten;
    vehicles.play(true);
    const first = vehicles.frames, began = performance.now();
    setTimeout(() => resolve((vehicles.frames - first) / ((performance.now() - began) / 1000)), seconds * 1000);
})"""


def stepped(opened: Any, times: int) -> tuple[list[float], bool]:
    """Step on and back between two scenes; give the milliseconds of each, and whether the view stayed."""
    page, body = opened.page, opened.map.locator("body")
    page.goto(f"{opened.address}/?region=sanson")
    page.get_by_role("link", name="映す").click(timeout=PATIENCE_MS)
    opened.map.locator(".kyoten-message").wait_for(timeout=PATIENCE_MS)
    opened.map.locator(".kyoten-ready").wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(2000)
    for key in ("PageDown", "PageUp"):  # what is reckoned once is not counted
        page.keyboard.press(key)
        page.wait_for_timeout(2500)
    body.evaluate("() => { map.kyoten.moved = true; map.setZoom(map.getZoom() + 0.5, { animate: false }); }")
    view = "JSON.stringify([map.getCenter(), map.getZoom()])"
    before, found = opened.in_map(view), []
    for number in range(times):
        body.evaluate(f"() => ({CLOCK})('.kyoten-message-words')")
        page.evaluate(CLOCK, ".ky-nothing")
        page.keyboard.press("PageUp" if number % 2 else "PageDown")
        body.evaluate(PASSED.replace("window.eventAt)", "0)"))
        began = page.evaluate("window.eventAt") or opened.in_map("window.eventAt")
        found.append(opened.in_map("window.changedAt") - began)
        page.wait_for_timeout(700)
    return found, opened.in_map(view) == before


def redrawn(opened: Any, times: int) -> list[float]:
    """Press one button after the other on the bare page; give the milliseconds until its figure has changed."""
    page, letters = opened.page, "いう"
    page.goto(f"{opened.address}/?way=radio")
    page.get_by_role("radio", name="あ").or_(page.get_by_role("button", name="あ")).first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(3000)
    found = []
    for number in range(times + 2):
        page.evaluate(CLOCK, ".ky-figures")
        letter = letters[number % 2]
        page.get_by_role("radio", name=letter).or_(page.get_by_role("button", name=letter)).first.click()
        found.append(page.evaluate(PASSED))
        page.wait_for_timeout(700)
    return found[2:]


def frames(opened: Any) -> tuple[float, float, int]:
    """Give the frames a second of the buses, those of a bare canvas, and the number of dots."""
    page = opened.page
    for _ in range(2):  # the third scene of the sample is that of the buses
        page.keyboard.press("PageDown")
        page.wait_for_timeout(1500)
    opened.map.locator(".kyoten-clock").wait_for(timeout=PATIENCE_MS)
    running = opened.map.locator("body").evaluate(RUNNING, SECONDS_OF_FRAMES)
    dots = int(opened.in_map("map.kyoten.parts.vehicles.runs.length"))
    bare = page.context.new_page()
    bare.goto("about:blank")
    still = bare.evaluate(BARE_CANVAS, [dots, SECONDS_OF_FRAMES])
    bare.close()
    return running, still, dots


def measure(times: int) -> dict[str, Any]:
    """Measure everything in one Chromium."""
    from playwright.sync_api import sync_playwright

    from benchmarks.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch

    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        folder = Path(home)
        chromium = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))

        def opened(address: str) -> Any:
            context = chromium.new_context(viewport=LAPTOP, locale="ja-JP")
            watched = Watched(context.new_page(), address)
            watch(watched)
            return watched

        with served(ROOT / "benchmarks" / "bare_page.py", folder / "bare.txt", {}) as bare:
            redraws = redrawn(opened(bare), times)
        with served(ROOT / "app.py", folder / "app.txt", {"KYOTEN_HOME": str(folder / "home")}) as app:
            wall = opened(app)
            steps, is_kept = stepped(wall, times)
            running, still, dots = frames(wall)
            wall.assert_quiet()
        chromium.close()
    step, redraw = statistics.median(steps), statistics.median(redraws)
    return {
        "step_ms": round(step), "bare_redraw_ms": round(redraw), "step_ratio": round(step / redraw, 2), "view_kept": is_kept,
        "frames": round(running, 1), "bare_frames": round(still, 1), "frames_ratio": round(running / still, 2), "dots": dots,
        "goals": {"step_ratio": STEP_GOAL, "frames_ratio": FRAMES_GOAL},
    }  # fmt: skip


def main() -> None:
    """Measure, and write what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = measure(4 if asked.quick else 12)
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=None if asked.json else 2) + "\n")


if __name__ == "__main__":
    main()
