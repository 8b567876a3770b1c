"""Bus services of a scenario: the one that is drawn, with its stops to drag and a plus between any two, the others, and their areas."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from layers.features.buses import DASHES
from layers.features.plan_areas import DrawnArea, drawn_areas
from layers.style.map_part import DEGREE_DECIMALS, Part
from network.services.bus_service import BusService, ServiceStop
from network.services.service_terms import LonLat
from plan.reach.service_area import drawn_area

COLOURS = ("#A3307F", "#00695C", "#7A5200", "#3F3FA8", "#8A2B12")
"""Of services by their order; none is a colour of hubs, spheres or today's lines."""


def service_colour(position: int) -> str:
    """Return the colour of the service at a position in its scenario."""
    return COLOURS[position % len(COLOURS)]


def service_lines(
    services: Sequence[BusService],
    *,
    chosen: str | None,
    direction: int = 0,
    known: Iterable[ServiceStop] = (),
    chosen_stop: str | None = None,
) -> Part:
    """Draw the services of a scenario; what is done with the chosen one is reported as `map_events.StopDropped`, `StopInserted`.

    Parameters
    ----------
    services
        In their order: it gives colour and dash.
    chosen
        The id of the one that is drawn and edited; its stops bear their numbers.
    direction
        Which of its directions is shown.
    known
        Stops of today's lines that it may call at; a click on one is reported as `map_events.ThingClicked` of kind "stop".
    chosen_stop
        The id of the stop that is ringed.
    """
    own = next((s for s in services if s.id == chosen), None)
    others = [(i, s) for i, s in enumerate(services) if s.id != chosen and s.stops]
    colour = service_colour(next((i for i, s in enumerate(services) if s.id == chosen), 0))
    stops = own.sequence(direction) if own is not None else ()
    mine = {stop.stop_id for stop in stops}
    elsewhere = {stop.stop_id: stop for _, s in others for stop in (*s.stops, *s.return_stops)}
    elsewhere |= {stop.stop_id: stop for stop in known}
    return Part(
        "services",
        {
            **_ways(others),
            "colour": colour,
            "path": _path(own.line(direction)) if own is not None else [],
            "free": [_path(line) for line in _free(own, direction)] if own is not None else [],
            "stops": _numbered(stops, is_loop=own is not None and own.is_loop),
            "known": [_stop(stop) for i, stop in elsewhere.items() if i not in mine],
            "chosen": chosen_stop,
            "editable": own is not None,
        },
    )


def service_ways(services: Sequence[BusService], *, shown: Container[str]) -> Part:
    """Draw the ways of services where nothing of them is edited.

    Parameters
    ----------
    services
        All of the scenario, in their order: colour and dash are those of `service_lines`.
    shown
        The ids of those that are drawn.
    """
    drawn = [(i, s) for i, s in enumerate(services) if s.id in shown and s.stops]
    nothing_chosen: dict[str, object] = {
        "colour": COLOURS[0],
        "path": [],
        "free": [],
        "stops": [],
        "known": [],
        "chosen": None,
    }
    return Part("services", {**_ways(drawn), **nothing_chosen, "editable": False})


def service_areas(services: Sequence[BusService], *, shown: Container[str], chosen: str | None = None) -> Part:
    """Draw the areas of services, each in its service's colour; the chosen one's corners can be moved.

    Parameters
    ----------
    services
        All of the scenario, in their order.
    shown
        The ids of those whose areas are drawn.
    chosen
        The id of the one that a hand may change.
    """
    grounds = [(i, s, drawn_area(s)) for i, s in enumerate(services) if s.id in shown]
    areas = [
        DrawnArea(s.id, "service_area", s.name, ground, service_colour(i))
        for i, s, ground in grounds
        if ground is not None
    ]
    return drawn_areas(areas, chosen=chosen, snap=False)


def _ways(services: Iterable[tuple[int, BusService]]) -> dict[str, object]:
    numbered = list(services)
    lines = [
        {
            "path": _path(s.line(0)),
            "name": s.name,
            "ends": [stops[0].name, stops[-1].name],
            "colour": service_colour(i),
            "dash": DASHES[(i + 1) % len(DASHES)],
        }
        for i, s in numbered
        if (stops := s.sequence(0))
    ]
    boxes = [{"name": s.name, "colour": service_colour(i), "at": _path(s.line(0)[:1])[0]} for i, s in numbered]
    return {"lines": lines, "boxes": boxes}


def _numbered(stops: Sequence[ServiceStop], *, is_loop: bool) -> list[dict[str, object]]:
    """Number the stops; where the line comes back to its first one, that stop is drawn once."""
    drawn = stops[:-1] if is_loop else stops
    return [{**_stop(stop), "label": str(number)} for number, stop in enumerate(drawn, start=1)]


def _stop(stop: ServiceStop) -> dict[str, object]:
    return {"id": stop.stop_id, "name": stop.name, "lat": stop.lat, "lon": stop.lon}


def _path(line: Sequence[LonLat]) -> list[list[float]]:
    return [[round(lat, DEGREE_DECIMALS), round(lon, DEGREE_DECIMALS)] for lon, lat in line]


def _free(service: BusService, direction: int) -> list[list[LonLat]]:
    """Cut out of the way the stretches along which one may board anywhere."""
    line = list(service.line(direction))
    stops = service.sequence(direction)
    found = []
    for section in service.free_sections:
        span = service.section_span(section) if section.direction == direction else None
        if span is not None:
            first, last = (_nearest_vertex(line, stops[i]) for i in span)
            found.append(line[first : last + 1])
    return found


def _nearest_vertex(line: Sequence[LonLat], stop: ServiceStop) -> int:
    return min(range(len(line)), key=lambda i: (line[i][0] - stop.lon) ** 2 + (line[i][1] - stop.lat) ** 2)
