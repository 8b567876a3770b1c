"""Lines, directions, goals and trips are told by their words; stops are what is left."""

from __future__ import annotations

import pytest

from importing.timetables.heading_words import (
    direction_of,
    goal_of,
    is_heading_word,
    is_no_time_header,
    is_stop_name,
    line_of,
    line_of_names,
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("北谷線 平日", "北谷線"), ("【東コース】", ""), ("東コース時刻表", "東コース"), ("コミュニティバス「すみれ号」", "コミュニティバス「すみれ号」"),
        ("1便", ""),
        ("平日", ""), ("役場行き", ""), ("停留所", ""), ("①：東線は運休", ""), ("令和8年4月1日改正", ""), ("2号線", "2号線"),
    ],
)  # fmt: skip
def test_a_line_is_found_in_a_title(text: str, line: str) -> None:
    assert line_of(text) == line


def test_a_line_is_named_after_its_sheet_or_file() -> None:
    assert line_of_names("平日", "村営バス_時刻表") == "村営バス"
    assert line_of_names("Sheet1", "巡回_令和5年度") == "巡回"
    assert line_of_names("みどり", "timetable") == "みどり"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("【上り】", 1),
        ("帰り便", 1),
        ("復路", 1),
        ("行き", 0),
        ("下り（駅方面）", 0),
        ("役場行き", None),
        ("上りヶ丘", None),
        ("左回り", None),
    ],
)
def test_directions_are_told(text: str, way: int | None) -> None:
    assert direction_of(text) == way


def test_goals_stops_and_numbers_are_told_apart() -> None:
    assert (goal_of("みどり駅行"), goal_of("帰り")) == ("みどり駅", "")
    assert [is_stop_name(w) for w in ("1丁目", "駅", "便名", "※予約制です", "7", "土・日")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert [is_heading_word(w) for w in ("第3便", "備考", "役場前")] == [True, True, False]
    assert [is_no_time_header(w) for w in ("運賃（円）", "所要（分）", "平日")] == [True, True, False]
