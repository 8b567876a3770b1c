"""Single values of a plan file: each kind is told from what anybody may have written, and what is wrong is noted."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable
from typing import Any

from shapely import LineString, MultiPolygon, Point, Polygon

from geo.reference.assumptions import Assumptions
from network.services.service_terms import way_along
from plan.file.entry_error import EntryError

_FEWEST_CORNERS = 3
_FEWEST_ENDS = 2


def text(value: object) -> str:
    """Take a value as text."""
    if not isinstance(value, str):
        raise EntryError("entry_not_text")
    return value


def number(value: object) -> float:
    """Take a value as a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EntryError("entry_not_number")
    try:
        return float(value)
    except OverflowError as problem:
        raise EntryError("entry_number_too_large") from problem


def whole(value: object) -> int:
    """Take a value as a whole number."""
    found = number(value)
    if found != int(found):
        raise EntryError("entry_not_whole")
    return int(found)


def amount(value: object) -> float:
    """Take a value as an amount: 200.0 is 200, and stays so when it is written again."""
    found: float = as_amount(number(value))
    return found


def as_amount(value: Any) -> Any:
    """Return whole numbers as such."""
    return int(value) if isinstance(value, float) and value == int(value) else value


def rounded_down(value: object) -> int:
    """Take a number as a whole one, whatever stands after the point."""
    return int(number(value))


def yes_or_no(value: object) -> bool:
    """Take a value as a truth value."""
    if not isinstance(value, bool):
        raise EntryError("entry_not_yes_or_no")
    return value


def date(value: object) -> datetime.date:
    """Take a value as a date."""
    written = text(value)
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as problem:
        raise EntryError("entry_not_date", value=written) from problem


def items(value: object) -> list[Any]:
    """Take a value as a list."""
    if not isinstance(value, list):
        raise EntryError("entry_wrong_shape", shape="[…]")
    return value


def members(value: object) -> dict[str, Any]:
    """Take a value as an object."""
    if not isinstance(value, dict):
        raise EntryError("entry_wrong_shape", shape="{…}")
    return value


def numbers(value: object) -> dict[str, float]:
    """Take a value as an object of numbers."""
    found = {}
    for name, given in members(value).items():
        with standing_at(f"の {name}"):
            found[name] = number(given)
    return found


def numbers_by_year(value: object) -> dict[int, float]:
    """Take a value as an object of numbers by year."""
    found = numbers(value)
    for year in found:
        if not (year.isascii() and year.isdigit()):
            raise EntryError("entry_not_year", value=year)
    return {int(year): value for year, value in found.items()}


def last_numbers(value: object) -> dict[str, int]:
    """Take a value as the highest numbers of ids by their letter."""
    return {prefix: int(last) for prefix, last in numbers(value).items()}


def assumptions(value: object) -> Assumptions:
    """Take a value as changed assumptions."""
    return Assumptions(numbers(value))


def edge(value: object) -> tuple[str, str, int]:
    """Take a value as a road edge."""
    match value:
        case [str() as u, str() as v, int() as key] if not isinstance(key, bool):
            return u, v, key
    raise EntryError("entry_not_edge")


def wheelchairs(value: object) -> int:
    """Take a value as a number of places: some write that there is one, not how many."""
    return int(value) if isinstance(value, bool) else whole(value or 0)


def day_or_year(value: object) -> str:
    """Take a value as a date as it was written; a year alone may be a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else text(value)


@contextlib.contextmanager
def standing_at(place: str) -> Any:
    """Put a place before what is wrong inside."""
    try:
        yield
    except EntryError as problem:
        raise problem.under(place) from problem.__cause__


def _geometry(value: object, kinds: dict[str, Callable[[list[Any]], Any]], refused: Callable[[str], EntryError]) -> Any:
    shape = members(value)
    for key in ("type", "coordinates"):
        if key not in shape:
            raise EntryError("entry_missing", f"の {key}")
        if key == "type":
            with standing_at("の type"):
                kind = text(shape["type"])
            if kind not in kinds:
                raise refused(kind)
    with standing_at("の coordinates"):
        return kinds[kind](items(shape["coordinates"]))


def polygon(value: object) -> Polygon:
    """Take a value as a GeoJSON polygon."""
    found: Polygon = _geometry(value, {"Polygon": _rings}, _no_polygon)
    return found


def ground(value: object) -> Polygon | MultiPolygon:
    """Take a value as a GeoJSON polygon of one part or of several."""
    kinds = {"Polygon": _rings, "MultiPolygon": lambda parts: MultiPolygon([_rings(part) for part in parts])}
    found: Polygon | MultiPolygon = _geometry(value, kinds, _no_polygon)
    return found


def line(value: object) -> LineString | None:
    """Take a value as a GeoJSON line; None where it has fewer than two corners, as a way that is not drawn."""
    found: LineString | None = _geometry(
        value,
        {"LineString": lambda points: way_along([_point(p) for p in points])},
        lambda _: EntryError("entry_not_line"),
    )
    return found


def drawn(value: object) -> Point | LineString | Polygon:
    """Take a value as a GeoJSON point, line or polygon."""
    kinds: dict[str, Callable[[list[Any]], Any]] = {
        "Point": _single_point,
        "LineString": _whole_line,
        "Polygon": _rings,
    }
    found: Point | LineString | Polygon = _geometry(value, kinds, lambda kind: EntryError("entry_not_drawn", kind=kind))
    return found


def _single_point(value: Any) -> Point:
    return Point(_corner(value))


def _whole_line(value: Any) -> LineString:
    corners = [_corner(corner) for corner in value]
    if len(set(corners)) < _FEWEST_ENDS:
        raise EntryError("entry_line_without_way")
    return LineString(corners)


def _no_polygon(kind: str) -> EntryError:
    return EntryError("entry_not_polygon", kind=kind)


def _rings(value: Any) -> Polygon:
    if not isinstance(value, list) or not value:
        raise EntryError("entry_no_rings")
    shell, *holes = [_ring(ring) for ring in value]
    return Polygon(shell, holes)


def _ring(value: Any) -> list[tuple[float, float]]:
    if not isinstance(value, list):
        raise EntryError("entry_ring_not_points")
    corners = [_corner(corner) for corner in value]
    if len(set(corners)) < _FEWEST_CORNERS:
        raise EntryError("entry_ring_too_few_corners")
    return corners


def _corner(value: Any) -> tuple[float, float]:
    match value:
        case [int() | float() as lon, int() | float() as lat, *_] if bool not in (type(lon), type(lat)):
            with contextlib.suppress(OverflowError):
                return float(lon), float(lat)
    raise EntryError("entry_not_place")


def _point(value: Any) -> tuple[float, float]:
    match value:
        case [int() | float() as lon, int() | float() as lat, *_] if bool not in (type(lon), type(lat)):
            return number(lon), number(lat)
    raise EntryError("entry_not_place")
