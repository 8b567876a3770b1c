"""The timetable of the service that is drawn: a grid to write in, and trips made by headway, times, or when to arrive."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.texts.clock import clock
from network.services.bus_service import BusService
from plan.reach.evaluation import Evaluation
from plan.services.timetable_grid import Cell, timetable_grid, write_cells
from plan.services.trip_edits import remove_trips, retime_trips
from views import session
from views.editing import edit, edit_button
from views.routes.state import DIRECTIONS, chosen_service, here, pick_direction
from views.routes.trips import show_trip_maker
from views.session_state import TimetableGrid
from views.widget_state import Widget

_MOVES = Widget("route_moves", True)


def show_timetable(current: Evaluation) -> None:
    """Draw the grid of a direction, stops down and trips across, and what makes trips."""
    own = chosen_service()
    assert own is not None
    if len(own.stops) < 2:
        st.caption("停留所を二つ以上置くと、時刻表を作れます。")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        side = pick_direction()
        st.toggle("始発を直すと、便ごとずらす", value=_MOVES.first, key=_MOVES.key)
    if any(trip.direction == side for trip in own.trips):
        _grid(own, side)
        _trip_tools(current, own, side)
    else:
        st.caption(f"{DIRECTIONS[side]}の便がまだありません。下で作れます。")
    with st.expander("便を作る", expanded=not any(trip.direction == side for trip in own.trips)):
        show_trip_maker(current, own, side)


def _grid(own: BusService, direction: int) -> None:
    """Let the grid be written in.

    The browser keeps what is written as differences to the grid that it was given. As long as the service is what these
    differences made of it, the grid stays the one that it was, and with it the cell that the hand is in; when something
    else has changed the service, it is given anew.
    """
    held, of = session.current().routes, (own.id, direction)
    fresh = timetable_grid(own, direction, held.unread_cells.get(own.id))
    grid = held.grid
    if grid is None or grid.of != of or not grid.expected.equals(fresh):
        grid = held.grid = TimetableGrid(of, (grid.number if grid else 0) + 1, given=fresh, expected=fresh)
    trips = {t.id: t for t in own.trips if t.direction == direction}
    columns = {"stop": st.column_config.TextColumn("停留所", disabled=True, width=110, pinned=True)}
    columns |= {i: st.column_config.TextColumn(clock(t.start_s), width=58) for i, t in trips.items()}
    key = f"route-grid-{grid.number}"
    st.data_editor(
        grid.given, key=key, hide_index=True, column_config=columns, row_height=28, num_rows="fixed",
        height=min(30 + 28 * (len(fresh) + 1), 290), on_change=_written, args=(key, grid),
    )  # fmt: skip


def _written(key: str, grid: TimetableGrid) -> None:
    """Take over what was written: called before the page is drawn again."""
    held, service_id = session.current().routes, grid.of[0]
    cells: dict[Cell, str] = dict(held.unread_cells.get(service_id, {}))
    shown = grid.given.copy()
    written: Widget[Any] = Widget(key, None)
    for row, changes in written.value["edited_rows"].items():
        for trip_id, label in changes.items():
            shown.loc[int(row), trip_id] = label or ""
            if (label or "") != grid.expected.loc[int(row), trip_id]:
                cells[trip_id, int(row)] = label or ""
    scenario = session.scenario_id()
    answer = write_cells(session.plan(), scenario, service_id, cells, moves_whole_trip=_MOVES.value)
    edit(lambda _: answer.plan)
    held.unread_cells = {service_id: dict(answer.kept)}
    session.tell(answer.notices)
    grid.expected = shown


def _trip_tools(current: Evaluation, own: BusService, direction: int) -> None:
    names = {t.id: f"{clock(t.start_s)} 発" for t in own.trips if t.direction == direction}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        gone = st.multiselect(
            "消す便", list(names), format_func=lambda i: names[i], placeholder="消す便を選ぶ", key=f"trips-gone-{len(own.trips)}",
            label_visibility="collapsed", width=150, select_all=False,
        )  # fmt: skip
        edit_button("便を消す", lambda plan: remove_trips(plan, *here(), gone), disabled=not gone, key="trips_remove")
        edit_button(
            "道のりに合わせる",
            lambda plan: retime_trips(plan, *here(), running=current.effective.running),
            key="trips_retime",
            help="始発の時刻はそのまま、途中の時刻を道と停車の時間から作り直します。",
        )
