"""Questions: what cannot be asked is refused, and a meeting begins with some."""

from __future__ import annotations

import pytest

from geo.texts.errors import ValueRefusedError
from hall.meeting.questions import TODAY, HallQuestion, asked_in, first_questions, mark_kind, options_of
from plan.scenario.carriers.agreements import Question


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
    assert (asked[1].in_plan.kind, asked[1].in_plan.shape, mark_kind(asked[1].options[1])) == ("pin", "line", "fear")


def test_the_questions_of_a_plan_are_asked_and_go_back_as_they_were():
    kept = (
        Question("pin", "どの道ですか", ("通学路",), shape="line"),
        Question("paper", "紙に書いてください"),
        Question("choice", " ", ("下",)),
        Question("ranking", "どの順に", ("下", "奥", "下", " ")),
        Question("guess", "何人ですか"),
    )
    asked = asked_in(kept, ["下の案"])
    assert [(q.number, q.kind) for q in asked] == [(1, "line"), (2, "ranking"), (3, "guess")]
    assert asked[1].options == ("下", "奥")
    assert (asked[0].in_plan, asked[2].in_plan) == (kept[0], kept[4])


def test_a_question_that_offers_nothing_offers_what_its_kind_is_about():
    assert options_of(Question("choice", "どれ"), ["下の案", TODAY]) == (TODAY, "下の案")
    assert options_of(Question("ranking", "どれ"), []) == (TODAY,)
    assert len(options_of(Question("checklist", "何に困る"), [])) == 23
    assert options_of(Question("guess", "何人"), ["下の案"]) == ()


def test_only_marks_are_lines():
    with pytest.raises(ValueRefusedError):
        Question("choice", "どれ", shape="line")
