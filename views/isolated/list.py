"""道が切れたら, beside the map: the stretches as a list, what one of them means, and the roads that are closed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from plan.figure_texts import persons
from plan.reach.evaluation import Evaluation
from plan.reach.isolated import TARGETS, Isolation, Target
from plan.scenario.edits import edit_road, reset_roads
from plan.scenario.scenario import BASE, RoadEdit
from views import session
from views.figures import plain
from views.isolated.answer import stretch_text
from views.lists import people_column

_REASON = "道が切れたときの確かめ"
_PICKED = "isolated picked"


def _key(found: Isolation, target: Target) -> str:
    # Another set of stretches is another list: a row of the one before must not choose in it.
    return f"isolated list {target} {len(found.stretches)} {found.persons_depending:.0f} {len(found.cut_now)}"


def chosen_stretch(found: Isolation, target: Target) -> int | None:
    """Give the position of the stretch whose row is picked; the map goes there when it is picked anew."""
    key = _key(found, target)
    reported = st.session_state.get(key)
    rows = reported["selection"]["rows"] if reported else []
    chosen = rows[0] if rows and rows[0] < len(found.stretches) else None
    if chosen is not None and st.session_state.get(_PICKED) != (key, chosen):
        st.session_state.fly_to = (found.stretches[chosen].lat, found.stretches[chosen].lon)
    st.session_state[_PICKED] = (key, chosen)
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
    st.dataframe(
        table,
        key=_key(found, target),
        column_config=columns,
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
        f"**{plain(stretch_text(stretch))}** が切れると、{len(stretch.villages)}集落 {persons(stretch.persons)}が、"
        f"どの{TARGETS[target]}にも車で行けません：{listed}"
    )
    if scenario_id == BASE:
        st.caption("案を作ると、この道を通れないことにして試せます。")
    elif st.button("この区間を通れないことにする", key="isolated-close"):
        session.do(lambda plan: edit_road(plan, scenario_id, RoadEdit("close", stretch.edges, _REASON)))
        session.redraw()


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
    if own and st.button(f"この案で閉じた道（{len(own)}か所）をすべて通れるように戻す", key="isolated-open"):
        edges = [edge for edit in own for edge in edit.edges]
        session.do(lambda plan: reset_roads(plan, scenario_id, edges))
        session.redraw()
