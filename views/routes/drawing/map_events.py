"""What is done on the map of the route page, turned into edits of the service in work."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from layers.map_component.changing_layers import Mode
from layers.map_component.map_events import (
    AreaDrawn,
    AreaRedrawn,
    DeletePressed,
    MapClick,
    StopDropped,
    StopInserted,
    ThingClicked,
)
from network.services.bus_service import BusService
from plan.reach.service_area import drawn_area
from plan.services.area_edits import draw_area
from plan.services.edits import add_stop, move_stop, pass_stop, remove_stop
from views import session
from views.editing import edit, make
from views.map_tools import name_of_thing
from views.routes.drawing.known_stops import known_stops
from views.routes.state import choose_stop, chosen_direction, chosen_service, chosen_stop, here, services
from views.widget_state import Widget

LINE_CLICKS: Mapping[Mode, str] = MappingProxyType({"add_stop": "停留所を足す", "look": "選ぶ"})
AREA_CLICKS: Mapping[Mode, str] = MappingProxyType({"draw": "描く", "edit": "直す", "look": "選ぶ"})
"""What a click on the map can do to a line, and to a service that has an area instead."""


_LINE_CLICK: Widget[Mode | None] = Widget("route_click", None)
_AREA_CLICK: Widget[Mode | None] = Widget("route_area_click", None)


def tool_of(own: BusService) -> tuple[Widget[Mode | None], Mapping[Mode, str], Mode]:
    """Return the widget with which a service's tool is chosen, the tools, and the one in hand; what exists is not drawn over by chance."""
    first: Mode
    if own.kind == "on_demand":
        widget, tools, first = _AREA_CLICK, AREA_CLICKS, "draw" if drawn_area(own) is None else "look"
    else:
        widget, tools, first = _LINE_CLICK, LINE_CLICKS, "add_stop"
    return widget, tools, widget.value or first


def map_mode() -> Mode:
    """Return what a click on the map does to the service in work: nothing where there is none, or no area whose corners move."""
    own = chosen_service()
    if own is None:
        return "look"
    in_hand = tool_of(own)[2]
    return "look" if in_hand == "edit" and drawn_area(own) is None else in_hand


def answer(event: object) -> None:
    """Do what an event of the map asks for: add, insert, move, choose or remove a stop, draw an area, select a village."""
    own = chosen_service()
    adding = map_mode() == "add_stop"
    match event:
        case ThingClicked("stop", stop_id) if own is not None and stop_id in {s.stop_id for s in own.stops}:
            choose_stop(stop_id)
        case StopDropped(stop_id, lat, lon) if own is not None:
            running = session.evaluation().effective.running
            edit(lambda plan: move_stop(plan, here()[0], stop_id, lat, lon, running=running))
            choose_stop(stop_id)
        case DeletePressed(kind, thing_id) if own is not None:
            _remove(own, thing_id if kind == "stop" else chosen_stop())
        case StopInserted(position, lat, lon) if own is not None:
            _add(lat, lon, position=position)
        case MapClick(lat, lon) if adding:
            _add(lat, lon)
        case ThingClicked("stop", stop_id) if adding:
            _call_at(stop_id)
        case ThingClicked(kind, thing_id, lat, lon) if adding:
            _add(lat, lon, name=name_of_thing(kind, thing_id))
        case AreaDrawn(ring) if own is not None and own.kind == "on_demand":
            make(lambda plan: (draw_area(plan, *here(), [ring]), None), lambda _: _AREA_CLICK.set("edit"))
        case AreaRedrawn(service_id, rings) if own is not None and own.id == service_id:
            edit(lambda plan: draw_area(plan, *here(), rings))
        case ThingClicked("village", village_id):
            session.select_village(village_id)


def _remove(own: BusService, stop_id: str | None) -> None:
    """Take a stop out of the line in the direction that is shown, if it calls there."""
    direction = chosen_direction()
    position = next((i for i, stop in enumerate(own.sequence(direction)) if stop.stop_id == stop_id), None)
    if position is not None:
        running = session.evaluation().effective.running
        edit(lambda plan: remove_stop(plan, *here(), position, running=running, direction=direction))


def _call_at(stop_id: str) -> None:
    """Call at a stop of another service, or at one of today's."""
    if stop_id in {stop.stop_id for s in services() for stop in (*s.stops, *s.return_stops)}:
        running = session.evaluation().effective.running
        edit(lambda plan: pass_stop(plan, *here(), stop_id, running=running, direction=chosen_direction()))
        return
    known = {stop.stop_id: stop for stop in known_stops(session.evaluation())}
    if stop_id in known:
        _add(known[stop_id].lat, known[stop_id].lon, name=known[stop_id].name)


def _add(lat: float, lon: float, *, name: str | None = None, position: int | None = None) -> None:
    put = functools.partial(
        add_stop,
        running=session.evaluation().effective.running,
        name=name,
        direction=chosen_direction(),
        position=position,
    )
    make(lambda plan: put(plan, *here(), lat, lon), choose_stop)
