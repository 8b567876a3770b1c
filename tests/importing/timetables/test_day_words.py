"""Days are read from the words of headings; what nobody can know is unknown; a place or a date is no day."""

from __future__ import annotations

import pytest

from importing.timetables.day_words import days_in, is_only_days


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("平日", "月火水木金（祝日を除く）"), ("【平日】", "月火水木金（祝日を除く）"), ("平日ダイヤ", "月火水木金（祝日を除く）"),
        ("月～金", "月火水木金"), ("月曜日から金曜日", "月火水木金"), ("月〜土（日祝運休）", "月火水木金土（祝日を除く）"),
        ("土・日・祝日", "土日祝"), ("土日祝日", "土日祝"), ("土曜・日曜・祝日", "土日祝"), ("土・休日", "土日祝"), ("土休日", "土日祝"),
        ("日祝", "日祝"), ("土曜日", "土"), ("月・水・金", "月水金"), ("月、水、金", "月水金"), ("月水金", "月水金"), ("毎週火曜", "火"),
        ("火曜日と金曜日", "火金"), ("毎日", "月火水木金土日"), ("全日運行", "月火水木金土日"), ("第2・第4木曜", "第2・4木"), ("第1水曜日", "第1水"),
        ("北谷線（月・木）", "月木"), ("運行日：火・金", "火金"), ("水曜日（祝日は運休）", "水（祝日を除く）"), ("金", "金"),
        ("学校登校日", "？学校登校日"), ("平日（学校休業日）", "？平日（学校休業日）"), ("休日", "？休日"), ("夏休み期間", "？夏休み期間"),
        ("冬季運行", "？冬季運行"),
    ],
)  # fmt: skip
def test_days_are_read_from_a_heading(text: str, label: str) -> None:
    found = days_in(text)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    "text",
    [
        "4月1日改正",
        "令和8年10月1日",
        "木之本線",
        "金山",
        "土山駅前",
        "日吉町",
        "1便",
        "月見台",
        "火の見下",
        "役場前",
        "8:05",
        "水上温泉 行き",
        "",
    ],
)
def test_places_and_dates_are_no_days(text: str) -> None:
    assert days_in(text) is None


def test_what_is_left_out_is_kept_in_words() -> None:
    found = days_in("平日（年末年始を除く）")
    assert found is not None
    assert (found.left_out, found.known) == ("年末年始を除く", True)
    assert not is_only_days("東浦線（平日）")
    assert is_only_days("月・水・金運行")
