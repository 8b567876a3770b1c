"""Before the evening: which of the series it is, its questions as the plan keeps them, and the meetings that are over."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geo.texts.errors import ValueRefusedError
from geo.texts.today import today
from hall.meeting.questions import KIND_NAMES, HallKind, HallQuestion, asked_in, kind_of, options_of
from hall.meeting.store import opened_meeting
from plan.scenario.carriers.agreements import Question
from plan.scenario.scenario import Plan
from plan.scenario.scene_edits import set_evenings
from plan.scenario.scenes import Evening
from plan.scenes.first_scenes import STAGE_NAMES, evenings_of
from views import editing, session
from views.figures import plain
from views.hall import meeting
from views.projection.shared_wall import shared_wall
from views.widget_state import Widget

_EVENING: Widget[int | None] = Widget("hall-evening", None)


def show_preparing() -> None:
    """Draw the evenings of the plan with the questions of one of them, and the button that begins it."""
    plan = session.plan()
    evenings = evenings_of(plan, session.evaluation_of_today())
    numbers = list(range(len(evenings)))
    if _EVENING.value not in numbers:
        held = shared_wall().evening  # the one that 映す is about to hold is the one that is asked
        _EVENING.set(held if held in numbers else 0)
    left, right = st.columns([1, 2], gap="medium")
    with left:
        at = st.selectbox(
            "集まり", numbers, key=_EVENING.key,
            format_func=lambda i: plain(f"{STAGE_NAMES[evenings[i].stage]}：{evenings[i].title}"),
        )  # fmt: skip
        asked = asked_in(evenings[at].questions, [s.name for s in plan.scenarios])
        st.caption("回数と名前は「映す」の集まりの予定で変えられます。問いは右で直せ、計画に残ります。")
        editing.button(
            "集まりを始める",
            functools.partial(_begin, evenings[at].title, asked),
            key="hall-begin",
            type="primary",
            disabled=not asked,
        )
        _earlier()
    with right, st.container(key="hall-asked"):
        st.markdown("**この集まりの問い**（押すと開きます）")
        for number, question in enumerate(evenings[at].questions):
            _question(evenings, at, number, question)
        if not evenings[at].questions:
            st.caption("まだ問いがありません。")
        more = replace(evenings[at], questions=(*evenings[at].questions, Question("pin", "どこですか")))
        editing.edit_button("問いを加える", functools.partial(_with, evenings, at, more), key="hall-question-more")


def _begin(title: str, asked: tuple[HallQuestion, ...]) -> None:
    meeting.begin(asked, title=title, held_on=today().isoformat())
    st.rerun()


def _earlier() -> None:
    paths = {path.name: path for path in meeting.earlier()}
    if not paths:
        return
    names = {name: _name(path) for name, path in paths.items()}
    chosen = st.selectbox("終わった集まり", list(names), format_func=lambda n: plain(names[n]), key="hall-earlier")
    editing.button("終わった集まりを見る", functools.partial(_look, paths[chosen]), key="hall-look")


def _look(path: Path) -> None:
    meeting.look_at(path)
    st.rerun()


def _name(path: Path) -> str:
    with opened_meeting(path) as store:
        told = (store.about("held_on"), store.about("title") or "集まり", f"{len(store.persons())}人")
    return "　".join(part for part in told if part)


def _question(evenings: tuple[Evening, ...], at: int, number: int, question: Question) -> None:
    """Let a question be worded, moved and taken away."""
    kind = kind_of(question)
    label = KIND_NAMES[kind] if kind is not None else "紙だけで答える"
    with st.expander(
        plain(f"{number + 1}. {question.text or '（まだ文がありません）'}（{label}）"), key=f"hall-asked-{at}-{number}"
    ):
        changed = question_form(question, f"{at}-{number}") if kind is not None else None
        if changed is not None:
            _put(evenings, at, number, changed)
        with st.container(horizontal=True):
            asked = evenings[at].questions
            _move(evenings, at, "上へ", number, number - 1, disabled=number == 0)
            _move(evenings, at, "下へ", number, number + 1, disabled=number == len(asked) - 1)
            fewer = replace(evenings[at], questions=(*asked[:number], *asked[number + 1 :]))
            editing.edit_button(
                "この問いをやめる",
                functools.partial(_with, evenings, at, fewer),
                key=f"hall-question-fewer-{at}-{number}",
            )


def question_form(question: Question, key: str) -> Question | None:
    """Draw a form for a question; return it as it was written, or None while nobody has written it."""
    kinds: list[HallKind] = list(KIND_NAMES)
    kind = kind_of(question)
    names = [s.name for s in session.plan().scenarios]
    # The form is another one as soon as the question is: what stands in it is what the plan holds.
    with st.form(f"hall-form-{key}-{hash(question)}", border=False):
        text = st.text_input("問い", question.text, max_chars=120)
        chosen: HallKind = st.selectbox(
            "答え方", kinds, index=kinds.index(kind) if kind else 0, format_func=lambda k: KIND_NAMES[k]
        )
        options = st.text_area(
            "選ぶもの（一行に一つ）", "\n".join(options_of(question, names)), height=110,
            help="人数を当てる問いには要りません。空なら、案の名前や、よく使うものになります。",
        )  # fmt: skip
        if not st.form_submit_button("この問いを書く"):
            return None
    lines = tuple(dict.fromkeys(line.strip() for line in options.splitlines() if line.strip()))
    try:
        return HallQuestion(
            0, chosen, text, () if chosen == "guess" else lines or options_of(_bare(chosen), names)
        ).in_plan
    except ValueRefusedError as problem:
        st.error(plain(f"{problem}。"))
        return None


def _bare(kind: HallKind) -> Question:
    return Question("pin", shape="line") if kind == "line" else Question(kind)


def _put(evenings: tuple[Evening, ...], at: int, number: int, question: Question) -> None:
    asked = evenings[at].questions
    changed = replace(evenings[at], questions=(*asked[:number], question, *asked[number + 1 :]))
    editing.edit_and_redraw(functools.partial(_with, evenings, at, changed))


def _move(evenings: tuple[Evening, ...], at: int, label: str, number: int, to: int, *, disabled: bool) -> None:
    asked = list(evenings[at].questions)
    asked.insert(to, asked.pop(number))
    moved = replace(evenings[at], questions=tuple(asked))
    editing.edit_button(
        label,
        functools.partial(_with, evenings, at, moved),
        key=f"hall-question-move-{at}-{number}-{to}",
        disabled=disabled,
    )


def _with(evenings: tuple[Evening, ...], at: int, changed: Evening, plan: Plan) -> Plan:
    return set_evenings(plan, (*evenings[:at], changed, *evenings[at + 1 :]))
