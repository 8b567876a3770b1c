"""Which sets of sites may be chosen: how many, which for certain, for how much money, how many of a group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

MONEY_TOLERANCE = 1e-9
"""Relative; a sum of costs that equals the budget but for the last bit is within it."""


@dataclass(frozen=True, eq=False)
class Rules:
    """What a set of sites must keep.

    Parameters
    ----------
    fewest, most
        How many sites, both included.
    fixed
        By site: chosen for certain.
    rows, limits
        Linear rules ``rows @ chosen <= limits`` (k × sites, k): the budget, and minus the counts of groups.
    """

    fewest: int
    most: int
    fixed: NDArray[np.bool_]
    rows: NDArray[np.float64]
    limits: NDArray[np.float64]

    @property
    def sites(self) -> int:
        """How many sites there are to choose from."""
        return len(self.fixed)

    @property
    def only_counted(self) -> bool:
        """Return whether the number of sites is the only rule besides the fixed ones."""
        return len(self.limits) == 0

    def slack(self) -> NDArray[np.float64]:
        """How much each linear rule may be overstepped because of rounding."""
        return MONEY_TOLERANCE * np.maximum(1.0, np.abs(self.limits))

    def keeps(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return for sets (n × sites) which ones keep every rule."""
        count = chosen.sum(axis=1)
        right = np.asarray((count >= self.fewest) & (count <= self.most) & chosen[:, self.fixed].all(axis=1))
        return right & np.asarray((chosen @ self.rows.T <= self.limits + self.slack()).all(axis=1))

    def as_rows(self) -> tuple[csr_array, NDArray[np.float64], NDArray[np.float64]]:
        """Return the count and the linear rules as rows of a model over the sites, with their lower and upper limits."""
        rows = csr_array(np.vstack([np.ones((1, self.sites)), self.rows]))
        lower = np.concatenate([[float(self.fewest)], np.full(len(self.limits), -np.inf)])
        return rows, lower, np.concatenate([[float(self.most)], self.limits + self.slack()])

    def restricted(self, kept: NDArray[np.bool_], opened: NDArray[np.bool_]) -> Rules:
        """Return the rules over the kept sites alone, of which some are opened for certain."""
        return Rules(self.fewest, self.most, (self.fixed | opened)[kept], self.rows[:, kept], self.limits)
