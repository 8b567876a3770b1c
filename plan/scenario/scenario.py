"""A plan and its scenarios (案): immutable values; an edit makes a new one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.reference.assumptions import Assumptions
from geo.reference.categories import CATEGORIES
from geo.texts.errors import ValueRefusedError
from network.services.bus_service import BusService
from network.services.calendar import WEEKDAYS
from plan.scenario.budget import Budget
from plan.scenario.carriers.agreements import Record
from plan.scenario.carriers.checklist import Checklist
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere
from plan.scenario.future import Future
from plan.scenario.procedure import Procedure
from plan.scenario.scenes import Evening, Scene
from plan.scenario.works import Works

BASE = "base"
"""Id of the implicit scenario 現況: today's hubs and facilities."""

BASE_NAME = "現況"

FacilityChange = Literal["open", "close", "move"]
RoadChange = Literal["close", "open"]
HubFacilityStatus = Literal["existing", "moved", "new"]
HubGrade = Literal["", "core", "branch"]
EdgeId = tuple[str, str, int]


def _rounded_place(lat: float, lon: float) -> tuple[float, float]:
    """Round a place to what the plan file keeps; refuse what is none."""
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueRefusedError("place_impossible", lat=lat, lon=lon)
    return round(float(lat), 6), round(float(lon), 6)


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class HubFacility:
    """A facility gathered at a hub: which category, and whether it stands there, moves there or is new.

    Parameters
    ----------
    category, name, status
        What it is called and is.
    facility_id
        The facility of the region that it is, or None.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    works
        Who builds it on which land, where the plan has it built (整備誘導施設).
    days
        Days of the week (mon … sun) on which it is there, where it is shared with other hubs; empty: no days are set.
    """

    category: str
    name: str
    status: HubFacilityStatus
    facility_id: str | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    works: Works | None = None
    days: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an unknown category, status or day; days stand in the order of the week."""
        if self.category not in CATEGORIES:
            raise ValueRefusedError("category_unknown", category=self.category)
        if self.status not in ("existing", "moved", "new"):
            raise ValueRefusedError("hub_facility_status_unknown", status=self.status)
        unknown = [day for day in self.days if day not in WEEKDAYS]
        if unknown:
            raise ValueRefusedError("hub_facility_day_unknown", day=unknown[0])
        object.__setattr__(self, "days", tuple(day for day in WEEKDAYS if day in self.days))


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
        Its hub area: one or several walkable clusters.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    grade
        ``core`` (基幹集落: services for the whole 集落ネットワーク圏), ``branch`` (served from a core one), or empty.
    """

    id: str
    name: str
    lat: float
    lon: float
    site_id: str | None = None
    services: tuple[str, ...] = ()
    facilities: tuple[HubFacility, ...] = ()
    areas: tuple[HubArea, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    grade: HubGrade = ""

    def __post_init__(self) -> None:
        """Refuse what is no place or no service; places are rounded, services stand in the order of screens."""
        if not self.id:
            raise ValueRefusedError("hub_without_id")
        if self.grade not in ("", "core", "branch"):
            raise ValueRefusedError("hub_grade_unknown", grade=self.grade)
        unknown = [s for s in self.services if s not in CATEGORIES]
        if unknown:
            raise ValueRefusedError("category_unknown", category="、".join(unknown))
        lat, lon = _rounded_place(self.lat, self.lon)
        object.__setattr__(self, "lat", lat)
        object.__setattr__(self, "lon", lon)
        object.__setattr__(self, "services", tuple(c for c in CATEGORIES if c in self.services))

    def days_of(self, category: str) -> tuple[str, ...]:
        """Return the days on which it has a service; empty where one of its facilities names none, or there is none.

        Examples
        --------
        >>> clinic = HubFacility("medical", "診療所", "new", days=("tue",))
        >>> Hub("h1", "下", 35.0, 137.0, facilities=(clinic,)).days_of("medical")
        ('tue',)
        """
        named = [f.days for f in self.facilities if f.category == category]
        if not named or not all(named):
            return ()
        return tuple(day for day in WEEKDAYS if any(day in days for days in named))


@dataclass(frozen=True)
class FacilityEdit:
    """A change to a facility of the region: it opens, closes, or moves to a place."""

    facility_id: str
    change: FacilityChange
    lat: float | None = None
    lon: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a move to nowhere."""
        if self.change not in ("open", "close", "move"):
            raise ValueRefusedError("facility_change_unknown", change=self.change)
        if (self.lat is None) != (self.lon is None) or (self.change == "move" and self.lat is None):
            raise ValueRefusedError("facility_moved_nowhere")
        if self.lat is not None and self.lon is not None:
            lat, lon = _rounded_place(self.lat, self.lon)
            object.__setattr__(self, "lat", lat)
            object.__setattr__(self, "lon", lon)


@dataclass(frozen=True)
class RoadEdit:
    """Road edges that close or open, with the reason in words."""

    change: RoadChange
    edges: tuple[EdgeId, ...]
    reason: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse an edit of nothing."""
        if self.change not in ("close", "open"):
            raise ValueRefusedError("road_change_unknown", change=self.change)
        if not self.edges:
            raise ValueRefusedError("road_change_without_roads")


@dataclass(frozen=True)
class FeedRoute:
    """A route of one of the region's feeds.

    Parameters
    ----------
    feed
        Name of the feed (``gtfs/community``).
    route_id
        As in its routes.txt.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    feed: str
    route_id: str
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    @property
    def name(self) -> str:
        """Its id in timetables."""
        return f"{self.feed}:{self.route_id}" if self.feed else self.route_id


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
    services
        All bus services of this scenario besides today's feeds; those of the scenario it is based on are not added.
    dropped_routes
        Routes of today's feeds that no longer run in this scenario.
    assumptions
        Numbers that differ from the region's.
    spheres
        Living spheres, at most one a hub; a village lives in one of them at most.
    conservation_areas
        Farmland that the plan protects.
    procedure
        How the plan is made: period, measures, council, publication.
    future
        Households that settle, vacant houses, thresholds of services.
    organisation
        The community organisation, what it does and what residents decided.
    budget
        What it costs and brings in.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    id: str
    name: str
    based_on: str = BASE
    hubs: tuple[Hub, ...] = ()
    facilities: tuple[FacilityEdit, ...] = ()
    roads: tuple[RoadEdit, ...] = ()
    services: tuple[BusService, ...] = ()
    dropped_routes: tuple[FeedRoute, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)
    spheres: tuple[Sphere, ...] = ()
    conservation_areas: tuple[ConservationArea, ...] = ()
    procedure: Procedure = field(default_factory=Procedure)
    future: Future = field(default_factory=Future)
    organisation: Organisation = field(default_factory=Organisation)
    budget: Budget = field(default_factory=Budget)
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse the id of the present, ids that repeat, and villages in two spheres."""
        if not self.id or self.id == BASE:
            raise ValueRefusedError("scenario_id_unusable", id=self.id, base=BASE)
        for code, ids in self._ids_by_refusal().items():
            repeated = _first_repeated(ids)
            if repeated is not None:
                raise ValueRefusedError(code, id=repeated)
        dropped = {route.name: route for route in self.dropped_routes}
        object.__setattr__(self, "dropped_routes", tuple(dropped[name] for name in sorted(dropped)))
        object.__setattr__(self, "unknown_fields", MappingProxyType(dict(self.unknown_fields)))

    def _ids_by_refusal(self) -> dict[str, list[str]]:
        return {
            "hub_ids_repeat": [h.id for h in self.hubs],
            "hub_area_ids_repeat": [a.id for h in self.hubs for a in h.areas],
            "conservation_area_ids_repeat": [a.id for a in self.conservation_areas],
            "sphere_hubs_repeat": [s.hub_id for s in self.spheres],
            "sphere_villages_repeat": [v for s in self.spheres for v in s.villages],
            "service_ids_repeat": [s.id for s in self.services],
        }

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

    def service(self, service_id: str) -> BusService:
        """Find a bus service by id.

        Raises
        ------
        KeyError
            When there is none.
        """
        for service in self.services:
            if service.id == service_id:
                return service
        raise KeyError(service_id)


def _first_repeated(ids: Iterable[str]) -> str | None:
    return next((i for i, times in Counter(ids).items() if times > 1), None)


@dataclass(frozen=True)
class Plan:
    """A plan: scenarios for one region.

    Parameters
    ----------
    region_id, region_fingerprint
        The region that it was made on.
    scenarios
        In the order of the screen; the present (``base``) is implicit.
    last_numbers
        Highest numbers of ids that were given and are gone, by their letter (scenarios ``s``, hubs ``h``, hub areas
        ``a``, conservation areas ``c``, bus services ``b``, stops ``p``, trips ``t``, records ``r``, scenes ``g``), so that
        no id is ever given twice.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    checklist
        What the region answers to the questions of the national surveys; it holds whatever the scenario.
    records
        Meetings with residents.
    scenes, evenings
        What a hall is shown, in its order; the series of meetings, where it was changed.
    """

    region_id: str
    region_fingerprint: str
    scenarios: tuple[Scenario, ...] = ()
    last_numbers: Mapping[str, int] = field(default_factory=_no_extra, hash=False)
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    checklist: Checklist = field(default_factory=Checklist)
    records: tuple[Record, ...] = ()
    scenes: tuple[Scene, ...] = ()
    evenings: tuple[Evening, ...] = ()

    def __post_init__(self) -> None:
        """Refuse repeated ids, unknown bases and bases that run in a circle."""
        held = (self.scenarios, self.records, self.scenes)
        scenario_id, record_id, scene_id = (_first_repeated(one.id for one in things) for things in held)
        if scenario_id is not None:
            raise ValueRefusedError("scenario_ids_repeat", id=scenario_id)
        if record_id is not None:
            raise ValueRefusedError("record_ids_repeat", id=record_id)
        if scene_id is not None:
            raise ValueRefusedError("scene_ids_repeat", id=scene_id)
        for scenario in self.scenarios:
            self.ancestry(scenario.id)
        object.__setattr__(self, "last_numbers", MappingProxyType(dict(self.last_numbers)))

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
        ValueRefusedError
            When a base is unknown or the bases run in a circle.
        """
        line: list[Scenario] = []
        current = scenario_id
        while current != BASE:
            if any(s.id == current for s in line):
                raise ValueRefusedError("scenario_bases_circular", id=scenario_id)
            try:
                line.append(self.scenario(current))
            except KeyError:
                raise ValueRefusedError("scenario_base_unknown", id=scenario_id, base=current) from None
            current = line[-1].based_on
        return tuple(reversed(line))
