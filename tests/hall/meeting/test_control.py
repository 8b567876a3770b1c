"""The facilitator's deeds: open, close, hide and undo it, delete words for good, counts by hand and at the door."""

from __future__ import annotations

import pytest

from geo.texts.errors import ValueRefusedError
from hall.meeting.control import (
    add_question,
    at_door,
    by_hand,
    change_question,
    close_meeting,
    delete_words,
    hide,
    reopen_meeting,
    reveal,
    set_at_door,
    set_by_hand,
    set_state,
)
from hall.meeting.questions import HallQuestion
from hall.meeting.store import NewAnswer
from tests.hall.meetings import new_meeting


def test_questions_are_opened_closed_revealed_and_added(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    set_state(store, 5, "closed")
    reveal(store, 5, " 120人 ")
    set_state(store, 99, "open")
    asked = {q.number: q for q in store.questions()}
    assert (asked[5].state, asked[5].revealed) == ("closed", "120人")
    assert add_question(store, HallQuestion(0, "guess", "もう一つ")) == 7
    assert len(store.questions()) == 7
    store.close()


def test_a_question_is_put_right_until_somebody_answers(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    changed = HallQuestion(3, "choice", "やり直し", ("甲",), "open")
    assert change_question(store, changed)
    assert store.question(3) == changed
    client = store.join()
    assert client is not None
    store.accept([NewAnswer(client, 1, 1, 3, {"options": ["甲"]})])
    assert not change_question(store, HallQuestion(3, "choice", "もう遅い", ("乙",)))
    set_by_hand(store, 6, "空き家の増加", 1)
    assert not change_question(store, HallQuestion(6, "choice", "もう遅い", ("乙",)))
    assert store.question(3) == changed
    store.close()


def test_a_meeting_that_was_ended_can_go_on_with_its_questions_closed(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    close_meeting(store)
    assert store.is_closed
    reopen_meeting(store)
    assert not store.is_closed
    assert {q.state for q in store.questions()} == {"closed"}
    store.close()


def test_hiding_is_undone_and_deleted_words_are_nowhere_in_the_files(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    client = store.join()
    assert client is not None
    store.accept([NewAnswer(client, n, 1, 3, {"options": ["下"]}, f"secretword{n}") for n in (1, 2)])
    hide(store, 1)
    assert [a.hidden for a in store.answers()] == [True, False]
    hide(store, 1, hidden=False)
    assert [a.hidden for a in store.answers()] == [False, False]
    written = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert written.count(b"secretword") >= 2
    delete_words(store, 1)
    assert [a.words for a in store.answers()] == ["", "secretword2"]
    delete_words(store)
    assert b"secretword" not in b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert store.accept([NewAnswer(client, 1, 1, 3, {"options": ["下"]}, "secretword1")]) == ["known"]
    store.close()


def test_counts_by_hand_are_corrected_and_taken_back(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    set_by_hand(store, 3, "奥", 4)
    set_by_hand(store, 3, "奥", 6)
    set_by_hand(store, 3, "下", 1)
    set_by_hand(store, 3, "下", 0)
    assert by_hand(store, 3) == {"奥": 6}
    set_by_hand(store, 4, "奥　1位", 2)
    set_by_hand(store, 5, "12", 3)
    assert (by_hand(store, 4), by_hand(store, 5)) == ({"奥　1位": 2}, {"12": 3})
    with pytest.raises(ValueRefusedError):
        set_by_hand(store, 3, "歌", 1)
    set_at_door(store, "village", "v1", 9)
    assert (at_door(store, "village"), at_door(store, "age")) == ({"v1": 9}, {})
    store.close()
