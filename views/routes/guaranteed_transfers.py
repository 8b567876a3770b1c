"""乗り継ぎ: where a line waits for another, which of its trips meet it, and the promise itself."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.texts.clock import clock
from network.services.bus_service import BusService
from network.services.service_terms import GuaranteedTransfer
from network.transit.service_day import MARK
from network.transit.stop_access import walks_between
from network.transit.timetable import Timetable
from plan.figure_texts import day_in_year
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.services.guaranteed_transfers import (
    add_guaranteed_transfer,
    meeting_text,
    meetings,
    remove_guaranteed_transfer,
    stops_left,
)
from views.editing import edit_button
from views.routes.state import chosen_service, here


def show_guaranteed_transfers(current: Evaluation) -> None:
    """Draw the promises of the line in work and how its trips keep them."""
    own = chosen_service()
    assert own is not None
    day = usual_day_of(current.effective)
    if not own.carries_passengers or day is None:
        st.caption("時刻表のある路線で使えます。")
        return
    st.caption(
        "約束した乗り継ぎでは、乗り換えの余裕の分数を見ず、歩く時間だけで間に合うものとして数えます（相手が定刻のとき）。"
    )
    buses = current.effective.timetable(day)
    if own.connections:
        _meetings(current, own, buses, day_in_year(day))
    _form(current, own, buses)


def _meetings(current: Evaluation, own: BusService, buses: Timetable, day: str) -> None:
    names = {s.stop_id: s.name for s in (*own.stops, *own.return_stops)}
    rows = [
        {
            "この便": clock(m.departs_s),
            day: meeting_text(m),
            "相手": "" if m.arrives_s is None else f"{m.line} {clock(m.arrives_s)} 着",
            "停留所": names.get(own.connections[m.transfer].stop_id, own.connections[m.transfer].stop_id),
        }
        for m in meetings(current.effective, own, buses)
    ]
    if rows:
        st.dataframe(pd.DataFrame(rows), hide_index=True, row_height=28, height=min(30 + 28 * (len(rows) + 1), 220))
    else:
        st.caption("約束した停留所から出る便がありません。")
    labels = {
        i: f"{names.get(c.stop_id, c.stop_id)}で {c.wait_min:g}分まで待つ（{_stop_name(buses, c.to_stop_id)}から）"
        for i, c in enumerate(own.connections)
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        gone = st.selectbox(
            "約束", list(labels), format_func=lambda i: labels[i], key=f"connection-{own.id}-{len(labels)}"
        )
        edit_button(
            "約束をやめる", lambda plan: remove_guaranteed_transfer(plan, *here(), gone), key="connection_remove"
        )


def _stop_name(buses: Timetable, stop_id: str) -> str:
    known = stop_id if stop_id in buses.stops.index else f"{MARK}:{stop_id}"
    return str(buses.stops.at[known, "name"]) if known in buses.stops.index else stop_id


def _form(current: Evaluation, own: BusService, buses: Timetable) -> None:
    """Offer the stops of other lines within a walk of the line's own."""
    pairs = _pairs(current, own, buses)
    if not pairs:
        st.caption("この路線の停留所から歩いて乗り継げる所に、ほかの路線の停留所がありません。")
        return
    pair = st.selectbox(
        "どこで、どの停留所から来る人を", list(pairs), format_func=lambda p: pairs[p], key=f"connect-{own.id}"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wait = st.number_input("待つ（分まで）", 0, 60, 5, key="connect_wait", width=130)
        edit_button(
            "約束する",
            lambda plan: add_guaranteed_transfer(plan, *here(), GuaranteedTransfer(*pair, wait_min=int(wait))),
            key="connect_add",
        )


def _pairs(current: Evaluation, own: BusService, buses: Timetable) -> dict[tuple[str, str], str]:
    mine = {s.stop_id: s.name for s in (*own.stops, *own.return_stops) if s.stop_id in stops_left(own)}
    marked = [f"{MARK}:{i}" for i in mine if f"{MARK}:{i}" in buses.stops.index]
    own_too = [f"{MARK}:{s.stop_id}" for s in (*own.stops, *own.return_stops)]
    others = buses.stops[~buses.stops.index.isin(own_too)]
    starts, ends = others[["lat", "lon"]], buses.stops.loc[marked, ["lat", "lon"]]
    walks = walks_between(current.effective.roads, starts, ends, current.effective.assumptions["change_walk_m"])
    lines = _lines_at(buses)
    found = {}
    for i, j in zip(walks.start.tolist(), walks.end.tolist(), strict=True):
        stop, other = marked[j].removeprefix(f"{MARK}:"), str(others.index[i])
        text = f"{mine[stop]} ← {others['name'].iloc[i]}（{'、'.join(lines.get(other, []))}）"
        found[stop, other.removeprefix(f"{MARK}:")] = text
    return found


def _lines_at(buses: Timetable) -> dict[str, list[str]]:
    """Name the lines that call at each stop."""
    calls = pd.DataFrame(
        {
            "stop": buses.stops.index.to_numpy()[buses.call_stop],
            "line": buses.trips["route"].to_numpy()[buses.call_trip],
        }
    ).drop_duplicates()
    return {str(stop): sorted(map(str, rows)) for stop, rows in calls.groupby("stop")["line"]}
