"""What a scenario says of the future: households that settle, vacant houses, thresholds of services."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from geo.reference.settlers import MemberSex, household_kinds
from geo.texts.errors import ValueRefusedError
from geo.texts.lists import short_list


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Member:
    """Members of one household who are alike.

    Parameters
    ----------
    sex
        ``f``, ``m``, or ``both``: half of each.
    age_from
        Years; the five-year class in which this age lies.
    persons
        How many.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    sex: MemberSex
    age_from: int
    persons: float = 1.0
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a member who cannot be."""
        if (
            self.sex not in ("f", "m", "both")
            or self.age_from < 0
            or not (math.isfinite(self.persons) and self.persons >= 0)
        ):
            raise ValueRefusedError("member_impossible", sex=self.sex, age=self.age_from, persons=self.persons)


@dataclass(frozen=True)
class Settlers:
    """So many households of a type a year.

    Parameters
    ----------
    kind
        Id of the type (`geo.reference.settlers`), or any name where the members are given.
    households_a_year
        In all the villages together.
    from_year
        The first year in which they come; None: the first year after the last census.
    villages
        Ids of the villages they come to; empty: all.
    members
        Of one household, where they differ from the type's.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    kind: str
    households_a_year: float
    from_year: int | None = None
    villages: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse households that cannot be and types that nobody knows."""
        if not (math.isfinite(self.households_a_year) and self.households_a_year >= 0):
            raise ValueRefusedError("settlers_impossible", value=self.households_a_year)
        if not self.members and self.kind not in household_kinds():
            raise ValueRefusedError("settlers_kind_unknown", kind=self.kind, known=short_list(list(household_kinds())))

    @property
    def household(self) -> tuple[Member, ...]:
        """Members of one household."""
        if self.members:
            return self.members
        return tuple(Member(sex, age, persons) for sex, age, persons in household_kinds()[self.kind].members)


Measure = Literal["people", "users", "sales"]
"""By what an operator judges a service: people within reach, users a day, or sales a year (yen)."""

MEASURES: tuple[Measure, ...] = ("people", "users", "sales")


@dataclass(frozen=True)
class Threshold:
    """What a service needs to go on, as its operator names it.

    Parameters
    ----------
    least
        Persons within reach, users a day, or yen a year.
    measure
        Which of them.
    today
        Users a day or yen a year of today, where the operator says them; None: those of facilities.csv, if any.
    named_by
        Who named it, and when, in words.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    least: float
    measure: Measure = "people"
    today: float | None = None
    named_by: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no count, and a measure that nobody knows."""
        if self.measure not in MEASURES:
            raise ValueRefusedError("threshold_measure_unknown", measure=self.measure, known="、".join(MEASURES))
        for value in (self.least, 0.0 if self.today is None else self.today):
            if not (math.isfinite(value) and value >= 0):
                raise ValueRefusedError("threshold_impossible", value=value)


def service_key(place_id: str, category: str) -> str:
    """Return under which key the threshold of one place's service stands, before that of its category.

    Examples
    --------
    >>> service_key("h1", "shopping")
    'h1:shopping'
    """
    return f"{place_id}:{category}"


@dataclass(frozen=True)
class Future:
    """What a scenario says of the future.

    Parameters
    ----------
    settlers
        Households that come.
    vacant_houses
        Usable vacant houses by village; where any are given, settlers stop when they are full, and a village that is not
        named has none.
    thresholds
        What services need, as their operators name it: by category (``shopping``), or by place and category where one place
        differs (``f004:shopping``, `service_key`).
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    settlers: tuple[Settlers, ...] = ()
    vacant_houses: Mapping[str, float] = field(default_factory=dict, hash=False)
    thresholds: Mapping[str, Threshold] = field(default_factory=dict, hash=False)
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse counts below nothing."""
        wrong = [name for name, value in self.vacant_houses.items() if not (math.isfinite(value) and value >= 0)]
        if wrong:
            raise ValueRefusedError("future_count_impossible", name=wrong[0], value=self.vacant_houses[wrong[0]])
        object.__setattr__(self, "vacant_houses", MappingProxyType(dict(sorted(self.vacant_houses.items()))))
        object.__setattr__(self, "thresholds", MappingProxyType(dict(sorted(self.thresholds.items()))))

    def threshold(self, place_id: str, category: str) -> Threshold | None:
        """Return what a place's service needs: the place's own before its category's; None where nobody named any."""
        return self.thresholds.get(service_key(place_id, category), self.thresholds.get(category))
