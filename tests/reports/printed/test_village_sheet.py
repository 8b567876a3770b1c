"""Sheets on paper: every sheet of every sample is drawn with nothing cut off and nothing written over."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image

from geo.region.region import read_region
from plan.applied import apply
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.carriers.checklist import Checklist
from plan.villages.sheet import Sheet, Year, groups_of, sheets
from reports.printed.page import Page, png_bytes
from reports.printed.print_map import View, mercator, scale_bar_m
from reports.printed.region_map import region_page
from reports.printed.sheet_files import file_name, write_sheets
from reports.printed.village_sheet import village_page
from tests.small_region import write_small_region

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ("model_chiku", "okuyama", "sanson")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluate(apply(read_region(write_small_region(tmp_path_factory.mktemp("sheets") / "tameshi"))))


def sample(name: str) -> Evaluation:
    return evaluate(apply(read_region(ROOT / "sample_regions" / name)))


def faults(page: Page) -> list[str]:
    """Find words that leave the paper or cover each other; words on maps and charts are looked at apart from the rest."""
    page.figure.draw_without_rendering()
    wide, high = page.figure.bbox.width, page.figure.bbox.height
    found = []
    for axes in page.figure.axes:
        ticks = axes.get_xticklabels() if axes.axison else []
        shown = [t for t in (*axes.texts, *ticks) if t.get_text() and t.get_visible()]
        boxes = [t.get_window_extent() for t in shown]
        for text, box in zip(shown, boxes, strict=True):
            if box.x0 < 0 or box.y0 < 0 or box.x1 > wide or box.y1 > high:
                found.append(f"{text.get_text()} leaves the paper")
        found += [f"{a} covers {b}" for a, b in _covering(shown, boxes)]
    return found


def _covering(shown: list[Text], boxes: list) -> list[tuple[str, str]]:
    edges = np.array([[b.x0 + 1, b.y0 + 2, b.x1 - 1, b.y1 - 2] for b in boxes]).reshape(-1, 4)
    return [
        (shown[i].get_text(), shown[j].get_text())
        for i in range(len(edges))
        for j in range(i)
        if (edges[i, :2] < edges[j, 2:]).all() and (edges[j, :2] < edges[i, 2:]).all()
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_on_no_sheet_are_words_cut_or_written_over(name: str) -> None:
    today = sample(name)
    groups = [("", ids) for ids in groups_of(today, by="village").values()]
    chosen = groups if len(groups) < 20 else groups[::6]
    districts = list(groups_of(today, by="district").items())[:2]
    found = {s.name: faults(village_page(s, today)) for s in sheets(today, [*chosen, *districts])}
    assert {name: said for name, said in found.items() if said} == {}
    assert len(found) == len({*(ids for _, ids in chosen), *(name for name, _ in districts)})
    assert faults(region_page(today)) == []


def test_overlapping_words_would_be_found() -> None:
    page = Page.blank()
    page.line("集落", (20, 20), 12)
    page.line("拠点", (22, 21), 12)
    page.line("はみ出す言葉です", (195, 100), 12)
    assert faults(page) == ["はみ出す言葉です leaves the paper", "拠点 covers 集落"]


def sheet_of(evaluation: Evaluation, *ids: str, name: str = "") -> Sheet:
    return next(sheets(evaluation, [(name, ids)]))


def text_of(page: Page) -> str:
    return "\n".join(text.get_text() for axes in page.figure.axes for text in axes.texts)


def test_a_sheet_says_who_lives_there_and_how_far_the_hub_is(small: Evaluation) -> None:
    text = text_of(village_page(sheet_of(small, "v2"), small))
    assert "中野" in text
    assert "★ 拠点" in text
    assert "50人（20世帯）が住んでいます。65歳以上は 50%、車のない人は 20人です。" in text.replace("\n", "")
    assert "試し村役場で、車で6分、歩いて10分です。" in text.replace("\n", "")


def test_a_village_without_a_road_is_told_so(small: Evaluation) -> None:
    text = text_of(village_page(sheet_of(small, "v6"), small))
    assert "行けません" in text
    assert "いちばん近い拠点" not in text


def test_a_village_where_nobody_lives_is_marked_on_its_own_map_and_on_no_other(small: Evaluation) -> None:
    of_its_own = text_of(village_page(sheet_of(small, "v7"), small)).split("\n")
    assert of_its_own.count("元谷") == 2  # the title and the map
    assert "だれも住んでいません" in "".join(of_its_own)
    assert "元谷" not in text_of(village_page(sheet_of(small, "v4"), small))


def test_what_is_not_known_is_said_and_not_drawn(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    (folder / "facilities.csv").unlink()
    bare = evaluate(apply(read_region(folder)))
    text = text_of(village_page(sheet_of(bare, "v2"), bare))
    assert "開いている施設のデータがありません。" in text
    assert "時刻表のデータがありません。" in text
    assert "★" not in text
    on_the_wall = text_of(region_page(bare))
    assert "拠点はまだありません。" in on_the_wall
    assert "道がつながらない" not in on_the_wall


def test_a_district_gives_the_range_of_its_villages(small: Evaluation) -> None:
    text = text_of(village_page(sheet_of(small, "v1", "v2", "v4", name="谷の地区"), small)).replace("\n", "")
    assert "3集落に 180人（74世帯）が住んでいます。" in text
    assert "車で0〜24分" in text


def test_projections_are_rounded_to_ten_and_nobody_is_never_told(small: Evaluation) -> None:
    today = sheet_of(small, "v5")
    later = (*today.years, Year(2040, True, 13.0, "10人", ()), Year(2050, True, 2.0, "10人未満", ()))
    text = text_of(village_page(Sheet(**{**vars(today), "years": later}), small))
    assert text.split().count("10人") == 2, "ten who were counted, and the 13 of 2040 as every forecast is read"
    assert "10人未満" in text
    assert "13人" not in text
    assert "2人\n" not in text


def test_answers_of_problems_stand_beside_the_national_shares(small: Evaluation) -> None:
    answers = Checklist().answered("v1", ("jobs", "vacant_houses")).answered("v2", ("jobs",)).answered("v5", ("jobs",))
    one, district, few = (
        next(sheets(small, [group], answers))
        for group in (("", ["v1"]), ("谷の地区", ["v1", "v2", "v4"]), ("", ["v5"]))
    )
    text = text_of(village_page(one, small)).replace("\n", "")
    assert "集落で起きている問題" in text
    assert "働き口の減少（全国 68.6%）" in text
    assert "答えた 2集落のうち　働き口の減少 2集落（全国 68.6%）、空き家の増加 1集落" in district.problems
    assert few.persons == 10
    assert few.problems == "働き口の減少（全国 68.6%）"
    assert "集落で起きている問題" not in text_of(village_page(sheet_of(small, "v1"), small)), "nobody answered"
    villages = small.effective.region.villages.assign(population=9.0)
    fewer = replace(
        small, effective=replace(small.effective, region=replace(small.effective.region, villages=villages))
    )
    assert next(sheets(fewer, [("", ["v1"])], answers)).problems == "", "what nine people said is theirs"


def test_the_map_shows_relief_rivers_and_roads() -> None:
    today = sample("model_chiku")
    with Image.open(io.BytesIO(png_bytes(village_page(sheet_of(today, "v001"), today), dpi=60))) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    assert len(colours) > 300


def test_mercator_is_what_the_relief_is_drawn_in() -> None:
    from pyproj import Transformer

    there = Transformer.from_crs(4326, 3857, always_xy=True).transform([136.9, 138.2], [36.1, 30.9])
    assert mercator([36.1, 30.9], [136.9, 138.2]) == pytest.approx(np.column_stack(there), abs=1e-6)


def test_a_scale_bar_has_a_round_length_that_is_true_on_the_ground() -> None:
    view = View.around([36.0, 36.05], [137.0, 137.05], (100, 92))
    assert scale_bar_m(view) in {1000.0, 2000.0}
    across_m = view.ground_m_per_mm * view.wide_mm
    # A degree of longitude at 36 degrees north is 90.2 km; half of that sine is checked on the view's own width.
    degrees = (view.x1 - view.x0) / 6_378_137 * 180 / np.pi
    assert across_m == pytest.approx(degrees * 90_163, rel=0.004)


@pytest.mark.parametrize(
    ("text", "name"),
    [("a/b", "a＿b"), ("..", "＿"), ("con:1", "con＿1"), ("<script>", "＿script＿"), ("麻之瀬", "麻之瀬")],
)
def test_names_of_villages_become_names_of_files(text: str, name: str) -> None:
    assert file_name(text) == name


def test_all_sheets_of_a_region_come_as_files_and_as_one(small: Evaluation, tmp_path: Path) -> None:
    steps: list[str] = []
    files = write_sheets(small, tmp_path / "out", on_step=steps.append)
    assert sorted(p.name for p in files) == sorted(
        ["v1_上野.pdf", "v2_中野.pdf", "v3_下野.pdf", "v4_谷口.pdf", "v5_奥谷.pdf", "v6_沖島.pdf",
         "地区カルテ_全部.pdf", "試し村_現況_A3.pdf"]
    )  # fmt: skip
    assert all(p.read_bytes().startswith(b"%PDF") for p in files)
    assert steps[0] == "地区カルテ 1/6：上野"
    only = write_sheets(small, tmp_path / "one", which=["v2"], kind="png")
    assert [p.name for p in only] == ["v2_中野.png"]
