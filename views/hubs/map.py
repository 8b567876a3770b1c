"""The map of a scenario's hubs: villages by the chosen colour, what stands there, and how far one gets."""

from __future__ import annotations

from collections.abc import Iterable

from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, show_map
from layers.style.map_part import Part
from network.outings.purposes import PURPOSES
from plan.figure_texts import day_in_year
from plan.reach.bus_days import usual_day_of
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import TravelMode, mode_label
from views import session
from views.bus_parts import bus_parts, bus_symbols
from views.first_use.tour import tour_pointer
from views.hubs.map_events import CLICK
from views.hubs.next_hub import gain_part
from views.map_options import BANDS, COLOUR, LINKS, ONLINE
from views.map_parts import band_part, chosen_outing, coloured_by, hub_parts, place_parts, village_parts
from views.opening import map_files
from views.widget_state import Widget

FACILITIES = Widget("show_facilities", True)
SITES = Widget("show_sites", True)


def show_hub_map(key: str, current: Evaluation, baseline: Evaluation, mode: TravelMode) -> None:
    """Draw the map that planners work on."""
    work, with_facilities, with_sites = session.opened(), FACILITIES.value, SITES.value
    symbols = {"hubs": True, "facilities": with_facilities, "sites": with_sites}
    parts: list[Part | None] = [
        *coloured_parts(current, baseline, mode, symbols=[symbol for symbol, shown in symbols.items() if shown]),
        *place_parts(current, with_facilities=with_facilities, with_sites=with_sites),
        *hub_parts(current, mode, chosen=work.chosen_hub, draggable=True, with_links=LINKS.value),
        tour_pointer(),
    ]
    display = Display(
        mode=CLICK.value or "look", height="calc(100vh - 8.6rem)", fly_to=work.fly_to, online=ONLINE.value
    )
    show_map(key, map_files(current.effective.region), [*parts, remember_button()], display)


def coloured_parts(
    current: Evaluation, baseline: Evaluation, mode: TravelMode, *, symbols: Iterable[str], colour: str | None = None
) -> list[Part | None]:
    """Draw the villages by the chosen colour, its legend, and what explains it on the ground.

    By car and on foot that is how far one gets or what the next hub would add, by bus the lines and stops.
    """
    colour, usual = colour or COLOUR.value, usual_day_of(current.effective)
    measure, values = coloured_by(colour, mode, current, baseline)
    by_time = colour not in ("ageing", "outings", "difference") and not current.effective.hubs.empty
    at_homes = current.hub_minutes_at_homes(mode) if by_time else None
    links = ["links"] if LINKS.value else []
    if usual is not None and (colour == "outings" or mode == "bus"):
        purpose, date = chosen_outing(current) if colour == "outings" else (None, usual)
        about = (PURPOSES[purpose].name if purpose else mode_label(mode), day_in_year(date))
        explained = [*symbols, *links, *bus_symbols(current, date)]
        drawn = village_parts(measure, values, current, about=about, symbols=explained, at_homes=at_homes)
        return [*drawn, *bus_parts(current, date)]
    assert mode != "bus"
    effect = gain_part(current, mode)
    band = band_part(current, mode) if effect is None and BANDS.value else None
    explained = [*symbols, *links, *(["bands"] if band is not None else [])]
    about = (mode_label(mode), "")
    drawn = village_parts(measure, values, current, about=about, symbols=explained, at_homes=at_homes)
    return [*drawn, band, effect]
