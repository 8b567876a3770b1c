"""集まりの予定: the series of evenings along the four steps, each with its scenes and questions, as far as anybody changes it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from layers.hall.shared_wall import SharedWall
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
_HELD = Widget("wall-evening-held", False)
_FEWEST, _MOST = 3, 5


def show_series(wall: SharedWall, order: tuple[Scene, ...]) -> None:
    """Let an evening be held, and all be worded, given scenes and questions, moved, added and taken away; three to five of them."""
    plan = session.plan()
    evenings = evenings_of(plan, session.evaluation_of_today())
    numbers = list(range(len(evenings)))
    # Where an evening has another title, Streamlit takes the choices for those of another widget, and forgets which was chosen.
    held = session.current().wall
    in_hand = EVENING.value if held.moved_evening is None else held.moved_evening
    held.moved_evening = None
    EVENING.set(in_hand if in_hand in numbers else 0)
    at = st.selectbox(
        "集まり", numbers, format_func=lambda i: plain(f"{i + 1}　{STAGE_NAMES[evenings[i].stage]}：{evenings[i].title}"), key=EVENING.key
    )  # fmt: skip
    _HELD.set(wall.evening == at)
    st.toggle(
        "この集まりの画面と問いで進める", key=_HELD.key, on_change=lambda: wall.change(evening=at if _HELD.value else None),
        help="矢印キーで送る画面が、この集まりの画面だけになります。外すと、すべての画面に戻ります。",
    )  # fmt: skip
    with st.container(horizontal=True):
        _move(wall, evenings, at, "▲ 前の回へ", -1)
        _move(wall, evenings, at, "▼ 後の回へ", 1)
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
            disabled=len(evenings) <= _FEWEST or wall.evening == at,
        )
        editing.edit_button(
            "計画から作り直す", lambda p: set_evenings(p, ()), key="wall-evening-again", disabled=not plan.evenings
        )
    _words(evenings, at, order)


def _move(wall: SharedWall, evenings: tuple[Evening, ...], at: int, label: str, by: int) -> None:
    """Let an evening change places with its neighbour; the one that is held stays the one that is held."""
    to = at + by
    turned = list(evenings)
    if 0 <= to < len(evenings):
        turned[at], turned[to] = turned[to], turned[at]

    def moved() -> None:
        session.current().wall.moved_evening = to
        if wall.evening in (at, to):
            wall.change(evening=to if wall.evening == at else at)
        editing.edit_and_redraw(lambda plan: set_evenings(plan, turned))

    editing.button(label, moved, key=f"wall-evening-move-{by}", disabled=not 0 <= to < len(evenings))


def _words(evenings: tuple[Evening, ...], at: int, order: tuple[Scene, ...]) -> None:
    evening, titles = evenings[at], {scene.id: title_of(session.plan(), scene) for scene in order}
    known = {question.text: question for question in evening.questions}
    with st.form(f"wall-evening-words-{at}", border=False):
        title = st.text_input("集まりの名前", evening.title, max_chars=60)
        stages = list(STAGE_NAMES)
        stage = st.selectbox(
            "どのステップか", stages, index=stages.index(evening.stage), format_func=lambda s: STAGE_NAMES[s]
        )
        shown = st.multiselect(
            "映す画面", list(titles), default=[i for i in evening.scenes if i in titles],
            format_func=lambda i: titles[i], placeholder="画面を選ぶ", select_all=False,
        )  # fmt: skip
        asked = st.text_area("問い（一行に一つ）", "\n".join(known), height=110)
        if st.form_submit_button("この集まりに書く", type="primary") and title.strip():
            lines = [line.strip() for line in asked.splitlines() if line.strip()]
            questions = tuple(known.get(line, Question("choice", line)) for line in lines)
            changed = replace(evening, title=title.strip(), stage=stage, scenes=tuple(shown), questions=questions)
            editing.edit_and_redraw(lambda plan: _with(plan, evenings, at, changed))


def _with(plan: Plan, evenings: tuple[Evening, ...], at: int, changed: Evening) -> Plan:
    return set_evenings(plan, (*evenings[:at], changed, *evenings[at + 1 :]))
