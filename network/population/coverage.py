"""Coverage: how many people get there within how many minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Coverage:
    """How far people are from what they need.

    Parameters
    ----------
    people
        Everyone counted (persons).
    within
        Persons within each limit; a time equal to the limit is within it.
    unreached
        Persons who have no way.
    mean_min
        Mean minutes of those who have a way; infinite when nobody has.
    worst_min
        Longest minutes of anyone who has a way; infinite when nobody has.
    """

    people: float
    within: dict[float, float]
    unreached: float
    mean_min: float
    worst_min: float

    def share_within(self, limit_min: float) -> float:
        """Share of everyone counted who is within the limit, 0 to 1; 0 when nobody is counted."""
        return self.within[limit_min] / self.people if self.people else 0.0


def coverage(minutes: NDArray[np.float64], weights: NDArray[np.float64], limits_min: Sequence[float]) -> Coverage:
    """Count people by the minutes they need.

    Parameters
    ----------
    minutes
        Of each place where people live; infinite where there is no way.
    weights
        Persons at each place, 0 or more.
    limits_min
        Limits to count.

    Raises
    ------
    ValueError
        When the two do not have the same length, or a weight is negative.

    Examples
    --------
    >>> found = coverage(np.array([12.0, 30.0, np.inf]), np.array([80.0, 15.0, 5.0]), [15.0, 30.0])
    >>> found.within, found.unreached, found.share_within(30.0)
    ({15.0: 80.0, 30.0: 95.0}, 5.0, 0.95)
    """
    if minutes.shape != weights.shape:
        raise ValueError(f"minutes and weights differ in shape: {minutes.shape} and {weights.shape}")
    if (weights < 0).any():
        raise ValueError("weights must not be negative")
    reached = np.isfinite(minutes) & (weights > 0)
    persons = float(weights[reached].sum())
    return Coverage(
        people=float(weights.sum()),
        within={limit: float(weights[reached & (minutes <= limit)].sum()) for limit in limits_min},
        unreached=float(weights[~np.isfinite(minutes)].sum()),
        mean_min=float((minutes[reached] * weights[reached]).sum() / persons) if persons else float("inf"),
        worst_min=float(minutes[reached].max()) if persons else float("inf"),
    )
