"""The standard data sets of municipalities come in column by column; what looks like hours, days or kinds and is not used is named."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from importing import ImportReport, import_files
from importing.layers.facility_columns import data_set_of, status_of, unused_columns, with_hours
from tests.importing.hand_made_layers import layer_of

CODE = "全国地方公共団体コード,ID,地方公共団体名"
SETS = {
    "公共施設一覧": (
        f"{CODE},名称,POIコード,緯度,経度,利用可能曜日,開始時間,終了時間,利用可能日時特記事項\n"
        "202029,A1,例村,ひまわり,1402a,36.0,137.0,月火水木金,08:30,17:00,\n"
        "202029,A2,例村,例村役場,9999,36.0,137.1,月火水木金,8:30,17:15,\n"
    ),
    "医療機関一覧": (
        f"{CODE},名称,医療機関の種類,緯度,経度,診療曜日,診療開始時間,診療終了時間,診療科目,現存・休止\n"
        "202029,B1,例村,山田内科,診療所,36.0,137.0,月火水金土,09:00,17:30,内科,現存\n"
        "202029,B2,例村,すこやか,,36.0,137.1,月～金,9:00,12:00,小児科,休止\n"
    ),
    "介護サービス事業所一覧": (
        f"{CODE},介護サービス事業所名称,実施サービス,緯度,経度,利用可能曜日\n"
        "202029,C1,例村,ひだまり,通所介護,36.0,137.0,月火水木金土日\n"
        "202029,C2,例村,こもれび,福祉用具,36.0,137.1,平日\n"
    ),
    "子育て施設一覧": (
        f"{CODE},名称,種別,緯度,経度,受入年齢,利用可能曜日,開始時間,終了時間\n"
        "202029,D1,例村,つばめ園,認可保育所,36.0,137.0,0-5歳,月火水木金土,07:30,18:30\n"
        "202029,D2,例村,かもめ,その他,36.0,137.1,0-2歳,,,\n"
    ),
    "学校一覧": (
        f"{CODE},学校名,学校種別,学校コード,緯度,経度\n"
        "202029,E1,例村,例村立東,小学校,B120,36.0,137.0\n"
        "202029,E2,例村,例村立西,中学校,C120,36.0,137.1\n"
    ),
}
EXPECTED = {
    "公共施設一覧": [("ひまわり", "childcare", "mon,tue,wed,thu,fri", "08:30", "17:00"), ("例村役場", "government", "mon,tue,wed,thu,fri", "08:30", "17:15")],
    "医療機関一覧": [("山田内科", "medical", "mon,tue,wed,fri,sat", "09:00", "17:30"), ("すこやか", "medical", "mon,tue,wed,thu,fri", "09:00", "12:00")],
    "介護サービス事業所一覧": [("ひだまり", "care", "mon,tue,wed,thu,fri,sat,sun", "", ""), ("こもれび", "care", "mon,tue,wed,thu,fri", "", "")],
    "子育て施設一覧": [("つばめ園", "childcare", "mon,tue,wed,thu,fri,sat", "07:30", "18:30"), ("かもめ", "childcare", "", "", "")],
    "学校一覧": [("例村立東", "education", "", "", ""), ("例村立西", "education", "", "", "")],
}  # fmt: skip


def brought_in(folder: Path, text: str) -> tuple[ImportReport, pd.DataFrame]:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8-sig")
    report = import_files("facilities", [path], folder / "r")
    return report, pd.read_csv(folder / "r" / "facilities.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)


@pytest.mark.parametrize("name", SETS)
def test_standard_data_sets(tmp_path: Path, name: str) -> None:
    report, table = brought_in(tmp_path, SETS[name])
    table = table.reindex(
        columns=["name", "category", "days", "opens", "closes", "status", "facility_id"], fill_value=""
    )
    rows = [tuple(r) for r in table[["name", "category", "days", "opens", "closes"]].itertuples(index=False)]
    assert rows == EXPECTED[name]
    assert table["facility_id"].tolist() == [row.split(",")[1] for row in SETS[name].splitlines()[1:]]
    toml = (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")
    assert 'municipality_code = "20202"' in toml
    assert 'name = "例村"' in toml
    assert "import_region_code_unknown" not in {n.code for n in report.notices}


def test_a_house_at_rest_is_closed(tmp_path: Path) -> None:
    _, table = brought_in(tmp_path, SETS["医療機関一覧"])
    assert table["status"].tolist() == ["open", "closed"]


@pytest.mark.parametrize(
    ("columns", "cells", "expected"),
    [
        ("営業時間", "9:00～17:00", ("", "09:00", "17:00")),
        ("開館時間,休館日", "午前9時～午後5時,月曜日", ("tue,wed,thu,fri,sat,sun", "09:00", "17:00")),
        ("定休日", "水", ("mon,tue,thu,fri,sat,sun", "", "")),
        ("診療曜日", "月・水・金（祝日を除く）", ("mon,wed,fri", "", "")),
        ("利用開始時間,利用終了時間", "９：００,１７時", ("", "09:00", "17:00")),
        ("営業日", "年中無休", ("mon,tue,wed,thu,fri,sat,sun", "", "")),
    ],
)
def test_hours_and_days_as_they_are_written(
    tmp_path: Path, columns: str, cells: str, expected: tuple[str, ...]
) -> None:
    _, table = brought_in(tmp_path, f"名称,緯度,経度,{columns}\n村診療所,36.0,137.0,{cells}\n")
    found = table.reindex(columns=["days", "opens", "closes"], fill_value="").iloc[0]
    assert tuple(found) == expected


def test_words_that_no_rule_reads_are_told_and_left_empty(tmp_path: Path) -> None:
    report, table = brought_in(
        tmp_path, "名称,緯度,経度,利用可能曜日\n村診療所,36.0,137.0,第2土曜\n西公民館,36.0,137.1,月\n"
    )
    assert table["days"].tolist() == ["", "mon"]
    new = next(n for n in report.notices if n.code == "import_hours_unread")
    assert "「第2土曜」" in new.message


@pytest.mark.parametrize("header", ["受付曜日メモ", "夜間の診療時間帯", "独自の分類", "運営区分", "営業日備考"])
def test_columns_that_are_not_used_are_named(header: str) -> None:
    layer = layer_of({"名称": ["村診療所"], header: ["あ"], "住所": ["い"], "更新日時刻": ["う"]})
    (new,) = unused_columns(layer, {"name": "名称"})
    assert header in new.message
    assert "住所" not in new.message
    assert unused_columns(layer, {"name": "名称", "subtype": header}) == []


def test_small_parts() -> None:
    assert [status_of(w) for w in ("現存", "廃止", "計画中", "open", "閉じている", "?")] == [
        "open",
        "closed",
        "planned",
        "open",
        "closed",
        "",
    ]
    assert data_set_of(layer_of({"名称": ["a"]})) == ("", "")
    assert data_set_of(layer_of({"診療科目": ["a"]})) == ("医療機関一覧", "medical")
    rows = pd.DataFrame({"name": ["a"], "days": ["mon,wed"], "opens": ["8:30"]})
    done, notices = with_hours(rows, layer_of({"x": ["a"]}), {})
    assert (done["days"].tolist(), done["opens"].tolist(), notices) == (["mon,wed"], ["08:30"], [])


@pytest.mark.parametrize("head", ["P99", "S12", "C28", "G04", "X01"])
def test_an_unknown_numbered_layer_says_so_and_lists_its_columns(tmp_path: Path, head: str) -> None:
    points = gpd.GeoSeries.from_xy([137.0], [36.0], crs="EPSG:6668")
    frame = gpd.GeoDataFrame({f"{head}_001": ["20202"], f"{head}_002": ["村診療所"]}, geometry=points)
    path = tmp_path / "layer.geojson"
    frame.to_file(path)
    report = import_files("facilities", [path], tmp_path / "r", columns={"name": f"{head}_002"})
    new = next(n for n in report.notices if n.code == "ksj_unknown")
    assert f"{head}_001、{head}_002" in new.message
    assert report.rows_kept == 1


def test_public_facilities_of_the_ministry_go_by_code_then_name(tmp_path: Path) -> None:
    points = gpd.GeoSeries.from_xy([137.0, 137.1, 137.2, 137.3], [36.0] * 4, crs="EPSG:6668")
    frame = gpd.GeoDataFrame(
        {"P02_002": ["12", "03", "03", "03"], "P02_003": ["12004", "03001", "03003", "03099"],
         "P02_004": ["例村役場", "村美術館", "例村図書館", "東公民館"]},
        geometry=points,
    )  # fmt: skip
    frame.to_file(tmp_path / "P02.geojson")
    import_files("facilities", [tmp_path / "P02.geojson"], tmp_path / "r")
    table = pd.read_csv(tmp_path / "r" / "facilities.csv", encoding="utf-8-sig")
    found = dict(zip(table["name"], table["category"], strict=True))
    assert found == {"例村役場": "government", "例村図書館": "education", "東公民館": "community"}
