"""The standard data sets with the headings that are published: told apart, and only what serves comes in."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from importing import import_files
from importing.columns.standard_sets import STANDARD_SETS, standard_set
from importing.recognise.recognise import recognise

# As the recommended data sets (1.x) and the standard data sets (2023) write them.
_OLD = "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名"
_NEW = "全国地方公共団体コード,ID,地方公共団体名"
_AT = "住所,方書,緯度,経度"
_AT_NEW = (
    "所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,"
    "建物名等(方書),緯度,経度"
)
_HOURS = "利用可能曜日,開始時間,終了時間,利用可能日時特記事項"

HEADINGS = {
    "AED設置箇所一覧": f"{_OLD},名称,名称_カナ,{_AT},設置位置,電話番号,内線番号,法人番号,団体名,{_HOURS},小児対応設備の有無,URL,備考",
    "公衆無線LANアクセスポイント一覧": f"{_OLD},名称,名称_カナ,名称_英語,{_AT},設置者,電話番号,内線番号,SSID,提供エリア,URL,備考",
    "公衆トイレ一覧": (
        f"{_OLD},名称,名称_カナ,名称_英語,住所,方書,設置位置,緯度,経度,男性トイレ総数,男性トイレ数（小便器）,男性トイレ数（和式）,"
        "男性トイレ数（洋式）,女性トイレ総数,女性トイレ数（和式）,女性トイレ数（洋式）,男女共用トイレ総数,多機能トイレ数,"
        "車椅子使用者用トイレ有無,乳幼児用設備設置トイレ有無,オストメイト設置トイレ有無,利用開始時間,利用終了時間,利用可能日時特記事項"
    ),
    "消防水利施設一覧": f"{_OLD},種別,{_AT},口径,備考",
    "文化財一覧": (
        f"{_OLD},名称,名称_カナ,名称_通称,名称_英語,文化財分類,種類,場所名称,{_AT},電話番号,内線番号,員数（数）,員数（単位）,"
        f"法人番号,所有者等,文化財指定日,{_HOURS},画像,画像_ライセンス,概要,概要_英語,説明,説明_英語,URL,備考"
    ),
    "イベント一覧": f"{_OLD},イベント名,イベント名_カナ,イベント名_英語,開始日,終了日,開始時間,終了時間,説明,場所名称,{_AT}",
    "指定緊急避難場所一覧": (
        f"{_NEW},名称,名称_カナ,名称_英字,{_AT_NEW},標高,電話番号,内線番号,災害種別_洪水,災害種別_崖崩れ、土石流及び地滑り,"
        "災害種別_高潮,災害種別_地震,災害種別_津波,災害種別_大規模な火事,災害種別_内水氾濫,災害種別_火山現象,指定避難所との重複,"
        "想定収容人数,対象となる町会・自治会,URL,画像,画像_ライセンス,備考"
    ),
    "医療機関一覧": (
        f"{_OLD},名称,名称_カナ,医療機関の種類,{_AT},電話番号,内線番号,FAX番号,法人番号,法人の名称,医療機関コード,診療曜日,"
        "診療開始時間,診療終了時間,診療日時特記事項,時間外における対応,診療科目,病床数,URL,備考"
    ),
    "介護サービス事業所一覧": (
        f"{_OLD},介護サービス事業所名称,介護サービス事業所名称_カナ,実施サービス,{_AT},電話番号,内線番号,FAX番号,法人番号,法人の名称,"
        "事業所番号,利用可能曜日,利用可能曜日特記事項,定員,URL,備考"
    ),
    "子育て施設一覧": (
        f"{_OLD},名称,名称_カナ,種別,{_AT},アクセス方法,駐車場情報,電話番号,内線番号,FAX番号,法人番号,団体名,認可等年月日,収容定員,"
        f"受入年齢,{_HOURS},一時預かりの有無,URL,備考"
    ),
    "観光施設一覧": (
        f"{_NEW},名称,名称_カナ,名称_英字,POIコード,{_AT_NEW},{_HOURS},料金(基本),料金(詳細),説明,アクセス方法,駐車場情報,バリアフリー情報"
    ),
    "公共施設一覧": f"{_NEW},名称,名称_カナ,名称_通称,POIコード,{_AT_NEW},電話番号,内線番号,法人番号,団体名,{_HOURS},説明,バリアフリー情報,URL,備考",
}  # fmt: skip

_ROW = {
    "全国地方公共団体コード": "202029", "都道府県コード又は市区町村コード": "202029", "ID": "1", "NO": "1", "緯度": "36.1", "経度": "137.1",
    "名称": "例村小学校", "介護サービス事業所名称": "ひだまり", "イベント名": "例村まつり", "種別": "防火水そう",
}  # fmt: skip


def table(name: str, **cells: str) -> str:
    heads = HEADINGS[name].split(",")
    values = _ROW | cells
    return f"{','.join(heads)}\n{','.join(values.get(h, '') for h in heads)}\n"


def taken(folder: Path, text: str) -> tuple[str, str, str]:
    (folder / "list.csv").write_text(text, encoding="utf-8-sig")
    (found,) = recognise([folder / "list.csv"], folder / "unpacked")
    return found.kind, found.confidence, found.reason


def brought_in(folder: Path, kind: str, text: str) -> tuple[pd.DataFrame, list[str]]:
    (folder / "list.csv").write_text(text, encoding="utf-8-sig")
    report = import_files(kind, [folder / "list.csv"], folder / "r")
    file = folder / "r" / f"{kind}.csv"
    rows = pd.read_csv(file, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    return rows, [n.code for n in report.notices]


@pytest.mark.parametrize("name", HEADINGS)
def test_each_set_is_told_by_its_published_headings(name: str) -> None:
    found = standard_set(HEADINGS[name].split(","))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("name", [s.name for s in STANDARD_SETS if not s.kind and s.name in HEADINGS])
def test_what_stands_at_a_school_is_no_school(tmp_path: Path, name: str) -> None:
    kind, confidence, reason = taken(tmp_path, table(name))
    assert (kind, confidence) == ("", "unknown")
    assert name in reason


def test_who_asks_for_it_all_the_same_is_warned(tmp_path: Path) -> None:
    rows, codes = brought_in(tmp_path, "facilities", table("AED設置箇所一覧"))
    assert "import_set_without_services" in codes
    assert rows["name"].tolist() == ["例村小学校"]


def test_shelters_become_sites_whatever_the_file_is_called(tmp_path: Path) -> None:
    text = table("指定緊急避難場所一覧", 想定収容人数="250", 災害種別_洪水="1")
    assert taken(tmp_path, text)[:2] == ("sites", "likely")
    rows, _ = brought_in(tmp_path, "sites", text)
    assert rows[["name", "lat", "lon"]].to_numpy().tolist() == [["例村小学校", "36.100000", "137.100000"]]


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("医療機関一覧", {"名称": "すこやか", "医療機関の種類": "無床診療所", "診療曜日": "月火水木金", "診療開始時間": "9:00", "診療終了時間": "17:30"},
         ("medical", "mon,tue,wed,thu,fri", "09:00", "17:30")),
        ("医療機関一覧", {"名称": "例村病院", "医療機関の種類": "病院"}, ("medical", "", "", "")),
        ("介護サービス事業所一覧", {"実施サービス": "通所介護", "利用可能曜日": "月火水木金土"}, ("care", "mon,tue,wed,thu,fri,sat", "", "")),
        ("子育て施設一覧", {"名称": "つばめ", "種別": "認可公立保育所", "開始時間": "7:30", "終了時間": "18:30"}, ("childcare", "", "07:30", "18:30")),
        ("子育て施設一覧", {"名称": "もみじ", "種別": "認定こども園（幼保連携型）"}, ("childcare", "", "", "")),
        ("公共施設一覧", {"名称": "例村役場", "利用可能曜日": "月火水木金", "開始時間": "8:30", "終了時間": "17:15"},
         ("government", "mon,tue,wed,thu,fri", "08:30", "17:15")),
        ("公共施設一覧", {"名称": "ひまわり", "POIコード": "1404"}, ("childcare", "", "", "")),
    ],
)  # fmt: skip
def test_what_serves_comes_in_column_by_column(
    tmp_path: Path, name: str, cells: dict[str, str], expected: tuple[str, ...]
) -> None:
    if "介護サービス事業所名称" not in HEADINGS[name] and "名称" not in cells:
        cells = {**cells, "名称": "例"}
    text = table(name, **cells)
    assert taken(tmp_path, text)[0] == "facilities"
    rows, _ = brought_in(tmp_path, "facilities", text)
    row = rows.iloc[0]
    assert tuple(row.get(c, "") for c in ("category", "days", "opens", "closes")) == expected


def test_a_waterfall_is_no_service_and_a_market_of_farmers_is(tmp_path: Path) -> None:
    text = table("観光施設一覧", 名称="大滝") + table("観光施設一覧", 名称="例村直売所", ID="2").splitlines()[1] + "\n"
    assert taken(tmp_path, text)[0] == "facilities"
    rows, _ = brought_in(tmp_path, "facilities", text)
    assert "大滝" not in rows["name"].tolist()


def test_the_code_of_the_municipality_is_known(tmp_path: Path) -> None:
    brought_in(tmp_path, "facilities", table("公共施設一覧", 名称="例村役場"))
    assert 'municipality_code = "20202"' in (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")


def test_no_set_is_told_by_headings_that_many_tables_have() -> None:
    assert standard_set(["名称", "緯度", "経度", "種別", "利用可能曜日", "開始時間", "終了時間", "備考"]) is None
    assert len({s.name for s in STANDARD_SETS}) == len(STANDARD_SETS)
