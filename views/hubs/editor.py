"""The hubs of a scenario: what each is for, and its name, services and place to edit."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.reference.categories import CATEGORIES
from layers.style.colours import CATEGORY_MARKS
from plan.reach.evaluation import Evaluation
from plan.reach.hub_summary import hub_summary
from plan.reach.reach import places_of
from plan.reach.travel_modes import TravelMode
from plan.scenario.edits import change_hub, move_hub, remove_hub
from plan.scenario.scenario import Hub
from views import editing, session
from views.lists import minutes_column, name_column, numbers_as_read, people_column


def show_hubs(current: Evaluation, mode: TravelMode) -> None:
    """List the hubs with their villages and people, and let the chosen one be edited."""
    summary = hub_summary(current, mode)
    if summary.empty:
        st.caption("拠点がまだありません。")
        return
    columns = {
        "name": name_column("拠点"),
        "village_count": st.column_config.NumberColumn("集落", format="%d", width=48),
        "population": people_column("住民"),
        "mean_min": minutes_column("平均"),
        "worst_min": minutes_column("最長"),
    }
    read, configured = numbers_as_read(summary.drop(columns=["villages"]), columns)
    st.dataframe(read, hide_index=True, row_height=30, placeholder="―", column_config=configured)
    scenario = session.plan().scenario(session.scenario_id())
    ids = [h.id for h in scenario.hubs]
    work = session.opened()
    chosen = work.chosen_hub if work.chosen_hub in ids else ids[0]
    names = {h.id: h.name for h in scenario.hubs}
    picked = st.selectbox("直す拠点", ids, index=ids.index(chosen), format_func=lambda i: names[i], key=f"hub-{chosen}")
    if picked not in (work.chosen_hub, chosen):
        work.chosen_hub = picked
        editing.redraw()
    _edit(scenario.id, scenario.hub(picked))


def _edit(scenario_id: str, hub: Hub) -> None:
    key = f"{scenario_id}-{hub.id}"
    name = st.text_input("名前", hub.name, key=f"hub-name-{key}-{hub.name}").strip()
    if name and name != hub.name:
        editing.edit_and_redraw(lambda plan: change_hub(plan, scenario_id, replace(hub, name=name)))
    services = st.pills(
        "この拠点に集めるサービス",
        list(CATEGORIES),
        selection_mode="multi",
        default=list(hub.services),
        format_func=lambda c: f"{CATEGORY_MARKS[c]} {CATEGORIES[c]}",
        key=f"services-{key}-{'-'.join(hub.services)}",
    )
    if set(services) != set(hub.services):
        editing.edit_and_redraw(lambda plan: change_hub(plan, scenario_id, replace(hub, services=tuple(services))))
    _move(scenario_id, hub)
    editing.edit_button("この拠点を消す", lambda plan: remove_hub(plan, scenario_id, hub.id), key=f"remove-{key}")


def _move(scenario_id: str, hub: Hub) -> None:
    sites = session.region().sites
    if sites.empty:
        return
    names = {str(i): f"{row['name']}（{row['kind']}）" for i, row in sites.iterrows()}
    options = list(names)
    at = options.index(hub.site_id) if hub.site_id in options else None
    site = st.selectbox(
        "候補地に置く",
        options,
        index=at,
        format_func=lambda i: names[i],
        placeholder="地図の上の場所",
        key=f"site-{scenario_id}-{hub.id}-{hub.site_id}",
    )
    if site is not None and site != hub.site_id:
        ((lat, lon),) = places_of(sites.loc[[site]])
        editing.edit_and_redraw(lambda plan: move_hub(plan, scenario_id, hub.id, lat, lon, site_id=site))
