"""Where marks lie thick: squares on the ground, so that nobody sees which house a pin stands beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely

from geo.files.crs import metric_crs
from geo.reference import reference_table
from geo.region.region import Region
from hall.meeting.questions import HallQuestion, mark_kind
from hall.meeting.store import StoredAnswer
from plan.scenario.carriers.marks import Mark, MarkShape

_LATLON = "EPSG:6668"
_MOST_SQUARES = 4_000  # of one mark: a ring around half a prefecture says nothing about any square in it

_Square = tuple[int, int]


@dataclass(frozen=True)
class HeatCell:
    """One square with marks in it.

    Parameters
    ----------
    lat, lon
        Its middle, in degrees.
    counts
        How many marks of each kind lie in it or pass through it.
    """

    lat: float
    lon: float
    counts: Mapping[str, int]

    @property
    def marks(self) -> int:
        """How many marks lie in it."""
        return sum(self.counts.values())


def heat(region: Region, answers: Iterable[StoredAnswer]) -> list[HeatCell]:
    """Count the marks from phones that are shown by squares of 250 m, the fullest first; what is hidden counts nowhere.

    Parameters
    ----------
    region
        Whose plane the squares lie in.
    answers
        Of questions that are answered on the map.
    """
    return heat_of(region, (Mark(_shape(a), a.content["kind"]) for a in answers if not a.hidden and is_mark(a)))


def heat_of(region: Region, marks: Iterable[Mark]) -> list[HeatCell]:
    """Count marks by squares of 250 m, the fullest first; a line or an area counts once in every square that it touches.

    Parameters
    ----------
    region
        Whose plane the squares lie in.
    marks
        Of phones, of paper, or of a plan's records.
    """
    there, back = _ways(region)
    cells: dict[_Square, Counter[str]] = {}
    for mark in marks:
        for square in _squares(there, mark.shape):
            cells.setdefault(square, Counter())[mark.kind] += 1
    found = [HeatCell(*_middle(back, cell), dict(sorted(counts.items()))) for cell, counts in cells.items()]
    return sorted(found, key=lambda c: (-c.marks, c.lat, c.lon))


def is_mark(answer: StoredAnswer) -> bool:
    """Return whether an answer is a mark on the map."""
    return "lat" in answer.content or "path" in answer.content


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
        shape, words = _shape(answer), answer.words if with_words else ""
        if isinstance(shape, shapely.Point):
            at = shapely.Point(*there.transform(shape.x, shape.y))
            if len(homes.query(at, predicate="dwithin", distance=near_m)):
                lat, lon = _middle(back, _squares_at(at))
                shape = shapely.Point(lon, lat)
        kept.append(Mark(shape, mark_kind(answer.content["kind"]), words=words))
    return tuple(kept)


def _shape(answer: StoredAnswer) -> shapely.Point | shapely.LineString:
    content = answer.content
    if "path" in content:
        return shapely.LineString([(lon, lat) for lat, lon in content["path"]])
    return shapely.Point(content["lon"], content["lat"])


def _ways(region: Region) -> tuple[pyproj.Transformer, pyproj.Transformer]:
    middle = region.villages[["lat", "lon"]].mean()
    plane = metric_crs(float(middle["lat"]), float(middle["lon"]), region.municipality_code)
    there = pyproj.Transformer.from_crs(_LATLON, plane, always_xy=True)
    return there, pyproj.Transformer.from_crs(plane, _LATLON, always_xy=True)


def _squares(there: pyproj.Transformer, shape: MarkShape) -> Iterator[_Square]:
    """Yield the squares that a mark lies in, each once."""
    drawn = shapely.transform(shape, lambda at: np.column_stack(there.transform(at[:, 0], at[:, 1])))
    if isinstance(drawn, shapely.Point):
        yield _squares_at(drawn)
        return
    side_m = reference_table("hall")["heat_cell_m"].value
    west, south, east, north = np.floor(np.array(drawn.bounds) / side_m).astype(int).tolist()
    if (east - west + 1) * (north - south + 1) > _MOST_SQUARES:
        return
    shapely.prepare(drawn)
    for x in range(west, east + 1):
        for y in range(south, north + 1):
            if drawn.intersects(shapely.box(x * side_m, y * side_m, (x + 1) * side_m, (y + 1) * side_m)):
                yield x, y


def _squares_at(at: shapely.Point) -> _Square:
    side_m = reference_table("hall")["heat_cell_m"].value
    return int(np.floor(at.x / side_m)), int(np.floor(at.y / side_m))


def _middle(back: pyproj.Transformer, cell: _Square) -> tuple[float, float]:
    side_m = reference_table("hall")["heat_cell_m"].value
    lon, lat = back.transform((cell[0] + 0.5) * side_m, (cell[1] + 0.5) * side_m)
    return round(lat, 6), round(lon, 6)
