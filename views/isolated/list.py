"""道が切れたら, beside the map: the stretches as a list, what one of them means, and the roads that are closed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from plan.figure_texts import persons
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import TARGETS, Isolation, Target
from plan.scenario.edits import edit_road, reset_roads
from plan.scenario.scenario import BASE, RoadEdit
from plan.scenes.only_ways import stretch_text
from views import editing, session
from views.figures import plain
from views.lists import numbers_as_read, people_column
from views.widget_state import Widget

_REASON = "道が切れたときの確かめ"


def _list(found: Isolation, target: Target) -> Widget[Any]:
    # Another set of stretches is another list: a row of the one before must not choose in it.
    of = f"{target} {len(found.stretches)} {found.persons_depending:.0f} {len(found.cut_now)}"
    return Widget(f"isolated list {of}", None)


def chosen_stretch(found: Isolation, target: Target) -> int | None:
    """Return the position of the stretch whose row is picked; the map goes there when it is picked anew."""
    shown, held = _list(found, target), session.current()
    reported = shown.value
    rows = reported["selection"]["rows"] if reported else []
    chosen = rows[0] if rows and rows[0] < len(found.stretches) else None
    if chosen is not None and held.stretch != (shown.key, chosen):
        session.opened().fly_to = (found.stretches[chosen].lat, found.stretches[chosen].lon)
    held.stretch = (shown.key, chosen)
    return chosen


def show_list(found: Isolation, current: Evaluation, target: Target, chosen: int | None) -> None:
    """List the stretches, and tell of the picked one who is cut off and from what."""
    if not found.stretches:
        st.caption(f"{TARGETS[target]}への道は、どこも一本では切れません。")
        return
    table = pd.DataFrame(
        {
            "road": [stretch_text(stretch) for stretch in found.stretches],
            "villages": [len(stretch.villages) for stretch in found.stretches],
            "persons": [stretch.persons for stretch in found.stretches],
        }
    )
    columns = {
        "road": st.column_config.TextColumn("区間", width=204),
        "villages": st.column_config.NumberColumn("集落", format="%d", width=44),
        "persons": people_column("人"),
    }
    read, configured = numbers_as_read(table, columns)
    st.dataframe(
        read,
        key=_list(found, target).key,
        column_config=configured,
        hide_index=True,
        height=220,
        row_height=30,
        on_select="rerun",
        selection_mode="single-row",
    )
    if chosen is None:
        st.caption("行を押すと、地図がそこへ動き、誰が行けなくなるかが出ます。")
        return
    stretch, scenario_id = found.stretches[chosen], session.scenario_id()
    names = current.effective.region.villages["name"].to_dict()
    listed = "、".join(plain(str(names[v])) for v in stretch.villages)
    st.markdown(
        f"**{plain(stretch_text(stretch))}** が切れると、{len(stretch.villages)}集落 {persons(stretch.persons, current.effective.year)}が、"
        f"どの{TARGETS[target]}にも車で行けません：{listed}"
    )
    if scenario_id == BASE:
        st.caption("案を作ると、この道を通れないことにして試せます。")
        return
    closed = RoadEdit("close", stretch.edges, _REASON)
    editing.edit_button(
        "この区間を通れないことにする", lambda plan: edit_road(plan, scenario_id, closed), key="isolated-close"
    )


def show_closed(found: Isolation, current: Evaluation, target: Target) -> None:
    """Say whom the closed roads cut off, and let the scenario's own be opened again."""
    scenario_id = session.scenario_id()
    if found.cut_now:
        names = current.effective.region.villages["name"].to_dict()
        listed = "、".join(plain(str(names[v])) for v in found.cut_now)
        st.markdown(f"**閉じた道のために、今{TARGETS[target]}へ行けない集落**：{listed}")
    if scenario_id == BASE:
        return
    own = [edit for edit in session.plan().scenario(scenario_id).roads if edit.change == "close"]
    if own:
        edges = [edge for edit in own for edge in edit.edges]
        label = f"この案で閉じた道（{len(own)}か所）をすべて通れるように戻す"
        editing.edit_button(label, lambda plan: reset_roads(plan, scenario_id, edges), key="isolated-open")
