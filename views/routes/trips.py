"""Making trips: at a headway, at clock times, or such that they arrive somewhere in time."""

from __future__ import annotations

import streamlit as st

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.services.bus_service import BusService
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.timetable_grid import read_clock
from plan.services.trip_edits import add_trip_to_arrive, add_trips, add_trips_by_headway
from views import session
from views.editing import edit_button
from views.routes.state import here

_WAYS = {"headway": "間隔で", "times": "時刻で", "arrive": "着く時刻から"}
_MINUTE_S = 60


def show_trip_maker(current: Evaluation, own: BusService, direction: int) -> None:
    """Offer the three ways to make trips."""
    running = current.effective.running
    with st.container():
        way = st.segmented_control(
            "便の作り方", list(_WAYS), default="times", format_func=lambda w: _WAYS[w], key="trips_way",
            label_visibility="collapsed", required=True,
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if way == "headway":
                first = st.text_input("始発", "7:00", key="trips_first", width=90)
                last = st.text_input("終発", "18:00", key="trips_last", width=90)
                gap = st.number_input("間隔（分）", 5, 600, 120, step=5, key="trips_gap", width=130)

                def make(plan: Plan) -> Plan:
                    times = (*_times(f"{first} {last}"), int(gap) * _MINUTE_S)
                    return add_trips_by_headway(plan, *here(), times, running=running, direction=direction)  # type: ignore[arg-type] # two times and the gap
            elif way == "arrive":
                stops = own.sequence(direction)
                at = st.selectbox(
                    "着く停留所", range(len(stops)), index=len(stops) - 1, format_func=lambda i: stops[i].name, key=f"trips_at_{len(stops)}",
                    width=150,
                )  # fmt: skip
                by = st.text_input("着く時刻", "9:00", key="trips_by", width=90)

                def make(plan: Plan) -> Plan:
                    (time,) = _times(by)
                    return add_trip_to_arrive(plan, *here(), (at, time), running=running, direction=direction)
            else:
                written = st.text_input("始発を出る時刻（空白で区切る）", "7:30 13:00", key="trips_times", width=230)

                def make(plan: Plan) -> Plan:
                    return add_trips(plan, *here(), _times(written), running=running, direction=direction)

            edit_button("便を加える", make, type="primary", key="trips_add")


def _times(label: str) -> list[int]:
    """Read times of day, at least one; the first that is none is told."""
    found = []
    for one in label.replace("、", " ").replace(",", " ").split():
        try:
            time = read_clock(one)
        except ValueError as problem:
            raise _unread(one) from problem
        if time is None:
            raise _unread(one)
        found.append(time)
    if not found:
        raise _unread(label)
    return found


def times_or_notice(label: str) -> list[int]:
    """Read times of day; what is none is noted, and no times are returned."""
    try:
        return _times(label)
    except RequestError as problem:
        session.tell(problem.notices)
        return []


def _unread(text: str) -> RequestError:
    return RequestError(notice("trip_time_unread", value=text))
