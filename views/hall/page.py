"""会場: asks the hall with phones, hands and paper, counts what arrives, and says who is missing."""

from __future__ import annotations

import streamlit as st

from views import session
from views.figures import show_answer, show_messages
from views.frame import pick_scenario, tell_waiting
from views.hall import meeting
from views.hall.answers import show_given
from views.hall.door import show_door, show_over
from views.hall.map import show_marks
from views.hall.missing import show_missing, who_came
from views.hall.preparing import show_preparing
from views.hall.questions import show_questions
from views.tabs import show_tabs

QUESTION = "会場のみんなに聞く"
_LOOK_AGAIN_S = 1.0
_MAP_AGAIN_S = 3.0


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
    tell_waiting()
    if meeting.is_lost():
        with st.spinner("電話の受付が止まっていました。同じ番号で、つなぎ直しています"):
            meeting.serve()
    with st.container(key="hall-messages"):
        show_messages(session.take_messages())
    if meeting.shown() is None:
        show_answer(
            QUESTION,
            "集まりを始めると、問いを出し、電話・挙手・紙の答えを数えられます。インターネットは使いません。",
            year=None,
        )
        show_preparing()
        return
    left, right = st.columns([1, 2], gap="medium")
    with left, st.container(key="hall-door"):
        _door()
    with right, st.container(key="hall-side"):
        _told()
        show_tabs({"問い": _questions, "地図": _map, "来た人": _came, "答えと言葉": _given}, key="hall-tab")


@st.fragment(run_every=_LOOK_AGAIN_S * 2)
def _door() -> None:
    show_messages(session.take_messages())
    if meeting.shown() is None or meeting.is_lost():
        st.rerun()
    if meeting.shown() == meeting.current():
        show_door()
    else:
        show_over()


@st.fragment(run_every=_LOOK_AGAIN_S)
def _told() -> None:
    if meeting.shown() is None:
        return
    came = who_came()
    heard = (
        "どの集落からも来ています" if not came.unheard else f"まだ声を聞いていない集落が {len(came.unheard):,} あります"
    )
    with meeting.opened() as store:
        title = store.about("title")
    over = "" if meeting.shown() == meeting.current() else "（終わった集まり）"
    show_answer(f"{title or QUESTION}{over}", f"{came.participants:,.0f}人が参加しています。{heard}。", year=None)


@st.fragment(run_every=_LOOK_AGAIN_S)
def _questions() -> None:
    """Draw the questions; the counts of the one in hand are looked at more often, by themselves."""
    if meeting.shown() is not None:
        show_questions()


@st.fragment(run_every=_MAP_AGAIN_S)
def _map() -> None:
    if meeting.shown() is not None:
        show_marks()


@st.fragment(run_every=_MAP_AGAIN_S)
def _came() -> None:
    if meeting.shown() is not None:
        show_missing(who_came())


@st.fragment(run_every=_MAP_AGAIN_S)
def _given() -> None:
    if meeting.shown() is not None:
        show_given()
