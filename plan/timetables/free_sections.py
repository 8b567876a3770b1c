"""Stretches of a line along which one may board anywhere (自由乗降), switched leg by leg."""

from __future__ import annotations

from network.services.bus_service import BusService
from network.services.service_terms import FreeSection


def free_legs(service: BusService, direction: int) -> frozenset[int]:
    """List the legs, by the position of the stop at which they begin, along which one may board anywhere."""
    spans = (service.section_span(s) for s in service.free_sections if s.direction == direction)
    return frozenset(leg for span in spans if span is not None for leg in range(*span))


def with_free_leg(service: BusService, direction: int, position: int, *, free: bool) -> tuple[FreeSection, ...]:
    """Return a service's sections with one leg switched; neighbours become one section.

    Parameters
    ----------
    service, direction
        Which line and way.
    position
        Of the stop at which the leg begins.
    free
        Whether one may board anywhere along it.

    Raises
    ------
    ValueError
        When no leg begins there.

    Examples
    --------
    >>> from network.services.bus_service import ServiceStop
    >>> stops = tuple(ServiceStop(f"p{i}", f"停{i}", 35.0 + i / 100, 137.0) for i in range(4))
    >>> line = BusService("b1", "谷線", "fixed", stops=stops, free_sections=(FreeSection(0, "p0", "p1"),))
    >>> [(s.from_stop_id, s.to_stop_id) for s in with_free_leg(line, 0, 1, free=True)]
    [('p0', 'p2')]
    """
    stops = service.sequence(direction)
    if not 0 <= position < len(stops) - 1:
        raise ValueError(f"no leg begins at stop {position} of {len(stops)}")
    legs = (free_legs(service, direction) | {position}) if free else (free_legs(service, direction) - {position})
    others = tuple(s for s in service.free_sections if s.direction != direction)
    starts = [leg for leg in sorted(legs) if leg - 1 not in legs]
    ends = [leg + 1 for leg in sorted(legs) if leg + 1 not in legs]
    own = (FreeSection(direction, stops[a].stop_id, stops[b].stop_id) for a, b in zip(starts, ends, strict=True))
    return (*others, *own)
