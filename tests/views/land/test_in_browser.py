"""Drawing on 圏域・土地利用 in a real Chromium: ids last, the map is never made anew, undo works, the plan file comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.scenario import Scenario
from plan.spheres.area_drawing import area_shapes
from tests.browser import MAP_FRAME, Watched
from tests.test_app import Valley, go, patience, settle, wait_until

pytestmark = pytest.mark.browser

__all__ = ["patience"]
CORNERS = [(260, 120), (420, 120), (420, 260), (260, 260)]


@pytest.fixture(scope="module")
def valley(serve_app: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Valley:
    return Valley(tmp_path_factory.mktemp("valley"), serve_app)


@pytest.fixture
def table(valley: Valley, open_page: Callable[..., Watched]) -> Iterator[Watched]:
    watched = open_page(valley.address)
    settle(watched)
    go(watched, "圏域・土地利用")
    # The page before may still be fading out, with a map of its own.
    expect(watched.page.locator(".ky-question h1")).to_have_text(
        ["どこまでを一つの生活圏とし、どこに集め、どこを守るか"]
    )
    expect(watched.page.locator(MAP_FRAME)).to_have_count(1)
    settle(watched)
    yield watched
    watched.assert_quiet()


def press(table: Watched, places: list[tuple[int, int]]) -> None:
    """Press places of the map one after the other, as a hand does."""
    frame = table.page.locator(MAP_FRAME).first.bounding_box()
    assert frame is not None
    for x, y in places:
        table.page.mouse.move(frame["x"] + x, frame["y"] + y)
        table.page.wait_for_timeout(60)
        table.page.mouse.down()
        table.page.mouse.up()
        table.page.wait_for_timeout(120)


def tool(table: Watched, text: str) -> None:
    before = table.in_map("map.kyoten.mode")
    table.page.get_by_test_id("stButtonGroup").get_by_text(text).click()
    wait_until(table, lambda: table.in_map("map.kyoten.mode") != before)
    table.page.wait_for_timeout(200)


def saved(valley: Valley, table: Watched) -> Scenario:
    return valley.saved(table).scenario("s1")


def ids(table: Watched) -> object:
    return table.in_map("[...map.kyoten.drawn.keys()].sort()")


def test_areas_are_drawn_edited_divided_deleted_and_undone_on_the_one_map(table, valley):
    life, frame = table.in_map("map.kyoten.mount"), table.page.locator(MAP_FRAME).count()
    tool(table, "＋拠点")
    press(table, [*CORNERS, CORNERS[0]])
    wait_until(table, lambda: ids(table) == ["a1"])
    drawn = area_shapes(saved(valley, table))["a1"]
    assert len(drawn.exterior.coords) == 5

    tool(table, "角を動かす")
    corner = table.map.locator(".leaflet-editing-icon").first
    box = corner.bounding_box()
    assert box is not None
    table.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    table.page.mouse.down()
    table.page.mouse.move(box["x"] - 40, box["y"] - 30, steps=4)
    table.page.mouse.up()
    wait_until(table, lambda: area_shapes(saved(valley, table))["a1"] != drawn)
    moved = area_shapes(saved(valley, table))["a1"]
    assert ids(table) == ["a1"]
    assert sum(a == b for a, b in zip(drawn.exterior.coords, moved.exterior.coords, strict=True)) == 3

    tool(table, "分ける")
    press(table, [(180, 200), (520, 200), (520, 200)])
    wait_until(table, lambda: ids(table) == ["a1", "a2"])

    table.page.get_by_role("button", name="この区域を消す").click()
    wait_until(table, lambda: ids(table) == ["a2"])
    assert list(area_shapes(saved(valley, table))) == ["a2"]

    for _ in range(2):
        table.page.get_by_role("button", name="元に戻す").click()
        table.page.wait_for_timeout(500)
    wait_until(table, lambda: ids(table) == ["a1"])
    assert area_shapes(saved(valley, table)) == {"a1": moved}

    # Every step was saved, and the map lived through all of them.
    assert table.in_map("map.kyoten.mount") == life
    assert table.page.locator(MAP_FRAME).count() == frame
    plan = valley.saved(table)
    assert read_plan(plan_bytes(plan)) == plan


def test_corners_jump_to_the_road_beside_them(table, valley):
    tool(table, "＋保全")
    at = "(() => { const p = map.latLngToContainerPoint([35.30, 137.5021]); return [p.x, p.y]; })()"
    x, y = table.in_map(at)
    press(
        table,
        [
            (round(x), round(y) + 6),
            (round(x) + 90, round(y) + 90),
            (round(x) - 90, round(y) + 90),
            (round(x), round(y) + 6),
        ],
    )
    wait_until(table, lambda: ids(table) == ["c1"])
    first = area_shapes(saved(valley, table))["c1"].exterior.coords[0]
    assert first[1] == pytest.approx(35.30, abs=2e-5)


def test_spheres_are_made_and_drawn(table, valley):
    table.page.get_by_text("近い拠点ごと").click()
    table.page.wait_for_timeout(500)
    table.page.get_by_role("button", name="圏域を作る").click()
    wait_until(table, lambda: len(table.in_map("(map.kyoten.parts.spheres || {ids: []}).ids")) == 1)
    assert saved(valley, table).spheres[0].area is not None
    expect(table.map.locator(".kyoten-sphere")).to_have_count(1)


def test_the_map_is_swiped_and_drawing_goes_on_with_the_same_areas(table, valley):
    life = table.in_map("map.kyoten.mount")
    tool(table, "＋拠点")
    press(table, [*CORNERS, CORNERS[0]])
    wait_until(table, lambda: ids(table) == ["a1"])
    before = valley.saved(table)

    table.page.get_by_test_id("stButtonGroup").get_by_text("めくる").click()
    knob = table.map.locator(".kyoten-swipe button")
    expect(knob).to_be_visible()
    expect(table.map.locator(".kyoten-swipe-left")).to_have_text("左：現況")
    expect(table.map.locator(".kyoten-swipe-right")).to_have_text("右：案1")
    assert table.map.locator(".leaflet-left-areaNames-pane .kyoten-area-name").count() == 0
    assert table.map.locator(".leaflet-right-areaNames-pane .kyoten-area-name").count() == 1
    assert table.in_map("Boolean(map.kyoten.parts['drawn'])") is False
    box = knob.bounding_box()
    assert box is not None
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    line = "parseFloat(document.querySelector('.kyoten-swipe').style.left)"
    where = table.in_map(line)
    table.page.mouse.move(*at)
    table.page.mouse.down()
    table.page.mouse.move(at[0] - 120, at[1], steps=5)
    table.page.mouse.up()
    assert table.in_map(line) == pytest.approx(where - 120, abs=2)
    clip = table.in_map("map.getPane('right-drawn').style.clipPath")
    assert "polygon" in clip

    tool_back = table.page.get_by_test_id("stButtonGroup").get_by_text("角を動かす")
    tool_back.click()
    expect(table.map.locator(".leaflet-editing-icon").first).to_be_visible()
    assert knob.count() == 0
    assert ids(table) == ["a1"]
    assert table.in_map("map.kyoten.mount") == life
    assert valley.saved(table) == before
