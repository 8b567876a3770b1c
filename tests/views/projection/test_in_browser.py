"""The wall in a real browser: keys step scenes, what is looked at stays, and every scene fits on every wall."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from plan.file.plan_file import open_plan, plan_bytes
from plan.scenario.scene_edits import add_scene
from tests.browser import MAP_FRAME, ROOT, Watched

pytestmark = pytest.mark.browser

SAMPLES = ("sanson", "okuyama", "model_chiku")
SIZES: tuple[ViewportSize, ...] = (
    {"width": 1024, "height": 768},
    {"width": 1920, "height": 1080},
    {"width": 390, "height": 844},
)
SETTLED_MS = 1_200
LOOK = "JSON.stringify([map.getCenter(), map.getZoom()])"

PROBLEMS = """() => {
    const found = [], size = map.getSize(), frame = map.getContainer().getBoundingClientRect();
    const villages = Kyoten.villages(map), legend = document.querySelector('.kyoten-legend');
    const box = legend && legend.getBoundingClientRect();
    villages.ids.forEach((id, i) => {
      const p = map.latLngToContainerPoint([villages.lat[i], villages.lon[i]]), r = Kyoten.radius(villages.people[i], map.getZoom());
      if (p.x < 0 || p.y < 0 || p.x > size.x || p.y > size.y) found.push(`${villages.names[i]} leaves the map`);
      if (!box || !box.width) return;
      const [x0, y0, x1, y1] = [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
      const over = Math.max(x0 - p.x, 0, p.x - x1), beside = Math.max(y0 - p.y, 0, p.y - y1);
      if (Math.hypot(over, beside) < r - 1) found.push(`${villages.names[i]} under the legend`);
    });
    for (const one of document.querySelectorAll('.kyoten-number, .kyoten-figure-name, .kyoten-clock-face')) {
      const box = one.getBoundingClientRect();
      const line = Math.max(...[one, ...one.children].map((e) => parseFloat(getComputedStyle(e).fontSize)));
      if (box.height > 1.9 * line) found.push(`${one.textContent} breaks its line`);
      if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1) found.push(`${one.textContent} leaves the wall`);
      if (one.className === 'kyoten-number' && line < 48) found.push(`${one.textContent} is set in ${line}px`);
    }
    const words = document.querySelector('.kyoten-message-words');
    if (words.scrollHeight > words.clientHeight + 1) found.push(`the message is cut off: ${words.textContent}`);
    if (words.scrollWidth > words.clientWidth + 1) found.push(`the message is too wide: ${words.textContent}`);
    const sentence = document.querySelector('.kyoten-sentence');
    if (parseFloat(getComputedStyle(sentence).fontSize) < 22) found.push('the sentence is too small');
    return [...new Set(found)];
}"""


WORK = "eveningwork"
"""A piece of work on the valley whose scenes show a scenario beside the present in every way, and buses and years."""
PAIRS = ("twin/car", "swipe/car", "difference/car", "years/change", "runs")


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("home")
    plan = open_plan(ROOT / "sample_regions" / "model_chiku" / "example.plan.json")
    for layer in PAIRS:
        plan, _ = add_scene(plan, plan.scenarios[-1].id, layer=layer, notes=f"{layer}の話")
    (home / f"{WORK}.plan.json").write_bytes(plan_bytes(plan))
    (home / f"{WORK}.region").write_text("sample:model_chiku", encoding="utf-8")
    return serve_app(ROOT / "app.py", KYOTEN_HOME=str(home))


def open_wall(address: str, open_page: Callable[..., Watched], path: str) -> Watched:
    window = open_page(address, f"/projection?{path}")
    window.map.locator(".kyoten-message .kyoten-sentence").wait_for(timeout=90_000)
    window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
    return window


def position(window: Watched) -> str:
    return window.map.locator(".kyoten-position").inner_text()


def press(window: Watched, key: str) -> str:
    """Press a key and give where the wall stands once it has turned."""
    before = position(window)
    window.page.keyboard.press(key)
    expect(window.map.locator(".kyoten-position")).not_to_have_text(before, timeout=20_000)
    return position(window)


def assert_quiet(window: Watched) -> None:
    """Fail if anything was asked from outside, or a script failed; Streamlit looks for its server at a page's own address first."""
    window.failures[:] = [one for one in window.failures if "404" not in one]
    window.assert_quiet()


def assert_fits(window: Watched) -> None:
    for size in SIZES[:2]:
        window.page.set_viewport_size(size)
        window.page.wait_for_timeout(SETTLED_MS)
        assert window.map.locator("body").evaluate(PROBLEMS) == [], size


def wake(page: Page) -> None:
    page.mouse.move(500, 400)
    page.mouse.move(520, 420)


def test_keys_and_a_remote_step_and_what_was_looked_at_stays(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_wall(address, open_page, "region=model_chiku")
    first = position(window)
    assert first.startswith("1／")
    window.in_map("(map.kyoten.moved = true, map.setZoom(map.getZoom() + 0.5, { animate: false }), 1)")
    look = window.in_map(LOOK)
    seen = [press(window, key)[0] for key in ("ArrowRight", " ", "PageDown", "ArrowLeft", "PageUp", "Enter")]
    assert seen == ["2", "3", "4", "3", "2", "3"]
    assert window.in_map(LOOK) == look
    # The map has the focus: the same keys count.
    window.map.locator("#map_div, .leaflet-container").first.focus()
    assert press(window, "PageUp")[0] == "2"
    assert press(window, "ArrowLeft") == first
    window.page.keyboard.press("ArrowLeft")
    window.page.wait_for_timeout(SETTLED_MS)
    assert position(window) == first
    assert_quiet(window)


def test_the_room_gets_dark_and_is_seen_through_other_eyes(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_wall(address, open_page, "region=model_chiku")
    paper = "getComputedStyle(document.querySelector('.kyoten-message')).backgroundColor"
    light = window.in_map(paper)
    wake(window.page)
    window.page.get_by_role("button", name="部屋と見え方").click()
    window.page.get_by_text("暗い部屋").click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map(paper) != light
    for look in ("白黒", "1型の色覚", "2型の色覚", "3型の色覚"):
        window.page.get_by_text(look, exact=True).click()
        window.page.wait_for_timeout(SETTLED_MS)
        assert window.in_map("document.body.style.filter") == 'url("#kyoten-eyes")'
    window.page.get_by_text("色のまま").click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map("document.body.style.filter") == ""
    assert_quiet(window)


def test_a_hub_is_tried_by_one_touch_and_a_village_is_named_by_another(
    address: str, open_page: Callable[..., Watched]
) -> None:
    window = open_wall(address, open_page, "region=model_chiku")
    title = window.map.locator(".kyoten-message-title")
    spot = "(() => { const v = Kyoten.villages(map), p = map.latLngToContainerPoint([v.lat[2], v.lon[2]]); return [p.x, p.y, v.names[2]]; })()"
    x, y, name = window.in_map(spot)
    window.map.locator(".leaflet-container").first.click(position={"x": x, "y": y})
    expect(title).to_contain_text(name, timeout=20_000)
    assert_fits(window)
    window.page.keyboard.press("PageDown")
    expect(title).not_to_contain_text(name, timeout=20_000)
    wake(window.page)
    window.page.get_by_text("ここに置いたら").first.click()
    window.page.wait_for_timeout(SETTLED_MS)
    window.map.locator(".leaflet-container").first.click(position={"x": x, "y": y})
    expect(title).to_contain_text("ここに置いたら", timeout=30_000)
    assert "行って帰れ" in window.map.locator(".kyoten-sentence").inner_text()
    assert_fits(window)
    assert_quiet(window)


def test_twins_move_in_step_the_handle_moves_and_years_and_buses_run(
    address: str, open_page: Callable[..., Watched]
) -> None:
    window = open_wall(address, open_page, f"work={WORK}")
    page = window.page
    both = [page.frame_locator(MAP_FRAME).nth(n).locator("body") for n in (0, 1)]
    for size in SIZES[:2]:
        page.set_viewport_size(size)
        page.wait_for_timeout(SETTLED_MS)
        assert [one.evaluate(PROBLEMS) for one in both] == [[], []], size
    both[0].evaluate("() => { map.setZoom(map.getZoom() + 1, { animate: false }); }")
    page.wait_for_timeout(SETTLED_MS)
    looks = [json.loads(one.evaluate(f"() => {LOOK}")) for one in both]
    assert looks[0] == looks[1]
    press(window, "PageDown")
    knob = window.map.locator(".kyoten-swipe button")
    knob.wait_for()
    at = knob.get_attribute("aria-valuenow")
    knob.press("ArrowLeft")
    assert knob.get_attribute("aria-valuenow") != at
    press(window, "PageDown")
    assert "を超えて" not in window.map.locator("body").inner_text()
    press(window, "PageDown")
    year = window.map.locator(".kyoten-years .kyoten-year")
    then = year.inner_text()
    window.map.locator(".kyoten-years .kyoten-play").click()
    expect(year).not_to_have_text(then, timeout=10_000)
    press(window, "PageDown")
    window.map.locator(".kyoten-clock").wait_for()
    face = window.map.locator(".kyoten-clock-face")
    before, frames = face.inner_text(), window.in_map("map.kyoten.vehicles.frames")
    expect(face).not_to_have_text(before, timeout=10_000)
    assert window.in_map("map.kyoten.vehicles.frames") > frames
    last = position(window)
    moved = press(
        window, "Alt+ArrowUp"
    )  # without the running order open: the scene that is shown moves, and stays shown
    assert (last, moved) == (f"{len(PAIRS)}／{len(PAIRS)}", f"{len(PAIRS) - 1}／{len(PAIRS)}")
    assert press(window, "Alt+ArrowDown") == last
    assert_quiet(window)


def test_the_presenter_sees_what_comes_and_both_windows_follow_each_other(
    address: str, open_page: Callable[..., Watched]
) -> None:
    window = open_wall(address, open_page, f"work={WORK}")
    # Windows on the same work follow each other: a test before this one may have left it at its last scene.
    for _ in range(int(position(window).split("／")[0]) - 1):
        press(window, "PageUp")
    expect(window.map.locator(".kyoten-position")).to_contain_text("1／", timeout=60_000)
    wake(window.page)
    with window.page.context.expect_page() as second:
        window.page.get_by_role("link", name="発表者の窓").click()
    presenter = second.value
    presenter.get_by_text("次の画面").wait_for(timeout=60_000)
    assert "twin/carの話" in presenter.locator(".ky-wall-notes").first.inner_text()
    presenter.get_by_role("button", name="次 ▶").click()
    expect(window.map.locator(".kyoten-position")).to_contain_text("2／", timeout=60_000)
    expect(presenter.locator(".ky-wall-clock")).not_to_have_text("0:00", timeout=60_000)
    press(window, "PageDown")
    expect(presenter.locator(".ky-wall-notes").first).to_contain_text("difference/carの話", timeout=60_000)


def test_a_row_of_the_running_order_is_pulled_to_another_place(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_wall(address, open_page, f"work={WORK}")
    page = window.page
    wake(page)
    page.get_by_role("button", name="進行").click()
    rows = page.locator(".ky-wall-scenes li")
    rows.first.wait_for()
    before = rows.all_inner_texts()
    assert len(before) == len(PAIRS)
    seen = int(position(window).partition("／")[0]) - 1  # a test before this one may have stepped on

    def pull(row: int, to: int, past_px: int) -> None:
        start, end = rows.nth(row).bounding_box(), rows.nth(to).bounding_box()
        assert start is not None
        assert end is not None
        page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2)
        page.mouse.down()
        page.mouse.move(end["x"] + 40, end["y"] + end["height"] / 2 + past_px, steps=12)
        page.mouse.up()

    pull(3, 1, -8)
    moved = [before[0], before[3], before[1], before[2], before[4]]
    expect(rows).to_have_text(moved, timeout=30_000)
    page.wait_for_timeout(2 * SETTLED_MS)
    assert rows.all_inner_texts() == moved  # the page has drawn it so, and the list is still open
    assert page.get_by_role("combobox", name="画面", exact=True).first.is_visible()
    page.get_by_role("button", name="▲ 前へ").click()
    expect(rows).to_have_text([before[3], before[0], before[1], before[2], before[4]], timeout=30_000)
    assert position(window).startswith(f"{[3, 0, 1, 2, 4].index(seen) + 1}／")  # what is shown stays
    page.wait_for_timeout(2 * SETTLED_MS)
    pull(0, 3, 8)  # put back: other tests walk through this work
    expect(rows).to_have_text(before, timeout=30_000)
    page.wait_for_timeout(2 * SETTLED_MS)
    assert rows.all_inner_texts() == before
    assert_quiet(window)


def test_a_long_answer_is_never_cut_off_the_map_gives_way(address: str, open_page: Callable[..., Watched]) -> None:
    window = open_wall(address, open_page, "region=sanson")
    window.page.set_viewport_size(SIZES[0])
    window.page.wait_for_timeout(SETTLED_MS)
    high = "document.querySelector('.kyoten-message').offsetHeight"
    usual = window.in_map(high)
    names = "、".join(f"長い名前の集落{n}" for n in range(30))
    window.in_map(
        f"void Kyoten.drawers.wall(map, {{...map.kyoten.parts.wall, lines: ['行けるのは {names}。', '行けないのは {names}。']}})"
    )
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map(high) > usual
    assert window.in_map(f"({PROBLEMS})()") == []
    window.in_map("void Kyoten.drawers.wall(map, map.kyoten.parts.wall)")
    assert window.in_map(high) == usual


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_scene_fits_on_every_wall(sample: str, address: str, open_page: Callable[..., Watched]) -> None:
    window = open_wall(address, open_page, f"region={sample}")
    last = int(position(window).split("／")[1])
    found = []
    for number in range(last):
        for size in SIZES:
            window.page.set_viewport_size(size)
            window.page.wait_for_timeout(SETTLED_MS)
            problems = window.in_map(f"({PROBLEMS})()")
            found += [f"{position(window)} {size['width']}: {problem}" for problem in problems]
        if number + 1 < last:
            press(window, "PageDown")
    assert found == [], "\n".join(found)
    assert_quiet(window)
