"""The stops of the service that is drawn: name, order, what happens to the chosen one, and the line as a whole."""

from __future__ import annotations

import streamlit as st

from geo.texts.clock import clock
from network.services.bus_service import BusService, ServiceStop
from plan.figure_texts import persons
from plan.reach.evaluation import Evaluation
from plan.services.edits import (
    loop_service,
    remove_stop,
    rename_stop,
    reverse_service,
    set_parts,
)
from plan.services.people_reached import people_at_stops
from plan.timetables.free_sections import free_legs, with_free_leg
from views.editing import edit_and_redraw, edit_button, redraw
from views.figures import plain
from views.routes.drawing.naming import show_naming
from views.routes.state import (
    choose_stop,
    chosen_direction,
    chosen_service,
    chosen_stop,
    here,
    pick_direction,
)


def show_stops(current: Evaluation) -> None:
    """List the stops, let the chosen one be edited, and the line reversed, looped or removed."""
    own = chosen_service()
    assert own is not None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pick_direction()
        edit_button("向きを逆に", lambda plan: reverse_service(plan, *here()), key="route_reverse")
        running = current.effective.running
        if not own.is_loop:
            edit_button(
                "循環にする",
                lambda plan: loop_service(plan, *here(), running=running),
                key="route_loop",
                disabled=len(own.stops) < 2,
            )
    direction = chosen_direction()
    stops = own.sequence(direction)
    if not stops:
        st.caption("地図を押すと、停留所が順に加わります。集落・施設・今の停留所を押すと、その名前で加わります。")
    else:
        _list(own, direction, stops, _reached(current, own), current.effective.year)
    position = next((i for i, stop in enumerate(stops) if stop.stop_id == chosen_stop()), None)
    if position is not None:
        _edit_stop(current, own, direction, position)
    show_naming(own)


def _reached(current: Evaluation, own: BusService) -> dict[str, float]:
    """Tell whom a mobile service reaches, and give the people of each stop; nothing of what people come to by themselves."""
    if own.kind != "mobile":
        return {}
    found = people_at_stops(current, own)
    walk_m = current.effective.assumptions["walk_to_stop_m"]
    everyone, no_car = (persons(found[group].sum(), current.effective.year) for group in ("population", "no_car"))
    begins = "" if own.trips else "便ができると、"
    st.markdown(f"{begins}この巡回は **{everyone}**（車のない人 {no_car}）に届きます。")
    st.caption(f"停まる所から歩いて {walk_m:g}m 以内に住む人を、いちばん近い所で数えます。")
    return {str(stop): float(people) for stop, people in found["population"].items()}


def _list(
    own: BusService, direction: int, stops: tuple[ServiceStop, ...], reached: dict[str, float], year: int | None
) -> None:
    """List the stops with the first trip's times and, for a mobile service, its people; picking one chooses it."""
    free = free_legs(own, direction)
    first = next((t for t in own.trips if t.direction == direction), None)

    def words(position: int) -> str:
        time = None if first is None else first.times_s[position]
        at = "" if time is None else f"　{clock(time)}"
        near = reached.get(stops[position].stop_id)
        people = "" if near is None else f"　{persons(near, year)}"
        return (
            f"{position + 1}　{plain(stops[position].name)}{at}{people}{'　〜自由乗降〜' if position in free else ''}"
        )

    chosen = next((i for i, stop in enumerate(stops) if stop.stop_id == chosen_stop()), None)
    # The map chooses too: the list is another widget for each choice, so that it shows what holds.
    picked = st.radio(
        "停留所", range(len(stops)), index=chosen, format_func=words, label_visibility="collapsed",
        key=f"route-stops-{own.id}-{direction}-{len(stops)}-{chosen}",
    )  # fmt: skip
    if picked is not None and picked != chosen:
        choose_stop(stops[picked].stop_id)
        redraw()


def _edit_stop(current: Evaluation, own: BusService, direction: int, position: int) -> None:
    stop = own.sequence(direction)[position]
    running = current.effective.running
    with st.container(border=True):
        name = st.text_input("停留所の名前", stop.name, key=f"stop-name-{stop.stop_id}-{stop.name}").strip()
        reading = st.text_input("読みがな", stop.reading, key=f"stop-reading-{stop.stop_id}-{stop.reading}").strip()
        if (name and name != stop.name) or reading != stop.reading:
            edit_and_redraw(lambda plan: rename_stop(plan, here()[0], stop.stop_id, name, reading))
        if position < len(own.sequence(direction)) - 1:
            was = position in free_legs(own, direction)
            free = st.checkbox("次の停留所まで自由乗降", was, key=f"free-{own.id}-{direction}-{stop.stop_id}-{was}")
            if free != was:
                sections = with_free_leg(own, direction, position, free=free)
                edit_and_redraw(lambda plan: set_parts(plan, *here(), free_sections=sections))
        edit_button(
            "この停留所を消す",
            lambda plan: remove_stop(plan, *here(), position, running=running, direction=direction),
            key="stop_remove",
        )
