"""The meeting's file: each answer once, each phone's in order, and nothing lost or doubled when it is opened again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hall.meeting import store as meeting_store
from hall.meeting.control import close_meeting, set_state
from hall.meeting.store import NewAnswer, Store, opened_meeting
from tests.hall.meetings import QUESTIONS, new_meeting


def guess(client: str, sequence: int, number: int = 1, person: int = 1) -> NewAnswer:
    return NewAnswer(client, sequence, person, 5, {"number": number})


def test_a_meeting_goes_on_with_its_code_when_it_is_opened_again(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    code, secret = store.about("code"), store.about("secret")
    store.close()
    again = new_meeting(tmp_path / "m.sqlite")
    assert (again.about("code"), again.about("secret")) == (code, secret)
    assert (len(code), code.isdigit(), again.questions()) == (6, True, QUESTIONS)
    again.close()


def test_an_answer_that_is_sent_again_counts_once_and_none_comes_before_its_turn(tmp_path):
    with opened_meeting(new_meeting(tmp_path / "m.sqlite").path) as store:
        client = store.join()
        assert client is not None
        sent = [guess(client, 1), guess(client, 1), guess(client, 3), guess(client, 1, 9), guess(client, 2, 4)]
        assert store.accept(sent) == ["accepted", "known", "early", "changed", "accepted"]
        assert store.accept([guess("nobody", 1), guess(client, 3, person=2)]) == ["unknown", "unknown"]
        assert [(a.sequence, a.content["number"]) for a in store.answers(5)] == [(1, 1), (2, 4)]


def test_what_is_closed_takes_nothing_and_the_number_stays_free(tmp_path):
    store = new_meeting(tmp_path / "m.sqlite")
    client = store.join()
    assert client is not None
    set_state(store, 5, "closed")
    assert store.accept([guess(client, 1)]) == ["closed"]
    set_state(store, 5, "open")
    assert store.accept([guess(client, 1)]) == ["accepted"]
    close_meeting(store)
    assert store.accept([guess(client, 2)]) == ["closed"]
    assert store.is_closed
    assert len(store.answers()) == 1
    store.close()


def test_the_hall_is_full_at_its_limit(tmp_path, monkeypatch):
    store = new_meeting(tmp_path / "m.sqlite")
    two = {"participants_most": type("Two", (), {"value": 2})}
    monkeypatch.setattr(meeting_store, "reference_table", lambda _: two)
    client = store.join()
    assert client is not None
    assert (store.next_person(client), store.next_person(client), store.join()) == (True, False, None)
    assert store.last_person(client) == 2
    store.tell_person(client, village="v1", age="75")
    assert store.persons() == [("", ""), ("v1", "75")]
    store.close()


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 4)), max_size=25))
def test_each_phones_answers_stand_in_order_whatever_arrives(arrivals):
    store = Store(":memory:")  # type: ignore[arg-type]
    store.begin(QUESTIONS)
    store.connection.executemany("INSERT INTO persons VALUES (?, 1, '', '')", [("a",), ("b",)])
    expected: dict[str, int] = {"a": 0, "b": 0}
    for client, sequence in arrivals:
        (outcome,) = store.accept([guess(client, sequence)])
        due = expected[client] + 1
        assert outcome == ("accepted" if sequence == due else "known" if sequence < due else "early")
        expected[client] += outcome == "accepted"
    for client, count in expected.items():
        assert [a.sequence for a in store.answers() if a.client == client] == list(range(1, count + 1))
    store.close()
