"""現況 and 拠点 of the buses in a real Chromium: purpose, day, a village's day, gaps; the bus as mode, outings, a dragged hub."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from plan.applied import apply
from plan.figure_texts import figure, persons
from plan.file.plan_file import read_plan
from plan.outings.best_outings import best_outings
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import BASE, Plan
from plan.villages.gaps import GAPS
from tests.browser import MAP_FRAME, Watched, open_list
from tests.views.bus_valley import write_bus_valley
from views.hubs.answer import hub_answer
from views.opening import open_region

pytestmark = pytest.mark.browser

VALLEY_APP = Path(__file__).with_name("valley_app.py")
TUESDAY, MONDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 6)
PATIENCE_MS = 30_000
EAST = (35.3004, 137.60)
"""Beside the stop at the valley's end."""


class BusValley:
    """A server on the valley with a bus, with its own store."""

    def __init__(self, folder: Path, serve: Callable[..., str]) -> None:
        self.store = folder / "store"
        self.region = write_bus_valley(folder / "samples" / "tanima")
        self.address = serve(VALLEY_APP, KYOTEN_TEST_SAMPLES=str(folder / "samples"), KYOTEN_HOME=str(self.store))

    def evaluation(self, plan: Plan | None = None) -> Evaluation:
        """Ask the Python functions, about the present or about a plan's scenario."""
        return evaluate(apply(open_region(self.region), plan, "s1" if plan is not None else BASE))

    def saved(self, table: Watched) -> Plan:
        """Read the plan file that the window's address names."""
        found = re.search(r"[?&]work=([0-9a-f]+)", table.page.url)
        assert found is not None, table.page.url
        path = self.store / f"{found[1]}.plan.json"
        return read_plan(path.read_bytes(), path.name)


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Let a busy machine take its time."""
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def valley(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> BusValley:
    return BusValley(tmp_path_factory.mktemp("bus-valley"), serve_app)


@pytest.fixture
def hubs(valley: BusValley, open_page: Callable[..., Watched]) -> Iterator[Watched]:
    watched = open_page(valley.address)
    watched.wait_for_map()
    yield watched
    watched.assert_quiet()


@pytest.fixture
def present(hubs: Watched) -> Watched:
    hubs.page.get_by_role("link", name="現況").click()
    expect(answer(hubs)).to_contain_text("通院")
    hubs.wait_for_map()
    return hubs


def answer(table: Watched) -> Locator:
    return table.page.get_by_test_id("answer")


def choose(table: Watched, label: str, option: str) -> None:
    open_list(table.page.get_by_label(label).last, table.page.get_by_role("option", name=option).first).click()


def click(table: Watched, lat: float, lon: float) -> None:
    table.page.mouse.click(*on_screen(table, lat, lon))


def on_screen(table: Watched, lat: float, lon: float) -> tuple[float, float]:
    x, y = table.in_map(f"(() => {{ const p = map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    box = table.page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def classes(table: Watched) -> object:
    return table.in_map("map.kyoten.parts.villages.class")


def test_purpose_and_day_change_words_and_map(valley, present):
    at_first = classes(present)
    present.page.get_by_role("radio", name="買物").or_(present.page.get_by_role("button", name="買物")).first.click()
    found = best_outings(valley.evaluation(), "shopping", TUESDAY)
    expect(answer(present)).to_contain_text(f"「買物」に行って帰れる住民は {persons(found.people['population'], None)}")
    choose(present, "曜日", "（日）")
    expect(answer(present)).to_contain_text("4月12日（日）")
    # No bus on Sunday: whoever does not walk there has none.
    expect(present.page.locator(".ky-figures")).to_contain_text("行って帰れない集落")
    present.wait_for_map()
    assert classes(present) != at_first


def test_a_clicked_village_shows_its_day_and_both_journeys(present):
    click(present, 35.3003, 137.55)
    expect(present.page.get_by_role("tab", name="集落の一日")).to_have_attribute("aria-selected", "true")
    journey = present.page.locator(".ky-journey")
    expect(journey).to_have_count(2)
    expect(journey.first).to_contain_text("谷線")
    expect(journey.last).to_contain_text("家に着く")
    strip = present.page.locator(".ky-strip")
    expect(strip.locator("b.ky-stay")).to_have_count(1)
    edges = [box for bar in strip.locator("b").all() if (box := bar.bounding_box()) is not None]
    row = strip.bounding_box()
    assert row is not None
    assert all(row["x"] <= e["x"] and e["x"] + e["width"] <= row["x"] + row["width"] + 1 for e in edges)


def test_gaps_are_drawn_and_listed(valley, present):
    choose(present, "集落の色", "公共交通空白など")
    today = valley.evaluation()
    wanted = {way: persons(GAPS["subsidy"].total(today, way), None) for way in ("walk", "straight")}
    expect(answer(present)).to_contain_text(f"道なりで {wanted['walk']}")
    expect(answer(present)).to_contain_text(f"直線で {wanted['straight']}")
    present.wait_for_map()
    assert present.in_map("map.kyoten.parts.legend.title") == "相当する人の割合（試算）"
    assert not present.in_map("Boolean(map.kyoten.parts.bands)")
    present.page.get_by_role("radio", name="直線").or_(present.page.get_by_role("button", name="直線")).first.click()
    buffer = present.map.locator(".kyoten-buffer")
    buffer.wait_for(state="attached")
    if not buffer.is_visible():  # the legend has folded itself, so as not to hide the town
        present.map.locator(".kyoten-legend header").first.click()
    buffer.wait_for()
    assert present.in_map("map.kyoten.parts.bands.shapes.length") == 1
    present.page.get_by_role("tab", name="定義を並べる").click()
    table = present.page.locator(".ky-side-by-side")
    expect(table.locator("tr")).to_have_count(1 + len(GAPS))
    for gap in GAPS.values():
        expect(table).to_contain_text(gap.heading(today))


def test_by_bus_a_dragged_hub_recolours_the_villages(valley, hubs):
    hubs.page.locator("[data-testid=stRadio] label").filter(has_text="バス").click()
    expect(answer(hubs)).to_contain_text("バスで30分以内")
    hubs.wait_for_map()
    assert hubs.in_map("map.kyoten.parts.legend.about") == "バスで・4月7日（火）"
    assert hubs.in_map("map.kyoten.parts.buses.lines.length") == 1
    before = classes(hubs)
    start = hubs.in_map("[map.kyoten.parts.hubs.lat[0], map.kyoten.parts.hubs.lon[0]]")
    hubs.page.mouse.move(*on_screen(hubs, *start))
    hubs.page.mouse.down()
    hubs.page.mouse.move(*on_screen(hubs, *EAST), steps=8)
    hubs.page.mouse.up()
    expect(hubs.page.get_by_role("button", name="元に戻す")).to_be_enabled()
    hubs.wait_for_map()
    moved = valley.evaluation(valley.saved(hubs))
    expect(answer(hubs)).to_have_text(hub_answer(moved, valley.evaluation(), "bus"))
    assert classes(hubs) != before
    digits, _ = figure(moved.hub_coverage("bus").within[15.0], "人")
    expect(hubs.page.locator(".ky-digits").first).to_have_text(digits)


def test_outings_colour_the_villages_without_bands_by_car(valley, hubs):
    assert hubs.in_map("Boolean(map.kyoten.parts.bands)")
    choose(hubs, "集落の色", "行って帰れる組合せ")
    expect(answer(hubs)).to_contain_text("用事まとめ")
    hubs.wait_for_map()
    assert not hubs.in_map("Boolean(map.kyoten.parts.bands)")
    assert hubs.in_map("map.kyoten.parts.legend.about") == "用事まとめ・4月7日（火）"
    choose(hubs, "曜日", "（日）")
    expect(answer(hubs)).to_contain_text("4月12日（日）")
