"""A bus service as a draft: stops, way, calendar, trips, vehicle, fare; values that refuse nonsense at birth."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

from shapely import LineString, Polygon

from geo.texts.errors import ValueRefusedError
from network.services.calendar import ServiceCalendar
from network.services.consignment import Consignment
from network.services.service_terms import (
    LAST_S,
    CostTerms,
    Depot,
    FreeSection,
    GuaranteedTransfer,
    LonLat,
    OtherRun,
    Voucher,
    corners_of,
    not_negative,
    rounded_place,
    rounded_shape,
)

Kind = Literal["fixed", "on_demand", "paid_private", "taxi_voucher", "mobile"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LINE_KINDS = ("fixed", "paid_private")
"""Kinds whose trips carry passengers along a line: they are in timetables, outings and exports."""


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class ServiceStop:
    """A stop of a service.

    Parameters
    ----------
    stop_id, name
        The id is permanent. Where the line passes a stop twice, it stands in the line twice, the same both times.
    lat, lon
        Degrees, kept to 6 decimals.
    reading
        How the name is read (よみがな); empty where it is not known.
    unknown_fields
        What others say of it besides, kept as it is.
    """

    stop_id: str
    name: str
    lat: float
    lon: float
    reading: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no place or has no id."""
        if not self.stop_id:
            raise ValueRefusedError("stop_without_id")
        lat, lon = rounded_place(self.lat, self.lon)
        object.__setattr__(self, "lat", lat)
        object.__setattr__(self, "lon", lon)


@dataclass(frozen=True)
class ServiceTrip:
    """One trip (便).

    Parameters
    ----------
    id
        Permanent, unique in its service.
    direction
        0 along the service's stops, 1 along its return.
    times_s
        Departure at each stop of that direction in seconds past midnight (arrival at the last); None where the trip passes a
        stop without calling. Times may pass 24:00 (86,400).
    arrivals_s
        Arrivals, where the bus stands at a stop; empty where it leaves as it comes.
    block
        Trips of one block run on one vehicle, in which riders may stay; empty where that is left to the schedule.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        When it calls at fewer than two stops, or its times run backwards.
    """

    id: str
    direction: int
    times_s: tuple[int | None, ...]
    arrivals_s: tuple[int | None, ...] = ()
    block: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse times that no bus can keep."""
        if self.direction not in (0, 1):
            raise ValueRefusedError("trip_direction_unknown", id=self.id, direction=self.direction)
        if self.arrivals_s == self.times_s:
            object.__setattr__(self, "arrivals_s", ())
        if self.arrivals_s and [t is None for t in self.arrivals_s] != [t is None for t in self.times_s]:
            raise ValueRefusedError("trip_arrivals_unpaired", id=self.id)
        if len(self.called) < 2:
            raise ValueRefusedError("trip_calls_too_few", id=self.id, count=len(self.called))
        passing = list(itertools.chain.from_iterable(self.called))
        if any(later < earlier for earlier, later in itertools.pairwise(passing)):
            raise ValueRefusedError("trip_times_backwards", id=self.id)
        if not (passing[0] >= 0 and passing[-1] <= LAST_S):
            raise ValueRefusedError("trip_times_beyond_day", id=self.id)

    @property
    def called(self) -> tuple[tuple[int, int], ...]:
        """Arrival and departure at each stop that the trip calls at, in seconds."""
        arrivals = self.arrivals_s or self.times_s
        both = zip(arrivals, self.times_s, strict=True)
        return tuple((a, d) for a, d in both if a is not None and d is not None)

    @property
    def positions(self) -> tuple[int, ...]:
        """Positions of the stops that the trip calls at."""
        return tuple(i for i, t in enumerate(self.times_s) if t is not None)

    @property
    def start_s(self) -> int:
        """When it leaves its first stop."""
        return self.called[0][1]

    @property
    def end_s(self) -> int:
        """When it arrives at its last stop."""
        return self.called[-1][0]


@dataclass(frozen=True)
class Vehicle:
    """What runs.

    Parameters
    ----------
    vehicle_class
        A class of geo/reference/bus_costs.toml: sedan, wagon, commuter, microbus, small_bus, …; another word
        is kept, but has no reference cost.
    seats
        For passengers; None takes the class's.
    wheelchair
        Places for wheelchairs.
    freight_kg
        Goods that it may carry besides.
    unknown_fields
        What others say of it besides, kept as it is.
    """

    vehicle_class: str = "wagon"
    seats: int | None = None
    wheelchair: int = 0
    freight_kg: float = 0
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse negative numbers and a vehicle without seats."""
        if self.seats is not None and self.seats < 1:
            raise ValueRefusedError("vehicle_seats_too_few", seats=self.seats)
        not_negative(self.wheelchair, "vehicle_wheelchair_negative")
        not_negative(self.freight_kg, "vehicle_freight_negative")


@dataclass(frozen=True)
class BusService:
    """A bus service of a scenario.

    Parameters
    ----------
    id, name, kind
        The id is permanent; the kind is one of `KINDS`.
    stops
        In the order of direction 0; a loop ends at the stop that it begins with. Mobile services stop where people come to them.
    return_stops
        In the order of direction 1; empty where the way back calls at the same stops in reverse.
    geometry, return_geometry
        The ways there and back in degrees; None where they are not drawn.
    calendar, trips, vehicle, fare_yen
        When, with what, for how much each rider.
    area
        Ground of an on-demand service in degrees; None while none is drawn.
    slots_s
        Times of day (s) at which on-demand rides may be booked to leave.
    free_sections, layover_min, connections, other_runs, depot, cost, voucher
        See `network.services.service_terms`; None takes the reference values, an empty tuple means none.
    freight
        What is carried beside passengers on each day of service.
    offers
        What a mobile service brings, in words (移動販売, 配食, 見守り, 巡回診療).
    operator
        Who runs it, in words.
    reading
        How the name is read; empty where it is not known.
    source
        Feed and route that it was copied from (``feed:route_id``); empty where it was drawn.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        When parts contradict each other: times that do not fit the stops, one stop in two places, repeated trips.

    Examples
    --------
    >>> stops = (ServiceStop("p1", "役場前", 35.0, 137.0), ServiceStop("p2", "谷口", 35.02, 137.01))
    >>> line = BusService("b1", "谷線", "fixed", stops=stops, trips=(ServiceTrip("t1", 1, (28800, 29400)),))
    >>> [stop.name for stop in line.sequence(1)]
    ['谷口', '役場前']
    """

    id: str
    name: str
    kind: Kind
    stops: tuple[ServiceStop, ...] = ()
    return_stops: tuple[ServiceStop, ...] = ()
    geometry: LineString | None = None
    return_geometry: LineString | None = None
    calendar: ServiceCalendar = field(default_factory=ServiceCalendar)
    trips: tuple[ServiceTrip, ...] = ()
    vehicle: Vehicle = field(default_factory=Vehicle)
    fare_yen: float | None = None
    area: Polygon | None = field(default=None, hash=False)
    slots_s: tuple[int, ...] = ()
    free_sections: tuple[FreeSection, ...] = ()
    layover_min: float | None = None
    connections: tuple[GuaranteedTransfer, ...] = ()
    other_runs: tuple[OtherRun, ...] = ()
    depot: Depot | None = None
    cost: CostTerms | None = None
    voucher: Voucher | None = None
    freight: tuple[Consignment, ...] = ()
    offers: str = ""
    operator: str = ""
    reading: str = ""
    source: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse parts that contradict each other; lines and areas are kept to 6 decimals."""
        if not self.id:
            raise ValueRefusedError("service_without_id")
        if self.kind not in KINDS:
            raise ValueRefusedError("service_kind_unknown", kind=self.kind, known="、".join(KINDS))
        if self.fare_yen is not None:
            not_negative(self.fare_yen, "service_fare_negative")
        if self.layover_min is not None:
            not_negative(self.layover_min, "service_layover_negative")
        if any(not 0 <= s <= LAST_S for s in self.slots_s):
            raise ValueRefusedError("service_slots_beyond_day")
        object.__setattr__(self, "slots_s", tuple(sorted(set(self.slots_s))))
        for name in ("geometry", "return_geometry", "area"):
            if (shape := getattr(self, name)) is not None:
                object.__setattr__(self, name, rounded_shape(shape))
        self._refuse_two_places()
        self._refuse_bad_trips()
        self._refuse_bad_sections()

    def _refuse_two_places(self) -> None:
        seen: dict[str, ServiceStop] = {}
        for stop in (*self.stops, *self.return_stops):
            if seen.setdefault(stop.stop_id, stop) != stop:
                raise ValueRefusedError("service_stop_in_two_places", id=stop.stop_id)

    def _refuse_bad_trips(self) -> None:
        repeated = next((i for i, n in Counter(t.id for t in self.trips).items() if n > 1), None)
        if repeated is not None:
            raise ValueRefusedError("service_trip_ids_repeat", id=repeated)
        for trip in self.trips:
            times, stops = len(trip.times_s), len(self.sequence(trip.direction))
            if times != stops:
                raise ValueRefusedError("service_trip_times_unmatched", id=trip.id, times=times, stops=stops)

    def _refuse_bad_sections(self) -> None:
        for section in self.free_sections:
            if section.direction not in (0, 1):
                raise ValueRefusedError("free_section_direction_unknown", direction=section.direction)
            if self.section_span(section) is None:
                start, end = section.from_stop_id, section.to_stop_id
                raise ValueRefusedError("free_section_order_wrong", start=start, end=end)

    def sequence(self, direction: int) -> tuple[ServiceStop, ...]:
        """Stops in the order of a direction."""
        if direction == 0:
            return self.stops
        return self.return_stops or tuple(reversed(self.stops))

    def line(self, direction: int) -> tuple[LonLat, ...]:
        """(longitude, latitude) of the way in a direction; from stop to stop where none is drawn."""
        drawn = corners_of(self.geometry if direction == 0 else self.return_geometry)
        if not drawn and direction == 1 and not self.return_stops:
            drawn = tuple(reversed(corners_of(self.geometry)))
        return drawn or tuple((s.lon, s.lat) for s in self.sequence(direction))

    def trip(self, trip_id: str) -> ServiceTrip:
        """Find a trip by id.

        Raises
        ------
        KeyError
            When there is none.
        """
        for trip in self.trips:
            if trip.id == trip_id:
                return trip
        raise KeyError(trip_id)

    def section_span(self, section: FreeSection) -> tuple[int, int] | None:
        """Positions of a section's first and last stop in its direction; None where the line does not run so."""
        ids = [s.stop_id for s in self.sequence(section.direction)]
        if section.from_stop_id not in ids:
            return None
        first = ids.index(section.from_stop_id)
        return (first, ids.index(section.to_stop_id, first + 1)) if section.to_stop_id in ids[first + 1 :] else None

    @property
    def is_loop(self) -> bool:
        """Whether the line ends at the stop that it begins with."""
        return len(self.stops) > 1 and self.stops[0].stop_id == self.stops[-1].stop_id

    @property
    def carries_passengers(self) -> bool:
        """Whether its trips are in timetables: lines that passengers ride, not on-demand areas, vouchers or mobile shops."""
        return self.kind in LINE_KINDS and bool(self.trips)
