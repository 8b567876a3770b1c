"""By how much an outing fails: the round trip that comes nearest to one, and what it lacks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.outings.outings import NONE_S
from network.outings.visit import Visit
from network.transit.departures import Departures

LACKS = ("early_s", "late_s", "stay_short_s", "away_over_s")
"""What a round trip may lack: there too early, there too late, too short a stay, too long away."""


def shortfalls(
    outward: Departures, homeward: Departures, visits: Sequence[Visit], *, origins: NDArray[np.int64] | None = None
) -> pd.DataFrame:
    """Find for each origin by how much its nearest round trip fails to be an outing.

    Parameters
    ----------
    outward, homeward, visits
        As `network.outings.outings.outings` takes them.
    origins
        Positions of those that are asked about (who has an outing lacks nothing); all where not given.

    Returns
    -------
    pandas.DataFrame
        A row per origin, whole seconds: early_s and late_s (arrival before and after what the place allows), stay_short_s (the stay
        within its hours and until the ride home, short of what is needed) and away_over_s (beyond the longest time away). All
        0 where there is an outing; all -1 where no ride home leaves after any ride out has arrived, where there is no
        visit, and for origins that are not asked about.

    Notes
    -----
    Of all pairs of a ride out and a later ride home, and all visits, the one with the smallest sum of the four; of equals the
    one that lacks fewest things, then the earliest. A ride home before lessons end counts as a stay that is too short.

    Examples
    --------
    >>> out = Departures(np.array([0, 1]), np.array([[29100, 30600]]))
    >>> back = Departures(np.array([0, 1]), np.array([[46800, 48300]]))
    >>> shortfalls(out, back, [Visit(stay_s=5400, away_max_s=18000)]).iloc[0].to_dict()
    {'early_s': 0, 'late_s': 0, 'stay_short_s': 0, 'away_over_s': 1200}
    """
    found = np.full((len(outward), len(LACKS)), NONE_S, dtype=np.int64)
    for origin in range(len(outward)) if origins is None else origins.tolist():
        lacking = [_lacking(outward.of(origin), homeward.of(origin), visit) for visit in visits]
        rows = np.concatenate(lacking) if lacking else np.zeros((0, len(LACKS)))
        if len(rows):
            # The last key counts first; lexsort keeps the order of equals.
            found[origin] = np.ceil(rows[np.lexsort(((rows > 0).sum(axis=1), rows.sum(axis=1)))[0]])
    return pd.DataFrame(found, columns=list(LACKS))


def _lacking(out: NDArray[np.int64], back: NDArray[np.int64], visit: Visit) -> NDArray[np.float64]:
    """List what each pair of a ride out and a later ride home lacks for a visit; shape (pairs, lacks)."""
    i, j = np.nonzero(back[None, :, 0] >= out[:, 1][:, None])
    leave_s, arrive_s = out[i].T.astype(float)
    depart_s, home_s = back[j].T.astype(float)
    begin_s = np.maximum(arrive_s, visit.opens_s)
    stay_s = np.minimum(depart_s, visit.closes_s) - begin_s
    short_s = np.maximum(visit.stay_s - stay_s, visit.home_from_s - depart_s)
    lacks = (
        visit.arrive_from_s - arrive_s,
        arrive_s - visit.arrive_by_s,
        short_s,
        home_s - leave_s - visit.away_max_s,
    )
    found: NDArray[np.float64] = np.maximum(np.column_stack(lacks), 0.0)
    return found
