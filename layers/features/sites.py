"""Candidate sites: small diamonds with one kanji for what the place is or was."""

from __future__ import annotations

import pandas as pd

from layers.style.colours import SITE_MARKS
from layers.style.map_part import Part, degrees, texts


def sites(frame: pd.DataFrame, *, selected: str | None = None) -> Part:
    """Draw candidate sites.

    Parameters
    ----------
    frame
        Sites by id with columns name, lat, lon, kind (旧役場, 廃校, 道の駅, … or any text).
    selected
        The id of the site that is ringed.
    """
    kinds = ["" if pd.isna(kind) else str(kind) for kind in frame["kind"]]
    return Part(
        "sites",
        {
            "ids": texts(frame.index),
            "names": texts(frame["name"]),
            "lat": degrees(frame["lat"]),
            "lon": degrees(frame["lon"]),
            "marks": [SITE_MARKS.get(kind, kind[:1]) for kind in kinds],
            "kinds": kinds,
            "selected": selected,
        },
    )
