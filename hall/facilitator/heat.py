"""Where marks lie thick: squares on the ground, so that nobody sees which house a pin stands beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely

from geo.files.crs import metric_crs
from geo.reference import reference_table
from geo.region.region import Region
from hall.meeting.questions import HallQuestion, mark_kind
from hall.meeting.store import StoredAnswer
from plan.scenario.carriers.marks import Mark

_LATLON = "EPSG:6668"


@dataclass(frozen=True)
class HeatCell:
    """One square with marks in it: its middle in degrees, and how many marks of each kind."""

    lat: float
    lon: float
    counts: Mapping[str, int]

    @property
    def marks(self) -> int:
        """How many marks lie in it."""
        return sum(self.counts.values())


def heat(region: Region, answers: Iterable[StoredAnswer]) -> list[HeatCell]:
    """Count the pins that are shown by squares of 250 m, the fullest first.

    Parameters
    ----------
    region
        Whose plane the squares lie in.
    answers
        Of questions that are answered with pins; lines among them are left out.
    """
    pins = [a.content for a in answers if not a.hidden and "lat" in a.content]
    there, back = _ways(region)
    cells: dict[tuple[int, int], Counter[str]] = {}
    for pin in pins:
        cells.setdefault(_cell(there, pin["lat"], pin["lon"]), Counter())[pin["kind"]] += 1
    found = [HeatCell(*_middle(back, cell), dict(sorted(counts.items()))) for cell, counts in cells.items()]
    return sorted(found, key=lambda c: (-c.marks, c.lat, c.lon))


def marks_to_keep(
    region: Region, question: HallQuestion, answers: Iterable[StoredAnswer], *, with_words: bool
) -> tuple[Mark, ...]:
    """Return the marks of a question as a plan's record keeps them; hidden ones never.

    Parameters
    ----------
    region
        Where people live.
    question, answers
        What was asked, and its answers.
    with_words
        Whether what was written beside them goes along.

    Notes
    -----
    A pin within 100 m of a home stands in the middle of its square of 250 m.
    """
    there, back = _ways(region)
    homes = shapely.STRtree(shapely.points(*there.transform(region.people["lon"], region.people["lat"])))
    near_m = reference_table("hall")["near_home_m"].value
    kept = []
    for answer in answers:
        if answer.hidden or answer.question != question.number:
            continue
        content, words = answer.content, answer.words if with_words else ""
        if "path" in content:
            shape: shapely.Point | shapely.LineString = shapely.LineString([(lon, lat) for lat, lon in content["path"]])
        else:
            lat, lon = content["lat"], content["lon"]
            at = shapely.Point(*there.transform(lon, lat))
            if len(homes.query(at, predicate="dwithin", distance=near_m)):
                lat, lon = _middle(back, _cell(there, lat, lon))
            shape = shapely.Point(lon, lat)
        kept.append(Mark(shape, mark_kind(content["kind"]), words=words))
    return tuple(kept)


def _ways(region: Region) -> tuple[pyproj.Transformer, pyproj.Transformer]:
    middle = region.villages[["lat", "lon"]].mean()
    plane = metric_crs(float(middle["lat"]), float(middle["lon"]), region.municipality_code)
    there = pyproj.Transformer.from_crs(_LATLON, plane, always_xy=True)
    return there, pyproj.Transformer.from_crs(plane, _LATLON, always_xy=True)


def _cell(there: pyproj.Transformer, lat: float, lon: float) -> tuple[int, int]:
    side_m = reference_table("hall")["heat_cell_m"].value
    east_m, north_m = there.transform(lon, lat)
    return int(np.floor(east_m / side_m)), int(np.floor(north_m / side_m))


def _middle(back: pyproj.Transformer, cell: tuple[int, int]) -> tuple[float, float]:
    side_m = reference_table("hall")["heat_cell_m"].value
    lon, lat = back.transform((cell[0] + 0.5) * side_m, (cell[1] + 0.5) * side_m)
    return round(lat, 6), round(lon, 6)
