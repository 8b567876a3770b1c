"""When a place can be visited, and how long one may be away for it: what an outing must fit."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Visit:
    """When someone can do what they came for.

    Parameters
    ----------
    stay_s
        The stay that is needed.
    arrive_from_s, arrive_by_s
        Earliest and latest arrival.
    opens_s, closes_s
        The stay begins at the later of arrival and opening, and ends by closing.
    home_from_s
        Earliest departure for home (the end of lessons).
    away_max_s
        Longest time between leaving home and being back.

    Raises
    ------
    ValueError
        When the stay is negative or no time away is allowed. Hours that contradict each other are a place that is closed.
    """

    stay_s: float
    arrive_from_s: float = 0
    arrive_by_s: float = math.inf
    opens_s: float = 0
    closes_s: float = math.inf
    home_from_s: float = 0
    away_max_s: float = math.inf

    def __post_init__(self) -> None:
        """Refuse what is no visit."""
        if self.stay_s < 0 or self.away_max_s <= 0:
            raise ValueError(f"a stay of {self.stay_s} s within {self.away_max_s} s away is no visit")

    def leaving_from(self, home_from_s: float) -> Visit:
        """Return the same visit with another earliest departure for home."""
        return dataclasses.replace(self, home_from_s=home_from_s)
