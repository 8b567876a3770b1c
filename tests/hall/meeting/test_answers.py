"""Answers are checked against their question, whatever a phone or somebody else sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.texts.errors import ValueRefusedError
from hall.meeting.answers import checked_answer, checked_count, cleaned
from tests.hall.meetings import GROUND, QUESTIONS

GOOD = [
    (1, {"option": ["残したい"], "lat": ["35.01234567"], "lon": ["137.0"]}, {"kind": "残したい", "lat": 35.012346, "lon": 137.0}),
    (1, {"option": ["残したい"], "lat": [""], "village": ["v2"]}, {"kind": "残したい", "lat": 35.05, "lon": 137.05, "village": "v2"}),
    (2, {"option": ["よく歩く道"], "path": ["35,137;35.01,137"]}, {"kind": "よく歩く道", "path": [[35.0, 137.0], [35.01, 137.0]]}),
    (3, {"option": ["奥", "下"]}, {"options": ["下", "奥"]}),
    (3, {}, {"options": []}),
    (4, {"rank-0": ["2"], "rank-2": ["1"]}, {"order": ["谷", "下"]}),
    (5, {"number": [" １２ "]}, {"number": 12}),
    (6, {"option": ["働き口の減少"]}, {"options": ["働き口の減少"]}),
]  # fmt: skip
BAD = [
    (1, {"option": ["歌"], "lat": ["35"], "lon": ["137"]}, "選んでください"),
    (1, {"option": ["残したい"], "lat": ["nan"], "lon": ["137"]}, "集落を選んでください"),
    (1, {"option": ["残したい"], "lat": ["36"], "lon": ["137"]}, "集落を選んでください"),
    (1, {"option": ["残したい"], "village": ["v9"]}, "集落を選んでください"),
    (2, {"option": ["よく歩く道"], "path": ["35,137;35,137"]}, "離れた2点"),
    (2, {"option": ["よく歩く道"], "path": [";".join(f"35.{n:04},137" for n in range(201))]}, "200 点まで"),
    (3, {"option": ["下", "歌"]}, "選んでください"),
    (4, {"rank-0": ["1"], "rank-1": ["1"]}, "1位が二つ"),
    (4, {"rank-0": ["4"]}, "一つは"),
    (4, {}, "一つは"),
    (5, {"number": ["-1"]}, "整数"),
    (5, {"number": ["1000001"]}, "整数"),
    (5, {"number": ["1"], "words": ["あ" * 201]}, "200 字まで"),
]


@pytest.mark.parametrize(("number", "fields", "content"), GOOD)
def test_an_answer_is_kept_as_plain_values(number, fields, content):
    assert checked_answer(QUESTIONS[number - 1], fields, GROUND) == (content, "")


@pytest.mark.parametrize(("number", "fields", "words"), BAD)
def test_what_is_no_answer_is_refused_in_words(number, fields, words):
    with pytest.raises(ValueRefusedError) as refused:
        checked_answer(QUESTIONS[number - 1], fields, GROUND)
    assert words in str(refused.value)


@given(
    st.sampled_from(QUESTIONS),
    st.dictionaries(
        st.sampled_from(["option", "lat", "lon", "path", "number", "rank-0", "village", "words"]),
        st.lists(st.text(max_size=30) | st.sampled_from(["下", "35", "137", "35,137;35.1,137", "1e999", "v1"]), max_size=3),
    ),
)  # fmt: skip
def test_whatever_is_sent_is_an_answer_or_is_refused(question, fields):
    try:
        content, words = checked_answer(question, fields, GROUND)
    except ValueRefusedError:
        return
    assert content
    assert "\n" not in words


def test_words_lose_what_is_no_writing():
    assert cleaned("\x00冬\u202eが\ud800困る\n") == "冬 が 困る"


@pytest.mark.parametrize("count", [-1, float("nan"), float("inf")])
def test_nobody_counts_what_cannot_be(count):
    with pytest.raises(ValueRefusedError):
        checked_count(count)
