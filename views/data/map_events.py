"""What is done on the map of the data page, turned into edits."""

from __future__ import annotations

from layers.map_component.changing_layers import Mode
from layers.map_component.map_events import MapClick, RoadClicked, ThingClicked
from plan.applied import apply
from plan.scenario.edits import edit_facility, edit_road, reset_roads
from plan.scenario.scenario import BASE, EdgeId, FacilityEdit, Plan, RoadEdit
from views import editing, session
from views.data.unplaced import place_here
from views.widget_state import Widget

CLICK: Widget[Mode | None] = Widget("data_click", "look")

_REASON = "地図で指定"


def answer(event: object) -> None:
    """Do what an event of the map asks for: close or open a road, move or choose a facility, place a stop, select a village."""
    scenario = session.scenario_id()
    action = CLICK.value
    match event:
        case ThingClicked("facility", facility_id):
            session.current().facility = facility_id
        case ThingClicked("village", village_id):
            session.select_village(village_id)
        case RoadClicked(edges) if action == "close_road" and scenario != BASE:
            clicked = tuple((str(u), str(v), int(key)) for u, v, key in edges)
            editing.edit(lambda plan: closed_or_opened(plan, scenario, clicked))
        case MapClick(lat, lon) if action == "place" and scenario != BASE and (moving := facility_to_move()):
            editing.edit(lambda plan: edit_facility(plan, scenario, FacilityEdit(moving, "move", lat, lon)))
        case MapClick(lat, lon) if action == "add_stop":
            place_here(lat, lon)


def facility_to_move() -> str | None:
    """Return the facility that is chosen, None when there is none in this region."""
    chosen = session.current().facility
    return chosen if chosen in session.region().facilities.index else None


def closed_or_opened(plan: Plan, scenario: str, clicked: tuple[EdgeId, ...]) -> Plan:
    """Close a road that is open in a scenario, or open one that is closed."""
    here = tuple(edge for edge in clicked if edge in apply(session.region()).roads.edge_position)
    if not here:
        return plan
    if _all_open(plan, scenario, here):
        return edit_road(plan, scenario, RoadEdit("close", here, _REASON))
    # What this scenario closed itself is simply taken back; what another one closed below it is opened on top.
    without = reset_roads(plan, scenario, here)
    return without if _all_open(without, scenario, here) else edit_road(plan, scenario, RoadEdit("open", here, _REASON))


def _all_open(plan: Plan, scenario: str, edges: tuple[EdgeId, ...]) -> bool:
    roads = apply(session.region(), plan, scenario).roads
    return all(roads.open_edges[roads.edge_position[edge]] for edge in edges)
