"""The map of a scenario's hubs: villages by the chosen colour, what stands there, and how far one gets."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from layers.map_component.map_component import Display, show_map
from layers.style.map_part import Part
from network.transit.purposes import PURPOSES
from plan.figure_texts import day_in_year
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode
from views.bus_parts import bus_parts, bus_symbols
from views.hubs.next_hub import gain_part
from views.map_parts import band_part, chosen_outing, coloured_by, hub_parts, place_parts, village_parts
from views.opening import map_files
from views.travel_mode import mode_label


def show_hub_map(key: str, current: Evaluation, baseline: Evaluation, mode: TravelMode) -> None:
    """Draw the map that planners work on."""
    state = st.session_state
    with_facilities, with_sites = state.get("show_facilities", True), state.get("show_sites", True)
    symbols = {"hubs": True, "facilities": with_facilities, "sites": with_sites}
    parts = [
        *coloured_parts(current, baseline, mode, symbols=[symbol for symbol, shown in symbols.items() if shown]),
        *place_parts(current, with_facilities=with_facilities, with_sites=with_sites),
        *hub_parts(current, mode, chosen=state.chosen_hub, draggable=True, with_links=state.get("show_links", False)),
    ]
    display = Display(
        mode=state.get("click") or "look",
        height="calc(100vh - 8.6rem)",
        fly_to=state.fly_to,
        online=state.get("online", False),
    )
    show_map(key, map_files(current.effective.region), parts, display)


def coloured_parts(
    current: Evaluation, baseline: Evaluation, mode: TravelMode, *, symbols: Iterable[str]
) -> list[Part | None]:
    """Draw the villages by the chosen colour, its legend, and what explains it on the ground.

    By car and on foot that is how far one gets or what the next hub would add, by bus the lines and stops.
    """
    state = st.session_state
    colour, usual = state.get("colour", "time"), usual_day_of(current.effective)
    measure, values = coloured_by(colour, mode, current, baseline)
    links = ["links"] if state.get("show_links") else []
    if usual is not None and (colour == "outings" or mode == "bus"):
        purpose, date = chosen_outing(current) if colour == "outings" else (None, usual)
        about = (PURPOSES[purpose].name if purpose else mode_label(mode), day_in_year(date))
        explained = [*symbols, *links, *bus_symbols(current, date)]
        return [*village_parts(measure, values, current, about=about, symbols=explained), *bus_parts(current, date)]
    assert mode != "bus"
    effect = gain_part(current, mode)
    band = band_part(current, mode) if effect is None and state.get("show_bands", True) else None
    explained = [*symbols, *links, *(["bands"] if band is not None else [])]
    return [*village_parts(measure, values, current, about=(mode_label(mode), ""), symbols=explained), band, effect]
