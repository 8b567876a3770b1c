"""Where the stops of a timetable are: by name, from what the user gave, the feeds, bus stops, facilities and sites of the region."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from geo.files.tables import read_table
from geo.gtfs.views import read_gtfs
from geo.region.feeds import feed_paths
from importing.cells.counts import number_of, plain
from importing.cells.limits import limit

_BRACKETS = re.compile(r"[(（〔【\[].*?[)）〕】\]]")
_SUFFIXES = ("バス停留所", "バス停", "停留所", "停留場")
_M_PER_DEGREE = 111_195.0
_FRONT = "前"
_TABLES = (("bus_stops.csv", "バス停の表"), ("facilities.csv", "施設"), ("sites.csv", "候補地"))


@dataclass(frozen=True)
class Spot:
    """A place that bears a name, in degrees."""

    lat: float
    lon: float


@dataclass
class NamedPlaces:
    """Places by name, source by source, the most trusted first."""

    sources: list[tuple[str, dict[str, list[Spot]]]] = field(default_factory=list)

    def add(self, source: str, rows: Iterable[tuple[str, float, float]]) -> None:
        """Add the places of a source."""
        known: dict[str, list[Spot]] = {}
        for name, lat, lon in rows:
            for key in _keys(name):
                known.setdefault(key, []).append(Spot(lat, lon))
        self.sources.append((source, known))

    def find(self, name: str) -> Placed:
        """Look a stop up: the first source that knows the name decides, and the name as it stands before the name cut short.

        A stop called …前 that nobody knows stands where the facility of that name is.
        """
        for source, known in self.sources:
            spots = next((known[key] for key in _keys(name) if key in known), [])
            if not spots and source == "施設" and name.endswith(_FRONT):
                spots = known.get(plain(name.removesuffix(_FRONT)), [])
            if spots:
                return _one_of(spots, source)
        return Placed()


@dataclass(frozen=True)
class Placed:
    """What was found for a name.

    Parameters
    ----------
    spot
        None where nothing or too much was found.
    source
        What told it.
    apart
        Places far from each other that bear the name.
    """

    spot: Spot | None = None
    source: str = ""
    apart: tuple[Spot, ...] = ()


def _keys(name: str) -> list[str]:
    """Write a name as it is looked up: as it stands, without 停留所 behind it, without what stands in brackets."""
    bare = plain(name).replace("ヶ", "ケ")
    cut = next((bare.removesuffix(s) for s in _SUFFIXES if bare.endswith(s) and bare != s), bare)
    without = plain(_BRACKETS.sub("", name)).replace("ヶ", "ケ")
    return [k for k in dict.fromkeys((bare, cut, without)) if k]


def _one_of(spots: Sequence[Spot], source: str) -> Placed:
    """Take the one in the middle of poles that stand together; poles that stand apart are asked about."""
    groups: list[Spot] = []
    near_m = limit("same_stop_m")
    for spot in dict.fromkeys(spots):
        if not any(_apart_m(spot, other) <= near_m for other in groups):
            groups.append(spot)
    if len(groups) > 1:
        return Placed(None, source, tuple(groups))
    middle = min(dict.fromkeys(spots), key=lambda s: sum(_apart_m(s, o) for o in spots))
    return Placed(middle, source)


def _apart_m(a: Spot, b: Spot) -> float:
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(a.lat - b.lat, east) * _M_PER_DEGREE


def places_of_region(folder: Path, given: Mapping[str, Sequence[tuple[str, float, float]]]) -> NamedPlaces:
    """Gather all places by name that could be stops.

    Parameters
    ----------
    folder
        The region's.
    given
        Places that the user gave (name, lat, lon), by the name of their file.

    Returns
    -------
    NamedPlaces
        What was given comes first, then the stops of the feeds, bus_stops.csv, facilities and sites.
    """
    found = NamedPlaces()
    for source, rows in given.items():
        found.add(source, rows)
    stops: list[tuple[str, float, float]] = []
    for path in feed_paths(folder):
        feed, _ = read_gtfs(path)
        if feed is not None:
            placed = feed.stops
            stops += [
                (str(n), float(y), float(x))
                for n, y, x in zip(placed["stop_name"], placed["stop_lat"], placed["stop_lon"], strict=True)
                if n and math.isfinite(y) and math.isfinite(x)
            ]
    found.add("今の時刻表の停留所", stops)
    for file, source in _TABLES:
        found.add(source, _of_table(folder / file))
    return found


def _of_table(path: Path) -> list[tuple[str, float, float]]:
    table = read_table(path)[0] if path.is_file() else None
    if table is None or not {"name", "lat", "lon"} <= set(table.cells.columns):
        return []
    cells = zip(table.cells["name"], table.cells["lat"], table.cells["lon"], strict=True)
    rows = [(str(name), number_of(lat), number_of(lon)) for name, lat, lon in cells]
    return [(name, lat, lon) for name, lat, lon in rows if name and lat is not None and lon is not None]
