"""What bus services cost and bring in over a year: contracts, kilometres, fares, 収支率, the burden that remains."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.reference.assumptions import Assumptions, known_assumptions
from geo.texts.errors import ValueRefusedError
from network.services.bus_service import Kind
from network.services.service_terms import CostBasis, CostTerms

RIDES_PER_ROUND_TRIP = 2
VEHICLE_CLASSES = ("sedan", "wagon", "commuter", "microbus", "small_bus", "medium_bus")
"""Classes of vehicles with reference seats and prices (geo/reference/bus_costs.toml)."""


DRIVERS_PART = "人件費"
"""The part of a town's own costs that goes by the hours on duty."""


@dataclass(frozen=True)
class Volume:
    """What is run in a year.

    Parameters
    ----------
    live_km, dead_km
        With passengers (実車), and empty.
    vehicle_hours
        From leaving the depot until being back.
    duty_hours
        Of drivers, roll calls included (拘束): what a contract by the hour pays.
    shifts
        Driver shifts.
    vehicles
        Vehicles that are needed on the fullest day.

    Raises
    ------
    ValueRefusedError
        When a number is negative or none.
    """

    live_km: float = 0.0
    dead_km: float = 0.0
    vehicle_hours: float = 0.0
    duty_hours: float = 0.0
    shifts: float = 0.0
    vehicles: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no amount."""
        if any(not math.isfinite(v) or v < 0 for v in vars(self).values()):
            raise ValueRefusedError("service_volume_negative")

    @property
    def vehicle_km(self) -> float:
        """All kilometres."""
        return self.live_km + self.dead_km


@dataclass(frozen=True)
class Cost:
    """A year's cost.

    Parameters
    ----------
    basis
        How it is reckoned.
    parts
        Yen by name, for people.
    to_be_confirmed
        Whether a reference value stands in for a price that nobody gave.
    """

    basis: CostBasis
    parts: Mapping[str, float]
    to_be_confirmed: bool

    @property
    def yen(self) -> float:
        """In all."""
        return sum(self.parts.values())


def yearly_cost(
    volume: Volume,
    terms: CostTerms | None,
    *,
    vehicle_class: str,
    kind: Kind = "fixed",
    assumptions: Assumptions | None = None,
) -> Cost:
    """Reckon what a year costs.

    Parameters
    ----------
    volume
        Of all services of one contract.
    terms
        How it is paid; by the hour on duty at the reference price where not given.
    vehicle_class
        One of `VEHICLE_CLASSES` where a reference price is needed.
    kind
        自家用有償 has a price of its own for the hour.
    assumptions
        Prices; the reference values where not given.

    Returns
    -------
    Cost
        By vehicle and year another trip inside what the vehicles do anyway costs nothing; by the hour it costs nothing where the
        driver waits on duty anyway, and the longer duty where not; by kilometre what it drives with passengers (実車走行キロ).

    Raises
    ------
    ValueRefusedError
        When a reference price is needed for a class that has none.

    Examples
    --------
    >>> one = Volume(live_km=20_000, duty_hours=1000, shifts=250, vehicles=1)
    >>> yearly_cost(one, CostTerms("vehicle_year", 6_000_000), vehicle_class="wagon").yen
    6000000
    """
    chosen = assumptions or Assumptions()
    terms = terms or CostTerms("vehicle_hour")
    given = terms.yen is not None
    if terms.basis == "own":
        return Cost("own", _own(volume, vehicle_class, chosen), to_be_confirmed=True)
    key = {
        "vehicle_year": f"contract_year_{vehicle_class}_yen",
        "vehicle_hour": "paid_private_hour_yen" if kind == "paid_private" else f"contract_hour_{vehicle_class}_yen",
        "vehicle_km": "contract_km_yen",
    }[terms.basis]
    price = terms.yen if terms.yen is not None else _price(key, vehicle_class, chosen)
    amount, basis = {
        "vehicle_year": (volume.vehicles, "車両（1台1年）"),
        "vehicle_hour": (volume.duty_hours, "拘束時間"),
        "vehicle_km": (volume.live_km, "実車走行キロ"),
    }[terms.basis]
    return Cost(terms.basis, MappingProxyType({basis: price * amount}), to_be_confirmed=not given)


def _price(key: str, vehicle_class: str, assumptions: Assumptions) -> float:
    if key not in known_assumptions():
        raise ValueRefusedError("vehicle_cost_unknown", vehicle=vehicle_class, known="、".join(VEHICLE_CLASSES))
    return assumptions[key]


def _own(volume: Volume, vehicle_class: str, assumptions: Assumptions) -> Mapping[str, float]:
    """Add up the town's own costs from below."""
    parts = {
        DRIVERS_PART: volume.duty_hours * assumptions["own_wage_hour_yen"],
        "燃料費": volume.vehicle_km * assumptions["own_fuel_km_yen"],
        "修繕費": volume.vehicle_km * assumptions["own_repair_km_yen"],
        "車両費": volume.vehicles * _price(f"own_vehicle_{vehicle_class}_yen", vehicle_class, assumptions),
    }
    return MappingProxyType({**parts, "管理費": sum(parts.values()) * assumptions["own_overhead_share"]})


def boardings_per_year(persons: float, round_trips_week: float, share: float, weeks: float) -> float:
    """Count boardings: people who have an outing × round trips a week × share by bus × weeks, two boardings each.

    Examples
    --------
    >>> boardings_per_year(60, 1, 1.0, 50)
    6000.0
    """
    return persons * round_trips_week * share * weeks * RIDES_PER_ROUND_TRIP


@dataclass(frozen=True)
class Money:
    """A year's money of a service or of several.

    Parameters
    ----------
    cost_yen
        What it costs.
    boardings
        Riders, each boarding counted.
    fares_yen
        What they pay; None where the fare is not known.
    subsidy_yen
        What others than the town pay.

    Examples
    --------
    Sixty people with a round trip a week over 50 weeks, 200 yen, a contract of 6,000,000 yen:

    >>> year = Money(6_000_000, boardings_per_year(60, 1, 1.0, 50), 200 * 6000)
    >>> year.fares_share, year.burden_per_boarding_yen
    (0.2, 800.0)
    """

    cost_yen: float
    boardings: float
    fares_yen: float | None
    subsidy_yen: float = 0.0

    @property
    def fares_share(self) -> float | None:
        """収支率: fares ÷ cost; None where one of them is not known or there is no cost."""
        return None if self.fares_yen is None or self.cost_yen <= 0 else self.fares_yen / self.cost_yen

    @property
    def net_yen(self) -> float | None:
        """Cost less fares: the burden before subsidies."""
        return None if self.fares_yen is None else self.cost_yen - self.fares_yen

    @property
    def burden_yen(self) -> float | None:
        """What remains for the town after fares and subsidies."""
        return None if self.net_yen is None else self.net_yen - self.subsidy_yen

    @property
    def cost_per_boarding_yen(self) -> float | None:
        """Cost ÷ boardings; None where nobody rides."""
        return self._each(self.cost_yen)

    @property
    def net_per_boarding_yen(self) -> float | None:
        """Burden before subsidies ÷ boardings."""
        return self._each(self.net_yen)

    @property
    def burden_per_boarding_yen(self) -> float | None:
        """Burden after subsidies ÷ boardings."""
        return self._each(self.burden_yen)

    def _each(self, yen: float | None) -> float | None:
        return None if yen is None or self.boardings <= 0 else yen / self.boardings
