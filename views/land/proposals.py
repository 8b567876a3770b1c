"""First drafts of hub areas and conservation areas, taken over into the plan, with what they mean for people."""

from __future__ import annotations

import streamlit as st

from plan.figure_texts import persons
from plan.land.zones import conservation_proposal, hub_area_proposals, with_conservation_areas, with_hub_areas
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from views import editing, session
from views.figures import plain


def show_proposals(current: Evaluation) -> None:
    """Offer drafts where nothing is drawn yet, and tell what the last ones mean."""
    scenario = current.effective.scenario
    assert scenario is not None
    bare = any(not hub.areas for hub in scenario.hubs)
    grounds = any(sphere.area is not None for sphere in scenario.spheres)
    with st.container(horizontal=True, key="land-proposals"):
        editing.button(
            "拠点区域のたたき台",
            lambda: _propose_hub_areas(current),
            disabled=not bare,
            key="land_propose_hubs",
            help="区域のない拠点のまわりに描きます。",
        )
        editing.button(
            "保全区域のたたき台",
            lambda: _propose_conservation(current),
            disabled=not grounds or bool(scenario.conservation_areas),
            key="land_propose_farmland",
            help="圏域の優良農地から描きます。保全区域がまだないときに使えます。",
        )
    of, notes = session.current().land.proposal_notes
    if notes and of == scenario.id:
        with st.expander("たたき台について", expanded=True):
            st.markdown("\n".join(f"- {plain(note)}" for note in notes))


def _propose_hub_areas(current: Evaluation) -> None:
    scenario = current.effective.scenario
    assert scenario is not None
    names = {hub.id: hub.name for hub in scenario.hubs if not hub.areas}
    drafts = [draft for draft in hub_area_proposals(current.effective) if draft.hub_id in names]

    def edit(plan: Plan) -> Plan:
        for draft in drafts:
            plan = with_hub_areas(plan, scenario.id, draft)
        return plan

    editing.edit(edit)
    notes = []
    for draft in drafts:
        size = (
            f"{draft.area_m2 / 1e4:,.2f} ha、住む人 {persons(draft.people, current.effective.year)}"
            if draft.clusters
            else "描ける所がありません"
        )
        notes += [f"{names[draft.hub_id]}：{size}", *draft.notes]
    _show_notes(scenario.id, notes)


def _propose_conservation(current: Evaluation) -> None:
    scenario = current.effective.scenario
    assert scenario is not None
    names = {hub.id: hub.name for hub in scenario.hubs}
    spheres = [s.hub_id for s in scenario.spheres if s.area is not None and s.hub_id in names]
    drafts = [conservation_proposal(current.effective, hub_id) for hub_id in spheres]

    def edit(plan: Plan) -> Plan:
        for draft in drafts:
            plan = with_conservation_areas(plan, scenario.id, draft)
        return plan

    editing.edit(edit)
    notes = []
    for draft in drafts:
        share = f"{draft.area_m2 / 1e4:,.1f} ha（圏域の農地の{draft.farmland_share * 100:.0f}%）"
        homes = (
            ""
            if draft.people is None
            else f"。区域に住む人 {persons(draft.people, current.effective.year)}、住まい 約{draft.dwellings:,.0f}戸に届出が要ります"
        )
        notes += [
            f"{names[draft.hub_id]}：{share if draft.areas else '描ける農地がありません'}{homes if draft.areas else ''}",
            *draft.notes,
        ]
    _show_notes(scenario.id, notes)


def _show_notes(scenario_id: str, notes: list[str]) -> None:
    session.current().land.proposal_notes = (scenario_id, list(dict.fromkeys(notes)))
    editing.redraw()
