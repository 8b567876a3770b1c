"""Bus lines: colour, dash and the number in a box at both ends, so that they differ on black-and-white paper too."""

from __future__ import annotations

from collections.abc import Container, Sequence

import pandas as pd

from layers.style.map_part import DEGREE_DECIMALS, Part, degrees
from plan.timetables.bus_lines import BusLine

TODAY = ("#6A5A8C", "#8E7CA8", "#4D4266", "#A58FB0")
"""Grey purples of the lines that run today."""

DASHES = (None, "12 5", "3 5", "14 4 3 4")


def buses(lines: Sequence[BusLine], stops: pd.DataFrame, *, dropped: Container[str] = ()) -> Part:
    """Draw today's lines with their stops.

    Parameters
    ----------
    lines
        In their order: it gives colour and dash.
    stops
        Columns lat, lon.
    dropped
        Ids of lines that run no more; the others keep colour and dash.
    """
    drawn = [
        {
            "number": line.number,
            "paths": [[[round(a, DEGREE_DECIMALS), round(b, DEGREE_DECIMALS)] for a, b in path] for path in line.paths],
            "ends": [list(names) for names in line.ends],
            "colour": TODAY[i % len(TODAY)],
            "dash": DASHES[(i + i // len(TODAY)) % len(DASHES)],
        }
        for i, line in enumerate(lines)
        if line.id not in dropped
    ]
    return Part("buses", {"lines": drawn, "lat": degrees(stops["lat"]), "lon": degrees(stops["lon"])})
