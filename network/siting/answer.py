"""The answer to a question of siting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Objective = Literal["total_time", "coverage", "worst", "fewest", "outings", "least_regret"]

OBJECTIVES: tuple[Objective, ...] = ("total_time", "coverage", "worst", "fewest", "outings", "least_regret")
MORE_IS_BETTER = ("coverage", "outings")
PROVEN_GAP = 1e-6
"""Relative; a smaller gap is rounding."""


@dataclass(frozen=True, eq=False)
class Siting:
    """Which sites to choose, for whom, how good that is, and how good anything could be.

    Parameters
    ----------
    objective
        What was asked.
    hubs
        Ids of the chosen sites, sorted.
    value
        Weight × minutes (``total_time``), persons (``coverage``, ``outings``), minutes (``worst``), a number of hubs
        (``fewest``), or the largest regret over the years in weight × minutes (``least_regret``).
    bound
        No choice is better than this, in the unit of `value`.
    assignment
        Hub by village; villages without a way to any chosen hub are not in it.
    unreached
        Villages without a way to any chosen hub. They count neither in total time nor in the worst.
    unreachable
        Those of them that no allowed site reaches.
    seconds
        How long the search took.
    by_year
        For ``least_regret``: by year the total, the least total possible and the regret; else empty.
    """

    objective: Objective
    hubs: tuple[str, ...]
    value: float
    bound: float
    assignment: Mapping[str, str]
    unreached: tuple[str, ...]
    unreachable: tuple[str, ...]
    seconds: float
    by_year: Mapping[str, Mapping[str, float]]

    @property
    def gap(self) -> float:
        """Distance between value and bound as a fraction of the value; 0 when proven."""
        distance = abs(self.value - self.bound)
        if distance <= PROVEN_GAP * max(1e-9, abs(self.value)) or distance < 1e-9:
            return 0.0
        return distance / abs(self.value) if self.value else float("inf")

    @property
    def proven(self) -> bool:
        """Return whether nothing better exists."""
        return self.gap == 0.0
