"""What is written up: documents, day, meeting, and whether few people are told; read by all parts of the page."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import streamlit as st

from geo.texts.today import today
from plan.documents.material import MEETINGS, Material, material
from plan.reach.evaluation import evaluation_of
from plan.scenario.scenario import BASE
from views import session
from views.widget_state import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

DAY: Widget[datetime.date | None] = Widget("documents_day", None)
FEW = Widget("documents_few", False)
MEETING = Widget("documents_meeting", "regional")
CHOSEN: Widget[list[str]] = Widget("documents_chosen", ["regional_plan", "land_use_plan", "map_A4", "workbook"])


def pick_terms() -> None:
    """Let the user say day, meeting and what is told of few people."""
    st.date_input("文書に書く日付", value=today(), format="YYYY-MM-DD", key=DAY.key)
    st.radio("会議資料を出す会議", list(MEETINGS), index=1, format_func=lambda m: MEETINGS[m], key=MEETING.key)
    st.checkbox(
        "10人未満の集落の年齢や答えも載せる", value=FEW.first, key=FEW.key,
        help="ふつうは載せません。載せたときは、目録にそう書きます。",
    )  # fmt: skip


def terms() -> tuple[object, ...]:
    """Return all that the files depend on, so that those of other terms are not taken for these."""
    return (
        session.plan(),
        session.region().fingerprint,
        session.scenario_id(),
        DAY.value,
        MEETING.value,
        FEW.value,
        tuple(CHOSEN.value),
    )


def gathered() -> Callable[[], Material]:
    """Return what gathers the material beside the page."""
    scenario_id = session.scenario_id()
    plan, region = session.plan(), session.region()
    # With the people of the base year, whatever year other pages count: documents say the year that they stand for.
    evaluations = [
        evaluation_of(region, plan, i) for i in dict.fromkeys([BASE, *session.scenario_names(), scenario_id])
    ]
    day = DAY.value or today()
    few_told, meeting = FEW.value, MEETING.value

    def gather() -> Material:
        return material(evaluations, scenario_id, plan, day, few_told=few_told, meeting=meeting)

    return gather
