"""Links: a thin line from each village to the hub that serves it."""

from __future__ import annotations

import pandas as pd

from layers.style.map_part import DEGREE_DECIMALS, Part


def links(villages: pd.DataFrame, hubs: pd.DataFrame, assignment: pd.Series) -> Part:
    """Draw which hub each village goes to.

    Parameters
    ----------
    villages, hubs
        Frames by id with columns lat, lon.
    assignment
        The hub's id by village id; villages without one, or with a hub that is not there, get no line.
    """
    served = assignment[assignment.isin(hubs.index) & assignment.index.isin(villages.index)]
    start = villages.loc[served.index, ["lat", "lon"]].to_numpy(dtype=float).round(DEGREE_DECIMALS)
    end = hubs.loc[served.to_numpy(), ["lat", "lon"]].to_numpy(dtype=float).round(DEGREE_DECIMALS)
    return Part("links", {"lines": [[a, b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]})
