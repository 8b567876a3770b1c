"""OpenStreetMap files as layers: facilities, villages and zones, with the columns that the region's files have."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.files.crs import DEGREES
from geo.files.xml_entities import why_unreadable
from geo.osm.places import read_osm_places
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.columns.kinds import ImportKind
from importing.files.layers import Layer

KINDS = ("facilities", "villages", "bus_stops", "zone")
"""What an OpenStreetMap file gives besides roads."""

OWNER = "© OpenStreetMap contributors"
TERMS = "ODbL 1.0"
SOURCE = f"{OWNER},,{TERMS}"
"""What region.toml notes as the source of all that comes from OpenStreetMap (name, year, licence)."""


def read_osm_layer(path: Path, kind: ImportKind) -> Layer:
    """Read one kind of thing from an OpenStreetMap file.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file cannot be read, has nothing of this kind, or such files never have it.
    """
    if kind.name not in KINDS:
        raise RequestError(notice("osm_kind_unknown", file=path.name, kind=kind.name))
    try:
        frame, notices = read_osm_places(path, kind.name, kind.zone)
    except (ValueError, OSError) as problem:
        raise RequestError(why_unreadable(problem, path.name, severity="error")) from problem
    if frame.empty:
        raise RequestError(notice("osm_has_none", file=path.name, kind=kind.zone or kind.name), *notices)
    frame.index = pd.RangeIndex(1, len(frame) + 1)
    table = pd.DataFrame(frame.drop(columns="geometry"))
    return Layer(path.name, table, frame.geometry, DEGREES, "UTF-8", tuple(notices))
