"""Facilities: rounded squares with one kanji of their service; closed ones hollow and struck, planned ones dashed."""

from __future__ import annotations

import pandas as pd

from geo.reference.categories import CATEGORIES, STATUSES
from layers.style.colours import CATEGORY_MARKS
from layers.style.map_part import Part, degrees, texts


def facilities(frame: pd.DataFrame, *, selected: str | None = None) -> Part:
    """Draw facilities by category and status.

    Parameters
    ----------
    frame
        Facilities by id with columns name, category, lat, lon, status (open, closed, planned).
    selected
        The id of the facility that is ringed.
    """
    categories = texts(frame["category"])
    return Part(
        "facilities",
        {
            "ids": texts(frame.index),
            "names": texts(frame["name"]),
            "lat": degrees(frame["lat"]),
            "lon": degrees(frame["lon"]),
            "marks": [CATEGORY_MARKS.get(category, "他") for category in categories],
            "services": [CATEGORIES.get(category, category) for category in categories],
            "status": texts(frame["status"]),
            "statusLabels": {status: label for status, label in STATUSES.items() if status != "open"},
            "selected": selected,
        },
    )
