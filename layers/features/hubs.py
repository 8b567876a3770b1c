"""Hubs: stars with their names in a box, which people drag to where they want them."""

from __future__ import annotations

import pandas as pd

from layers.style.colours import HUB
from layers.style.map_part import Part, degrees, texts


def hubs(frame: pd.DataFrame, *, chosen: str | None = None, draggable: bool = True, hint: str = "") -> Part:
    """Draw hubs; where one is dropped is reported as `map_events.HubDropped`.

    Parameters
    ----------
    frame
        Hubs by id with columns name, lat, lon.
    chosen
        The id of the hub that is worked at, drawn larger.
    draggable
        Whether they can be dragged; today's hubs usually cannot.
    hint
        What to do with a star, written at the first one; nothing where it is empty.
    """
    return Part(
        "hubs",
        {
            "ids": texts(frame.index),
            "names": texts(frame["name"]),
            "lat": degrees(frame["lat"]),
            "lon": degrees(frame["lon"]),
            "chosen": chosen,
            "draggable": draggable,
            "colour": HUB,
            "hint": hint,
        },
    )
