"""Making trips: at a headway, at clock times, or such that they arrive somewhere in time."""

from __future__ import annotations

import streamlit as st

from geo.texts.clock import clock
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.outings.purposes import purpose
from network.services.bus_service import BusService
from plan.figure_texts import minutes
from plan.outings.line_shortfall import return_times
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.timetable_grid import add_pasted_trips, read_clock
from plan.services.trip_edits import add_trip_to_arrive, add_trips, add_trips_by_headway
from views import session
from views.editing import edit_button
from views.figures import plain
from views.map_parts import chosen_outing
from views.routes.state import here

_WAYS = {"headway": "間隔で", "times": "時刻で", "arrive": "着く時刻から", "paste": "貼り付け"}
_MINUTE_S = 60


def show_trip_maker(current: Evaluation, own: BusService, direction: int) -> None:
    """Offer the ways to make trips; for the way home, the times at which it would have to leave."""
    running = current.effective.running
    if direction == 1:
        _propose_homes(current, own)
    with st.container():
        way = st.segmented_control(
            "便の作り方", list(_WAYS), default="times", format_func=lambda w: _WAYS[w], key="trips_way",
            label_visibility="collapsed", required=True,
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if way == "paste":
                pasted = st.text_area(
                    "時刻表（Excel で選んで貼り付け）", key="trips_pasted", height=110, width="stretch",
                    placeholder="停留所の順に一行ずつ、または便ごとに一行ずつ",
                )  # fmt: skip

                def make(plan: Plan) -> Plan:
                    return add_pasted_trips(plan, *here(), pasted, direction=direction)
            elif way == "headway":
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


def _propose_homes(current: Evaluation, own: BusService) -> None:
    """Offer buses home as soon as each bus there has given the time to stay."""
    if usual_day_of(current.effective) is None:
        return
    visit = purpose(chosen_outing(current)[0], current.effective.assumptions).visit
    times = return_times(own, visit)
    if not times:
        return
    written = "・".join(clock(time) for time in times)
    st.caption(
        plain(f"行きの便で着き、{minutes(visit.stay_s / _MINUTE_S)}いて帰るには、{written} に出る帰りの便が要ります。")
    )
    running = current.effective.running
    edit_button(
        plain(f"帰りの便を加える（{written} 発）"),
        lambda plan: add_trips(plan, *here(), times, running=running, direction=1),
        key="trips_homes",
    )


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
