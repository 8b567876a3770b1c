"""A plan and its scenarios (案): immutable values; an edit makes a new one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.assumptions import Assumptions
from geo.categories import CATEGORIES

BASE = "base"
"""Id of the implicit scenario 現況: today's hubs and facilities."""

BASE_NAME = "現況"

FacilityChange = Literal["open", "close", "move"]
RoadChange = Literal["close", "open"]
HubFacilityStatus = Literal["existing", "moved", "new"]
EdgeId = tuple[str, str, int]


def _check_place(lat: float, lon: float) -> None:
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no place on earth: lat {lat}, lon {lon}")


@dataclass(frozen=True)
class HubFacility:
    """A facility gathered at a hub: which category, and whether it stands there, moves there or is new."""

    category: str
    name: str
    status: HubFacilityStatus
    facility_id: str | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown category or status."""
        if self.category not in CATEGORIES or self.status not in ("existing", "moved", "new"):
            raise ValueError(f"unknown category or status: {self.category!r}, {self.status!r}")


@dataclass(frozen=True)
class Hub:
    """A hub (拠点).

    Parameters
    ----------
    id, name
        Text; the id is permanent.
    lat, lon
        Degrees, kept to 6 decimals.
    site_id
        The candidate site that it stands on, or None.
    services
        Categories that residents find there.
    facilities
        What is gathered there in particular.
    areas
        GeoJSON polygons of the hub area.
    """

    id: str
    name: str
    lat: float
    lon: float
    site_id: str | None = None
    services: tuple[str, ...] = ()
    facilities: tuple[HubFacility, ...] = ()
    areas: tuple[Mapping[str, Any], ...] = ()

    def __post_init__(self) -> None:
        """Round the place to what the plan file keeps, and refuse what is no place or no service."""
        _check_place(self.lat, self.lon)
        if not self.id:
            raise ValueError("a hub needs an id")
        unknown = [s for s in self.services if s not in CATEGORIES]
        if unknown:
            raise ValueError(f"unknown services: {unknown}")
        object.__setattr__(self, "lat", round(float(self.lat), 6))
        object.__setattr__(self, "lon", round(float(self.lon), 6))
        object.__setattr__(self, "services", tuple(c for c in CATEGORIES if c in self.services))


@dataclass(frozen=True)
class FacilityEdit:
    """A change to a facility of the region: it opens, closes, or moves to a place."""

    facility_id: str
    change: FacilityChange
    lat: float | None = None
    lon: float | None = None

    def __post_init__(self) -> None:
        """Refuse a move to nowhere."""
        if self.change not in ("open", "close", "move"):
            raise ValueError(f"unknown change {self.change!r}")
        if self.change == "move":
            if self.lat is None or self.lon is None:
                raise ValueError("a move needs lat and lon")
            _check_place(self.lat, self.lon)
        if self.lat is not None and self.lon is not None:
            object.__setattr__(self, "lat", round(float(self.lat), 6))
            object.__setattr__(self, "lon", round(float(self.lon), 6))


@dataclass(frozen=True)
class RoadEdit:
    """Road edges that close or open, with the reason in words."""

    change: RoadChange
    edges: tuple[EdgeId, ...]
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse an edit of nothing."""
        if self.change not in ("close", "open") or not self.edges:
            raise ValueError("a road edit closes or opens at least one edge")


@dataclass(frozen=True)
class Scenario:
    """One scenario (案): the present plus edits.

    Parameters
    ----------
    id, name
        The id is permanent.
    based_on
        ``base`` or the id of another scenario whose facility, road and assumption edits lie below this one's.
    hubs
        All hubs of this scenario (they replace today's).
    facilities, roads
        Edits.
    assumptions
        Numbers that differ from the region's.
    carried
        Parts of the plan file that other rooms own (services, spheres, conservation areas, procedure, organisation,
        budget): kept as they are.
    """

    id: str
    name: str
    based_on: str = BASE
    hubs: tuple[Hub, ...] = ()
    facilities: tuple[FacilityEdit, ...] = ()
    roads: tuple[RoadEdit, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)
    carried: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse the id of the present and hubs that share an id."""
        if not self.id or self.id == BASE:
            raise ValueError("a scenario needs an id of its own")
        ids = [h.id for h in self.hubs]
        if len(set(ids)) != len(ids):
            raise ValueError(f"hub ids repeat in scenario {self.id}")
        object.__setattr__(self, "carried", MappingProxyType(dict(self.carried)))

    def hub(self, hub_id: str) -> Hub:
        """Find a hub by id.

        Raises
        ------
        KeyError
            When there is none.
        """
        for hub in self.hubs:
            if hub.id == hub_id:
                return hub
        raise KeyError(hub_id)


@dataclass(frozen=True)
class Plan:
    """A plan: scenarios for one region.

    Parameters
    ----------
    region_id, region_fingerprint
        The region that it was made on.
    scenarios
        In the order of the screen; the present (``base``) is implicit.
    """

    region_id: str
    region_fingerprint: str
    scenarios: tuple[Scenario, ...] = ()

    def __post_init__(self) -> None:
        """Refuse repeated ids, unknown bases and bases that run in a circle."""
        ids = [s.id for s in self.scenarios]
        if len(set(ids)) != len(ids):
            raise ValueError("scenario ids repeat")
        for scenario in self.scenarios:
            self.ancestry(scenario.id)

    def scenario(self, scenario_id: str) -> Scenario:
        """Find a scenario by id.

        Raises
        ------
        KeyError
            When there is none.
        """
        for scenario in self.scenarios:
            if scenario.id == scenario_id:
                return scenario
        raise KeyError(scenario_id)

    def ancestry(self, scenario_id: str) -> tuple[Scenario, ...]:
        """List the scenarios whose edits hold, the lowest first and the scenario itself last; none for the present.

        Raises
        ------
        ValueError
            When a base is unknown or the bases run in a circle.
        """
        line: list[Scenario] = []
        current = scenario_id
        while current != BASE:
            if any(s.id == current for s in line):
                raise ValueError(f"scenario {scenario_id} is based on itself")
            try:
                line.append(self.scenario(current))
            except KeyError:
                raise ValueError(f"scenario {scenario_id} is based on {current}, which does not exist") from None
            current = line[-1].based_on
        return tuple(reversed(line))
