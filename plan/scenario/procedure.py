"""The procedure of a plan: its period, what it is measured by, the council that met, and when it was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.texts.errors import ValueRefusedError
from plan.scenario.agreements import RelatedPlan


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Kpi:
    """A figure that the plan is measured by (KPI).

    Parameters
    ----------
    indicator
        Id of an indicator, or any words.
    base, base_year
        Where it stood, and when; None while unknown.
    targets
        Value aimed at by year.
    source
        Where the figure is taken from, where the indicator's own definition does not say it.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    actuals
        Value that was measured by year.
    to_change
        What is to change where it falls behind (PDCA).
    """

    indicator: str
    base: float | None = None
    base_year: int | None = None
    targets: Mapping[int, float] = field(default_factory=dict, hash=False)
    source: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    actuals: Mapping[int, float] = field(default_factory=dict, hash=False)
    to_change: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure without a name."""
        if not self.indicator:
            raise ValueRefusedError("kpi_without_indicator")
        for name in ("targets", "actuals"):
            object.__setattr__(self, name, MappingProxyType(dict(sorted(getattr(self, name).items()))))


@dataclass(frozen=True)
class AreaMap:
    """What the map that goes with the plan shows.

    Parameters
    ----------
    scale, north
        Whether it has a scale and a north arrow.
    landmarks
        Names of the landmarks on it.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    scale: bool
    north: bool
    landmarks: tuple[str, ...] = ()
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)


@dataclass(frozen=True)
class Procedure:
    """What a plan says of its own making.

    Parameters
    ----------
    starts, ends
        Period of the plan, as the file says it (2027-04-01, 2027-04 or 2027); empty while not set.
    kpis
        What it is measured by.
    held_on, members
        When the council (地域再生協議会) met, and who sits in it.
    published_on
        When the plan was published; empty while it is a draft.
    map
        The map that goes with it; None while there is none.
    related_plans
        The town's other plans with which it must agree (関連計画).
    unknown_fields
        Unknown fields of the plan file, kept as they are; what it says of the period and the council, under their names.
    """

    starts: str = ""
    ends: str = ""
    kpis: tuple[Kpi, ...] = ()
    held_on: str = ""
    members: tuple[str, ...] = ()
    published_on: str = ""
    map: AreaMap | None = None
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)
    related_plans: tuple[RelatedPlan, ...] = ()

    @property
    def is_given(self) -> bool:
        """Return whether anything is given at all."""
        return self != Procedure()
