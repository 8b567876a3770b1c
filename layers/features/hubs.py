"""Hubs: stars with their names in a box, which people drag to where they want them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from layers.style.colours import HUB
from layers.style.map_part import Part, degrees, texts


def hubs(
    frame: pd.DataFrame,
    *,
    chosen: str | None = None,
    draggable: bool = True,
    hint: str = "",
    days: Mapping[str, str] | None = None,
) -> Part:
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
    days
        What stands under a hub's name, by its id: on which days its services are there.
    """
    known = days or {}
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
            # Sent only where there are any, so that maps without shared services stay as they are.
            **({"days": [known.get(str(i), "") for i in frame.index]} if known else {}),
        },
    )
