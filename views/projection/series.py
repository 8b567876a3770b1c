"""集まりの予定: the series of evenings along the four steps, each with its scenes and questions, as far as anybody changes it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from plan.scenario.carriers.agreements import Question
from plan.scenario.scenario import Plan
from plan.scenario.scene_edits import set_evenings
from plan.scenario.scenes import Evening, Scene
from plan.scenes.first_scenes import STAGE_NAMES, evenings_of
from plan.scenes.layers import title_of
from views import editing, session
from views.figures import plain
from views.widget_state import Widget

EVENING: Widget[int | None] = Widget("wall-evening", None)
_FEWEST, _MOST = 3, 5


def show_series(order: tuple[Scene, ...]) -> None:
    """Let the evenings be worded, given scenes and questions, added and taken away; three to five of them."""
    plan = session.plan()
    evenings = evenings_of(plan, session.evaluation_of_today())
    numbers = list(range(len(evenings)))
    # Where an evening has another title, Streamlit takes the choices for those of another widget, and forgets which was chosen.
    EVENING.set(EVENING.value if EVENING.value in numbers else 0)
    at = st.selectbox(
        "集まり", numbers, format_func=lambda i: plain(f"{i + 1}　{STAGE_NAMES[evenings[i].stage]}：{evenings[i].title}"), key=EVENING.key
    )  # fmt: skip
    with st.container(horizontal=True):
        more = (*evenings[: at + 1], replace(evenings[at], questions=()), *evenings[at + 1 :])
        fewer = (*evenings[:at], *evenings[at + 1 :])
        editing.edit_button(
            "もう一回加える", lambda p: set_evenings(p, more), key="wall-evening-more", disabled=len(evenings) >= _MOST
        )
        editing.edit_button(
            "この回をやめる",
            lambda p: set_evenings(p, fewer),
            key="wall-evening-fewer",
            disabled=len(evenings) <= _FEWEST,
        )
        editing.edit_button(
            "計画から作り直す", lambda p: set_evenings(p, ()), key="wall-evening-again", disabled=not plan.evenings
        )
    _words(evenings, at, order)


def _words(evenings: tuple[Evening, ...], at: int, order: tuple[Scene, ...]) -> None:
    evening, titles = evenings[at], {scene.id: title_of(session.plan(), scene) for scene in order}
    known = {question.text: question for question in evening.questions}
    with st.form(f"wall-evening-words-{at}", border=False):
        title = st.text_input("集まりの名前", evening.title, max_chars=60)
        shown = st.multiselect(
            "映す画面", list(titles), default=[i for i in evening.scenes if i in titles],
            format_func=lambda i: titles[i], placeholder="画面を選ぶ", select_all=False,
        )  # fmt: skip
        asked = st.text_area("問い（一行に一つ）", "\n".join(known), height=110)
        if st.form_submit_button("この集まりに書く", type="primary") and title.strip():
            lines = [line.strip() for line in asked.splitlines() if line.strip()]
            questions = tuple(known.get(line, Question("choice", line)) for line in lines)
            changed = replace(evening, title=title.strip(), scenes=tuple(shown), questions=questions)
            editing.edit_and_redraw(lambda plan: _with(plan, evenings, at, changed))


def _with(plan: Plan, evenings: tuple[Evening, ...], at: int, changed: Evening) -> Plan:
    return set_evenings(plan, (*evenings[:at], changed, *evenings[at + 1 :]))
