"""ほかの運行: what the line's vehicle does for others on its days (輸送資源の総動員): school, patients, day care."""

from __future__ import annotations

import functools

import streamlit as st

from geo.texts.clock import clock
from network.services.bus_service import BusService
from network.services.service_terms import OTHER_KINDS, OtherRun
from plan.figure_texts import OTHER_RUN_NAMES
from plan.reach.evaluation import Evaluation
from plan.scenario.scenario import Plan
from plan.services.edits import set_parts, wrapping_service_errors
from views.editing import edit_button
from views.figures import plain
from views.routes.state import here
from views.routes.trips import times_or_notice


def show_other_runs(current: Evaluation, own: BusService) -> None:
    """List the runs, take them off, add one."""
    st.caption("同じ車両がする、ほかの運行です。車両の運用と運転者の拘束時間に入れて数えます。")
    for number, run in enumerate(own.other_runs):
        with st.container(horizontal=True, vertical_alignment="center"):
            hours = f"{clock(run.start_s)}〜{clock(run.end_s)}"
            st.markdown(f"{OTHER_RUN_NAMES[run.kind]}「{plain(run.name)}」{hours}、{run.km:g} km")
            edit_button(
                "やめる",
                functools.partial(_without, number=number),
                key=f"other-run-{own.id}-{number}-{len(own.other_runs)}",
            )
    _form(current, own)


def _without(plan: Plan, *, number: int) -> Plan:
    scenario_id, service_id = here()
    known = plan.scenario(scenario_id).service(service_id).other_runs
    rest = tuple(run for i, run in enumerate(known) if i != number)
    return set_parts(plan, scenario_id, service_id, other_runs=rest)


def _form(current: Evaluation, own: BusService) -> None:
    places = _places(current, own)
    with st.form(f"other-run-{own.id}-{len(own.other_runs)}", border=False):
        with st.container(horizontal=True):
            name = st.text_input("名前", "朝の通学", width=150)
            kind = st.selectbox("種類", list(OTHER_KINDS), format_func=lambda k: OTHER_RUN_NAMES[k])
        with st.container(horizontal=True):
            start = st.text_input("出る時刻", "7:20", width=100)
            end = st.text_input("着く時刻", "7:50", width=100)
            km = st.number_input("距離（km）", 0.0, 999.0, 10.0, step=1.0, format="%.1f", width=130)
        with st.container(horizontal=True):
            first = st.selectbox("始まる所", list(places), format_func=lambda i: places[i][0])
            last = st.selectbox("終わる所", list(places), format_func=lambda i: places[i][0])

        def change(plan: Plan) -> Plan:
            times = times_or_notice(f"{start} {end}")
            if len(times) != 2:
                return plan
            begins, ends = places[first][1], places[last][1]
            with wrapping_service_errors():
                run = OtherRun(name.strip() or OTHER_RUN_NAMES[kind], kind, times[0], times[1], *begins, *ends, km)
            return set_parts(plan, *here(), other_runs=(*own.other_runs, run))

        edit_button(
            "この運行を加える", change, type="primary", draw=st.form_submit_button, key=f"other-run-take-{own.id}"
        )


def _places(current: Evaluation, own: BusService) -> dict[str, tuple[str, tuple[float, float]]]:
    """List where a run can begin and end: stops of the line, facilities and hubs, villages."""
    found = {f"stop {s.stop_id}": (f"{s.name}（停留所）", (s.lat, s.lon)) for s in own.stops}
    tables = {
        "拠点": current.effective.hubs,
        "施設": current.effective.facilities,
        "集落": current.effective.region.villages,
    }
    for title, table in tables.items():
        for place, name, lat, lon in table[["name", "lat", "lon"]].itertuples(name=None):
            found[f"{title} {place}"] = (f"{name}（{title}）", (float(lat), float(lon)))
    return found
