"""The map in a real Chromium without internet: it draws, tells, changes, and stays the one that it was."""

from __future__ import annotations

import io
import itertools
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from geo.region.land.zones import LAND, ZONES
from layers.style.colours import TIME
from tests.browser import MAP_FRAME, Watched

pytestmark = pytest.mark.browser

EMPTY_GROUND = (35.37, 137.42)
SETTLED_MS = 800


def screen(table: Watched, lat: float, lon: float, frame: int = 0) -> tuple[float, float]:
    """Where a place is on the screen."""
    body = table.page.frame_locator(MAP_FRAME).nth(frame).locator("body")
    x, y = body.evaluate("(_, at) => { const p = map.latLngToContainerPoint(at); return [p.x, p.y]; }", [lat, lon])
    box = table.page.locator(MAP_FRAME).nth(frame).bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def tell(table: Watched, text: str) -> None:
    """Wait until the page says what it was told."""
    expect(table.page.locator("#tell")).to_contain_text(text)


def runs(table: Watched) -> int:
    return int(table.page.locator("#tell").get_attribute("data-runs") or 0)


def village(table: Watched, number: int) -> tuple[float, float]:
    lat, lon = table.in_map(f"[map.kyoten.parts.villages.lat[{number}], map.kyoten.parts.villages.lon[{number}]]")
    return lat, lon


def choose(table: Watched, text: str) -> None:
    before = runs(table)
    table.page.get_by_text(text, exact=True).click()
    table.page.wait_for_function("n => Number(document.querySelector('#tell').dataset.runs) > n", arg=before)
    table.page.wait_for_timeout(150)


def test_it_draws_everything_and_asks_nothing_from_outside(table):
    expect(table.map.locator(".kyoten-hub")).to_have_count(2)
    expect(table.map.locator(".leaflet-facilities-pane .kyoten-facility")).to_have_count(6)
    expect(table.map.locator(".leaflet-sites-pane .kyoten-site")).to_have_count(3)
    expect(table.map.locator(".kyoten-fictional")).to_have_text("架空の地域")
    assert table.in_map("map.kyoten.roadList.length") == 9940
    assert table.in_map("Object.keys(map.kyoten.layers.villages._layers).length") == 300
    drawn = table.in_map(
        "[...document.querySelectorAll('.leaflet-roads-pane canvas, .leaflet-villages-pane canvas')].map(c => "
        "c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0))"
    )
    assert drawn == [True, True]
    assert table.in_map("document.querySelector('.kyoten-relief').naturalWidth") == 400
    table.assert_quiet()


def test_the_map_fills_the_window(table):
    box = table.page.locator(MAP_FRAME).bounding_box()
    assert box is not None
    assert box["height"] == pytest.approx(768 - 9 * 16, abs=2)
    assert table.in_map("[map.getSize().x, map.getSize().y]") == [round(box["width"]), round(box["height"])]


def test_no_village_lies_under_the_legend_when_the_map_opens(table):
    hidden = table.in_map(
        "(() => { const r = document.querySelector('.kyoten-legend').getBoundingClientRect();"
        " const d = map.kyoten.parts.villages;"
        " return d.lat.filter((_, i) => { const p = map.latLngToContainerPoint([d.lat[i], d.lon[i]]);"
        " return p.x < r.right && p.x > r.left && p.y > r.top; }).length; })()"
    )
    assert hidden == 0


def test_a_click_places_a_hub_at_once_and_the_map_stays_the_same(table):
    table.in_map("window.sameMap = true")
    table.page.mouse.click(*screen(table, *EMPTY_GROUND))
    expect(table.map.locator(".kyoten-hub-name", has_text="新しい拠点3")).to_be_visible()
    tell(table, "MapClick(lat=35.3")
    expect(table.map.locator(".leaflet-ghosts-pane .kyoten-hub")).to_have_count(0)
    assert table.in_map("window.sameMap") is True
    assert table.page.locator("#tell").get_attribute("data-hubs") == "3"
    table.assert_quiet()


def test_the_same_place_twice_is_two_events_but_a_double_click_is_one(table):
    place = screen(table, *EMPTY_GROUND)
    choose(table, "look")
    before = runs(table)
    table.page.mouse.click(*place)
    table.page.wait_for_timeout(900)
    table.page.mouse.click(*place)
    table.page.wait_for_timeout(900)
    assert runs(table) == before + 2
    table.page.mouse.dblclick(*place)
    table.page.wait_for_timeout(900)
    assert runs(table) == before + 3


def test_quick_clicks_are_all_heard(table):
    choose(table, "look")
    for number in range(20, 26):
        table.page.mouse.click(*screen(table, *village(table, number)))
    tell(table, "ThingClicked")
    table.page.wait_for_timeout(1200)
    assert table.in_map("map.kyoten.events.length") == 0
    assert table.in_map("map.kyoten.answered") == table.in_map("`${map.kyoten.mount}.${map.kyoten.reported}`")


def test_a_hub_is_dragged(table):
    x, y = screen(table, *_hub(table, 0))
    table.page.mouse.move(x, y)
    table.page.mouse.down()
    table.page.mouse.move(x + 90, y - 40, steps=5)
    table.page.mouse.up()
    tell(table, "HubDropped(hub_id='h1'")
    expect(table.map.locator(".kyoten-waiting")).to_have_count(0)
    assert screen(table, *_hub(table, 0)) == pytest.approx((x + 90, y - 40), abs=2)
    table.assert_quiet()


def _hub(table: Watched, number: int) -> tuple[float, float]:
    lat, lon = table.in_map(f"[map.kyoten.parts.hubs.lat[{number}], map.kyoten.parts.hubs.lon[{number}]]")
    return lat, lon


def test_things_tell_who_they_are(table):
    choose(table, "look")
    table.page.mouse.click(*screen(table, *village(table, 20)))
    tell(table, "ThingClicked(kind='village', id='v020'")
    table.map.locator(".kyoten-hub svg").nth(1).click()
    tell(table, "ThingClicked(kind='hub', id='h2'")
    expect(table.map.locator(".kyoten-chosen")).to_contain_text("川上の拠点")
    table.map.locator(".leaflet-facilities-pane .kyoten-facility").nth(2).click()
    tell(table, "ThingClicked(kind='facility', id='f3'")
    table.map.locator(".leaflet-sites-pane .kyoten-site").first.click()
    tell(table, "ThingClicked(kind='site', id='s1'")
    table.page.wait_for_timeout(600)
    tell(table, "ThingClicked(kind='site', id='s1'")
    table.assert_quiet()


def test_a_name_with_markup_is_shown_as_text(table):
    x, y = screen(table, *village(table, 0))
    # Leaflet looks at the mouse every 32 ms only: a hand trembles on, a test must do it on purpose.
    for tremble in (0, 1, 0):
        table.page.mouse.move(x + tremble, y)
        table.page.wait_for_timeout(60)
    expect(table.map.locator(".kyoten-tip")).to_contain_text("<script>alert('x')</script>{{ 'y' }}")
    expect(table.map.locator(".kyoten-tip")).to_contain_text(re.compile(r"最寄りの拠点までの時間（車で）\s*\d+分"))
    table.assert_quiet()


def test_the_legend_is_always_there_and_follows_without_a_new_map(table):
    legend = table.map.locator(".kyoten-legend")
    expect(legend).to_be_visible()
    expect(legend).to_contain_text("最寄りの拠点までの時間車で・平日")
    for swatch in TIME.classes.swatches:
        expect(legend).to_contain_text(swatch.label)
    table.in_map("window.sameMap = true")
    choose(table, "高齢化率")
    expect(legend.locator("header")).to_have_text("高齢化率")
    expect(legend).to_contain_text("70%以上")
    assert table.in_map("window.sameMap") is True


def test_panning_and_zooming_run_no_python(table):
    before, zoom = runs(table), table.in_map("map.getZoom()")
    x, y = screen(table, *EMPTY_GROUND)
    table.page.mouse.move(x, y)
    table.page.mouse.down()
    table.page.mouse.move(x + 120, y + 30, steps=5)
    table.page.mouse.up()
    table.page.mouse.wheel(0, -240)
    table.page.wait_for_timeout(1500)
    assert table.in_map("map.getZoom()") > zoom
    assert runs(table) == before


def test_the_view_is_kept_when_things_change_and_when_the_page_is_opened_again(table):
    table.in_map("void map.setView([35.31, 137.53], 13.5)")
    table.in_map("void (map.kyoten.moved = true, map.fire('moveend'))")
    choose(table, "高齢化率")
    assert table.in_map("map.getZoom()") == 13.5
    table.page.reload()
    table.wait_for_map()
    assert table.in_map("map.getZoom()") == 13.5


def test_names_appear_close_up_and_none_lies_over_another(table):
    expect(table.map.locator(".kyoten-name")).to_have_count(0)
    table.in_map("void map.setView([35.31, 137.53], 13, {animate: false})")
    expect(table.map.locator(".kyoten-name").first).to_be_visible()
    boxes = table.in_map(
        "[...document.querySelectorAll('.kyoten-name')].map(n => { const r = n.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert len(boxes) > 10
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[i + 1 :])


def test_marks_that_stand_close_together_step_aside(table):
    table.in_map("void map.setView(map.kyoten.layers.hubs.getLayers()[0].getLatLng(), 13, {animate: false})")
    marks = ".leaflet-facilities-pane .kyoten-facility, .leaflet-sites-pane .kyoten-site, .kyoten-hub-name"
    boxes = table.in_map(
        f"[...document.querySelectorAll('{marks}')].map(n => {{ const r = n.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]; })"
    )
    assert len(boxes) == 11
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[i + 1 :])
    assert table.map.locator(".kyoten-facility u").count() > 0


def test_a_hub_name_that_the_edge_would_cut_stands_elsewhere_in_the_frame(table):
    """The star is brought 20 px from the map's right edge, and back to its middle."""
    hub = "map.kyoten.layers.hubs.getLayers()[0]"
    ends = (
        f"(() => {{ const name = {hub}.getElement().querySelector('.kyoten-hub-name').getBoundingClientRect();"
        f" return [name.left, name.right, map.latLngToContainerPoint({hub}.getLatLng()).x, map.getSize().x]; }})()"
    )
    table.in_map(f"void map.setView({hub}.getLatLng(), 13, {{animate: false}})")
    left, right, star, width = table.in_map(ends)
    assert star < left < right < width
    table.in_map("void map.panBy([20 - map.getSize().x / 2, 0], {animate: false})")
    left, right, star, width = table.in_map(ends)
    assert star == pytest.approx(width - 20, abs=1)
    assert 0 < left < right < width
    table.in_map("void map.panBy([map.getSize().x / 2 - 20, 0], {animate: false})")
    left, right, star, width = table.in_map(ends)
    assert star < left < right < width


def test_a_search_flies_there_and_rings_nothing_else(table):
    place = village(table, 7)
    table.in_map("window.sameMap = true")
    table.page.locator("[data-testid=stSelectbox] input").click()
    table.page.keyboard.type("v007")
    table.page.keyboard.press("Enter")
    table.page.wait_for_timeout(1800)
    centre = table.in_map("[map.getCenter().lat, map.getCenter().lng]")
    assert centre == pytest.approx(place, abs=0.001)
    assert table.in_map("map.getZoom()") >= 14
    assert table.in_map("window.sameMap") is True


def test_a_road_is_picked_and_crossed_out(table):
    table.in_map("void map.setView([35.31, 137.53], 15, {animate: false})")
    choose(table, "close_road")
    lat, lon = table.in_map("(() => { const r = K_road(); return r; })()".replace("K_road()", _ROAD_IN_VIEW))
    table.page.mouse.move(*screen(table, lat, lon))
    expect(table.map.locator(".kyoten-tip")).to_contain_text("通れない道にします")
    table.page.mouse.click(*screen(table, lat, lon))
    tell(table, "RoadClicked(edges=((")
    expect(table.map.locator(".leaflet-closures-pane .kyoten-closed-road")).to_have_count(1)
    table.assert_quiet()


_ROAD_IN_VIEW = (
    "(map.kyoten.roadList.find(r => map.getBounds().pad(-0.3).contains(r.line[1]) && r.line.length === 3)).line[1]"
)


def test_in_a_city_circles_are_smaller_and_the_legend_says_for_how_many_people(table):
    assert table.in_map("[10, 50, 200].map(Kyoten.roundPeople)") == [10, 50, 200]
    usual = table.in_map("Kyoten.radius(4000, 12)")
    try:
        table.in_map("void (Kyoten.peopleScale = 0.5)")
        assert table.in_map("Kyoten.radius(4000, 12)") == pytest.approx(table.in_map("0.78 * Math.sqrt(1000)"))
        assert table.in_map("Kyoten.radius(4000, 12)") < usual
        assert table.in_map("[10, 50, 200].map(Kyoten.roundPeople)") == [40, 200, 800]
    finally:
        table.in_map("void (Kyoten.peopleScale = 1)")


def _seen(table: Watched) -> np.ndarray:
    picture = table.page.locator(MAP_FRAME).first.screenshot(animations="disabled")
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=int)


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two pictures of the map are the same but for the rounding of edges that are blended in another order."""
    apart = np.abs(one - other).max(axis=2)
    return bool((apart > 3).mean() < 0.002 and apart.max() < 32)


def test_what_lies_still_is_one_picture_that_looks_the_same(table):
    drawn = "[...document.querySelectorAll('.leaflet-map-pane canvas')].filter((c) => c.style.opacity !== '0').length"
    table.in_map("void map.setView([35.31, 137.53], 13, {animate: false})")
    table.page.wait_for_timeout(SETTLED_MS)
    apart, before = _seen(table), table.in_map(drawn)
    table.in_map("void (window.stilled = Kyoten.stilled(map), window.stilled.hold())")
    table.map.locator(".kyoten-stilled").first.wait_for()
    assert table.in_map(drawn) <= before - 2
    assert _alike(_seen(table), apart)
    # Another view is pictured again; when let go, all is drawn as ever.
    table.in_map("void map.setView([35.31, 137.53], 14, {animate: false})")
    table.page.wait_for_timeout(SETTLED_MS)
    together = _seen(table)
    assert not _alike(together, apart)
    table.in_map("window.stilled.release()")
    assert _alike(together, _seen(table))
    assert table.in_map(drawn) == before


def test_zones_are_switched_on_without_python_and_enter_the_legend(table):
    before = runs(table)
    table.map.locator("summary").click()
    table.map.get_by_text("土砂災害警戒区域").click()
    expect(table.map.locator(".kyoten-legend")).to_contain_text("土砂災害警戒区域")
    table.map.locator(".kyoten-list input").nth(1).uncheck()
    expect(table.map.locator(".kyoten-legend")).not_to_contain_text("土砂災害警戒区域")
    assert runs(table) == before
    table.assert_quiet()


GREY = """(id) => {
    const look = Kyoten.zoneLook(id), side = 120, canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; pen.fillRect(0, 0, side, side);
    for (const fill of [look.ground, look.pattern && Kyoten.pattern(look.pattern)]) {
      if (fill) { pen.fillStyle = fill; pen.fillRect(0, 0, side, side); }
    }
    const rgba = pen.getImageData(0, 0, side, side).data, grey = [];
    for (let i = 0; i < rgba.length; i += 4) grey.push(0.299 * rgba[i] + 0.587 * rgba[i + 1] + 0.114 * rgba[i + 2]);
    return grey;
}"""


def test_every_zone_has_a_pattern_of_its_own_on_black_and_white_paper(table):
    body = table.map.locator("body")
    zones = [zone for zone in ZONES if zone != LAND]
    outlines = {"municipality", "school_districts"}
    looks = body.evaluate("(_, ids) => ids.map((id) => JSON.stringify(Kyoten.zoneLook(id)))", zones)
    unknown = body.evaluate("() => JSON.stringify(Kyoten.zoneLook('no such zone'))")
    assert unknown not in looks
    assert len(set(looks)) == len(zones)
    # What repeats, and how often and in which direction, wherever the picture begins: the strengths of its waves.
    waves = {}
    for zone in set(zones) - outlines:
        grey = np.array(body.evaluate(f"(_, id) => ({GREY})(id)", zone)).reshape(120, 120)
        assert grey.std() > 4, f"{zone} would hardly be seen"
        strength = np.abs(np.fft.fft2(grey - grey.mean()))
        waves[zone] = strength.ravel() / np.linalg.norm(strength)
    alike = {(a, b): float(waves[a] @ waves[b]) for a, b in itertools.combinations(sorted(waves), 2)}
    assert {pair: round(share, 2) for pair, share in alike.items() if share > 0.6} == {}


def test_bands_links_and_hall_are_drawn_on_the_same_map(table):
    table.in_map("window.sameMap = true")
    for text in ("到達圏", "線", "会場"):
        choose(table, text)
    assert table.in_map("map.kyoten.layers.bands.getLayers().length") == 8
    assert table.in_map("map.kyoten.layers.links.getLatLngs().length") == 294
    assert table.in_map("map.getContainer().classList.contains('kyoten-hall')") is True
    assert table.in_map("window.sameMap") is True
    table.assert_quiet()


def test_twin_maps_move_together(map_address, open_page):
    twins = open_page(map_address, "/?twin=1")
    for number in (0, 1):
        twins.page.frame_locator(MAP_FRAME).nth(number).locator(".kyoten-ready").wait_for()
    x, y = screen(twins, 35.34, 137.54, frame=1)
    twins.page.mouse.move(x, y)
    twins.page.mouse.wheel(0, -240)
    twins.page.wait_for_timeout(1200)
    views = [
        twins.page.frame_locator(MAP_FRAME)
        .nth(i)
        .locator("body")
        .evaluate("() => [map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
        for i in (0, 1)
    ]
    assert views[0] == pytest.approx(views[1], abs=1e-6)
    assert views[0][2] > 11
    twins.assert_quiet()


def test_tiles_that_fail_bring_the_local_map_back(map_address, open_page):
    asking = open_page(map_address, "/?online=1")
    asking.wait_for_map()
    expect(asking.map.locator("img.kyoten-relief")).to_be_visible()
    assert asking.in_map("map.getPane('roads').style.display") == ""
    assert asking.in_map("document.querySelectorAll('img.leaflet-tile').length") == 0
    assert asking.outside
    assert all(address.startswith("https://cyberjapandata.gsi.go.jp/") for address in asking.outside)


def test_on_paper_there_are_legend_scale_and_north_arrow_and_no_buttons(table):
    table.page.emulate_media(media="print")
    for part in (".kyoten-legend", ".leaflet-control-scale", ".kyoten-north"):
        expect(table.map.locator(part)).to_be_visible()
    for part in (".leaflet-control-zoom", ".kyoten-list"):
        expect(table.map.locator(part)).to_be_hidden()
