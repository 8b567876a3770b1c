"""Edits of a scenario on the data page: facilities, roads and assumptions, each with a way back."""

from __future__ import annotations

import functools

import pandas as pd
import streamlit as st

from geo.reference.assumptions import Assumptions, known_assumptions
from geo.reference.categories import CATEGORIES, STATUSES
from geo.region.roads.joined_gaps import joined_gaps
from plan.scenario.edits import edit_facility, reset_facility, reset_roads, set_assumptions
from plan.scenario.scenario import BASE, FacilityChange, FacilityEdit
from views import editing, session
from views.figures import plain

_CHANGES = {"open": "開ける", "close": "閉じる", "move": "動かす"}


def show_facilities() -> None:
    """Open, close or move a facility in the scenario in work."""
    scenario_id = session.scenario_id()
    if scenario_id == BASE:
        st.caption("案を作ると、施設を開け閉めできます。")
        return
    effective = session.evaluation().effective
    facilities = effective.facilities
    if facilities.empty:
        st.caption("施設のデータがありません。")
        return
    names = {
        str(i): f"{row['name']}（{CATEGORIES[row['category']]}・{STATUSES[row['status']]}）"
        for i, row in facilities.iterrows()
    }
    chosen = session.current().facility
    at = list(names).index(chosen) if chosen in names else None
    picked = st.selectbox(
        "施設",
        list(names),
        index=at,
        format_func=lambda i: names[i],
        placeholder="地図で押すか、ここで選びます",
        key=f"facility-{chosen}",
    )
    if picked is None:
        return
    session.current().facility = picked
    is_open = facilities.at[picked, "status"] == "open"
    change: FacilityChange = "close" if is_open else "open"
    with st.container(horizontal=True):
        editing.edit_button(
            f"この施設を{_CHANGES[change]}",
            lambda plan: edit_facility(plan, scenario_id, FacilityEdit(picked, change)),
            key="toggle-facility",
        )
        edited = {f.facility_id for f in session.plan().scenario(scenario_id).facilities}
        if picked in edited:
            editing.edit_button(
                "元のままにする", lambda plan: reset_facility(plan, scenario_id, picked), key="reset-facility"
            )
    st.caption("動かすには、地図の上の「選んだ施設を動かす」を選び、新しい場所を押します。")
    _facility_edits(scenario_id)


def _facility_edits(scenario_id: str) -> None:
    names = session.region().facilities["name"]
    rows = [
        {"施設": names.get(f.facility_id, f.facility_id), "変更": _CHANGES[f.change]}
        for f in session.plan().scenario(scenario_id).facilities
    ]
    if rows:
        st.markdown("**この案での変更**")
        st.dataframe(pd.DataFrame(rows), hide_index=True, row_height=30)


def show_roads() -> None:
    """List the roads that the scenario closes or opens, with a way back for each."""
    scenario_id = session.scenario_id()
    show_gaps()
    st.caption(
        "地図の上の「道を閉じる・開ける」を選び、道を押すと、その区間が通れなくなります（もう一度押すと開きます）。"
    )
    if scenario_id == BASE:
        return
    edits = session.plan().scenario(scenario_id).roads
    source = session.evaluation().effective.roads.source
    for number, edit in enumerate(edits):
        u, v, key = edit.edges[0]
        data = source.get_edge_data(u, v, key) or {}
        name = data.get("name") or "名のない道"
        text = f"{name if isinstance(name, str) else name[0]}（{float(data.get('length', 0)):,.0f}m）"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{'閉' if edit.change == 'close' else '開'}　{text}　{edit.reason}")
            undone = functools.partial(reset_roads, scenario_id=scenario_id, edges=edit.edges)
            editing.edit_button("取り消す", undone, key=f"road-{number}-{u}-{v}-{key}")
    if not edits:
        st.caption("この案で変えた道はありません。")


def show_gaps() -> None:
    """List the gaps of the road layer that the import joined; the map marks them."""
    gaps = joined_gaps(session.evaluation().effective.roads.source)
    if not gaps:
        return
    with st.expander(f"取り込むときに線を足した切れ目（{len(gaps):,} か所、地図で光る線）"):
        rows = pd.DataFrame([{"幅（m）": g.width_m, "緯度": g.lat, "経度": g.lon} for g in gaps])
        st.dataframe(rows, hide_index=True, row_height=30, height=min(30 * len(rows) + 40, 240))


def show_assumptions() -> None:
    """Let the assumptions be changed in the scenario in work, with unit and source beside each."""
    scenario_id = session.scenario_id()
    if scenario_id == BASE:
        st.caption("案を作ると、前提を変えられます。")
        return
    own = session.plan().scenario(scenario_id).assumptions
    holding = session.evaluation().effective.stated_assumptions
    known = known_assumptions()
    table = pd.DataFrame(
        {
            "前提": [f"{r.name}{'（要確認）' if r.to_be_confirmed else ''}" for r in known.values()],
            "値": [holding[n] for n in known],
            "単位": [r.unit for r in known.values()],
            "初期値": [r.value for r in known.values()],
            "出典": [f"{r.source}（{r.date}）" for r in known.values()],
        },
        index=list(known),
    )
    edited = st.data_editor(
        table, hide_index=True, height=300, row_height=30, disabled=["前提", "単位", "初期値", "出典"],
        key=f"assumptions-{scenario_id}-{hash(own)}",
    )  # fmt: skip
    changed = {n: float(v) for n, v in edited["値"].items() if v != holding[str(n)]}
    if changed:
        _change(scenario_id, own, {str(n): v for n, v in changed.items()})
    if own.changed:
        editing.edit_button(
            "すべて初期値に戻す",
            lambda plan: set_assumptions(plan, scenario_id, Assumptions()),
            key="reset-assumptions",
        )


def _change(scenario_id: str, own: Assumptions, changed: dict[str, float]) -> None:
    try:
        wanted = Assumptions({**own.changed, **changed})
    except ValueError as problem:
        st.error(plain(str(problem)))
        return
    editing.edit_and_redraw(lambda plan: set_assumptions(plan, scenario_id, wanted))
