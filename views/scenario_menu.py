"""The menu of scenarios (案): new, duplicate, rename, delete, open a plan file."""

from __future__ import annotations

import streamlit as st

from geo.texts.notices import Notice
from plan.file.plan_file import PlanUnreadableError, read_plan
from plan.file.staleness import staleness
from plan.scenario.edits import add_scenario, delete_scenario, duplicate_scenario, rename_scenario
from plan.scenario.scenario import BASE, Plan
from views import session


def scenario_menu() -> None:
    """Draw the menu under the scenario picker."""
    scenario_id = session.scenario_id()
    with st.popover("案の操作", width="stretch"):
        if scenario_id != BASE:
            _edit(scenario_id)
        if st.button("空の案を加える", width="stretch", key="new-scenario"):
            session.do(_with_new)
            st.rerun()
        _open_file()


def _edit(scenario_id: str) -> None:
    name = session.plan().scenario(scenario_id).name
    new_name = st.text_input("案の名前", name, key=f"name-{scenario_id}-{name}").strip()
    if new_name and new_name != name:
        session.do(lambda plan: rename_scenario(plan, scenario_id, new_name))
        if session.scenario_names()[scenario_id] != name:  # a taken name may come back as the one that it has
            st.rerun()
    if st.button("この案を写す", width="stretch", key="duplicate"):
        session.do(lambda plan: _with_copy(plan, scenario_id))
        st.rerun()
    if st.button("この案を消す", width="stretch", key="delete"):
        session.do(lambda plan: delete_scenario(plan, scenario_id))
        st.session_state.scenario = session.scenario_id()
        st.rerun()
    st.caption("消した案は「元に戻す」で戻せます。")


def _with_new(plan: Plan) -> Plan:
    plan, new = add_scenario(plan, f"案{len(plan.scenarios) + 1}")
    st.session_state.scenario = new
    return plan


def _with_copy(plan: Plan, scenario_id: str) -> Plan:
    plan, new = duplicate_scenario(plan, scenario_id)
    st.session_state.scenario = new
    return plan


def _open_file() -> None:
    file = st.file_uploader("保存した案を開く（.plan.json）", type=["json"], key="plan-file")
    if file is None or st.session_state.get("opened file") == file.file_id:
        return
    st.session_state["opened file"] = file.file_id
    notices: tuple[Notice, ...]
    try:
        plan = read_plan(file.getvalue(), file.name)
    except PlanUnreadableError as problem:
        notices = problem.notices
    else:
        notices = tuple(staleness(plan, session.region()))
        session.open_plan(plan)
    st.session_state.messages = (*st.session_state.messages, *notices)
    st.rerun()
