"""ステップ: the four steps as a checklist, ticked by the plan or by a dated document."""

from __future__ import annotations

import functools

import streamlit as st

from plan.organisation.edits import set_step_document
from plan.organisation.steps import StepState
from plan.scenario.carriers.organisation import Step, StepDocument
from views import session
from views.figures import plain
from views.organisation.answer import steps
from views.organisation.entry import Change, write_text

_MARKS = {"plan": "✓ 済（計画から）", "document": "✓ 済（文書から）", "": "□ まだ"}


def show_steps() -> None:
    """Show each step with what ticks it, and let its document be named."""
    for state in steps():
        with st.container(border=True, key=f"organisation-step-{state.step}"):
            _step(state)
    st.caption(
        "③は、拠点に集まるサービスと行って帰れる人数から、④は、コミュニティビジネスの売上から確かめます。"
        "①と②は、日付と文書の名前で確かめます。"
    )


def _step(state: StepState) -> None:
    known = session.plan().scenario(session.scenario_id()).organisation.steps
    written = next((d for d in known if d.step == state.step), StepDocument(state.step))
    left, dated, named = st.columns([5, 2, 3], vertical_alignment="bottom")
    with left:
        st.markdown(f"**{_MARKS[state.ticked]}　{plain(state.name)}**  \n{plain(state.why)}")
    with dated:
        change = functools.partial(_dated, written)
        write_text("日付", written.dated, change, key=f"step-dated-{state.step}", placeholder="2027-02-01")
    with named:
        change = functools.partial(_named, written)
        write_text(
            "文書の名前", written.document, change, key=f"step-document-{state.step}", placeholder="地域デザイン"
        )


def _dated(written: StepDocument, dated: str) -> Change:
    return _set(written.step, dated, written.document)


def _named(written: StepDocument, document: str) -> Change:
    return _set(written.step, written.dated, document)


def _set(step: Step, dated: str, document: str) -> Change:
    scenario_id = session.scenario_id()
    return lambda plan: set_step_document(plan, scenario_id, step, dated, document)
