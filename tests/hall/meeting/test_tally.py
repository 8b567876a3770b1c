"""Sums of answers, worked out by hand: the last answer of each person, counts by rank, what was counted by hand on top."""

from __future__ import annotations

from typing import Any

import pytest

from hall.meeting.control import hide
from hall.meeting.store import NewAnswer
from hall.meeting.tally import tally
from tests.hall.meetings import QUESTIONS, new_meeting

KINDS = {q.kind: q for q in QUESTIONS}
PIN = {"kind": "残したい", "lat": 35.0, "lon": 137.0}


@pytest.fixture
def answers(tmp_path):
    """Two phones, three people: the first person of phone a thinks again."""
    store = new_meeting(tmp_path / "m.sqlite")
    a, b = store.join(), store.join()
    assert a is not None
    assert b is not None
    store.next_person(a)
    told: list[tuple[str, int, int, dict[str, Any]]] = [
        (a, 1, 3, {"options": ["下"]}), (a, 1, 3, {"options": ["下", "奥"]}), (a, 2, 3, {"options": []}), (b, 1, 3, {"options": ["奥"]}),
        (a, 1, 4, {"order": ["谷", "下"]}), (b, 1, 4, {"order": ["谷"]}),
        (a, 1, 5, {"number": 9}), (b, 1, 5, {"number": 10}), (a, 2, 5, {"number": 9}),
        (a, 1, 1, PIN), (a, 1, 1, PIN), (b, 1, 1, {**PIN, "kind": "こうなってほしい"}),
    ]  # fmt: skip
    for client, person, question, content in told:
        sequence = store.last_sequence(client) + 1
        assert store.accept([NewAnswer(client, sequence, person, question, content, "理由")]) == ["accepted"]
    yield store
    store.close()


def test_of_choices_the_last_counts_and_hands_are_added(answers):
    added = tally(KINDS["choice"], answers.answers(), {"奥": 5})
    assert (added.counts, added.by_hand, added.answered) == ({"下": 1, "奥": 7}, {"奥": 5}, 3)
    assert len(added.words) == 3


def test_rankings_are_counted_by_rank(answers):
    assert tally(KINDS["ranking"], answers.answers(), {}).counts == {"谷　1位": 2, "下　2位": 1}


def test_guesses_stand_in_the_order_of_their_numbers(answers):
    assert list(tally(KINDS["guess"], answers.answers(), {"7": 2}).counts.items()) == [("7", 2), ("9", 2), ("10", 1)]


def test_marks_add_up_and_what_is_hidden_does_not_count(answers):
    hide(answers, 10)
    added = tally(KINDS["pin"], answers.answers(), {})
    assert (added.counts, added.answered) == ({"こうなってほしい": 1, "残したい": 1}, 2)
