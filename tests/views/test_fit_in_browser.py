"""The map fits: computed in Chromium from the places in pixels, on every sample and a real town, at five sizes of window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from tests.browser import MAP_FRAME, ROOT, Watched
from tests.importing.test_noto import build

pytestmark = pytest.mark.browser

SIZES: tuple[ViewportSize, ...] = (
    {"width": 1366, "height": 768},
    {"width": 1024, "height": 768},
    {"width": 1920, "height": 1080},
    {"width": 390, "height": 844},
    {"width": 911, "height": 512},  # 1366 x 768 at 150 %
)
SAMPLES = ("sanson", "okuyama", "model_chiku")
PAGES = ("hubs", "routes", "compare")
SETTLED_MS, TRIES = 700, 6
LEAST_SHARE = 0.5
"""Of the frame's width or height, whichever the town fills more, so much is the town's at least."""

PROBLEMS = """() => {
    const k = map.kyoten, size = map.getSize(), found = [];
    const frame = map.getContainer().getBoundingClientRect();
    const at = (lat, lon) => map.latLngToContainerPoint([lat, lon]);
    const corners = '.kyoten-legend, .leaflet-bar, .kyoten-button, .kyoten-fictional, .kyoten-list, .leaflet-control-scale, .leaflet-control-attribution';
    const boxes = [...document.querySelectorAll(corners)].map((e) => [e.className, e.getBoundingClientRect()]).filter(([, r]) => r.width && r.height)
      .map(([name, r]) => [name, r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top]);
    const round = (name, p, r) => {
      if (p.x - r < -0.6 || p.y - r < -0.6 || p.x + r > size.x + 0.6 || p.y + r > size.y + 0.6) found.push(`${name} out of the frame: ${p} in ${size}`);
      for (const [box, x0, y0, x1, y1] of boxes) {
        const dx = Math.max(x0 - p.x, 0, p.x - x1), dy = Math.max(y0 - p.y, 0, p.y - y1);
        if (Math.hypot(dx, dy) < r - 1) found.push(`${name} under ${box}`);
      }
    };
    const villages = k.parts.villages || k.parts['left:villages'];
    villages.ids.forEach((id, i) => round(id, at(villages.lat[i], villages.lon[i]), Kyoten.radius(villages.people[i], map.getZoom())));
    for (const [lat, lon] of k.settings.outline) round('border', at(lat, lon), 1);
    const town = L.latLngBounds(k.settings.home);
    for (const { path } of Kyoten.linesOf(map)) for (const p of path) {
      if (!town.contains(p)) continue;
      const q = at(p[0], p[1]);
      if (q.x < 0 || q.y < 0 || q.x > size.x || q.y > size.y) found.push(`a line inside the town leaves the frame at ${q}`);
    }
    const labels = '.kyoten-hub svg, .kyoten-hub-name, .kyoten-hub-hint, .kyoten-name, .kyoten-edge, .leaflet-stops-pane .kyoten-bus b, .kyoten-area-name';
    for (const e of document.querySelectorAll(labels)) {
      const r = e.getBoundingClientRect();
      const [cx, cy] = [(r.left + r.right) / 2 - frame.left, (r.top + r.bottom) / 2 - frame.top];
      if (!r.width || e.closest('.kyoten-legend')) continue;
      const beyond = cx < 0 || cy < 0 || cx > size.x || cy > size.y; // a line's far end is out there by right
      if (beyond && e.closest('.kyoten-bus')) continue;
      const out = r.left < frame.left - 1 || r.top < frame.top - 1 || r.right > frame.right + 1 || r.bottom > frame.bottom + 1;
      if (out) found.push(`${e.className.baseVal ?? e.className} ${e.textContent} leaves the frame`);
    }
    const [a, b] = k.settings.home.map((p) => at(p[0], p[1]));
    const share = Math.max((b.x - a.x) / size.x, (a.y - b.y) / size.y);
    if (found.length) found.push(`moved ${k.moved}, legend ${k.legend && k.legend.box.dataset.form}, zoom ${map.getZoom()}, view ${JSON.stringify(k.view)}`);
    return { problems: [...new Set(found)], share, view: [map.getCenter().lat, map.getCenter().lng, map.getZoom()] };
}"""

HIDDEN = """() => {
    const frame = map.getContainer().getBoundingClientRect(), villages = map.kyoten.parts.villages, found = [];
    const marks = document.querySelectorAll('.leaflet-facilities-pane .kyoten-facility, .leaflet-sites-pane .kyoten-site s');
    const icons = [...marks].map((e) => e.getBoundingClientRect()).filter((r) => r.width);
    villages.ids.forEach((id, i) => {
      const p = map.latLngToContainerPoint([villages.lat[i], villages.lon[i]]), r = Kyoten.radius(villages.people[i], map.getZoom());
      let seen = 0, all = 0;
      for (let u = -0.9; u < 1; u += 0.2) for (let v = -0.9; v < 1; v += 0.2) {
        if (u * u + v * v > 1) continue;
        all += 1;
        const x = p.x + u * r + frame.left, y = p.y + v * r + frame.top;
        if (!icons.some((b) => x > b.left && x < b.right && y > b.top && y < b.bottom)) seen += 1;
      }
      if (seen / all < 0.5) found.push(`${villages.names[i]} ${(seen / all).toFixed(2)}`);
    });
    return found;
}"""


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the samples and, where the published data are, the real town."""
    folder = tmp_path_factory.mktemp("regions")
    for name in SAMPLES:
        shutil.copytree(ROOT / "sample_regions" / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def address(serve_app: Callable[..., str], regions: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    app = Path(__file__).with_name("valley_app.py")
    return serve_app(app, KYOTEN_TEST_SAMPLES=str(regions), KYOTEN_HOME=str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def noto(real_data: Path, regions: Path) -> str:
    """Lay the real town beside the samples, once."""
    if not (regions / "noto").exists():
        build(real_data, regions / "noto")
    return "noto"


@pytest.fixture
def window(address: str, open_page: Callable[..., Watched]) -> Watched:
    watched = open_page(address)
    watched.page.set_viewport_size(SIZES[0])
    return watched


def problems_on(window: Watched, region: str) -> list[str]:
    """Open the pages of a region, make the window of every size, and say what does not fit."""
    found = []
    for page in PAGES:
        window.page.set_viewport_size(SIZES[0])
        window.page.goto(f"{window.address}/{'' if page == 'hubs' else page}?region={region}")
        window.wait_for_map()
        for size in SIZES:
            window.page.set_viewport_size(size)
            for _ in range(TRIES):  # a busy machine takes its time to lay the page out
                window.page.wait_for_timeout(SETTLED_MS)
                problems = problems_now(window)
                if not problems:
                    break
            found += [f"{page} {size['width']}x{size['height']}: {problem}" for problem in problems]
    # Streamlit looks for its own server under the address of the page, too, and finds nothing there.
    return found + [failure for failure in window.failures if "404" not in failure]


def problems_now(window: Watched) -> list[str]:
    frames = window.page.locator(MAP_FRAME)
    bodies = [window.page.frame_locator(MAP_FRAME).nth(i).locator("body") for i in range(frames.count())]
    seen = [body.evaluate(PROBLEMS) for body in bodies]
    found = [problem for one in seen for problem in one["problems"]]
    found += [f"the town fills only {one['share']:.2f}" for one in seen if one["share"] < LEAST_SHARE]
    if len(seen) == 2 and apart_px(seen[0]["view"], seen[1]["view"]) > 2:
        found.append(f"two maps look at different places: {seen[0]['view']} {seen[1]['view']}")
    return found


def apart_px(one: list[float], other: list[float]) -> float:
    """Return by how many pixels two views (lat, lon, zoom) differ; without limit where the zoom does."""
    if one[2] != pytest.approx(other[2], abs=1e-6):
        return float("inf")
    return max(abs(a - b) for a, b in zip(one[:2], other[:2], strict=True)) * 256 * 2 ** one[2] / 360


@pytest.mark.parametrize("region", SAMPLES)
def test_a_sample_fits_at_every_size(window: Watched, region: str) -> None:
    problems = problems_on(window, region)
    assert not problems, "\n".join(problems)


def test_a_real_town_fits_at_every_size(window: Watched, noto: str) -> None:
    problems = problems_on(window, noto)
    assert not problems, "\n".join(problems)


def test_two_proposals_that_are_turned_over_fit_on_one_map(window: Watched) -> None:
    window.page.goto(f"{window.address}/compare?region=sanson")
    window.wait_for_map()
    window.page.get_by_text("めくる", exact=True).click()
    window.map.locator(".kyoten-swipe").wait_for()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.map.locator("body").evaluate(PROBLEMS)["problems"] == []


def test_marks_hide_no_village(window: Watched) -> None:
    window.page.goto(f"{window.address}/?region=sanson")
    window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.map.locator("body").evaluate(HIDDEN) == []


def test_many_candidates_stand_together_and_come_apart_when_pressed(window: Watched, noto: str) -> None:
    window.page.goto(f"{window.address}/?region={noto}")
    window.wait_for_map()
    assert window.in_map("map.kyoten.parts.sites.ids.length") == 36
    together = window.map.locator(".kyoten-gathered:visible")
    alone = window.map.locator(".leaflet-sites-pane .kyoten-site:not(.kyoten-gathered):visible")
    numbers = [int(text) for text in together.all_text_contents()]
    assert sum(numbers) + alone.count() == 36
    assert max(numbers) >= 3
    together.nth(numbers.index(max(numbers))).click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map("map.getZoom()") >= 13
    assert together.count() == 0


def test_a_line_that_leaves_says_where_to_and_is_shown_whole(window: Watched) -> None:
    window.page.goto(f"{window.address}/routes?region=sanson")
    window.wait_for_map()
    before = window.in_map("map.getZoom()")
    leaving = window.map.locator(".kyoten-edge", has_text="葉月駅前")
    leaving.click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map("map.getZoom()") < before
    ends = window.in_map("Kyoten.linesOf(map).flatMap((l) => l.path).every((p) => map.getBounds().contains(p))")
    assert ends is True
    assert leaving.count() == 0
    window.map.get_by_role("button", name="全体").click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert window.in_map("map.getZoom()") == pytest.approx(before, abs=0.06)


def test_the_legend_folds_to_its_title_and_opens_beside_the_town(window: Watched) -> None:
    window.page.goto(f"{window.address}/routes?region=sanson")
    window.wait_for_map()
    window.page.wait_for_timeout(SETTLED_MS)
    legend, title = window.map.locator(".kyoten-legend"), window.map.locator(".kyoten-title")
    assert legend.get_attribute("data-form") == "strip"
    title.click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert legend.get_attribute("data-form") == "open"
    assert window.map.locator("body").evaluate(PROBLEMS)["problems"] == []
    title.click()
    window.page.wait_for_timeout(SETTLED_MS)
    assert legend.get_attribute("data-form") == "folded"
    assert window.map.locator(".kyoten-legend .kyoten-row:visible").count() == 0
    window.page.reload()
    window.wait_for_map()
    assert legend.get_attribute("data-form") == "folded"


def test_two_maps_have_one_legend_outside_them(window: Watched) -> None:
    window.page.goto(f"{window.address}/compare?region=sanson")
    window.wait_for_map()
    assert window.page.locator(".ky-legend").count() == 1
    for frame in (0, 1):
        assert window.page.frame_locator(MAP_FRAME).nth(frame).locator(".kyoten-legend").count() == 0
