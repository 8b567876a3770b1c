"""The map of the page 将来: villages by what becomes of them, year by year."""

from __future__ import annotations

from dataclasses import replace

from layers.base_map.region_files import RegionFiles
from layers.base_map.stored_parts import is_there, stored
from layers.features.village_years import MEASURES, chosen_year, legend_of_years, villages_by_year
from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import Event, ThingClicked, YearChosen
from layers.style.map_part import Part
from plan.scenes.layers import Layer
from views import session
from views.future.state import COLOUR, KIND, FutureView, choose_shown_year
from views.map_options import ONLINE
from views.map_parts import hub_parts
from views.opening import map_files
from views.projection.remember import remembering

MAP = "future"
COLOURS = {name: measure.name for name, measure in MEASURES.items()}
"""What villages can be coloured by."""


def read_map() -> None:
    """Take over what was done on the map since the last run: a year was chosen, a village selected."""
    answer_events(MAP, remembering("future", lambda: Layer("years", _colour()), _answer))


def _answer(event: Event) -> None:
    match event:
        case ThingClicked("village", village_id):
            session.select_village(village_id)
            KIND.set("village")
        case YearChosen(year):
            choose_shown_year(year)


def _colour() -> str:
    return COLOUR.value if COLOUR.value in MEASURES else "change"


def show_years(view: FutureView) -> None:
    """Draw the villages in the chosen year, with all others at hand: the browser steps through them by itself."""
    region = view.evaluation.effective.region
    years, files = view.years, map_files(region)
    colour, shown = _colour(), tuple(one.year for one in years)
    villages = _villages(view, colour, shown, files)
    stars = hub_parts(view.evaluation, "car", chosen=None, draggable=False, with_links=False)
    explained = view.outlook.memo(
        ("legend of years", colour, shown), lambda: legend_of_years(colour, years, symbols=("hubs",))
    )
    parts: list[Part] = [chosen_year(years, view.year), villages, explained, *stars]
    display = Display(height="calc(100vh - 8.6rem)", fly_to=session.opened().fly_to, online=ONLINE.value)
    show_map(MAP, files, [*parts, remember_button()], display)


def _villages(view: FutureView, colour: str, shown: tuple[int, ...], files: RegionFiles) -> Part:
    """Draw the villages in all years once; what is large of it the browser fetches once."""
    key = ("villages on the map", colour, shown, files.folder)
    frame = view.evaluation.effective.region.villages

    def drawn() -> Part:
        return stored(villages_by_year(frame, colour, view.years), files, changing=("selected",))

    if not is_there(view.outlook.memo(key, drawn), files):
        del view.outlook.kept[key]
    part = view.outlook.memo(key, drawn)
    return replace(part, data={**part.data, "selected": session.selected_village()})
