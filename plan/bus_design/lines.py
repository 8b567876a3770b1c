"""Today's and drawn lines as a design sees them: the villages that they call at, from the hub outwards, and when they run."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.files.crs import to_metric
from geo.reference import reference_table
from geo.texts.errors import RequestError
from network.services.bus_service import BusService, ServiceStop
from plan.applied import EffectiveScenario
from plan.scenario.scenario import FeedRoute, Plan, Scenario
from plan.services.route_copies import copy_route
from plan.timetables.region_timetable import region_feeds

_SAME_M = 1.0


@dataclass(frozen=True)
class LineLeg:
    """What a trip of a line does on one side of the hub.

    Parameters
    ----------
    calls
        Positions of stops, from the hub outwards.
    time_s
        When it leaves the hub, or arrives there.
    out
        Whether it leaves.
    """

    calls: tuple[int, ...]
    time_s: int
    out: bool


def lines_of(
    effective: EffectiveScenario, plan: Plan, frame: Scenario, routes: Sequence[FeedRoute]
) -> tuple[BusService, ...]:
    """Return the lines that a scenario draws, and today's routes copied as services.

    Parameters
    ----------
    effective
        The scenario that is designed for, with the lines that it draws.
    plan
        That holds the frame.
    frame
        Into which the routes are copied, in thought.
    routes
        Of today's feeds.
    """
    drawn = tuple(s for s in effective.services if s.carries_passengers or (s.kind == "fixed" and s.stops))
    feeds = region_feeds(effective.region.as_read) if routes else {}
    holder = replace(plan, scenarios=tuple(replace(s, services=()) for s in plan.scenarios))
    copied = holder
    for route in routes:
        try:
            copied, _ = copy_route(copied, frame.id, feeds[route.feed], route)
        except RequestError:
            continue  # a route without a trip that can be followed gives no candidate
    return (*drawn, *(s for s in copied.scenario(frame.id).services if s.kind == "fixed"))


def given_calls(
    services: Sequence[BusService], hub: ServiceStop, stops: Sequence[ServiceStop], crs: int
) -> tuple[tuple[int, ...], ...]:
    """Return the calls of lines at villages, each side of the hub from the hub outwards; a line that passes the hub by begins nearest to it.

    Parameters
    ----------
    services
        Lines.
    hub, stops
        Of the design.
    crs
        EPSG code of the metric plane.
    """
    at = _Places(hub, stops, crs)
    found: dict[tuple[int, ...], None] = {}
    for service in services:
        for direction in (0, 1):
            for calls, _, _ in at.sides(service.sequence(direction)):
                found[calls] = None
    return tuple(found)


def legs_of(
    services: Sequence[BusService], hub: ServiceStop, stops: Sequence[ServiceStop], crs: int
) -> tuple[LineLeg, ...]:
    """Return what every trip of lines does from the hub and to it, in order of time."""
    at = _Places(hub, stops, crs)
    found: dict[LineLeg, None] = {}
    for service in services:
        for trip in service.trips:
            sequence = [service.sequence(trip.direction)[n] for n in trip.positions]
            for calls, hub_at, out in at.sides(sequence):
                if hub_at is not None:
                    arrives, leaves = trip.called[hub_at]
                    found[LineLeg(calls, leaves if out else arrives, out)] = None
    return tuple(sorted(found, key=lambda leg: (leg.time_s, leg.calls, leg.out)))


class _Places:
    """Tells at which village a stop of a line stands."""

    def __init__(self, hub: ServiceStop, stops: Sequence[ServiceStop], crs: int) -> None:
        self._crs = crs
        self._xy = self._metric([hub, *stops])
        self._near_m = reference_table("bus_design")["town_line_stop_m"].value

    def _metric(self, stops: Sequence[ServiceStop]) -> NDArray[np.float64]:
        lat, lon = (np.array([getattr(s, name) for s in stops], dtype=np.float64) for name in ("lat", "lon"))
        return to_metric(lat, lon, self._crs)

    def sides(self, line: Sequence[ServiceStop]) -> Iterator[tuple[tuple[int, ...], int | None, bool]]:
        """Yield for each side of the hub the villages from the hub outwards, where the hub is in the line, and whether it leads away."""
        if not line:
            return
        apart_m = np.sqrt(((self._metric(line)[:, None, :] - self._xy[None, :, :]) ** 2).sum(axis=2))
        nearest, to_hub = apart_m.argmin(axis=1), apart_m[:, 0]
        # A village that stands at the hub may be nearer to the line's stop there by a few steps.
        at_hub = (to_hub <= self._near_m) & (to_hub <= to_hub.min() + _SAME_M)
        nearest[at_hub] = 0
        place = [int(n) - 1 if apart_m[i, n] <= self._near_m else None for i, n in enumerate(nearest)]
        hubs = [i for i, k in enumerate(place) if k == -1]
        if not hubs:
            calls = _once(place if to_hub[0] <= to_hub[-1] else place[::-1])
            if calls:
                yield calls, None, True
            return
        before, after = _once(place[: hubs[0]][::-1]), _once(place[hubs[-1] + 1 :])
        if before:
            yield before, hubs[0], False
        for one, other in itertools.pairwise(hubs):
            if between := _once(place[one + 1 : other]):
                yield between, one, True
        if after:
            yield after, hubs[-1], True


def _once(places: Sequence[int | None]) -> tuple[int, ...]:
    """Keep the villages, each where it comes first."""
    return tuple(dict.fromkeys(k for k in places if k is not None and k >= 0))
