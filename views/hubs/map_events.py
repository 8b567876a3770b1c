"""What is done on the map of the hub page, turned into edits."""

from __future__ import annotations

from layers.map_component.changing_layers import Mode
from layers.map_component.map_events import DeletePressed, HubDropped, MapClick, ThingClicked
from plan.scenario.edits import add_hub, move_hub, remove_hub
from views import editing, session
from views.map_tools import name_of_thing, pick_click, show_undo, tool_row
from views.widget_state import Widget

CLICK: Widget[Mode | None] = Widget("click", "place")
_CLICKS = {"place": "拠点を置く", "look": "選ぶだけ"}


def show_tools() -> None:
    """Draw what a click on the map does, and the way back, above the map."""
    with tool_row():
        pick_click(CLICK, _CLICKS)
        show_undo()


def answer(event: object) -> None:
    """Do what an event of the map asks for: place, move, choose or remove a hub, select a village.

    A hub that is placed on a village, a facility or a candidate site bears its name.
    """
    scenario, work = session.scenario_id(), session.opened()
    place = CLICK.value == "place"
    match event:
        case MapClick(lat, lon) if place:
            _add(scenario, lat, lon)
        case HubDropped(hub_id, lat, lon) if hub_id in _hub_ids(scenario):
            work.chosen_hub = hub_id
            editing.edit(lambda plan: move_hub(plan, scenario, hub_id, lat, lon))
        case ThingClicked("site", site_id, lat, lon) if place and site_id in session.region().sites.index:
            _add(scenario, lat, lon, name=str(session.region().sites.at[site_id, "name"]), site_id=site_id)
        case ThingClicked("village" | "facility" as kind, thing_id, lat, lon) if place:
            _add(scenario, lat, lon, name=name_of_thing(kind, thing_id))
            if kind == "village":
                session.select_village(thing_id)
        case DeletePressed(kind, thing_id) if (gone := thing_id if kind == "hub" else work.chosen_hub) in _hub_ids(
            scenario
        ):
            work.chosen_hub = None
            editing.edit(lambda plan: remove_hub(plan, scenario, str(gone)))
        case ThingClicked("hub", hub_id):
            work.chosen_hub = hub_id
        case ThingClicked("village", village_id):
            session.select_village(village_id)


def _hub_ids(scenario: str) -> list[str]:
    """List the hubs that there are now: what was dragged may have been removed since."""
    return [hub.id for hub in session.plan().scenario(scenario).hubs]


def _add(scenario: str, lat: float, lon: float, *, name: str | None = None, site_id: str | None = None) -> None:
    taken = session.taken_ids()
    editing.make(lambda plan: add_hub(plan, scenario, lat, lon, name=name, site_id=site_id, taken_ids=taken), _choose)


def _choose(hub_id: str) -> None:
    session.opened().chosen_hub = hub_id
