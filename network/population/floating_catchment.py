"""Two-step floating catchment: how much of a service each person has within reach, shared with all who reach it too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def two_step_floating_catchment(
    minutes: NDArray[np.float64], persons: NDArray[np.float64], supply: NDArray[np.float64], limit_min: float
) -> NDArray[np.float64]:
    """Compute the supply per person within reach of each place where people live.

    Parameters
    ----------
    minutes
        Shape (homes, services); infinite where there is no way.
    persons
        People at each home.
    supply
        What each service offers (clinics, doctors, floor area).
    limit_min
        Both catchments; a time equal to the limit is within it.

    Returns
    -------
    numpy.ndarray
        Supply per person at each home; 0 where nothing is within reach.

    Notes
    -----
    Luo and Wang (2003). First each service's supply is divided by all people within the limit of it, then each home adds up
    the ratios of the services within the limit. Summed over people it is the supply that anybody reaches.

    Examples
    --------
    Two homes of 100 and 300 people share one clinic; only the second reaches the other.

    >>> reach = np.array([[10.0, np.inf], [20.0, 5.0]])
    >>> two_step_floating_catchment(reach, np.array([100.0, 300.0]), np.ones(2), 30.0).round(5).tolist()
    [0.0025, 0.00583]
    """
    within = minutes <= limit_min
    demand = persons @ within
    ratio = np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)
    return np.asarray(within @ ratio, dtype=np.float64)


def weighted_median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return the value that half of the weight does not exceed; infinite where there is no weight."""
    if not weights.sum() > 0:
        return float("inf")
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])
