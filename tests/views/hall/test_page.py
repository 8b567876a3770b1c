"""会場 without phones: a meeting begins, a question opens, hands are counted, an answer from a phone arrives, a record is kept."""

from __future__ import annotations

import pytest

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from hall.facilitator.guess_answer import guess_answer
from hall.meeting.control import at_door, by_hand, set_state
from hall.meeting.store import NewAnswer, opened_meeting
from layers.map_component.map_events import SceneStepped
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.scenario import BASE
from plan.scenes.layers import title_of
from tests.views.table import Table
from views.hall import meeting
from views.projection.page import MAP


@pytest.fixture
def hall(bus_valley) -> Table:
    return Table().go("hall")


def shown(table: Table) -> str:
    elements = (*table.app.markdown, *table.app.caption, *table.app.expander, *table.app.get("html"))
    return " ".join(str(getattr(e, "value", "") or getattr(e, "body", "") or getattr(e, "label", "")) for e in elements)


def choose(table: Table, number: int) -> Table:
    """Take a question in hand."""
    table.app.session_state["hall-question"] = number
    return table.run()


def begun(table: Table, evening: int) -> Table:
    """Begin one of the evenings, counted from 0."""
    table.app.selectbox(key="hall-evening").set_value(evening)
    table.run()
    return table.press("hall-begin")


def test_an_evening_goes_on_without_phones(hall, store):
    assert not list(store.glob("halls/*/*.sqlite"))
    begun(hall, 2)
    (file,) = store.glob("halls/*/*.sqlite")
    assert "電話がなくても" in shown(hall)
    choose(hall, 1)
    hall.press("hall-open-1")
    with opened_meeting(file) as kept:
        choice = kept.question(1)
        assert choice is not None
        assert (choice.state, choice.kind) == ("open", "choice")
        client = kept.join()
        assert client is not None
        sent = NewAnswer(client, 1, 1, 1, {"options": [choice.options[0]]}, "<b>近い</b>")
        assert kept.accept([sent]) == ["accepted"]
    hall.run()
    assert "電話で答えた人：<b>1人</b>" in shown(hall)
    hall.app.number_input(key="hall-hand-count-1-0-0").set_value(4.0)
    hall.press("hall-hands-write-1")
    hall.app.number_input(key="hall-hand-count-1-0-4").set_value(6.0)
    hall.press("hall-hands-write-1")
    hall.tab("答えと言葉", key="hall-tab")
    hall.press("hall-hide")
    assert "隠しています" in shown(hall)
    assert "&lt;b&gt;近い&lt;/b&gt;" in shown(hall)
    assert "<b>近い" not in shown(hall)
    hall.press("hall-hide")
    hall.press("hall-delete")
    assert "近い" not in shown(hall)
    hall.tab("問い", key="hall-tab")
    assert "残してあります" not in shown(hall)
    hall.press("hall-keep-1")
    assert "残してあります" in shown(hall)
    record = hall.work.history.present.records[-1]
    assert record.counts[choice.options[0]] == 7
    assert record.counts_by_hand == {choice.options[0]: 6}
    assert (record.participants, record.remarks) == (1 + 6, ()), "one phone, six hands"
    hall.press("hall-closed-1")
    with opened_meeting(file) as kept:
        assert kept.questions()[0].state == "closed"
    hall.press("hall-end")
    assert any(b.key == "hall-begin" for b in hall.app.button)


def test_what_was_counted_is_put_right_after_the_evening_and_all_of_it_can_be_deleted(hall, store):
    begun(hall, 2)
    (file,) = store.glob("halls/*/*.sqlite")
    hall.press("hall-end")
    hall.press("hall-look")
    assert "終わった集まり" in shown(hall)
    hall.app.number_input(key="hall-hand-count-1-0-0").set_value(3.0)
    hall.press("hall-hands-write-1")
    with opened_meeting(file) as kept:
        assert list(by_hand(kept, 1).values()) == [3.0]
    assert hall.app.button(key="hall-open-1").disabled
    hall.press("hall-reopen")
    hall.press("hall-open-1")
    hall.press("hall-end")
    hall.press("hall-look")
    hall.press("hall-delete-meeting")
    assert not list(store.glob("halls/*/0001*"))
    assert any(b.key == "hall-begin" for b in hall.app.button)


def test_a_guess_on_paper_is_counted_and_its_answer_is_reckoned(hall, store):
    begun(hall, 1)
    (file,) = store.glob("halls/*/*.sqlite")
    with opened_meeting(file) as kept:
        (guess,) = (q.number for q in kept.questions() if q.kind == "guess")
    choose(hall, guess)
    hall.app.number_input(key=f"hall-guess-{guess}").set_value(40)
    hall.app.number_input(key=f"hall-guess-count-{guess}").set_value(3.0)
    hall.press(f"hall-guesses-write-{guess}")
    with opened_meeting(file) as kept:
        assert by_hand(kept, guess) == {"40": 3.0}
    assert "まん中の答え：<b>40人</b>" in shown(hall)
    assert not hall.app.text_input
    hall.press(f"hall-reveal-{guess}")
    with opened_meeting(file) as kept:
        asked = kept.question(guess)
        assert asked is not None
        wanted = guess_answer("errands", hall.evaluation(BASE), hall.evaluation())
        assert (asked.revealed, "車のない人" in wanted) == (wanted, True)
    hall.press(f"hall-unreveal-{guess}")
    with opened_meeting(file) as kept:
        assert [q.revealed for q in kept.questions() if q.revealed] == []


def test_questions_are_worded_before_the_evening_and_the_plan_keeps_them(hall, store):
    assert not hall.plan.evenings
    (asked,) = (t for t in hall.app.text_input if t.value == "よく行く所と、行けなくて困る所はどこですか")
    asked.set_value("どの道がこわいですか")
    next(s for s in hall.app.selectbox if s.label == "答え方").set_value("line")
    next(t for t in hall.app.text_area if "こうなってほしい" in t.value).set_value("雪の日の道\n\n夜の道")
    next(b for b in hall.app.button if b.label == "この問いを書く").click()
    hall.run()
    first = hall.plan.evenings[0].questions[0]
    assert (first.kind, first.shape, first.text) == ("pin", "line", "どの道がこわいですか")
    assert first.options == ("雪の日の道", "夜の道")
    assert read_plan(plan_bytes(hall.plan)) == hall.plan
    hall.press("hall-question-move-0-0-1")
    hall.press("hall-question-more")
    kinds = [q.kind for q in hall.plan.evenings[0].questions]
    assert kinds == ["checklist", "pin", "pin"]
    hall.press("hall-question-fewer-0-2")
    hall.press("hall-begin")
    (file,) = store.glob("halls/*/*.sqlite")
    with opened_meeting(file) as kept:
        assert [(q.kind, q.text) for q in kept.questions()][1] == ("line", "どの道がこわいですか")
        assert kept.about("title") == hall.plan.evenings[0].title


def test_who_came_is_counted_at_the_door_and_drawn_on_the_map(hall, store):
    begun(hall, 0)
    hall.tab("来た人", key="hall-tab")
    village = hall.app.selectbox(key="hall-door-village").value
    hall.app.number_input(key=f"hall-door-count-village-{village}-0").set_value(5.0)
    hall.run()
    hall.app.number_input(key="hall-door-count-age-0-0").set_value(2.0)
    hall.run()
    (file,) = store.glob("halls/*/*.sqlite")
    with opened_meeting(file) as kept:
        assert (at_door(kept, "village"), at_door(kept, "age")) == ({village: 5.0}, {"0": 2.0})
        pin = kept.questions()[0]
        set_state(kept, pin.number, "open")
        client = kept.join()
        assert client is not None
        place = hall.evaluation().effective.region.villages.iloc[0]
        at = {"kind": pin.options[0], "lat": float(place["lat"]), "lon": float(place["lon"])}
        kept.accept([NewAnswer(client, 1, 1, pin.number, at)])
    assert "5人が参加しています" in hall.answer
    hall.tab("地図", key="hall-tab")
    assert "いちばん重なった所に 1つ" in shown(hall)


def test_phones_that_were_cut_off_are_served_again_and_a_refusal_is_not_repeated(hall, store, monkeypatch):
    begun(hall, 0)
    (file,) = store.glob("halls/*/*.sqlite")
    started = []

    def start(*given):
        started.append(given)
        raise RequestError(notice("hall_not_started", reason="試し"))

    monkeypatch.setattr(meeting, "start_hall", start)
    hall.run()
    assert started == []
    with opened_meeting(file) as kept:
        kept.tell("served", "yes")  # as it stands when the app was killed while phones were served
    hall.run()
    assert len(started) == 1
    assert "試し" in shown(hall)
    hall.run()
    assert len(started) == 1


def test_before_a_meeting_there_is_one_button_to_begin_and_nothing_is_written(hall, store):
    assert [b.key for b in hall.app.button if str(b.key).startswith("hall-") and b.proto.type == "primary"] == [
        "hall-begin"
    ]
    assert not list(store.glob("halls/*"))


def test_a_record_names_the_scene_on_the_wall_and_is_renewed_when_it_is_kept_again(hall):
    begun(hall, 2)
    hall.go("projection").do(SceneStepped(1, 35.0, 137.0), on=MAP)
    hall.go("hall")
    choose(hall, 1).press("hall-open-1").press("hall-keep-1").press("hall-keep-1")
    (record,) = hall.plan.records
    titles = [title_of(hall.plan, scene) for scene in hall.plan.scenes]
    assert [one.title for one in record.shown] == titles[:2]
    assert record.scene == hall.plan.scenes[1].id
