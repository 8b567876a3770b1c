"""The questions: opened, closed, counted as answers arrive, hands and paper written in, taken home as a record."""

from __future__ import annotations

import functools
from datetime import datetime, timedelta, timezone

import pandas as pd
import streamlit as st

from hall.facilitator.heat import heat
from hall.facilitator.record import take_over
from hall.meeting.control import by_hand, delete_words, hide, reveal, set_by_hand, set_state
from hall.meeting.questions import KIND_NAMES, HallQuestion, HallState
from hall.meeting.tally import ranked, tally
from plan.scenario.scenario import Plan
from views import editing, session
from views.figures import plain
from views.hall import meeting
from views.widget_state import Widget

_STATES = {"waiting": "まだ", "open": "受付中", "closed": "締め切り"}
_JAPAN = timezone(timedelta(hours=9), "JST")


def show_questions() -> None:
    """Draw each question with what is known of it."""
    with meeting.opened() as store:
        questions = store.questions()
    for question in questions:
        title = f"{question.number}. {question.text}（{KIND_NAMES[question.kind]}、{_STATES[question.state]}）"
        with st.expander(plain(title), expanded=question.state == "open", key=f"hall-question-{question.number}"):
            _question(question)


def _question(question: HallQuestion) -> None:
    number = question.number
    left, middle, right = st.columns(3)
    with left:
        _state_button("始める", number, "open", disabled=question.state == "open")
    with middle:
        _state_button("締め切る", number, "closed", disabled=question.state != "open")
    with right:
        editing.button("計画の記録に残す", functools.partial(_take_over, question), key=f"hall-keep-{number}")
    st.checkbox("記録に、書かれた言葉も入れる", key=_words_too(number).key)
    _counts(question)
    _hands(question)
    shown = st.text_input(
        "電話に出す答え（空なら出しません）", question.revealed, key=f"hall-reveal-{number}-{question.revealed}"
    )
    if shown.strip() != question.revealed:
        with meeting.opened() as store:
            reveal(store, number, shown)
        editing.redraw()
    _words(question)


def _state_button(label: str, number: int, state: HallState, *, disabled: bool) -> None:
    def change() -> None:
        with meeting.opened() as store:
            set_state(store, number, state)
        editing.redraw()

    editing.button(label, change, key=f"hall-{state}-{number}", disabled=disabled)


def _counts(question: HallQuestion) -> None:
    with meeting.opened() as store:
        answers = store.answers(question.number)
        added = tally(question, answers, by_hand(store, question.number))
    rows = [
        {"答え": name, "人数": f"{count:,.0f}", "うち手で数えた数": f"{added.by_hand.get(name, 0):,.0f}"}
        for name, count in added.counts.items()
    ]
    st.markdown(f"電話で答えた人：**{added.answered:,}人**")
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    if question.kind == "pin":
        cells = heat(session.region(), answers)
        most = f"いちばん重なった所に {cells[0].marks}つ" if cells else "まだ一つもありません"
        st.caption(f"印の重なり：{len(cells)}か所、{plain(most)}。家のそばの印は、一つずつは見せません。")


def _hands(question: HallQuestion) -> None:
    """Let hands and ballots on paper be written; they are marked so, added to the sums, and corrected later."""
    if question.kind in ("guess", "line"):
        return
    names = list(question.options)
    if question.kind == "ranking":
        names = [ranked(o, rank) for o in question.options for rank in range(1, len(question.options) + 1)]
    with meeting.opened() as store:
        known = by_hand(store, question.number)
    left, right = st.columns([2, 1])
    with left:
        option = st.selectbox("手で数えた数（挙手・紙）", names, format_func=plain, key=f"hall-hand-{question.number}")
    with right:
        held = float(known.get(option, 0.0))
        key = f"hall-hand-count-{question.number}-{names.index(option)}-{held:.0f}"
        count = st.number_input("人数", min_value=0.0, value=held, step=1.0, format="%.0f", key=key)
    if count != held:
        with meeting.opened() as store:
            set_by_hand(store, question.number, option, count)
        editing.redraw()


def _words(question: HallQuestion) -> None:
    with meeting.opened() as store:
        said = [a for a in store.answers(question.number) if a.words]
    if not said:
        return
    st.caption("書かれた言葉（会場には出ません。消した言葉は、このパソコンからもなくなります）")
    for answer in said:
        left, middle, right = st.columns([4, 1, 1])
        left.markdown(plain(("（隠しています）" if answer.hidden else "") + answer.words))
        with middle:
            label = "戻す" if answer.hidden else "隠す"
            deed = functools.partial(_hide, answer.number, hidden=not answer.hidden)
            editing.button(label, deed, key=f"hall-hide-{answer.number}")
        with right:
            editing.button("消す", functools.partial(_delete, answer.number), key=f"hall-delete-{answer.number}")


def _words_too(number: int) -> Widget[bool]:
    return Widget(f"hall-words-too-{number}", first=False)


def _hide(number: int, *, hidden: bool) -> None:
    with meeting.opened() as store:
        hide(store, number, hidden=hidden)
    editing.redraw()


def _delete(number: int) -> None:
    with meeting.opened() as store:
        delete_words(store, number)
    editing.redraw()


def _take_over(question: HallQuestion) -> None:
    today = datetime.now(_JAPAN).date().isoformat()
    with_words = _words_too(question.number).value

    def change(plan: Plan) -> Plan:
        with meeting.opened() as store:
            return take_over(plan, store, question, session.region(), held_on=today, with_words=with_words)[0]

    editing.edit_and_redraw(change)
