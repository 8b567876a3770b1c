"""On the page no notice speaks of an option of the command line."""

from __future__ import annotations

import click
import pytest

from cli import cli
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.columns.guess_columns import columns_used
from plan.workspace.page_notices import on_page

OPTIONS = [o.opts[0] for o in cli.commands["import"].params if isinstance(o, click.Option) and o.name != "as_json"]


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_of_imports_has_a_word_on_the_page(option: str) -> None:
    for text in ("違えば {o} で指定してください。", "{o} を付けてください。", "（消すときは {o}）", "{o} には数を"):
        notice = on_page(Notice("x", "info", "a.csv", 3, "name", text.format(o=option)))
        assert option not in notice.message
        assert "「" in notice.message or "取り込み先" in notice.message


def test_what_is_to_be_done_reads_as_a_sentence() -> None:
    wanting = notice("import_column_unguessed", file="a.csv", name="「人口」", key="population", known="ひと")
    assert "「列の読み替え」で選んでください" in on_page(wanting).message
    asked = notice("crs_asked", file="a.shp", name="6 系", reason="メートルです", crs="EPSG:6674")
    assert "「座標系」に EPSG:6674 と書いて、取り込み直してください" in on_page(asked).message
    assert "「前のものを置き換える」を選んでください" in on_page(notice("import_exists", file="roads.gpkg")).message


def test_a_design_that_drops_lines_names_the_box_that_keeps_them() -> None:
    said = on_page(notice("bus_design_lines_dropped", count=5)).message
    assert said.endswith("残すには「今の路線もすべて走らせる」を選んでください。")


def test_columns_are_told_by_name_alone() -> None:
    told = on_page(columns_used("villages", {"name": "S_NAME", "households": "世帯（戸）"}, "a.csv"))
    assert (
        told.message
        == "a.csv：列の読み替え：名前 ← S_NAME、世帯数 ← 世帯（戸）。違っていれば「列の読み替え」で選び直してください。"
    )


def test_other_notices_stay_as_they_are() -> None:
    plain = Notice("x", "info", "a.csv", 3, "name", "何もありません。")
    assert on_page(plain) == plain
