"""Public buildings put together (集約・複合化): which services share a building, and what its past grants ask."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.reference.categories import CATEGORIES
from geo.texts.errors import ValueRefusedError

Subsidised = Literal["", "yes", "no"]


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


def _refuse_impossible(*amounts: float | None) -> None:
    for amount in amounts:
        if amount is not None and not (math.isfinite(amount) and amount >= 0):
            raise ValueRefusedError("organisation_amount_impossible", value=amount)


@dataclass(frozen=True)
class BuildingUse:
    """A service that is to be in a building.

    Parameters
    ----------
    category
        Of services.
    name
        What it is called.
    floor_area_m2
        That it needs; None while unknown.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    category: str
    name: str = ""
    floor_area_m2: float | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse unknown categories and areas below nothing."""
        if self.category not in CATEGORIES:
            raise ValueRefusedError("category_unknown", category=self.category)
        _refuse_impossible(self.floor_area_m2)


@dataclass(frozen=True)
class Building:
    """A building that is to hold several services.

    Parameters
    ----------
    place_id
        Id of the candidate site or facility that it is; empty for any other.
    name
        What it is called.
    floor_area_m2
        In all; None while unknown.
    built_year
        None while unknown.
    subsidised
        Whether it was built with a state grant whose terms still hold (財産処分の制限): ``yes``, ``no``, empty while unknown.
    restricted_until
        The last year of those terms; None while unknown.
    running_cost_now_yen, running_cost_then_yen
        A year, of all that is given up or moved in, and of the building as planned; None while unknown.
    uses
        What is to be in it.
    given_up
        Ids of the facilities whose buildings are given up for it.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    place_id: str = ""
    name: str = ""
    floor_area_m2: float | None = None
    built_year: int | None = None
    subsidised: Subsidised = ""
    restricted_until: int | None = None
    running_cost_now_yen: float | None = None
    running_cost_then_yen: float | None = None
    uses: tuple[BuildingUse, ...] = ()
    given_up: tuple[str, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a building that is none, and amounts below nothing."""
        if not self.place_id and not self.name.strip():
            raise ValueRefusedError("organisation_entry_without_name")
        if self.subsidised not in ("", "yes", "no"):
            raise ValueRefusedError("organisation_choice_unknown", value=self.subsidised)
        _refuse_impossible(self.floor_area_m2, self.running_cost_now_yen, self.running_cost_then_yen)
