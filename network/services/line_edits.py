"""Changing the line of a service: stops come, go and move, and the trips and the way on the map follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.texts.errors import ValueRefusedError
from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from network.services.retiming import LineChange, retimed
from network.services.running_times import Running
from network.services.service_terms import corners_of, way_along


def snapped(service: BusService, running: Running) -> BusService:
    """Draw the ways there and back along the roads, from stop to stop."""
    there, back = (way_along(running.line(stops)) for stops in (service.stops, service.return_stops))
    return replace(service, geometry=there, return_geometry=back)


def with_stop(service: BusService, stop: ServiceStop, direction: int, position: int, running: Running) -> BusService:
    """Put a stop into the line; every trip calls at it.

    Parameters
    ----------
    service
        The line. Where the way back has no stops of its own, it calls there too.
    stop
        New, or one of the line's own that is passed twice.
    direction, position
        Where in the stops of which direction it will stand; 0 is the beginning.
    running
        Roads and speeds, by which the way is drawn and the trips are timed.

    Raises
    ------
    ValueRefusedError
        Where no road leads to the stop.
    """
    stops = list(service.sequence(direction))
    position = min(max(position, 0), len(stops))
    origin: list[int | None] = list(range(len(stops)))
    stops.insert(position, stop)
    origin.insert(position, None)
    return _changed(service, direction, stops, origin, running)


def without_stop(service: BusService, direction: int, position: int, running: Running) -> BusService:
    """Take the stop at a position out of the line; trips that call at fewer than two stops then go.

    Raises
    ------
    IndexError
        When there is no such position.
    """
    stops = list(service.sequence(direction))
    origin: list[int | None] = list(range(len(stops)))
    del stops[position], origin[position]
    return _changed(service, direction, stops, origin, running)


def with_stop_moved(service: BusService, stop_id: str, lat: float, lon: float, running: Running) -> BusService:
    """Move a stop, wherever in the line it stands.

    Raises
    ------
    ValueRefusedError
        Where no road leads to the new place.
    """
    return _replaced(service, stop_id, running, lat=lat, lon=lon)


def with_stop_named(service: BusService, stop_id: str, name: str, reading: str) -> BusService:
    """Give a stop another name and reading."""

    def renamed(stops: tuple[ServiceStop, ...]) -> tuple[ServiceStop, ...]:
        return tuple(replace(s, name=name, reading=reading) if s.stop_id == stop_id else s for s in stops)

    return replace(service, stops=renamed(service.stops), return_stops=renamed(service.return_stops))


def reversed_line(service: BusService) -> BusService:
    """Let the line run the other way round: what was the way there is the way back."""
    trips = tuple(replace(t, direction=1 - t.direction) for t in service.trips)
    sections = tuple(replace(s, direction=1 - s.direction) for s in service.free_sections)
    drawn = service.return_stops or service.return_geometry
    return replace(
        service,
        stops=service.sequence(1),
        return_stops=service.stops if service.return_stops else (),
        geometry=way_along(service.line(1) if drawn else tuple(reversed(corners_of(service.geometry)))),
        return_geometry=service.geometry if drawn else None,
        trips=trips,
        free_sections=sections,
    )


def looped(service: BusService, running: Running) -> BusService:
    """Make the line end at the stop at which it begins; a loop stays as it is.

    Raises
    ------
    ValueRefusedError
        Where it has fewer than two stops or no road leads back.
    """
    if len(service.stops) < 2:
        raise ValueRefusedError("loop_stops_too_few")
    return service if service.is_loop else with_stop(service, service.stops[0], 0, len(service.stops), running)


def _replaced(service: BusService, stop_id: str, running: Running, *, lat: float, lon: float) -> BusService:
    def moved(stops: Sequence[ServiceStop]) -> tuple[ServiceStop, ...]:
        return tuple(replace(s, lat=lat, lon=lon) if s.stop_id == stop_id else s for s in stops)

    there, back = moved(service.stops), moved(service.return_stops)
    changes = [
        LineChange(service.sequence(d), after, tuple(range(len(after))))
        for d, after in ((0, there), (1, back or tuple(reversed(there))))
    ]
    trips = _retimed(service.trips, changes, running)
    return snapped(replace(service, stops=there, return_stops=back, trips=trips), running)


def _changed(
    service: BusService, direction: int, stops: list[ServiceStop], origin: list[int | None], running: Running
) -> BusService:
    """Put changed stops of a direction into the line; a way back without stops of its own changes with the way there."""
    change = LineChange(service.sequence(direction), tuple(stops), tuple(origin))
    if service.return_stops:
        other = service.sequence(1 - direction)
        kept = LineChange(other, other, tuple(range(len(other))))
        changes = [change, kept] if direction == 0 else [kept, change]
        back = changes[1].after
    else:
        last = len(change.before) - 1
        mirrored = LineChange(
            change.before[::-1], change.after[::-1], tuple(None if o is None else last - o for o in change.origin[::-1])
        )
        changes = [change, mirrored] if direction == 0 else [mirrored, change]
        back = ()
    trips = _retimed(service.trips, changes, running)
    ids = [{s.stop_id for s in c.after} for c in changes]
    sections = tuple(s for s in service.free_sections if {s.from_stop_id, s.to_stop_id} <= ids[s.direction])
    connections = tuple(c for c in service.connections if c.stop_id in ids[0] | ids[1])
    changed = replace(
        service,
        stops=changes[0].after,
        return_stops=back,
        trips=trips,
        free_sections=sections,
        connections=connections,
    )
    return snapped(changed, running)


def _retimed(trips: Sequence[ServiceTrip], changes: Sequence[LineChange], running: Running) -> tuple[ServiceTrip, ...]:
    fitted = (retimed(t, changes[t.direction], running) for t in trips)
    return tuple(t for t in fitted if t is not None)
