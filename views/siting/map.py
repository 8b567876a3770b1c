"""The map of the page 候補を探す: villages by their minutes to the set that is looked at, its hubs, the candidates."""

from __future__ import annotations

import pandas as pd

from layers.features.hubs import hubs
from layers.features.links import links
from layers.features.sites import sites
from layers.hall.wall import remember_button
from layers.map_component.map_component import Display, answer_events, show_map
from layers.map_component.map_events import Event, ThingClicked
from layers.style.colours import BUS_TIME, TIME, TIME_WITHOUT_HUB
from network.siting.answer import Siting
from plan.reach.evaluation import Evaluation
from plan.reach.travel_modes import mode_label
from plan.scenes.layers import Layer
from plan.siting.answer import own_minutes
from plan.siting.request import SitingMode
from plan.siting.run import SitingRun, SitingState
from views import session
from views.map_parts import village_parts
from views.opening import map_files
from views.projection.remember import remembering

MAP = "siting"


def read_map() -> None:
    """Take over what was clicked on the map since the last run: a village is selected."""
    answer_events(MAP, remembering("siting", lambda: Layer("time", mode="car"), _answer))


def _answer(event: Event) -> None:
    match event:
        case ThingClicked("village", village_id):
            session.select_village(village_id)


def show_set(current: Evaluation, run: SitingRun | None, state: SitingState, answer: Siting | None) -> None:
    """Draw a set, or the hubs that there are now while there is none."""
    region, stars = current.effective.region, current.effective.hubs
    mode: SitingMode = "car"
    if run is None or state.prepared is None or answer is None:
        minutes, assignment = current.nearest_hub("car")["minutes"], pd.Series(dtype=object)
    else:
        minutes, stars = own_minutes(state.prepared, answer), state.prepared.places.loc[list(answer.hubs)]
        assignment = pd.Series(dict(answer.assignment), dtype=object)
        mode = "bus" if answer.objective == "outings" else run.request.mode
    time = TIME_WITHOUT_HUB if stars.empty else BUS_TIME if mode == "bus" else TIME
    symbols = ["hubs", *(["links"] if len(assignment) else []), *(["sites"] if len(region.sites) else [])]
    parts = [
        *village_parts(time, minutes, current, about=(mode_label(mode), ""), symbols=symbols),
        hubs(stars, draggable=False),
        links(region.villages, stars, assignment) if len(assignment) else None,
        sites(region.sites) if len(region.sites) else None,
    ]
    # A set that nobody has taken over is of no scenario yet: a scene could not show it.
    remembers = [remember_button()] if answer is None else []
    show_map(
        MAP,
        map_files(region),
        [*parts, *remembers],
        Display(height="calc(100vh - 8.6rem)", fly_to=session.opened().fly_to),
    )
