"""The menu of scenarios (案): new, duplicate, rename, delete, open a plan file."""

from __future__ import annotations

import functools
from collections.abc import Callable

import streamlit as st

from geo.texts.notices import Notice
from plan.file.plan_file import PlanUnreadableError, read_plan
from plan.file.staleness import staleness
from plan.scenario.edits import add_scenario, delete_scenario, duplicate_scenario, rename_scenario
from plan.scenario.scenario import BASE, Plan
from views import editing, session
from views.opening import first_plan, sample_name


def scenario_menu() -> None:
    """Draw the menu under the scenario picker."""
    scenario_id = session.scenario_id()
    with st.popover("案の操作", width="stretch"):
        if scenario_id != BASE:
            _edit(scenario_id)
        editing.button("空の案を加える", lambda: _make(_with_new), width="stretch", key="new-scenario")
        if sample_name(session.opened().folder) is not None:
            _back_to_sample()
        offer_plan_file("plan-file")
        st.caption("変える前の案は、「データ」のページの「前の版」で見られ、戻せます。")


def _edit(scenario_id: str) -> None:
    name = session.plan().scenario(scenario_id).name
    new_name = st.text_input("案の名前", name, key=f"name-{scenario_id}-{name}").strip()
    if new_name and new_name != name:
        editing.edit(lambda plan: rename_scenario(plan, scenario_id, new_name))
        if session.scenario_names()[scenario_id] != name:  # a taken name may come back as the one that it has
            editing.redraw()
    copied = functools.partial(duplicate_scenario, scenario_id=scenario_id)
    editing.button("この案を写す", lambda: _make(copied), width="stretch", key="duplicate")
    editing.button("この案を消す", lambda: _delete(scenario_id), width="stretch", key="delete")
    st.caption("消した案は「元に戻す」で戻せます。")


def _back_to_sample() -> None:
    editing.button(
        "見本に戻す",
        lambda: _make(lambda _: first_plan(session.region())),
        width="stretch",
        key="back-to-sample",
        help="見本の初めの案に戻します。「元に戻す」で取り消せます。",
    )


def _make(change: Callable[[Plan], tuple[Plan, str]]) -> None:
    editing.make(change, session.choose_scenario)
    editing.redraw()


def _delete(scenario_id: str) -> None:
    editing.edit(lambda plan: delete_scenario(plan, scenario_id))
    session.choose_scenario(session.scenario_id())
    editing.redraw()


def _with_new(plan: Plan) -> tuple[Plan, str]:
    return add_scenario(plan, f"案{len(plan.scenarios) + 1}")


def offer_plan_file(key: str, *, on_file: Callable[[], object] | None = None) -> None:
    """Let a plan be opened that was saved as a file.

    Parameters
    ----------
    key
        Of the widget.
    on_file
        Called where a file was chosen, before it is read.
    """
    file = st.file_uploader("保存した案を開く（.plan.json）", type=["json"], key=key)
    held = session.current()
    if file is None or held.read_file == file.file_id:
        return
    held.read_file = file.file_id
    if on_file is not None:
        on_file()
    notices: tuple[Notice, ...]
    try:
        plan = read_plan(file.getvalue(), file.name)
    except PlanUnreadableError as problem:
        notices = problem.notices
    else:
        notices = tuple(staleness(plan, session.region()))
        first = plan.scenarios[0].id if plan.scenarios else BASE
        editing.make(lambda _: (plan, first), session.choose_scenario)
    session.tell(notices)
    editing.redraw()
