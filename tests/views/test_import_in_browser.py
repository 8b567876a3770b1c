"""The import page in a real Chromium: 能登町 built by dropping its files, and markup in files that stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from cli import cli
from geo.region.fingerprint import region_files
from tests.browser import SEEN_WORDS, Watched, open_list
from tests.plan.import_files import PLACES, VILLAGES, write_places, write_roads, write_villages
from tests.views.table import APP

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTE = "2024年の地震前のデータです"
AREAS, LINES, SHELTERS, BASINS = (
    "noto_town_koaza_area.gpkg",
    "A37-15_PeninsulaRoad_16-17.fgb",
    "evacuation_174637.json",
    "W12-52A-2K-17.fgb",
)
LONG_MS = 120_000


class ImportPage:
    """The import page under a hand."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.page: Page = watched.page
        self.page.get_by_role("link", name="データ").click(timeout=LONG_MS)
        self.page.get_by_role("button", name="ファイルを取り込む").click(timeout=LONG_MS)

    def drop(self, *files: Path) -> None:
        self.page.locator(".st-key-import-drop input[type=file]").set_input_files([str(f) for f in files])
        for file in files:
            self.row(file.name).first.wait_for()
        self.settle()

    def row(self, file: str) -> Locator:
        return self.page.locator("[class*=st-key-import-row-]").filter(has_text=file)

    def settle(self) -> None:
        self.page.wait_for_timeout(300)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    def choose(self, file: str, *, use: int = 0) -> None:
        self.row(file).nth(use).get_by_role("button", name=file).click()
        self.settle()

    def pick(self, box: Locator, option: str) -> None:
        open_list(box.locator("input"), self.page.get_by_role("option", name=option, exact=True), typed=option).click()
        self.page.keyboard.press("Escape")
        self.settle()

    def field(self, kind: str, label: str) -> Locator:
        return self.page.locator(f".st-key-import-side [data-testid={kind}]").filter(has_text=label)

    def write(self, label: str, text: str, kind: str = "stTextInput") -> None:
        box = self.field(kind, label).locator("input")
        box.fill(text)
        box.press("Tab")
        self.settle()

    def import_all(self) -> None:
        self.page.get_by_role("button", name="取り込む", exact=True).click()
        self.page.get_by_text("何が読めて、何が使えていないか").wait_for(timeout=LONG_MS)
        self.watched.wait_for_map()


@pytest.fixture
def import_page(serve_app: Callable[..., str], open_page: Callable[..., Watched], tmp_path: Path) -> ImportPage:
    return ImportPage(open_page(serve_app(APP, KYOTEN_HOME=str(tmp_path / "store"))))


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in region_files(folder)}


def by_commands(noto: Path, folder: Path) -> dict[str, bytes]:
    areas, lines = str(noto / AREAS), str(noto / LINES)
    for text in (
        ["villages", areas, "--places", lines, "--note", NOTE],
        ["roads", lines, "--clip", areas, "--margin-km", "10"],
        ["sites", str(noto / "shelters" / SHELTERS)],
        ["zone:municipality", areas, "--dissolve"],
    ):
        with pytest.raises(SystemExit) as left:
            cli.main(["import", *text, "--region", str(folder)])
        assert left.value.code == 0
    return content(folder)


@pytest.mark.real_data
def test_noto_is_built_by_drag_and_drop_and_equals_the_command_lines_folder(
    import_page: ImportPage, real_data: Path, tmp_path: Path
) -> None:
    noto = real_data / "noto"
    import_page.drop(noto / AREAS, noto / LINES, noto / BASINS, noto / "shelters" / SHELTERS)
    side = import_page.page.locator(".st-key-import-side")

    import_page.choose(AREAS)
    import_page.pick(import_page.field("stMultiSelect", "住まいの位置"), LINES)
    side.get_by_role("button", name="もう一つの種類としても使う").click()
    import_page.settle()
    import_page.pick(import_page.row(AREAS).nth(1).locator("[data-testid=stSelectbox]"), "市町村の範囲")
    side.locator("label").filter(has_text="面をひとつにまとめる").click()
    import_page.settle()
    import_page.choose(LINES)
    import_page.pick(import_page.field("stSelectbox", "まわりだけを残す"), f"{AREAS} のまわり")
    assert "流域界・非集水域" in import_page.row(BASINS).inner_text(), "no zone of hazards: said, and left out"
    side.get_by_text("市町村コード・人口の年・断り書き").click()
    import_page.write("画面に出す断り書き", NOTE)
    import_page.import_all()

    answer = import_page.page.get_by_test_id("answer").inner_text()
    assert "202集落 15,687人" in answer
    assert "能登町" in import_page.page.locator(".ky-place").inner_text()
    assert NOTE in import_page.page.locator(".ky-place").inner_text()
    assert content(tmp_path / "store" / "regions" / "能登町") == by_commands(noto, tmp_path / "cli" / "能登町")
    assert not list((tmp_path / "store" / "dropped").glob("*/*")), "what came in is not kept twice"

    import_page.page.get_by_role("link", name="拠点").click()
    import_page.watched.wait_for_map()
    import_page.page.reload()
    import_page.watched.wait_for_map()
    assert "能登町" in import_page.page.locator(".ky-place").inner_text()
    import_page.watched.assert_quiet()


def test_markup_in_names_is_text_everywhere_and_no_script_runs(import_page: ImportPage, tmp_path: Path) -> None:
    harm = "<script>window.harmed=1</script><img src=x onerror=window.harmed=1>"
    villages = write_villages(tmp_path, VILLAGES.replace("上の集落", f"上{harm}"))
    places = write_places(tmp_path, PLACES.replace("町立病院", f"{harm}病院"))
    named = places.rename(tmp_path / "<img src=x onerror=alert(1)>.csv")
    import_page.drop(villages, write_roads(tmp_path))
    english = set(re.findall(r"[A-Za-z]{4,}", import_page.page.evaluate(SEEN_WORDS)))
    assert english <= {"Excel", "Shapefile", "GeoPackage", "GeoJSON", "GTFS", "OpenStreetMap", "EPSG", "jinko", "michi", "geojson"}  # fmt: skip
    import_page.page.locator(".st-key-import-drop input[type=file]").set_input_files([str(named)])
    import_page.row("病院").or_(import_page.row("img")).first.wait_for()
    import_page.settle()
    import_page.write("地域の名前", "谷村")
    import_page.choose("jinko.csv")
    import_page.page.get_by_role("tab", name="中身").click()
    import_page.settle()
    import_page.import_all()
    frame = import_page.page.frame_locator("iframe[title='streamlit_folium.st_folium']").first
    for page in ("データ", "現況", "拠点"):
        import_page.page.get_by_role("link", name=page).click()
        import_page.watched.wait_for_map()
        assert import_page.page.evaluate("window.harmed") is None
        assert frame.locator("body").evaluate("() => window.harmed ?? null") is None
    villages_list = import_page.page.locator("[data-testid=stSelectbox]").filter(has_text="集落を探す").locator("input")
    open_list(villages_list, import_page.page.get_by_role("option", name=f"上{harm}"))
    assert import_page.page.locator("img[src=x]").count() == 0
    import_page.watched.assert_quiet()
