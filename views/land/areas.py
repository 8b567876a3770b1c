"""Hub areas and conservation areas of a scenario: listed, chosen, named."""

from __future__ import annotations

from dataclasses import replace

import shapely
import streamlit as st

from plan.land.land import land_of
from plan.land.zone_edits import change_conservation_area, conservation_area
from plan.reach.evaluation import Evaluation
from plan.spheres.area_drawing import delete_area
from views import editing, session
from views.land.map_events import chosen_area
from views.land.proposals import show_proposals

_KINDS = {"hub_area": "地域再生拠点区域", "conservation": "農用地等保全利用区域"}


def show_areas(current: Evaluation) -> None:
    """List the areas; picking one chooses it on the map."""
    scenario = current.effective.scenario
    assert scenario is not None
    land = land_of(current.effective)
    rows = {i: ("hub_area", hub.name, shapely.area(area)) for hub in land.hubs for i, area in hub.clusters}
    rows.update({c.id: ("conservation", c.name, shapely.area(c.area)) for c in land.conservation})
    show_proposals(current)
    if not rows:
        st.caption(
            "区域がまだありません。地図の上の「＋拠点」か「＋保全」を選び、地図を押していくと、角になります。はじめの角を押すと、区域ができます。"
        )
        return
    chosen = chosen_area(scenario)
    options = list(rows)
    picked = st.selectbox(
        "区域",
        options,
        index=options.index(chosen) if chosen in options else None,
        format_func=lambda i: f"{_KINDS[rows[i][0]]}　{rows[i][1]}　{i}",
        placeholder="地図でも選べます",
        key=f"land-area-{chosen}",
    )
    if picked != chosen:
        session.current().land.area = picked
        editing.redraw()
    if picked is None:
        return
    kind, name, area_m2 = rows[picked]
    st.markdown(f"**{_KINDS[kind]}（素案）** {area_m2:,.0f} m²")
    if kind == "conservation":
        _rename(scenario.id, picked, name)
    st.button("この区域を消す", on_click=_delete, args=(scenario.id, picked), key="land_delete")


def _delete(scenario_id: str, area_id: str) -> None:
    editing.edit(lambda plan: delete_area(plan, scenario_id, area_id))
    session.current().land.area = None


def _rename(scenario_id: str, area_id: str, name: str) -> None:
    written = st.text_input("名前", name, key=f"land-name-{area_id}-{name}").strip()
    if written and written != name:
        area = conservation_area(session.plan().scenario(scenario_id), area_id)
        editing.edit_and_redraw(lambda plan: change_conservation_area(plan, scenario_id, replace(area, name=written)))
