"""What a bus service is bound to besides its timetable: money, depot, vehicles shared with other runs, guaranteed transfers, vouchers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, Polygon

from geo.texts.errors import ValueRefusedError

CostBasis = Literal["vehicle_year", "vehicle_hour", "vehicle_km", "own"]
COST_BASES: tuple[CostBasis, ...] = get_args(CostBasis)

OtherKind = Literal["school", "patient", "day_care", "other"]
OTHER_KINDS: tuple[OtherKind, ...] = get_args(OtherKind)

LonLat = tuple[float, float]
Shape = TypeVar("Shape", LineString, Polygon)

LAST_S = 172_800
"""No time of a day of service is later: 48:00."""


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def rounded_place(lat: float, lon: float) -> tuple[float, float]:
    """Round a place to 6 decimals of a degree, about 0.1 m.

    Raises
    ------
    ValueRefusedError
        When there is no such place on Earth.
    """
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueRefusedError("place_impossible", lat=lat, lon=lon)
    # Adding 0 turns -0.0 into 0.0: one place, one way of writing it.
    return round(float(lat), 6) + 0.0, round(float(lon), 6) + 0.0


def rounded_shape(shape: Shape) -> Shape:
    """Round the corners of a shape in degrees to 6 decimals.

    Raises
    ------
    ValueRefusedError
        When there is no such place on Earth.

    Examples
    --------
    >>> rounded_shape(shapely.box(137.0000004, 35, 137.1, 35.1)).bounds
    (137.0, 35.0, 137.1, 35.1)
    """
    even: Shape = shapely.transform(shapely.force_2d(shape), _rounded_degrees)
    return even


def _rounded_degrees(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    places = [rounded_place(lat, lon) for lon, lat in degrees.tolist()]
    return np.array([(lon, lat) for lat, lon in places]).reshape(-1, 2)


def corners_of(way: LineString | None) -> tuple[LonLat, ...]:
    """Return the corners of a way in order; none where it is not drawn."""
    return () if way is None else tuple((lon, lat) for lon, lat in shapely.get_coordinates(way).tolist())


def way_along(corners: Sequence[LonLat]) -> LineString | None:
    """Return the way along corners; None where they are fewer than two.

    Examples
    --------
    >>> corners_of(way_along([(137, 35), (137, 36)])), way_along([(137, 35)])
    (((137.0, 35.0), (137.0, 36.0)), None)
    """
    return LineString(corners) if len(corners) > 1 else None


def not_negative(value: float, code: str, **parameters: object) -> None:
    """Refuse a number below 0 or none at all.

    Raises
    ------
    ValueRefusedError
        With the code and the parameters, the value among them.
    """
    if not math.isfinite(value) or value < 0:
        raise ValueRefusedError(code, value=f"{value:g}", **parameters)


@dataclass(frozen=True)
class CostTerms:
    """How a service is paid for.

    Parameters
    ----------
    basis
        By vehicle and year, by hour on duty, by km driven, or run by the town itself, whose costs are added up.
    yen
        Price of one unit of the basis; None takes the reference value. It has no meaning for `own`.
    contract
        Services under one contract name share its vehicles and shifts; empty stands for a contract of its own.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        For an unknown basis or a negative price.
    """

    basis: CostBasis = "vehicle_year"
    yen: float | None = None
    contract: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no price."""
        if self.basis not in COST_BASES:
            raise ValueRefusedError("cost_basis_unknown", basis=self.basis, known="、".join(COST_BASES))
        if self.yen is not None:
            not_negative(self.yen, "cost_price_negative")


@dataclass(frozen=True)
class Depot:
    """Where the vehicle stands at night; the way there and back is driven empty."""

    name: str
    lat: float
    lon: float
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no place."""
        lat, lon = rounded_place(self.lat, self.lon)
        object.__setattr__(self, "lat", lat)
        object.__setattr__(self, "lon", lon)


@dataclass(frozen=True)
class OtherRun:
    """A run that the service's vehicle makes for others on its days: a school bus, patients, a day-care centre.

    Parameters
    ----------
    name, kind
        For people, and one of `OTHER_KINDS`.
    start_s, end_s
        Seconds past midnight between which the vehicle is away.
    start_lat, start_lon, end_lat, end_lon
        Where it begins and ends, in degrees.
    km
        Length of the run.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        For an unknown kind, times that run backwards, or no such place.
    """

    name: str
    kind: OtherKind
    start_s: int
    end_s: int
    start_lat: float
    start_lon: float
    end_lat: float
    end_lon: float
    km: float = 0.0
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no run."""
        if self.kind not in OTHER_KINDS:
            raise ValueRefusedError("other_run_kind_unknown", kind=self.kind, known="、".join(OTHER_KINDS))
        if not 0 <= self.start_s <= self.end_s <= LAST_S:
            raise ValueRefusedError("other_run_times_backwards", name=self.name)
        not_negative(self.km, "other_run_km_negative", name=self.name)
        for side in ("start", "end"):
            lat, lon = rounded_place(getattr(self, f"{side}_lat"), getattr(self, f"{side}_lon"))
            object.__setattr__(self, f"{side}_lat", lat)
            object.__setattr__(self, f"{side}_lon", lon)


@dataclass(frozen=True)
class GuaranteedTransfer:
    """A transfer that is guaranteed at a transfer point: the service waits there for another line.

    Parameters
    ----------
    stop_id
        Stop of the service.
    to_stop_id
        Stop of the other line, as timetables call it (``feed:stop_id`` of a feed, or a stop of another service).
    wait_min
        How long the service waits for it at most.
    unknown_fields
        What others say of it besides, kept as it is.
    """

    stop_id: str
    to_stop_id: str
    wait_min: float = 0.0
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a negative wait."""
        not_negative(self.wait_min, "transfer_wait_negative")


@dataclass(frozen=True)
class FreeSection:
    """A stretch along which one may get on and off anywhere (自由乗降), from one stop of the line to a later one."""

    direction: int
    from_stop_id: str
    to_stop_id: str
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True)
class Voucher:
    """Taxi vouchers (タクシー券).

    Parameters
    ----------
    persons
        How many people get them.
    per_year
        Vouchers for each person and year.
    yen
        Worth of one.
    used_share
        Share of the vouchers that is used, 0 to 1; None takes the reference value.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        When a number is below 0 or the share above 1.
    """

    persons: float
    per_year: float
    yen: float
    used_share: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no number of people, vouchers or yen."""
        not_negative(self.persons, "voucher_persons_negative")
        not_negative(self.per_year, "voucher_number_negative")
        not_negative(self.yen, "voucher_yen_negative")
        if self.used_share is not None and not 0 <= self.used_share <= 1:
            raise ValueRefusedError("voucher_share_out_of_range", value=f"{self.used_share:g}")
