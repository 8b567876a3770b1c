"""会場: asks the hall with phones, hands and paper, counts what arrives, and says who is missing."""

from __future__ import annotations

import streamlit as st

from views import editing, session
from views.figures import show_answer, show_messages
from views.frame import pick_scenario, tell_waiting
from views.hall import meeting
from views.hall.door import show_door
from views.hall.missing import show_missing, who_came
from views.hall.questions import show_questions

QUESTION = "会場のみんなに聞く"
_LOOK_AGAIN_S = 0.5


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
    tell_waiting()
    with st.container(key="hall-messages"):
        show_messages(session.take_messages())
    if meeting.current() is None:
        show_answer(
            QUESTION,
            "集まりを始めると、問いを出し、電話・挙手・紙の答えを数えられます。インターネットは使いません。",
            year=None,
        )
        editing.button("集まりを始める", _begin, key="hall-begin", type="primary")
        return
    left, right = st.columns([1, 2], gap="medium")
    with left:
        _door()
    with right:
        _answers()


def _begin() -> None:
    meeting.begin()
    st.rerun()


@st.fragment
def _door() -> None:
    with st.container(key="hall-door-messages"):
        show_messages(session.take_messages())
    show_door()


@st.fragment(run_every=_LOOK_AGAIN_S)
def _answers() -> None:
    """Draw what arrives; looked at again twice a second."""
    if meeting.current() is None:
        return
    came = who_came()
    heard = "どの集落からも来ています" if not came.unheard else f"まだ声を聞いていない集落は {len(came.unheard)}つです"
    show_answer(QUESTION, f"{came.participants:,.0f}人が参加しています。{heard}。", year=None)
    show_questions()
    with st.expander("だれが来ていないか"):
        show_missing(came)
