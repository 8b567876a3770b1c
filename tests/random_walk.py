"""A walk over all pages that nobody would take: two windows on the same work, random presses, hostile names, reloads.

    python -m tests.random_walk 1000 [MINUTES [SEED]]        prints what went wrong, and how many steps of each kind were made

After each step no page may show an exception, ask another machine or speak English; at twenty moments the figures of 拠点 and every
figure of the table of 比較 are held against those that the command line gives for the plan that was saved.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Locator, sync_playwright

from benchmarks.browser import FLAGS, LAPTOP, MAP_FRAME, ROOT, Watched, chromium_executable, served, watch
from plan.figure_texts import figure
from plan.indicators.registry import indicator
from tests.browser import SEEN_WORDS
from tests.hostile_names import HOSTILE
from tests.hostile_region import write_hostile_region
from tests.views.table import PAGES

APP = Path(__file__).with_name("views") / "valley_app.py"
FIGURES = ("hub_near_car", "hub_daily_car", "hub_mean_car", "hub_worst_car")
OWN_ENGLISH = {
    "Ctrl", "Delete", "GeoJSON", "QGIS", "GTFS", "Excel", "OpenStreetMap", "GeoPackage", "HTML", "population", "villages",
    "json", "plan", "versions", "parquet", "Word",  # names of files that are told, and what opens them
    "batch", "kyoten",  # the command that 都道府県 tells
    "option", "options", "available",  # said by lists to screen readers alone, which Streamlit speaks English to
}  # fmt: skip
_WORK_ID = re.compile("[0-9a-f]{12}")
_WORD = re.compile(r"[A-Za-z]{4,}")
_FILE_OR_FIELD = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:csv|docx|gpkg|html|json|pdf|png|txt|xlsx|zip)\b|[a-z]+(?:_[a-z]+)+|ja-Hrkt"
)
"""Names of files that are handed over, and of the fields of timetable data that a notice points at."""
_STEP_MS, _REST_MS = 4_000, 20_000
_HELD_OUT = ("import", "drop", "open-own", "sheets_all", "siting-begin", "on_demand_run", "step-paper")
"""Keys of what takes minutes or leaves the region: not pressed."""
_COMPARED = """() => [...document.querySelectorAll('.ky-compare table')].flatMap((table) => {
    const heads = [...table.querySelectorAll('th:not(:first-child)')].map((head) => head.textContent);
    return [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td:not(:first-child)')].map((cell, i) => {
        const unit = cell.querySelector('small');
        return [row.querySelector('summary').textContent, heads[i], unit.previousSibling?.textContent ?? '', unit.textContent];
      }));
    })"""
"""Every figure of the table of 比較, row by row: the indicator, the scenario, digits and unit."""
_AT_REST = """() => document.querySelector('[data-testid=answer]')
    && !document.querySelector('[data-testid=stStatusWidget], [data-stale=true]')"""


@dataclass
class Walk:
    """Two windows that are walked through.

    Parameters
    ----------
    open_window
        Opens a window at an address of the app.
    region, store
        The region's folder, and where the app keeps its work.
    """

    open_window: Callable[[str], Watched]
    region: Path
    store: Path
    seed: int = 19
    steps: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    compared: int = 0
    windows: list[Watched] = field(default_factory=list)

    def go(self, steps: int, moments: int, minutes: float = 600.0) -> None:
        """Make steps, as many as the time allows, and compare figures at so many moments of the way."""
        ends_s = time.monotonic() + minutes * 60
        chance = random.Random(self.seed)
        self.windows = [self.open_window("/")]
        self._rest(self.windows[0])
        every = max(1, steps // max(1, moments))
        for number in range(steps):
            if time.monotonic() > ends_s:
                break
            if len(self.windows) < 2 and self._work(self.windows[0]):
                self.windows.append(self.open_window(f"/?{self.windows[0].page.url.partition('?')[2]}"))
            window = chance.choice(self.windows)
            name, step = chance.choice(_STEPS)
            try:
                step(self, window, chance)
                self.steps[name] += 1
            except Error:
                self.steps[f"{name}: not there"] += 1  # drawn anew while the hand was on its way
            self._rest(window)
            self._look(f"step {number} ({name})", window)
            # Where a moment has nothing to compare (all was undone), the next step is one.
            if number + 1 >= every * (self.compared + 1):
                self.compared += self._compare(f"step {number}", window)

    def _rest(self, window: Watched) -> None:
        with contextlib.suppress(Error):
            window.page.wait_for_timeout(150)
            window.page.wait_for_function(_AT_REST, timeout=_REST_MS)

    def _look(self, where: str, window: Watched) -> None:
        for shown in window.page.locator("[data-testid=stException]").all_inner_texts():
            self._trouble(f"{where}: {shown[:300]}")
        self.troubles += [f"{where}: asked {address}" for address in window.outside]
        self.troubles += [f"{where}: {text[:300]}" for text in window.failures if "404" not in text]
        window.outside.clear()
        window.failures.clear()
        if window.page.get_by_test_id("answer").count() == 0:
            return  # nothing of the page is there yet, neither its words nor what replaces Streamlit's own
        with contextlib.suppress(Error):
            words = set(_WORD.findall(_without_names(window.page.evaluate(SEEN_WORDS))))
            if words - OWN_ENGLISH - _NAMES_WORDS:
                self._trouble(
                    f"{where}: English {sorted(words - OWN_ENGLISH - _NAMES_WORDS)} at {window.page.url[-40:]}"
                )

    def _trouble(self, text: str) -> None:
        if text.partition(":")[2] not in {known.partition(":")[2] for known in self.troubles}:
            self.troubles.append(text)

    def _work(self, window: Watched) -> str | None:
        found = re.search(r"[?&]work=([0-9a-f]+)", window.page.url)
        return found[1] if found else None

    def _compare(self, where: str, window: Watched) -> bool:
        """Hold the figures of a window that was opened anew against the command line's; tell whether there were any to compare."""
        try:
            window.page.goto(f"{window.address}/?{window.page.url.partition('?')[2]}")
            self._rest(window)
            self._visit(window, "hubs")
            # The figures of a present without hubs, and of outings, have commands of their own.
            window.page.locator(".st-key-mode label", has_text="車").click(timeout=_STEP_MS)
            self._rest(window)
        except Error:
            return False
        work, scenario = self._work(window), re.search(r"[?&]scenario=([^&]+)", window.page.url)
        of_year = re.search(r"[?&]year=(\d+)", window.page.url)
        year = int(of_year[1]) if of_year else None
        shown = _figures_of(window)
        if work is None or scenario is None or not shown or scenario[1] == "base":
            return False
        plan = str(self.store / f"{work}.plan.json")
        told = _told(year, "diagnose", str(self.region), "--plan", plan, "--scenario", scenario[1])
        values = {row["id"]: _read(row["id"], row["value"], year) for row in told.get("indicators", [])}
        wanted = [values[i] for i in FIGURES if i in values]
        if shown != wanted:
            self._trouble(f"{where}: figures {shown} on screen, {wanted} by the command")
        self._compare_table(where, window, plan, year)
        return True

    def _compare_table(self, where: str, window: Watched, plan: str, year: int | None) -> None:
        """Hold every figure of the table of 比較 against the command line's."""
        with contextlib.suppress(Error):
            self._visit(window, "compare")
            window.page.locator(".ky-compare td").first.wait_for(timeout=_REST_MS)
        told = _told(year, "compare", plan, "--region", str(self.region))
        names = told.get("scenarios", {})
        values = {row["name"]: (row["id"], row["values"]) for row in told.get("indicators", [])}
        shown = window.page.evaluate(_COMPARED)
        if len(shown) < len(values):
            self._trouble(f"{where}: 比較 shows {len(shown)} indicators, the command {len(values)}")
        for name, head, digits, unit in (cell for row in shown for cell in row):
            indicator_id, of = values.get(name, ("", {}))
            # Scenarios may bear one name.
            wanted = [_read(indicator_id, of[i], year) for i, n in names.items() if _line(n) == _line(head)]
            if (digits, unit) not in wanted:
                self._trouble(f"{where}: 比較 shows {digits}{unit} as {name!r} of {head!r}, {wanted} by the command")

    def _visit(self, window: Watched, page: str) -> None:
        names = window.page.get_by_test_id("stSidebarNavLink").filter(has_text=re.compile(f"^{PAGES[page]}$"))
        window.page.keyboard.press("Escape")  # an open list holds the page fast
        names.click(timeout=_STEP_MS)
        self._rest(window)


def _figures_of(window: Watched) -> list[tuple[str, str]]:
    digits, units = (window.page.locator(f".ky-{kind}").all_inner_texts() for kind in ("digits", "unit"))
    return list(zip(digits, units, strict=True))


def _line(name: str) -> str:
    """Write a name as a head of a table has it."""
    return " ".join(name.split())


def _told(year: int | None, *arguments: str) -> dict[str, Any]:
    """Return what a command prints about the people of a year."""
    of_year = [] if year is None else ["--year", str(year)]
    done = subprocess.run(
        [sys.executable, "cli.py", *arguments, *of_year, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _read(indicator_id: str, value: float | None, year: int | None) -> tuple[str, str]:
    """Write a value of an indicator by the one rule of rounding."""
    return figure(float("inf") if value is None else float(value), indicator(indicator_id).read_unit(year))


def _without_names(text: str) -> str:
    text = _FILE_OR_FIELD.sub(" ", _WORK_ID.sub(" ", text))
    for name in sorted(HOSTILE, key=len, reverse=True):
        text = text.replace(name.strip(), " ")
    return text


_NAMES_WORDS = {word for name in HOSTILE for word in _WORD.findall(name)}


def _any(found: Locator, chance: random.Random) -> Locator:
    """Take one of what is there and can be pressed."""
    count = found.count()
    if count == 0:
        raise Error("nothing to press")
    return found.nth(chance.randrange(count))


def _press(walk: Walk, window: Watched, chance: random.Random) -> None:
    held_out = "".join(f":not([class*=st-key-{key}] button)" for key in _HELD_OUT)
    buttons = window.page.locator(f"[data-testid=stMain] .stButton button:enabled{held_out}:visible")
    _any(buttons, chance).click(timeout=_STEP_MS)


def _choose(walk: Walk, window: Watched, chance: random.Random) -> None:
    box = _any(window.page.locator(".stSelectbox input:enabled:visible"), chance)
    box.click(timeout=_STEP_MS)
    _any(window.page.get_by_role("option"), chance).click(timeout=_STEP_MS)


def _tick(walk: Walk, window: Watched, chance: random.Random) -> None:
    ticks = (
        ".stCheckbox label:visible, .stRadio label[data-baseweb=radio]:visible, .stButtonGroup button:enabled:visible"
    )
    _any(window.page.locator(f"{ticks}, [role=tab]:visible"), chance).click(timeout=_STEP_MS)


def _write(walk: Walk, window: Watched, chance: random.Random) -> None:
    box = _any(window.page.locator(".stTextInput:not([class*=st-key-open]) input:enabled:visible"), chance)
    box.fill(chance.choice(HOSTILE), timeout=_STEP_MS)
    box.press("Enter")


def _number_in(walk: Walk, window: Watched, chance: random.Random) -> None:
    box = _any(window.page.locator(".stNumberInput input:enabled:visible"), chance)
    box.fill(str(chance.choice([0, 1, 7, 30, 500, -3, 1e9])), timeout=_STEP_MS)
    box.press("Enter")


def _map(walk: Walk, window: Watched, chance: random.Random) -> None:
    frame = _any(window.page.locator(MAP_FRAME), chance).bounding_box(timeout=_STEP_MS)
    if frame is None:
        raise Error("the map is not drawn yet")
    window.page.mouse.click(
        frame["x"] + chance.uniform(0.1, 0.9) * frame["width"], frame["y"] + chance.uniform(0.1, 0.9) * frame["height"]
    )


def _unfold(walk: Walk, window: Watched, chance: random.Random) -> None:
    folded = window.page.locator(".stExpander summary:visible, .stPopover button:enabled:visible")
    _any(folded, chance).click(timeout=_STEP_MS)


def _turn(walk: Walk, window: Watched, chance: random.Random) -> None:
    walk._visit(window, chance.choice(list(PAGES)))


def _reload(walk: Walk, window: Watched, chance: random.Random) -> None:
    window.page.reload()


def _undo(walk: Walk, window: Watched, chance: random.Random) -> None:
    window.page.locator(f".st-key-{chance.choice(['undo', 'redo'])} button:enabled").first.click(timeout=_STEP_MS)


_STEPS: tuple[tuple[str, Callable[[Walk, Watched, random.Random], None]], ...] = (
    *[("press", _press)] * 4, ("choose", _choose), ("choose", _choose), *[("tick", _tick)] * 3, ("write", _write),
    ("number", _number_in), *[("map", _map)] * 3, *[("unfold", _unfold)] * 2, *[("turn", _turn)] * 3, ("reload", _reload),
    ("undo", _undo),
)  # fmt: skip


@contextlib.contextmanager
def walk_on(browser: Browser, folder: Path, *, seed: int = 19) -> Iterator[Walk]:
    """Serve the hostile region, and give a walk through it."""
    region, store = write_hostile_region(folder / "samples" / "tanima"), folder / "store"
    environment = {"KYOTEN_TEST_SAMPLES": str(folder / "samples"), "KYOTEN_HOME": str(store)}
    with served(APP, folder / "log.txt", environment) as address, contextlib.ExitStack() as windows:

        def open_window(path: str) -> Watched:
            context = browser.new_context(viewport=LAPTOP, locale="ja-JP")
            windows.callback(context.close)
            watched = Watched(context.new_page(), address)
            watch(watched)
            watched.page.goto(address + path)
            return watched

        walk = Walk(open_window, region, store, seed)
        yield walk
    log = (folder / "log.txt").read_text(encoding="utf-8")
    walk.troubles += [f"log: {part[-900:]}" for part in log.split("Traceback")[1:]]


def main(steps: int, minutes: float = 600.0, seed: int = 19) -> None:
    """Walk, and print what went wrong."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium_executable(), args=list(FLAGS))
        with walk_on(browser, Path(folder), seed=seed) as walk:
            walk.go(steps, moments=20, minutes=minutes)
        browser.close()
    sys.stdout.write(f"{dict(walk.steps)}\nfigures compared at {walk.compared} moments\n")
    sys.stdout.write("\n".join(walk.troubles) + f"\n{len(walk.troubles)} troubles\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), float((sys.argv[2:3] or ["600"])[0]), int((sys.argv[3:4] or ["19"])[0]))
