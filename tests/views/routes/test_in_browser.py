"""路線 in a real Chromium: stops are clicked, dragged and put between, trips are made, and nothing leaves the machine."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect
from shapely import Polygon

from network.services.bus_service import BusService
from plan.file.plan_file import read_plan
from plan.reach.service_area import drawn_area
from tests.browser import MAP_FRAME, Watched, open_list, write_in_grid
from tests.views.bus_valley import write_bus_valley

pytestmark = pytest.mark.browser

VALLEY_APP = Path(__file__).parents[1] / "valley_app.py"
PATIENCE_MS = 30_000
WEST, MIDDLE, EAST = (35.3001, 137.475), (35.3001, 137.525), (35.3001, 137.575)


class Lines:
    """The page, and the plan file that it keeps."""

    def __init__(self, watched: Watched, store: Path) -> None:
        self.watched, self.page, self.store = watched, watched.page, store

    def services(self) -> tuple[BusService, ...]:
        """Read what was saved."""
        found = re.search(r"[?&]work=([0-9a-f]+)", self.page.url)
        path = self.store / f"{found[1]}.plan.json" if found else self.store
        return read_plan(path.read_bytes(), path.name).scenario("s1").services if path.is_file() else ()

    def wait(self, happened: Callable[[], bool]) -> None:
        """Wait as long as a busy machine may need."""
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while not happened():
            assert time.monotonic() < deadline
            self.page.wait_for_timeout(100)

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place is on the screen."""
        x, y = self.watched.in_map(
            f"(() => {{ const p = map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()"
        )
        box = self.page.locator(MAP_FRAME).first.bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag from a point of the screen to another."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=6)
        self.page.mouse.up()

    def begin(self, kind: str = "定時定路線") -> None:
        """Begin a service of a kind."""
        self.page.get_by_role("button", name="新しい路線").click()
        option = self.page.get_by_role("option", name=kind)
        open_list(self.page.locator(".st-key-route_new_kind input"), option).click()
        self.page.get_by_role("button", name="描きはじめる").click()
        self.wait(lambda: len(self.services()) == 1)
        expect(self.page.get_by_role("button", name="描きはじめる")).to_be_hidden(timeout=PATIENCE_MS)
        self.watched.wait_for_map()

    def draw(self, *places: tuple[float, float]) -> None:
        """Begin a line and click its stops."""
        self.begin()
        self.wait(lambda: self.watched.in_map("map.kyoten.mode") == "add_stop")
        for number, place in enumerate(places, start=1):
            self.watched.wait_for_map()
            self.page.mouse.click(*self.at(*place))
            self.wait(partial(self.has_stops, number))

    def press(self, *places: tuple[float, float]) -> None:
        """Press places of the map one after the other, as a quick hand does."""
        for place in places:
            self.page.mouse.move(*self.at(*place), steps=3)
            self.page.wait_for_timeout(60)
            self.page.mouse.down()
            self.page.mouse.up()
            self.page.wait_for_timeout(120)

    def stops(self) -> int:
        """Count the numbered stops on the map."""
        return self.watched.map.locator(".kyoten-call:not(.kyoten-waiting)").count()

    def has_stops(self, number: int) -> bool:
        return self.stops() == number


@pytest.fixture
def lines(serve_app: Callable[..., str], tmp_path: Path, open_page: Callable[..., Watched]) -> Iterator[Lines]:
    write_bus_valley(tmp_path / "samples" / "tanima")
    store = tmp_path / "store"
    watched = open_page(serve_app(VALLEY_APP, KYOTEN_TEST_SAMPLES=str(tmp_path / "samples"), KYOTEN_HOME=str(store)))
    watched.wait_for_map()
    watched.page.get_by_test_id("stSidebarNavLink").filter(has_text="路線").click()
    expect(watched.page.get_by_text("どこを、いつ、バスが走るか")).to_be_visible(timeout=PATIENCE_MS)
    watched.wait_for_map()
    yield Lines(watched, store)
    watched.assert_quiet()


def test_a_line_is_drawn_changed_and_timed_by_hand(lines):
    page = lines.page
    lines.draw(WEST, EAST)

    # The plus between the two is dragged to where a stop is to be.
    lines.watched.wait_for_map()
    plus = lines.watched.map.locator(".kyoten-plus").first.bounding_box()
    assert plus is not None
    lines.drag((plus["x"] + plus["width"] / 2, plus["y"] + plus["height"] / 2), lines.at(*MIDDLE))
    lines.wait(lambda: lines.stops() == 3)
    lines.wait(lambda: len(lines.services()[0].stops) == 3)
    lines.watched.wait_for_map()
    assert lines.services()[0].stops[1].lon == pytest.approx(MIDDLE[1], abs=0.003)

    before = lines.services()[0]
    first = before.stops[0]
    lines.drag(lines.at(first.lat, first.lon), lines.at(35.3001, 137.487))
    lines.wait(lambda: lines.services()[0] != before)
    assert lines.services()[0].stops[0].lon == pytest.approx(137.487, abs=0.003)

    page.get_by_role("tab", name="時刻表").click()
    page.get_by_role("button", name="便を加える").click()
    lines.wait(lambda: len(lines.services()[0].trips) == 2)
    expect(page.locator(".ky-running")).to_contain_text("2便/日", timeout=PATIENCE_MS)
    assert lines.services()[0].trips[0].start_s == 27_000


def test_a_departure_written_into_the_timetable_moves_the_trip(lines):
    page = lines.page
    lines.draw(WEST, EAST)
    page.get_by_role("tab", name="時刻表").click()
    page.get_by_role("button", name="便を加える").click()
    lines.wait(lambda: len(lines.services()[0].trips) == 2)
    before = lines.services()[0].trips

    grid = page.get_by_test_id("stDataFrame").locator("visible=true").first
    expect(grid).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_timeout(1500)
    write_in_grid(page, grid, (110 + 29, 36 + 14), "8:05")
    lines.wait(lambda: lines.services()[0].trips != before)
    moved = lines.services()[0].trips[0]
    assert moved.start_s == 8 * 3600 + 5 * 60
    assert moved.end_s - moved.start_s == before[0].end_s - before[0].start_s
    assert lines.services()[0].trips[1] == before[1]


def test_an_area_is_drawn_from_a_hub_on_after_a_first_try_was_given_up_and_its_corner_is_moved(lines):
    lines.begin("予約制乗合（デマンド）")
    lines.wait(lambda: lines.watched.in_map("map.kyoten.mode") == "draw")
    south, north = 35.285, 35.315
    # A hub lies above the ground that is drawn on, and is no hindrance.
    hub = lines.watched.in_map(
        "(() => { const at = map.kyoten.layers.hubs.getLayers()[0].getLatLng(); return [at.lat, at.lng]; })()"
    )
    corners = [tuple(hub), (south, 137.5), (south, 137.575), (north, 137.575)]
    lines.press((north, 137.525), (south, 137.525))
    lines.watched.map.locator("body").press("Escape")
    lines.press(*corners, corners[0])
    lines.wait(lambda: lines.services()[0].area is not None)
    drawn = drawn_area(lines.services()[0])
    assert isinstance(drawn, Polygon)
    for (lon, lat), wanted in zip(drawn.exterior.coords[:-1], corners, strict=True):
        assert (lat, lon) == pytest.approx(wanted, abs=0.002)
    expect(lines.page.get_by_text("区域の中には")).to_be_visible(timeout=PATIENCE_MS)

    # The corners can be moved at once, and the others stay as they are.
    lines.wait(lambda: lines.watched.in_map("map.kyoten.mode") == "edit")
    lines.watched.wait_for_map()
    lines.drag(lines.at(*corners[3]), lines.at(north, 137.55))
    lines.wait(lambda: drawn_area(lines.services()[0]) != drawn)
    moved = drawn_area(lines.services()[0])
    assert isinstance(moved, Polygon)
    assert moved.exterior.coords[3] == pytest.approx((137.55, north), abs=0.002)
    assert sum(a != b for a, b in zip(drawn.exterior.coords, moved.exterior.coords, strict=True)) == 1
