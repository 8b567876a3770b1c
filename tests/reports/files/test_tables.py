"""Tables to hand over: safe in spreadsheets, readable in QGIS, with every figure of the screen."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from python_calamine import CalamineWorkbook

from geo.region.region import read_region
from plan.overview.comparison import comparison
from plan.overview.opening import Opened, opened
from plan.reach.evaluation import Evaluation
from plan.scenario.edits import add_scenario, rename_scenario
from plan.scenario.scenario import Hub
from reports.files.tables import csv_bytes, hubs_geojson, safe_cell, village_table
from reports.files.workbook import comparison_workbook
from reports.plain_text.answer_lines import comparison_lines
from tests.small_region import LAT, LON, STEP, VILLAGES, write_small_plan, write_small_region


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = write_small_region(tmp_path_factory.mktemp("reports") / "tameshi")
    return opened(folder, write_small_plan(folder, read_region(folder).fingerprint))


@pytest.fixture(scope="module")
def one_hub(work: Opened) -> Evaluation:
    return work.scenario("s1")


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@cmd", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"])
def test_text_that_begins_like_a_formula_is_quoted(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"
    [[head], [value]] = rows_of(csv_bytes(pd.DataFrame({cell: [cell]})))
    assert (head, value) == (f"'{cell}", f"'{cell}")


@pytest.mark.parametrize("cell", ["上野", "a=b", "", 5, -5.0, None, math.inf, True])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) is cell


def test_csv_has_a_mark_for_spreadsheets_and_none_for_programs() -> None:
    table = pd.DataFrame({"名": ["村, 里", 'か"ぎ'], "分": [1.23456, math.inf]})
    assert csv_bytes(table).startswith("\ufeff名,分\r\n".encode())
    assert rows_of(csv_bytes(table, decimals=2))[1:] == [["村, 里", "1.23"], ['か"ぎ', "inf"]]
    assert csv_bytes(table, mark=False).startswith("名".encode())


def test_every_village_has_a_row_with_its_figures(one_hub: Evaluation) -> None:
    head, *rows = rows_of(csv_bytes(village_table(one_hub)))
    table = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert list(table) == [f"v{n}" for n in range(1, 8)]
    first = table["v1"]
    assert (first["集落"], first["人口（人）"], first["世帯数（世帯）"]) == ("上野", "100", "40")
    assert (first["車のない人（人・試算）"], first["拠点（車）"]) == ("20.0", "下野拠点")
    assert (first["拠点まで車（分）"], first["買物まで徒歩（分）"]) == ("12.0", "20.0")
    assert (table["v6"]["拠点（車）"], table["v6"]["拠点まで車（分）"]) == ("行けません", "inf")
    assert not [h for h in head if "nan" in h.lower()]


def test_geojson_opens_as_a_map_layer(one_hub: Evaluation, tmp_path: Path) -> None:
    path = tmp_path / "map.geojson"
    path.write_bytes(hubs_geojson(one_hub))
    frame = pyogrio.read_dataframe(path)
    assert frame["kind"].value_counts().to_dict() == {"village": 7, "link": 6, "hub": 1}
    hub = frame[frame["kind"] == "hub"].iloc[0]
    assert (hub["id"], hub["name"], hub.geometry.x, hub.geometry.y) == ("h1", "下野拠点", LON + 2 * STEP, LAT)
    villages = frame[frame["kind"] == "village"].set_index("id")
    assert villages.loc["v1", "car_min"] == pytest.approx(12)
    assert villages.loc["v1", "hub"] == "h1"
    assert pd.isna(villages.loc["v6", "car_min"])
    link = frame[(frame["kind"] == "link") & (frame["village"] == "v1")].iloc[0].geometry
    assert list(link.coords) == [(LON, LAT), (LON + 2 * STEP, LAT)]


def test_geojson_without_hubs_has_the_villages(work: Opened) -> None:
    assert work.plan is not None
    empty = Opened(work.region, add_scenario(work.plan, "空の案")[0])
    kinds = [f["properties"]["kind"] for f in json.loads(hubs_geojson(empty.scenario("s3")))["features"]]
    assert kinds == ["village"] * 7


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_compares_and_lists(work: Opened) -> None:
    content = comparison_workbook(work.scenarios())
    found = sheets(content)
    moved = ["近くなる集落", "遠くなる集落", "外出が増える集落", "外出が減る集落"]
    assert list(found) == ["指標", *moved, "前提", "集落 0", "集落 1", "集落 2"]
    head, *rows = found["指標"]
    assert head[:5] == ["指標", "単位", "現況", "下野案", "二つの拠点案"]
    assert [200.0, 210.0, 210.0] in [row[2:5] for row in rows]
    assert [(row[0], row[1], row[3]) for row in found["近くなる集落"][1:4]] == [
        ("下野案", "車", "谷口"), ("下野案", "車", "下野"), ("下野案", "車", "奥谷"),
    ]  # fmt: skip
    assert found["遠くなる集落"][1] == ["下野案", "車", "v1", "上野", 100.0, 0.0, 12.0, 12.0]
    assert found["集落 1"][0][0] == "下野案"
    assert found["集落 1"][2][:3] == ["集落ID", "集落", "人口（人）"]
    assert found["集落 1"][3][:3] == ["v1", "上野", 100.0]
    assert "行けません" in found["集落 1"][8]
    assert comparison_workbook(work.scenarios()) == content


def test_a_workbook_runs_nothing_and_bears_any_name(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    (folder / "villages.csv").write_text(VILLAGES.replace("上野", "=2+3"), encoding="utf-8")
    work = opened(folder, write_small_plan(folder))
    assert work.plan is not None
    plan = rename_scenario(work.plan, "s1", '=cmd|"/c calc"!A1[]:*?/' + "長" * 40)
    plan = rename_scenario(plan, "s2", "現況")
    hub = Hub("h1", "@拠点", LAT, LON)
    plan, _ = add_scenario(plan, "https://example.invalid/", (hub,))
    found = sheets(comparison_workbook(Opened(work.region, plan).scenarios()))
    cells = [cell for rows in found.values() for row in rows for cell in row if isinstance(cell, str)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'=2+3" in cells
    assert "'@拠点" in cells
    assert found["指標"][0][2] == "現況（base）"
    assert found["指標"][0][4] == "現況（s2）"


def test_an_indicator_without_a_value_is_no_way_only_for_minutes(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi", roads=False)
    short = [",".join(line.split(",")[:6]) for line in VILLAGES.splitlines()]
    (folder / "villages.csv").write_text("\n".join(short), encoding="utf-8")
    work = opened(folder, write_small_plan(folder))
    rows = {row[0]: row[2] for row in sheets(comparison_workbook(work.scenarios()))["指標"]}
    assert rows["高齢化率"] == "不明"
    assert rows["拠点まで車での平均時間"] == "行けません"


def test_plain_words_say_the_figures(work: Opened) -> None:
    scenarios = work.scenarios()
    names = {m.effective.scenario_id: m.effective.scenario_name for m in scenarios}
    people = scenarios[0].people_texts()
    lines = comparison_lines(comparison(scenarios), names, people, year=None)
    assert "車で30分以内に拠点へ行ける住民：現況 200人、下野案 210人（10人 増）、二つの拠点案 210人（10人 増）" in lines
    assert "下野案で車で拠点が近くなる集落：谷口（30人）、下野（20人）、奥谷（10人）" in lines
    only_base = comparison_lines(comparison(scenarios[:1]), {"base": "現況"}, people, year=None)
    assert "車で30分以内に拠点へ行ける住民：現況 200人" in only_base
    assert not [line for line in only_base if "なる集落" in line]
