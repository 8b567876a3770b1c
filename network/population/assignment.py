"""Which hub each village goes to: the nearest by time, ties by id."""

from __future__ import annotations

import numpy as np
import pandas as pd


def nearest(minutes: pd.DataFrame) -> pd.DataFrame:
    """Assign every village to its nearest destination.

    Parameters
    ----------
    minutes
        Villages × destinations; infinite where there is no way.

    Returns
    -------
    pandas.DataFrame
        Index as `minutes`; columns `nearest` (the destination's id, None where there is no way) and `minutes`.

    Examples
    --------
    >>> minutes = pd.DataFrame({"hub-2": [12.0, np.inf], "hub-1": [12.0, np.inf]}, index=["v1", "v2"])
    >>> nearest(minutes)["nearest"].tolist()
    ['hub-1', None]
    """
    if not minutes.shape[1]:
        return pd.DataFrame({"nearest": None, "minutes": np.inf}, index=minutes.index)
    ordered = minutes[sorted(minutes.columns)]
    values = ordered.to_numpy()
    best = values.argmin(axis=1)
    shortest = values[np.arange(len(values)), best]
    names = np.array(ordered.columns, dtype=object)[best]
    names[~np.isfinite(shortest)] = None
    # As plain objects: pandas would read the column as text, and None as a missing text.
    hubs = pd.Series(names, index=minutes.index, dtype=object)
    return pd.DataFrame({"nearest": hubs, "minutes": shortest}, index=minutes.index)
