"""Questions: what cannot be asked is refused, and a meeting begins with some."""

from __future__ import annotations

import pytest

from geo.texts.errors import ValueRefusedError
from hall.meeting.questions import HallQuestion, first_questions, mark_kind


@pytest.mark.parametrize(
    ("kind", "asked", "options"),
    [
        ("song", "歌", ()),
        ("guess", " ", ()),
        ("choice", "どれ", ()),
        ("choice", "どれ", ("下", "下")),
        ("choice", "どれ", ("下", "")),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(kind, asked, options):
    with pytest.raises(ValueRefusedError) as refused:
        HallQuestion(1, kind, asked, options)
    assert str(refused.value)


def test_a_meeting_begins_with_questions_that_wait():
    asked = first_questions(["下の案", "下の案", "奥の案"])
    assert [q.number for q in asked] == [1, 2, 3, 4, 5, 6]
    assert {q.state for q in asked} == {"waiting"}
    assert asked[-1].options == ("下の案", "奥の案")
    assert [q.kind for q in first_questions(["下の案"])] == ["pin", "line", "checklist", "guess"]
    assert (asked[1].record_kind, mark_kind(asked[1].options[1])) == ("pin", "fear")
