"""現況: what is done on its map selects villages."""

from __future__ import annotations

from layers.map_component.map_component import answer_events
from layers.map_component.map_events import Event, ThingClicked
from plan.scenario.scenario import BASE
from plan.scenes.layers import Layer
from views import session
from views.projection.remember import layer_by, remembering
from views.travel_mode import chosen_mode
from views.widget_state import Widget

MAP = "now"
SIDE = "now-side"
"""Keys of the map and of what stands beside it."""

LINES, FACILITIES, SITES = Widget("now_lines", True), Widget("now_facilities", True), Widget("now_sites", False)
"""Whether the map shows bus lines and stops, facilities, candidate sites."""


COLOUR: Widget[str | None] = Widget("now_colour", None)
"""What its villages are coloured by; nothing until it was chosen."""


def _layer() -> Layer:
    return layer_by(COLOUR.value or "people", chosen_mode(session.evaluation(BASE)))


def read_clicks() -> bool:
    """Select the village that was clicked; tell whether one was."""
    clicked = []

    def answer(event: Event) -> None:
        match event:
            case ThingClicked("village", village_id):
                session.select_village(village_id)
                clicked.append(village_id)

    answer_events(MAP, remembering("now", _layer, answer, scenario=lambda: BASE))
    return bool(clicked)
