"""What a count is, and of which date, is told by words alone; what nothing says stays unsaid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from importing.columns.counted_basis import basis_in, basis_of, count_date, date_of, date_within
from tests.importing.hand_made_layers import layer_of


@pytest.mark.parametrize(
    ("words", "kind", "foreigners"),
    [
        ("令和2年国勢調査 小地域集計", "census", ""),
        ("住民基本台帳人口（外国人を含む）", "register", "yes"),
        ("住基人口（日本人のみ）", "register", "no"),
        ("住民登録人口 外国人は含まない", "register", "no"),
        ("日本人及び外国人の人口", "", "yes"),
        ("外国人を除く", "", "no"),
        ("外国人人口", "", ""),
        ("国勢調査と住民基本台帳", "", ""),
        ("日本人のみの表と外国人を含む表", "", ""),
        ("町別人口", "", ""),
    ],
)
def test_words(words: str, kind: str, foreigners: str) -> None:
    found = basis_in(words)
    assert (found.kind, found.foreigners) == (kind, foreigners)


def test_words_of_title_headers_and_name_count_together() -> None:
    layer = replace(layer_of({"町名": ["東"], "人口（外国人を含む）": ["1"]}), preamble="住民基本台帳による人口")
    assert basis_of(layer).label == "住民基本台帳・外国人を含む"
    assert basis_of(replace(layer, file="kokusei_国勢調査.csv")).label == "外国人を含む"


@pytest.mark.parametrize(
    ("text", "date"),
    [("11/1/2018", "2018-11-01"), ("25/12/2018", "2018-12-25"), ("13/13/2018", "2018"), ("令和５年１１月", "2023-11"), ("H31.4.1", "2019-04-01"),
     ("2020", "2020"), ("令和5年度", "2023"), ("", ""), ("1/2", "")],
)  # fmt: skip
def test_dates_of_cells(text: str, date: str) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [("0066_201811.xlsx", "2018-11"), ("jinko20231101", "2023-11-01"), ("r050401jinko", "2023-04-01"), ("人口（令和5年10月末日現在）", "2023-10"),
     ("2015年国勢調査", "2015"), ("平成27年 町別人口", "2015"), ("R2国調", "2020"), ("2015_2020比較", ""), ("第3表", ""), ("tblT001082C17", "")],
)  # fmt: skip
def test_dates_among_words(text: str, date: str) -> None:
    assert date_within(text) == date


def test_a_column_of_dates_comes_before_title_and_name() -> None:
    layer = replace(layer_of({"調査年月日": ["2018-11-01"] * 2, "町名": ["東", "西"]}), file="jinko_2023.csv")
    assert count_date(layer) == "2018-11-01"
    several = replace(layer, table=layer.table.assign(調査年月日=["2018-11-01", "2023-11-01"]))
    assert count_date(several) == ""
    assert count_date(replace(layer, table=layer.table[["町名"]], preamble="表題\n令和4年9月30日現在")) == "2022-09-30"
    assert count_date(replace(layer, table=layer.table[["町名"]])) == "2023"
