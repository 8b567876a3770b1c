"""The questions of the evening: one in hand at a time, opened, closed, revealed, taken home as a record."""

from __future__ import annotations

import functools
import html
from collections.abc import Sequence

import streamlit as st

from hall.facilitator.guess_answer import guess_answer, purpose_of
from hall.facilitator.record import record_of, take_over
from hall.meeting.control import add_question, by_hand, change_question, reveal, set_state
from hall.meeting.questions import KIND_NAMES, HallQuestion, HallState, asked_in
from hall.meeting.store import StoredAnswer
from hall.meeting.tally import Tally, tally
from network.outings.purposes import PURPOSES
from plan.scenario.carriers.agreements import Question
from plan.scenario.scenario import BASE, Plan
from plan.scenes.first_scenes import scenes_of
from views import editing, session
from views.figures import plain
from views.hall import meeting
from views.hall.counts import show_counts, show_hands
from views.hall.preparing import question_form
from views.projection.meeting_now import note_wall
from views.widget_state import Widget

_COUNT_AGAIN_S = 0.25
"""How often the counts are drawn again; nothing else is drawn with them, so that an answer stands there at once."""
_STATES = {"waiting": "まだ", "open": "受付中", "closed": "締め切り"}
_IN_HAND: Widget[int | None] = Widget("hall-question", None)
_NEW: Widget[bool] = Widget("hall-new-question", first=False)


def show_questions() -> None:
    """Draw the list of questions with what has arrived, and all that is done with the one in hand."""
    with meeting.opened() as store:
        questions, answers = store.questions(), store.answers()
        added = {q.number: tally(q, answers, by_hand(store, q.number)) for q in questions}
    st.html(_list(questions, added))
    numbers = [q.number for q in questions]
    if _IN_HAND.value not in numbers:
        _IN_HAND.set(next((q.number for q in questions if q.state == "open"), numbers[0] if numbers else None))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.segmented_control(
            "いま扱う問い", numbers, format_func=lambda n: plain(str(n)), key=_IN_HAND.key, required=True
        )
        st.checkbox("その場で問いを加える", key=_NEW.key)
    if _NEW.value:
        _add()
    for question in questions:
        if question.number == chosen:
            _question(question, answers, added[question.number])


def _list(questions: Sequence[HallQuestion], added: dict[int, Tally]) -> str:
    rows = "".join(
        f'<tr class="ky-{q.state}"><td class="n">{q.number}</td><td>{html.escape(q.text)}</td><td>{KIND_NAMES[q.kind]}</td>'
        f'<td>{_STATES[q.state]}</td><td class="n">{added[q.number].answered:,}人</td></tr>'
        for q in questions
    )
    return f'<div class="ky-list ky-asked"><table><tr><th></th><th>問い</th><th>答え方</th><th></th><th class="n">電話で</th></tr>{rows}</table></div>'


def _add() -> None:
    written = question_form(Question("pin", ""), "now")
    if written is not None:
        (asked,) = asked_in([written], [s.name for s in session.plan().scenarios])
        with meeting.opened() as store:
            add_question(store, asked)
        editing.redraw()


def _question(question: HallQuestion, answers: Sequence[StoredAnswer], added: Tally) -> None:
    number = question.number
    is_current = meeting.shown() == meeting.current()
    with st.container(horizontal=True, vertical_alignment="center"):
        _state_button("始める", number, "open", disabled=question.state == "open" or not is_current)
        _state_button("締め切る", number, "closed", disabled=question.state != "open")
        editing.button("計画の記録に残す", functools.partial(_take_over, question), key=f"hall-keep-{number}")
        st.checkbox("記録に、書かれた言葉も入れる", key=_words_too(number).key)
    _kept(question)
    _counted(number)
    show_hands(question, added)
    if question.kind == "guess":
        _reveal(question)
    if not answers and question.state == "waiting" and not added.by_hand:
        with st.expander("この問いを直す", key=f"hall-correct-{number}"):
            written = question_form(question.in_plan, f"waiting-{number}")
            if written is not None:
                _correct(question, written)


def _kept(question: HallQuestion) -> None:
    with meeting.opened() as store:
        record = record_of(session.plan(), store, question)
    if record is not None:
        st.caption(
            "計画の記録に残してあります。「計画書」の「集まりの結果」に載ります。答えが増えたら、もう一度残せます。"
        )


@st.fragment(run_every=_COUNT_AGAIN_S)
def _counted(number: int) -> None:
    if meeting.shown() is None:
        return
    with meeting.opened() as store:
        question = store.question(number)
        if question is None:
            return
        added = tally(question, store.answers(number), by_hand(store, number))
    show_counts(added)


def _state_button(label: str, number: int, state: HallState, *, disabled: bool) -> None:
    def change() -> None:
        if state == "open":
            note_wall()
        with meeting.opened() as store:
            set_state(store, number, state)
        editing.redraw()

    editing.button(label, change, key=f"hall-{state}-{number}", disabled=disabled)


def _correct(question: HallQuestion, written: Question) -> None:
    (asked,) = asked_in([written], [s.name for s in session.plan().scenarios])
    with meeting.opened() as store:
        change_question(store, HallQuestion(question.number, asked.kind, asked.text, asked.options))
    editing.redraw()


def _reveal(question: HallQuestion) -> None:
    """Let the answer be shown on the phones: it is reckoned from the plan, and nobody types it."""
    purposes = list(PURPOSES)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        purpose = st.selectbox(
            "答えに数えるもの", purposes, index=purposes.index(purpose_of(question.text)),
            format_func=lambda p: f"{PURPOSES[p].name}に行って帰れる人", key=f"hall-purpose-{question.number}", width=280,
        )  # fmt: skip
        editing.button(
            "答えを電話に出す", functools.partial(_tell, question.number, purpose), key=f"hall-reveal-{question.number}"
        )
        editing.button(
            "答えを引っこめる",
            functools.partial(_tell, question.number, None),
            key=f"hall-unreveal-{question.number}",
            disabled=not question.revealed,
        )
    if question.revealed:
        st.html(f'<p class="ky-answer">電話に出ている答え：{html.escape(question.revealed)}</p>')


def _tell(number: int, purpose: str | None) -> None:
    told = ""
    if purpose is not None:
        of = [BASE, *([session.scenario_id()] if session.scenario_id() != BASE else [])]
        told = guess_answer(purpose, *(session.evaluation(one) for one in of))
    with meeting.opened() as store:
        reveal(store, number, told)
    editing.redraw()


def _words_too(number: int) -> Widget[bool]:
    return Widget(f"hall-words-too-{number}", first=False)


def _take_over(question: HallQuestion) -> None:
    with_words = _words_too(question.number).value

    def change(plan: Plan) -> Plan:
        made = scenes_of(plan, session.evaluation())
        with meeting.opened() as store:
            return take_over(plan, store, question, session.region(), with_words=with_words, made=made)[0]

    editing.edit_and_redraw(change)
