"""整備誘導施設: a facility that the plan itself has somebody build, with builder, land and time, as the law asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from shapely import Polygon

from geo.texts.errors import ValueRefusedError
from plan.scenario.drawn_areas import rounded


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Works:
    """What a plan says of a facility that is built under it.

    Parameters
    ----------
    builder
        実施主体; empty while nobody is named.
    plot
        Its land in degrees; None while it is not drawn.
    land_m2, farmland_m2
        Square metres of land, and of farmland in it that is converted; None while unknown.
    starts, ends
        When it is built, as the plan says it (2027-04); empty while unknown.
    unknown_fields
        Unknown fields of the plan file, kept as they are.
    """

    builder: str = ""
    plot: Polygon | None = None
    land_m2: float | None = None
    farmland_m2: float | None = None
    starts: str = ""
    ends: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse land of less than nothing, and more farmland than land."""
        for area_m2 in (self.land_m2, self.farmland_m2):
            if area_m2 is not None and area_m2 < 0:
                raise ValueRefusedError("works_area_negative")
        if self.land_m2 is not None and self.farmland_m2 is not None and self.farmland_m2 > self.land_m2:
            raise ValueRefusedError("works_farmland_too_large")
        if self.plot is not None:
            object.__setattr__(self, "plot", rounded(self.plot))
