"""The first hour: a plan without a scenario, what to do at the star, and the way 置く → 誰が → 案を増やす → 比べる → 紙に出す."""

from __future__ import annotations

import streamlit as st

from plan.scenario.edits import add_scenario, duplicate_scenario
from views import editing, session
from views.figures import show_answer
from views.map_tools import show_undo, tool_row
from views.pages import turn_to
from views.widget_state import Widget

WHO, PAPER = "増減", "紙"
"""Titles of the tabs to which steps lead."""
COMPARED_WHO = "誰が"
"""The tab of 比較 that names the villages."""
HUB_TAB, COMPARE_TAB = Widget("hub_tab", WHO), Widget("compare_tab", "指標")
"""Which tab is open beside the map of 拠点 and beside those of 比較."""
HINT = "星を引いてみてください"


def first_hint() -> str:
    """Say what to do at the star, until something was done."""
    work = session.opened()
    untouched = work.work_id is None and not work.history.past and not work.history.future
    return HINT if untouched else ""


def show_steps() -> None:
    """Show the steps in a row; each leads to its place."""
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        st.button("① 置く", type="tertiary", key="step-place", help="地図を押すと、そこに拠点を置きます。星は引いて動かせます。",
                  on_click=HUB_TAB.set, args=("拠点",))  # fmt: skip
        st.button("② 誰が", type="tertiary", key="step-who", help="近くなる集落と、遠くなる集落を見ます。",
                  on_click=HUB_TAB.set, args=(WHO,))  # fmt: skip
        st.button("③ 案を増やす", type="tertiary", key="step-copy", help="この案を写して、もう一つの案を作ります。",
                  on_click=_duplicate)  # fmt: skip
        if st.button("④ 比べる", type="tertiary", key="step-compare", help="案を並べて比べます。"):
            turn_to("比較", "compare")
        st.button("⑤ 紙に出す", type="tertiary", key="step-paper", help="この案の地図と、だれが近くなるかの一枚を作ります。",
                  on_click=HUB_TAB.set, args=(PAPER,))  # fmt: skip


def _duplicate() -> None:
    scenario_id = session.scenario_id()
    editing.make(lambda plan: duplicate_scenario(plan, scenario_id), session.choose_scenario)
    st.toast("この案を写しました。写した案を変えて、「比べる」で並べられます。")


def offer_first_scenario(question: str, sentence: str = "案がまだありません。") -> None:
    """Say that there is no scenario yet, and offer to make one; what was taken back can be brought back."""
    show_answer(question, sentence, year=None)
    with tool_row():
        editing.edit_button(
            "案を作る", lambda plan: add_scenario(plan, "案1")[0], type="primary", key="make-first-scenario"
        )
        show_undo()
