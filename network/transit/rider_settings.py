"""How a rider walks and changes, and when: the settings of journeys by bus, and what is asked about a day."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from typing import Literal

from geo.reference.assumptions import Assumptions

Walker = Literal["general", "older", "children"]


@dataclass(frozen=True)
class BusSettings:
    """Settings of journeys by bus.

    Parameters
    ----------
    walk_m_per_min
        Walking speed.
    walk_to_stop_m
        Longest walk at either end, over the road network; a destination within it is reached without a bus.
    change_min
        Least minutes between getting off and getting on, at the same stop or another.
    change_walk_m
        Longest walk between two stops of a change, over the road network.

    Raises
    ------
    ValueError
        When speed or change time is not above 0, or a distance is below 0.

    Examples
    --------
    >>> BusSettings.of(Assumptions(), walker="older")
    BusSettings(walk_m_per_min=50.0, walk_to_stop_m=500.0, change_min=2.0, change_walk_m=300.0)
    """

    walk_m_per_min: float
    walk_to_stop_m: float
    change_min: float
    change_walk_m: float

    def __post_init__(self) -> None:
        """Refuse what nobody can walk or change by."""
        for name, value in (("walk_m_per_min", self.walk_m_per_min), ("change_min", self.change_min)):
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be above 0, not {value!r}")
        for name, value in (("walk_to_stop_m", self.walk_to_stop_m), ("change_walk_m", self.change_walk_m)):
            if not (math.isfinite(value) and value >= 0):
                raise ValueError(f"{name} must be 0 or more, not {value!r}")

    @classmethod
    def of(cls, assumptions: Assumptions, *, walker: Walker = "general") -> BusSettings:
        """Take the settings that hold, for people who walk at a speed of the assumptions."""
        return cls(
            walk_m_per_min=float(assumptions[f"walk_{walker}_m_per_min"]),
            walk_to_stop_m=float(assumptions["walk_to_stop_m"]),
            change_min=float(assumptions["change_min"]),
            change_walk_m=float(assumptions["change_walk_m"]),
        )

    @property
    def change_s(self) -> int:
        """Least seconds of a change."""
        return math.ceil(self.change_min * 60)


@dataclass(frozen=True)
class BusQuestion:
    """What is asked about the buses of a day.

    Parameters
    ----------
    date
        The first Tuesday with the most trips where not given.
    depart_s
        Window of departures, every full minute from the first to before the second; without one the shortest journey of the
        day counts, whenever it leaves.
    percentile
        Of the minutes over the window, 0 to 100.

    Raises
    ------
    ValueError
        For an empty window or a percentile outside 0 to 100.
    """

    date: datetime.date | None = None
    depart_s: tuple[int, int] | None = None
    percentile: float = 50

    def __post_init__(self) -> None:
        """Refuse what cannot be answered."""
        if not 0 <= self.percentile <= 100 or (self.depart_s is not None and self.depart_s[0] >= self.depart_s[1]):
            raise ValueError("the window must not be empty and the percentile must be 0 to 100")
