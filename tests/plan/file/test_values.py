"""Single values of a plan file: what each kind takes, and what it refuses."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from shapely import MultiPolygon, Polygon

from plan.file import values
from plan.file.entry_error import EntryError

RING = [[137.0, 36.0], [137.1, 36.0], [137.1, 36.1], [137.0, 36.0]]


@pytest.mark.parametrize(
    ("kind", "given", "taken"),
    [
        (values.text, "谷", "谷"),
        (values.number, 3, 3.0),
        (values.whole, 3.0, 3),
        (values.amount, 200.0, 200),
        (values.amount, 200.5, 200.5),
        (values.rounded_down, 3.9, 3),
        (values.yes_or_no, False, False),
        (values.date, "2026-11-29", datetime.date(2026, 11, 29)),
        (values.numbers, {"a": 1}, {"a": 1.0}),
        (values.numbers_by_year, {"2050": 1}, {2050: 1.0}),
        (values.last_numbers, {"h": 3.0}, {"h": 3}),
        (values.edge, ["u", "v", 0], ("u", "v", 0)),
        (values.wheelchairs, True, 1),
        (values.wheelchairs, None, 0),
        (values.day_or_year, 2026, "2026"),
        (values.day_or_year, "2026-04", "2026-04"),
    ],
)
def test_what_is_taken(kind: Callable[[object], object], given: object, taken: object) -> None:
    found = kind(given)
    assert found == taken
    assert type(found) is type(taken)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (values.text, 3),
        (values.number, True),
        (values.number, "3"),
        (values.number, 10**400),
        (values.whole, 3.5),
        (values.yes_or_no, 1),
        (values.date, "29.11.2026"),
        (values.items, {}),
        (values.members, []),
        (values.numbers, {"a": "1"}),
        (values.numbers_by_year, {"２０５０": 1}),
        (values.edge, ["u", "v", True]),
        (values.edge, ["u", "v"]),
        (values.day_or_year, True),
        (values.polygon, {"type": "Polygon", "coordinates": []}),
        (values.polygon, {"type": "Polygon", "coordinates": [RING[:2]]}),
        (values.polygon, {"type": "MultiPolygon", "coordinates": [[RING]]}),
        (values.polygon, {"type": "Polygon", "coordinates": [[[True, 1], [2, 3], [4, 5]]]}),
        (values.ground, {"type": "Polygon"}),
        (values.line, {"type": "Point", "coordinates": [1, 2]}),
    ],
)
def test_what_is_refused(kind: Callable[[object], object], given: object) -> None:
    with pytest.raises(EntryError):
        kind(given)


def test_shapes() -> None:
    assert values.polygon({"type": "Polygon", "coordinates": [RING]}).equals(Polygon(RING))
    parts = values.ground({"type": "MultiPolygon", "coordinates": [[RING]]})
    assert isinstance(parts, MultiPolygon)
    way = values.line({"type": "LineString", "coordinates": RING[:2]})
    assert way is not None
    assert list(way.coords) == [(137.0, 36.0), (137.1, 36.0)]
    assert values.line({"type": "LineString", "coordinates": []}) is None
