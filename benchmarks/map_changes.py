"""The changes that benchmarks/map_click.py makes: ten kinds in the app, and one in each way of input on a bare page.

Each kind is a stream of changes; what is asked for is new each time, as for a person at work.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as NotSeen

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.bare_page import LETTERS, ROWS  # noqa: E402
from benchmarks.browser import write_in_grid  # noqa: E402
from benchmarks.browser_stage import HUB_AT, PATIENCE_MS, Stage, Timed, button, choice, pull  # noqa: E402
from network.outings.purposes import PURPOSES  # noqa: E402

Changes = Callable[[Stage, str], Iterator[Timed]]
FAR = 7919
"""A prime: steps of so many go through places in an order in which neighbours are far from each other."""


# ---- in the app


def clicks(stage: Stage, region: str) -> Iterator[Timed]:
    """Place a hub by a click, again and again; it is taken back before the next."""
    stage.turn_to(region)
    colour_by(stage, "拠点までの時間", "車")
    free = stage.free_places()
    for number in itertools.count():
        at = stage.on_screen(free[number * FAR % len(free)])
        yield stage.timed(lambda at=at: stage.page.mouse.click(*at))  # type: ignore[misc]
        undo = stage.page.get_by_role("button", name="元に戻す")
        if undo.is_enabled():
            stage.after(undo.click)


def drags(stage: Stage, region: str, *, colour: str, mode: str) -> Iterator[Timed]:
    """Drag the hub from place to place, with villages coloured by the bus or by outings."""
    stage.turn_to(region)
    colour_by(stage, colour, mode)
    # Far from every stop hardly anybody comes by bus, wherever the hub stands: nothing would change.
    free = stage.free_places(at_stops=True)

    def drag(place: dict[str, float]) -> None:
        mouse = stage.page.mouse
        mouse.move(*stage.on_screen(stage.opened.in_map(HUB_AT)))
        mouse.down()
        mouse.move(*stage.on_screen(place), steps=6)
        mouse.up()

    for number in itertools.count(1):
        place = free[number * FAR % len(free)]
        yield stage.timed(lambda place=place: drag(place))  # type: ignore[misc]


def colour_by(stage: Stage, colour: str, mode: str) -> None:
    """Colour the villages of 拠点 by a measure and a way to travel."""
    page = stage.page
    radio = page.locator("[data-testid=stRadio] label").filter(has_text=mode)
    if not radio.locator("input").is_checked():
        stage.after(radio.click)
    if page.get_by_label("集落の色").last.input_value() != colour:
        stage.after(choice(page, "集落の色", colour).click)


PRESSES, PRESS_MS = 5, 1_500
HUB_AREA_PX = ((260, 120), (420, 120), (420, 260), (260, 260))


def corners(stage: Stage, region: str) -> Iterator[Timed]:
    """Draw a hub area with living spheres around it, and drag its first corner to and fro; all rules check it anew."""
    stage.turn_to(region, "圏域・土地利用")
    page = stage.page
    tools = page.get_by_test_id("stButtonGroup")
    stage.after(page.get_by_role("button", name=re.compile("圏域を作")).click)
    stage.after(tools.get_by_text("＋拠点").click)
    drawn = stage.opened.map.locator(".leaflet-marker-pane .leaflet-editing-icon")

    def draw() -> None:
        for number, (x, y) in enumerate(HUB_AREA_PX):
            press(stage, {"x": x, "y": y}, until=drawn.nth(number))
        x, y = HUB_AREA_PX[0]
        press(stage, {"x": x, "y": y}, until=stage.page.get_by_role("tab", name="区域", selected=True))

    stage.after(draw)
    stage.after(tools.get_by_text("角を動かす").click)
    corner = stage.opened.map.locator(".leaflet-editing-icon").first
    corner.wait_for(timeout=PATIENCE_MS)
    for number in itertools.count():
        far = 24 + number % 5
        yield stage.timed(lambda far=far * (1 - 2 * (number % 2)): pull(page, corner, far))  # type: ignore[misc]


def press(stage: Stage, place: dict[str, int], *, until: Any) -> None:
    """Press a place of the map until something is there: Leaflet.draw overhears a press that follows another too soon."""
    at = stage.on_screen(place)
    for _ in range(PRESSES):
        stage.page.mouse.move(*at)
        stage.page.mouse.click(*at)
        with contextlib.suppress(NotSeen):
            until.wait_for(timeout=PRESS_MS)
            return


def line_edits(stage: Stage, region: str, *, mark: str) -> Iterator[Timed]:
    """Copy today's first route into the scenario and change it: a stop's place, or a stop put into the line."""
    copy_first_route(stage, region)
    marks = stage.opened.map.locator(mark)
    for number in itertools.count():
        far, way = 10 + 3 * (number % 5), 1 - 2 * (number % 2)
        one = marks.nth(number * 3 % marks.count())
        yield stage.timed(lambda one=one, far=far * way: pull(stage.page, one, far))  # type: ignore[misc]


FIRST_DEPARTURE_PX = (110 + 29, 36 + 14)


def departures(stage: Stage, region: str) -> Iterator[Timed]:
    """Copy today's first route and write another clock time for its first trip's departure, which moves the whole trip."""
    copy_first_route(stage, region)
    page = stage.page
    stage.after(page.get_by_role("tab", name="時刻表").click)
    stage.after(page.get_by_text("帰り", exact=True).last.click)
    grid = page.get_by_test_id("stDataFrame").locator("visible=true").first
    for number in itertools.count():
        at = f"{7 + 5 * (number % 2)}:{10 + number % 50:02}"
        yield stage.timed(lambda at=at: write_in_grid(page, grid, FIRST_DEPARTURE_PX, at))  # type: ignore[misc]


def copy_first_route(stage: Stage, region: str) -> None:
    """Turn to 路線 and copy today's first route into the scenario, unless that was done."""
    stage.turn_to(region, "路線")
    calls = stage.opened.map.locator(".kyoten-call")
    if calls.count():
        return
    copy = stage.page.get_by_role("button", name="写す", exact=True)
    stage.page.get_by_role("button", name="新しい路線").click()
    copy.wait_for()
    stage.page.wait_for_function(REST_OF_ALL)
    stage.after(copy.click)
    calls.first.wait_for(timeout=PATIENCE_MS)
    stage.page.keyboard.press("Escape")


REST_OF_ALL = "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"


def purposes(stage: Stage, region: str) -> Iterator[Timed]:
    """Change the purpose on 現況, on one day after another."""
    stage.turn_to(region, "現況")
    names = ["窓口" if kind.name == "窓口の用事" else kind.name for kind in PURPOSES.values()]
    for day in itertools.cycle("土月水"):
        for name in (*names[1:], names[0]):
            yield stage.timed(button(stage.page, name).click)
        stage.after(choice(stage.page, "曜日", f"（{day}）").click)


def days(stage: Stage, region: str) -> Iterator[Timed]:
    """Change the day on 現況, for one purpose after another."""
    stage.turn_to(region, "現況")
    for purpose in itertools.cycle(("買物", "窓口", "通院")):
        stage.after(button(stage.page, purpose).click)
        for day in "水木金土日月火":
            yield stage.timed(choice(stage.page, "曜日", f"（{day}）").click)


def years(stage: Stage, region: str) -> Iterator[Timed]:
    """Step through the years on 将来 by the arrow keys, to and fro."""
    stage.turn_to(region, "将来")
    slider = stage.opened.map.locator(".kyoten-year-slider")
    for key in itertools.cycle(["ArrowRight"] * 3 + ["ArrowLeft"] * 3):
        yield stage.timed(lambda key=key: slider.press(key))  # type: ignore[misc]


# ---- on the bare page


def bare_clicks(stage: Stage, _: str) -> Iterator[Timed]:
    """Click the map here and there."""
    stage.turn_to("way=click")
    for number in itertools.count():
        at = stage.on_screen({"x": 80 + number * 83 % 500, "y": 60 + number * 47 % 330})
        yield stage.timed(lambda at=at: stage.page.mouse.click(*at))  # type: ignore[misc]


def bare_drags(stage: Stage, _: str) -> Iterator[Timed]:
    """Drag the mark to and fro."""
    stage.turn_to("way=drag")
    mark = stage.opened.map.locator(".leaflet-marker-icon").first
    for number in itertools.count():
        far = (40 + 3 * (number % 5)) * (1 - 2 * (number % 2))
        yield stage.timed(lambda far=far: pull(stage.page, mark, far))  # type: ignore[misc]


def bare_radios(stage: Stage, _: str) -> Iterator[Timed]:
    """Press one after the other."""
    stage.turn_to("way=radio")
    for letter in itertools.cycle(LETTERS[1:] + LETTERS[0]):
        yield stage.timed(button(stage.page, letter).click)


def bare_lists(stage: Stage, _: str) -> Iterator[Timed]:
    """Choose one after the other from the list."""
    stage.turn_to("way=list")
    for letter in itertools.cycle(LETTERS[1:] + LETTERS[0]):
        yield stage.timed(choice(stage.page, "一覧", letter).click)


def bare_cells(stage: Stage, _: str) -> Iterator[Timed]:
    """Write into one cell after the other."""
    stage.turn_to("way=cell")
    grid = stage.page.get_by_test_id("stDataFrame").locator("visible=true").first
    for number in itertools.count():
        at = (40, 36 + 14 + 28 * (number % min(ROWS, 7)))
        words = f"{7 + 5 * (number % 2)}:{10 + number % 50:02}"
        yield stage.timed(lambda at=at, words=words: write_in_grid(stage.page, grid, at, words))  # type: ignore[misc]


@dataclass(frozen=True)
class Kind:
    """A kind of change in the app, and the way of input that sets its floor."""

    changes: Changes
    way: str
    redraws_itself: bool = False
    """Whether the map redraws by what it was given, before Python answers with the figures."""


FLOORS: dict[str, Changes] = {
    "click": bare_clicks, "drag": bare_drags, "radio": bare_radios, "list": bare_lists, "cell": bare_cells,
}  # fmt: skip
KINDS = {
    "click": Kind(clicks, "click"),
    "drag_by_bus": Kind(functools.partial(drags, colour="拠点までの時間", mode="バス"), "drag"),
    "drag_by_outings": Kind(functools.partial(drags, colour="行って帰れる組合せ", mode="車"), "drag"),
    "purpose": Kind(purposes, "radio"),
    "day": Kind(days, "list"),
    "zone": Kind(corners, "drag"),
    "stop": Kind(functools.partial(line_edits, mark=".kyoten-call:not(.kyoten-waiting)"), "drag"),
    "route": Kind(functools.partial(line_edits, mark=".kyoten-plus"), "drag"),
    "departure": Kind(departures, "cell"),
    "year": Kind(years, "click", redraws_itself=True),
}
