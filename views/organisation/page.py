"""運営・資金: who carries the plan, by which steps, under which law, and how far it has come; a tab for each question."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from plan.scenario.scenario import BASE
from views import session
from views.figures import show_answer, show_messages
from views.first_use.five_steps import offer_first_scenario
from views.frame import follow_scenarios, pick_scenario, tell_waiting
from views.map_tools import show_undo, tool_row
from views.organisation.answer import organisation_answer
from views.organisation.body import show_body
from views.organisation.buildings import show_buildings
from views.organisation.carriers import show_carriers
from views.organisation.design import show_design, show_records, show_related_plans
from views.organisation.frame import show_frame
from views.organisation.legal_forms import show_legal_forms
from views.organisation.money import show_money
from views.organisation.progress import show_progress
from views.organisation.steps import show_steps
from views.organisation.supports import show_supports
from views.organisation.tax import show_tax
from views.scenario_menu import scenario_menu
from views.tabs import show_tabs

QUESTION = "誰が担い、どう続けるか"
TABS: dict[str, Callable[[], None]] = {
    "枠組み": show_frame,
    "ステップ": show_steps,
    "組織": show_body,
    "法人": show_legal_forms,
    "担い手": show_carriers,
    "建物": show_buildings,
    "地域デザイン": show_design,
    "協議": show_records,
    "関連計画": show_related_plans,
    "点検": show_progress,
    "資金": show_money,
    "支援": show_supports,
    "税": show_tax,
}
"""What draws each tab, by its title."""


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        pick_scenario()
        scenario_menu()
    tell_waiting()
    if session.scenario_id() == BASE:
        offer_first_scenario(QUESTION, "案がまだありません。担い手と資金は、案ごとに書きます。")
    else:
        _table(session.scenario_names())


@st.fragment
def _table(known_scenarios: dict[str, str]) -> None:
    follow_scenarios(known_scenarios)
    with st.container(key="organisation-messages"):
        show_messages(session.take_messages())
    with st.spinner("行って帰れる人を数えています"):
        answer = organisation_answer()
    show_answer(QUESTION, answer, year=None)
    with tool_row():
        show_undo()
    show_tabs(TABS, key="organisation_tab", side="organisation-side")
