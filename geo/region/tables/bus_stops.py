"""Bus stops and bus lines that come without a timetable: two optional files of a region folder.

``bus_stops.csv``      stop_id,name,lat,lon[,operators,routes,kind]: a pole or a pair of poles; operators and routes joined by 、
``bus_lines.geojson``  lines with the properties line, operator and services_per_day (buses a day, both directions together as
published)

They show where buses ran when 国土数値情報 (P11, N07) or a prefecture's survey was made, for maps and for distances to a stop;
travel times are counted on feeds (gtfs/) only, since nothing here says when a bus leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.region.places import LAT, LON, with_believable_coordinates, with_own_ids
from geo.texts.notices import Notice

FILE = "bus_stops.csv"
LINES_FILE = "bus_lines.geojson"
COLUMNS = (
    Column("stop_id", required=True),
    Column("name", required=True),
    LAT,
    LON,
    Column("operators"),
    Column("routes"),
    Column("kind"),
)


def read_bus_stops(
    path: Path, *, fictional: bool = False, taken: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read bus_stops.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        Index stop_id; None when the file cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None:
        return None, notices
    frame, new_notices = with_believable_coordinates(frame, table.file, fictional=fictional)
    notices += new_notices
    stops, new_notices = with_own_ids(frame, "stop_id", table.file, taken or {})
    return stops, [*notices, *new_notices]
