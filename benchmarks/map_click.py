"""How long a change takes: from the browser's event to changed figures and a changed map, and the share of it in Python.

    python benchmarks/map_click.py [--quick] [--json] [--region NAME] [--only CHANGE]

Serves the app on a sample region, opens it in Chromium with every outside request refused, and changes one thing at a time:
a hub placed by a click (taken back before the next), a hub dragged while villages are coloured by the bus or by outings,
on 現況 the day and the purpose, on 圏域・土地利用 the corner of a hub area, which all rules check anew, and on 路線 a stop's
place, another stop in the line, and the first departure in the timetable. What is asked for is new each time, as for a person
at work; the first of each kind warms up. Seconds are until map, sentence and figures have first changed; "settled" is until the
last of them has: on 路線 the burden waits for a new estimate of riders and says so meanwhile, while people with an outing, cost,
vehicles and drivers are there at once.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import clocked_app  # noqa: E402
from benchmarks.browser import FLAGS, LAPTOP, Watched, chromium_executable, served, watch, write_in_grid  # noqa: E402
from benchmarks.browser_stage import HUB_AT, Stage, Timed, button, choose, open_list, pull, tool  # noqa: E402
from network.outings.purposes import PURPOSES  # noqa: E402

GOAL_S = 0.5
COUNT, QUICK_CHANGES = 10, 2


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


FIRST_DEPARTURE_PX = (110 + 29, 36 + 14)


def line_edits(stage: Stage, region: str, *, what: str) -> Iterator[Timed]:
    """Copy today's first route into the scenario and change it: a stop's place, or a stop put into the line."""
    copy_first_route(stage, region)
    page, map_ = stage.page, stage.opened.map
    for number in itertools.count():
        far = 10 + 3 * (number % 5)
        marks = map_.locator(".kyoten-plus" if what == "route" else ".kyoten-call:not(.kyoten-waiting)")
        mark, way = marks.nth(number * 3 % marks.count()), 1 - 2 * (number % 2)
        yield stage.timed(lambda mark=mark, far=far * way: pull(page, mark, far))  # type: ignore[misc]
        page.wait_for_timeout(600)


def departures(stage: Stage, region: str) -> Iterator[Timed]:
    """Copy today's first route and write another clock time for its first trip's departure, which moves the whole trip."""
    copy_first_route(stage, region)
    stage.page.get_by_role("tab", name="時刻表").click()
    stage.page.wait_for_timeout(1500)
    stage.page.get_by_text("帰り", exact=True).last.click()
    stage.page.wait_for_timeout(3000)
    grid = stage.page.get_by_test_id("stDataFrame").locator("visible=true").first
    for number in itertools.count():
        at = f"{7 + 5 * (number % 2)}:{10 + number % 50:02}"
        yield stage.timed(lambda at=at: write_in_grid(stage.page, grid, FIRST_DEPARTURE_PX, at))  # type: ignore[misc]
        stage.page.wait_for_timeout(600)


def copy_first_route(stage: Stage, region: str) -> None:
    """Turn to 路線 and copy today's first route into the scenario."""
    stage.turn_to(region, "路線")
    stage.page.get_by_role("button", name="新しい路線").click()
    stage.page.get_by_role("button", name="写す", exact=True).click()
    stage.opened.map.locator(".kyoten-call").first.wait_for(timeout=30_000)
    stage.page.keyboard.press("Escape")
    stage.page.wait_for_timeout(8000)  # the whole page has been drawn, with a first estimate of riders


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


CHANGES: dict[str, Callable[[Stage, str], Iterator[Timed]]] = {
    "click": clicks,
    "drag_by_bus": functools.partial(drags, by="bus"),
    "drag_by_outings": functools.partial(drags, by="outings"),
    "purpose": purposes,
    "day": days,
    "zone": corners,
    "stop": functools.partial(line_edits, what="stop"),
    "route": functools.partial(line_edits, what="route"),
    "departure": departures,
}


def measured(region: str, count: int, chosen: Sequence[str]) -> dict[str, Any]:
    """Make the changes and sum up the seconds of each kind."""
    from playwright.sync_api import sync_playwright

    results = {}
    with tempfile.TemporaryDirectory() as store, sync_playwright() as playwright:
        log = Path(store) / "clock"
        log.touch()
        environment = {"KYOTEN_HOME": store, clocked_app.LOG: str(log)}
        with served(Path(clocked_app.__file__), Path(store) / "server.log", environment) as address:
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
    """Return the medians and the worst of several changes."""
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


if __name__ == "__main__":
    main()
