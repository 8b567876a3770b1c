"""The app in a real Chromium without internet: the main paths, from the click to the figures that Python gives."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plan.applied import apply
from plan.figure_texts import figure
from plan.file.plan_file import read_plan
from plan.indicators.registry import indicator
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Plan
from plan.workspace.versions import versions
from tests.browser import MAP_FRAME, ROOT, SEEN_WORDS, Watched, open_list, served
from tests.views.small_region import EMPTY_PLACE, write_small_region
from views.hubs.answer import hub_answer
from views.opening import open_region

pytestmark = pytest.mark.browser

VALLEY_APP = Path(__file__).with_name("views") / "valley_app.py"
FIGURES = ("hub_near_car", "hub_daily_car", "hub_mean_car", "hub_worst_car")
PATIENCE_MS = 15_000
PAGES = ("現況", "拠点", "候補を探す", "圏域・土地利用", "路線", "将来", "比較", "道が切れたら", "データ")


class Valley:
    """A server on the hand-drawn valley with its own store."""

    def __init__(self, folder: Path, serve: Callable[..., str]) -> None:
        self.samples = folder / "samples"
        self.store = folder / "store"
        self.region = write_small_region(self.samples / "tanima")
        self.environment = {"KYOTEN_TEST_SAMPLES": str(self.samples), "KYOTEN_HOME": str(self.store)}
        self.address = serve(VALLEY_APP, **self.environment)

    def saved(self, table: Watched) -> Plan:
        """Read the plan file that the window's address names."""
        path = self.store / f"{work_id(table.page)}.plan.json"
        return read_plan(path.read_bytes(), path.name)

    def evaluation(self, plan: Plan, scenario: str = "s1") -> Evaluation:
        """Ask the Python functions about a saved plan."""
        return evaluate(apply(open_region(self.region), plan, scenario))


def work_id(page: Page) -> str:
    found = re.search(r"[?&]work=([0-9a-f]+)", page.url)
    assert found is not None, page.url
    return found[1]


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Let a busy machine take its time."""
    expect.set_options(timeout=PATIENCE_MS)
    yield
    expect.set_options(timeout=None)


@pytest.fixture(scope="module")
def valley(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Valley:
    return Valley(tmp_path_factory.mktemp("valley"), serve_app)


@pytest.fixture
def table(valley: Valley, open_page: Callable[..., Watched]) -> Iterator[Watched]:
    """Open the hub page anew; nothing may have gone out, and no script may have failed, when the test is over."""
    watched = open_page(valley.address)
    settle(watched)
    yield watched
    watched.assert_quiet()


def settle(table: Watched) -> None:
    """Wait until the map is there and the page rests."""
    table.wait_for_map()
    expect(table.page.get_by_test_id("answer")).to_be_visible()
    table.page.wait_for_timeout(700)


def screen(table: Watched, lat: float, lon: float) -> tuple[float, float]:
    """Where a place is on the screen."""
    x, y = table.in_map(f"(() => {{ const p = map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    box = table.page.locator(MAP_FRAME).first.bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def click(table: Watched, lat: float, lon: float) -> None:
    table.page.mouse.click(*screen(table, lat, lon))


def wait_until(table: Watched, happened: Callable[[], bool]) -> None:
    """Wait as long as a busy machine may need; fail when it does not happen."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not happened():
        assert time.monotonic() < deadline
        table.page.wait_for_timeout(50)


def hub_names(table: Watched) -> list[str]:
    return table.map.locator(".kyoten-hub-name").all_inner_texts()


def shown_figures(table: Watched) -> list[tuple[str, str]]:
    digits = table.page.locator(".ky-digits").all_inner_texts()
    units = table.page.locator(".ky-unit").all_inner_texts()
    return list(zip(digits, units, strict=True))


def expect_figures_of(table: Watched, valley: Valley, hubs: int) -> None:
    """The figures on screen become exactly what Python says of the plan file that was saved."""
    expect(table.map.locator(".kyoten-hub-name")).to_have_count(hubs)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while True:
        plan = valley.saved(table)
        current, baseline = valley.evaluation(plan), valley.evaluation(plan, "base")
        wanted = [figure(indicator(i).compute(current), indicator(i).unit) for i in FIGURES]
        same = shown_figures(table) == wanted
        if (same and len(plan.scenario("s1").hubs) == hubs) or time.monotonic() > deadline:
            break
        table.page.wait_for_timeout(100)
    assert shown_figures(table) == wanted
    assert table.page.get_by_test_id("answer").inner_text() == hub_answer(current, baseline, "car")


def go(table: Watched, page: str) -> None:
    """Turn to another page, and wait until the map of the page before is gone: what is looked at shall be the new one."""
    table.page.locator("iframe").evaluate_all("frames => frames.forEach(f => { f.dataset.before = 'yes' })")
    table.page.get_by_test_id("stSidebarNavLink").filter(has_text=page).click()
    expect(table.page.locator("iframe[data-before]")).to_have_count(0, timeout=30_000)
    settle(table)


def assert_in_sight(table: Watched, page: str, figures: int) -> None:
    maps = [table.page.locator(MAP_FRAME).nth(i).bounding_box() for i in range(2 if page == "比較" else 1)]
    boxes = [*maps]
    boxes += [table.page.locator(".ky-figure").nth(i).bounding_box() for i in range(figures)]
    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 1366
        assert box["y"] + box["height"] <= 768
    # The maps of a pair lie side by side or, of a wide town, one over the other: together they are as large as one.
    assert sum(box["width"] * box["height"] for box in maps if box) > 400 * 560
    assert len(maps) == 2 or (maps[0] and maps[0]["height"] > 400)
    assert min(box["height"] for box in maps if box) > 250
    assert sum(box["width"] for box in maps if box) > 560


def test_every_page_draws_its_map_in_sight_on_a_small_screen_and_shows_no_english(table):
    for page, figures in zip(PAGES, (4, 4, 0, 4, 0, 4, 0, 4, 0), strict=True):
        go(table, page)
        assert_in_sight(table, page, figures)
        assert table.in_map("map.kyoten.roadList.length") > 50
        assert table.in_map("Object.keys(map.kyoten.layers.villages._layers).length") == 9
        english = re.findall(r"[A-Za-z]{4,}", table.page.evaluate(SEEN_WORDS))
        assert set(english) <= {"Ctrl", "villages", "population", "GeoJSON", "QGIS", "script", "alert"}


def test_placing_dragging_and_removing_give_the_figures_that_python_gives(table, valley):
    before = shown_figures(table)
    click(table, 35.3001, 137.525)
    expect_figures_of(table, valley, 2)
    assert shown_figures(table) != before
    hub = valley.saved(table).scenario("s1").hub("h2")
    assert (hub.lat, hub.lon) == pytest.approx((35.3001, 137.525), abs=0.001)

    placed = shown_figures(table)
    table.page.mouse.move(*screen(table, hub.lat, hub.lon))
    table.page.mouse.down()
    table.page.mouse.move(*screen(table, 35.3001, 137.585), steps=6)
    table.page.mouse.up()
    wait_until(table, lambda: valley.saved(table).scenario("s1").hub("h2") != hub)
    expect_figures_of(table, valley, 2)
    assert shown_figures(table) != placed
    assert valley.saved(table).scenario("s1").hub("h2").lon == pytest.approx(137.585, abs=0.002)

    table.page.get_by_role("tab", name="拠点", exact=True).click()
    table.page.get_by_role("button", name="この拠点を消す").click()
    expect_figures_of(table, valley, 1)
    assert shown_figures(table) == before


def test_keys_undo_and_redo(table, valley):
    click(table, 35.3001, 137.525)
    expect_figures_of(table, valley, 2)
    table.page.get_by_test_id("answer").click()
    table.page.keyboard.press("Control+z")
    expect_figures_of(table, valley, 1)
    table.page.keyboard.press("Control+y")
    expect_figures_of(table, valley, 2)


def test_a_click_on_a_site_puts_the_hub_on_it(table, valley):
    click(table, 35.3008, 137.56)
    expect(table.map.locator(".kyoten-hub-name", has_text="旧東谷小学校")).to_be_visible()
    expect_figures_of(table, valley, 2)
    assert valley.saved(table).scenario("s1").hub("h2").site_id == "s1"


def test_a_reload_keeps_the_work(table, valley):
    click(table, 35.3001, 137.525)
    expect_figures_of(table, valley, 2)
    kept = shown_figures(table)
    table.page.reload()
    settle(table)
    assert len(hub_names(table)) == 2
    assert shown_figures(table) == kept


def test_two_windows_on_the_same_work_lose_nothing(table, valley, open_page):
    click(table, 35.3001, 137.525)
    expect_figures_of(table, valley, 2)
    other = open_page(valley.address, f"/?{table.page.url.split('?')[1]}")
    settle(other)
    click(table, 35.3001, 137.575)
    expect_figures_of(table, valley, 3)
    first = valley.saved(table)
    click(other, 35.3001, 137.475)
    expect_figures_of(other, valley, 3)
    assert valley.saved(other) != first
    kept = versions(valley.store / f"{work_id(table.page)}.plan.json")
    assert first in [read_plan(path.read_bytes(), path.name) for path in kept]
    expect(other.page.locator(".ky-notice", has_text="別の画面")).to_be_visible()
    other.assert_quiet()


def test_a_village_in_the_list_and_on_the_map_is_one_selection(table):
    table.page.get_by_role("tab", name="集落", exact=True).click()
    grid = table.page.get_by_test_id("stDataFrame").locator("visible=true").last
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    assert box is not None
    table.page.mouse.click(box["x"] + 16, box["y"] + 36 + 15)
    expect(table.page.get_by_text("から", exact=False).locator("visible=true").first).to_be_visible()
    wait_until(table, lambda: table.in_map("map.kyoten.parts.villages.selected") is not None)
    ringed = table.in_map("map.kyoten.parts.villages.selected")

    table.page.get_by_text("選ぶだけ", exact=True).click()
    table.page.wait_for_timeout(800)
    table.in_map("void map.setView([35.34, 137.4503], 13, {animate: false})")
    click(table, 35.34, 137.4503)
    wait_until(table, lambda: table.in_map("map.kyoten.parts.villages.selected") == "v6")
    assert ringed != "v6"
    expect(table.page.locator("strong", has_text="北沢")).to_be_visible()


def test_a_row_of_those_who_gain_rings_its_village(table, valley):
    click(table, 35.3001, 137.585)
    expect_figures_of(table, valley, 2)
    grid = table.page.get_by_test_id("stDataFrame").locator("visible=true").first
    box = grid.bounding_box()
    assert box is not None
    table.page.mouse.click(box["x"] + 16, box["y"] + 36 + 15)
    wait_until(table, lambda: table.in_map("map.kyoten.parts.villages.selected") == "v5")


def test_the_search_rings_and_shows_a_village(table):
    search = table.page.get_by_test_id("stSidebar").get_by_role("combobox").last
    open_list(search, table.page.get_by_role("option").filter(has_text="峠").first).click()
    wait_until(table, lambda: table.in_map("map.kyoten.parts.villages.selected") == "v7")
    place = pytest.approx([35.36, 137.5503], abs=0.002)
    wait_until(table, lambda: table.in_map("[map.getCenter().lat, map.getCenter().lng]") == place)


def test_a_road_closed_on_the_map_changes_the_times(table, valley):
    go(table, "データ")
    table.page.get_by_text("道を閉じる・開ける", exact=True).click()
    wait_until(table, lambda: table.in_map("map.kyoten.mode") == "close_road")
    click(table, 35.30, 137.5225)
    expect(table.map.locator(".leaflet-closures-pane .kyoten-closed-road")).to_have_count(1)
    plan = valley.saved(table)
    assert [edit.change for edit in plan.scenario("s1").roads] == ["close"]
    assert valley.evaluation(plan).nearest_hub("car")["minutes"]["v5"] == float("inf")
    go(table, "拠点")
    expect_figures_of(table, valley, 1)
    assert shown_figures(table) != [
        figure(indicator(i).compute(valley.evaluation(plan, "base")), indicator(i).unit) for i in FIGURES
    ]


def test_panning_and_zooming_run_no_python(table):
    sent: list[int] = []
    table.page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(len(data))))
    table.page.reload()
    settle(table)
    assert sent, "the reload itself must have been heard"
    table.page.wait_for_timeout(1000)
    sent.clear()
    zoom = table.in_map("map.getZoom()")
    x, y = screen(table, *EMPTY_PLACE)
    table.page.mouse.move(x, y)
    table.page.mouse.down()
    table.page.mouse.move(x - 120, y - 40, steps=5)
    table.page.mouse.up()
    table.page.mouse.wheel(0, -240)
    table.page.wait_for_timeout(1500)
    assert table.in_map("map.getZoom()") > zoom
    assert sent == []


def test_names_from_files_are_shown_and_never_run(table):
    table.page.evaluate("void (window.alert = () => { window.attacked = true; })")
    table.in_map("void (window.alert = () => { window.parent.attacked = true; })")
    go(table, "現況")
    go(table, "拠点")
    table.page.get_by_role("tab", name="集落", exact=True).click()
    table.page.wait_for_timeout(500)
    assert table.page.evaluate("window.attacked") is None
    assert table.in_map("map.kyoten.parts.villages.names[1]") == "<script>alert(1)</script>"


def test_a_restart_of_the_server_keeps_the_work_and_offers_it(tmp_path, open_page):
    place = Valley(tmp_path, lambda *_, **__: "")
    with served(VALLEY_APP, tmp_path / "first.log", place.environment) as address:
        table = open_page(address)
        settle(table)
        click(table, 35.3001, 137.525)
        expect_figures_of(table, place, 2)
        kept, query = shown_figures(table), table.page.url.split("?")[1]
        table.page.context.close()
    with served(VALLEY_APP, tmp_path / "second.log", place.environment) as address:
        same = open_page(address, f"/?{query}")
        settle(same)
        assert (shown_figures(same), len(hub_names(same))) == (kept, 2)
        fresh = open_page(address)
        settle(fresh)
        assert len(hub_names(fresh)) == 1
        fresh.page.get_by_role("button", name="続きから開く").click()
        expect(fresh.map.locator(".kyoten-hub-name")).to_have_count(2)
        fresh.page.wait_for_timeout(700)
        assert shown_figures(fresh) == kept
        for window in (same, fresh):
            window.assert_quiet()


def test_undoing_a_new_scenario_takes_it_from_the_list(table):
    chosen = table.page.get_by_test_id("stSidebar").get_by_role("combobox").first
    table.page.get_by_test_id("stPopoverButton").click()
    table.page.get_by_role("button", name="空の案を加える").click()
    expect(chosen).to_have_value("案2")
    table.page.keyboard.press("Escape")
    undo = table.page.get_by_role("button", name="元に戻す")
    expect(undo).to_have_count(1, timeout=20_000)  # the page before fades out under the new one
    undo.click()
    expect(chosen).to_have_value("案1")
    expect(table.map.locator(".kyoten-hub-name")).to_have_count(1)


WAITED = """
setInterval(() => {
  const waiting = document.querySelector('.ky-waiting');
  if (!waiting?.checkVisibility()) {
    if (!document.querySelector('[data-testid=answer], [data-testid=stMain] iframe')) window.kyotenWhite = (window.kyotenWhite || 0) + 1;
    return;
  }
  if (document.querySelector('[data-testid=answer]')) window.kyotenStayed = (window.kyotenStayed || 0) + 1;
  else window.kyotenWaited = waiting.innerText;
}, 10);
"""


def test_words_stand_on_a_page_until_it_has_its_answer(serve_app, tmp_path, browser):
    """A cold server works for a minute at a page: it may not be white as long."""
    address = serve_app(ROOT / "app.py", KYOTEN_HOME=str(tmp_path))
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ja-JP")
    page = context.new_page()
    page.add_init_script(WAITED)
    page.goto(f"{address}/future?region=sanson")
    expect(page.get_by_test_id("answer")).to_be_visible(timeout=60_000)
    assert page.evaluate("window.kyotenWaited").startswith("用意しています")
    expect(page.locator(".ky-waiting")).to_have_count(0, timeout=60_000)
    assert page.evaluate("window.kyotenStayed || 0") == 0
    # Nor is the page that is left taken for the one to come.
    page.evaluate("window.kyotenWaited = '', window.kyotenWhite = 0")
    page.get_by_test_id("stSidebarNavLink").filter(has_text="運営・資金").click()
    expect(page.get_by_role("tab", name="資金", exact=True)).to_be_visible(timeout=60_000)
    # Where the answer comes with the words, a browser that is slower than the server shows the page that is left until then.
    waited, white = page.evaluate("[window.kyotenWaited, window.kyotenWhite]")
    assert waited.startswith("用意しています") or not white
    context.close()
