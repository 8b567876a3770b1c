"""Who may pass a way, and in which direction: the most special tag decides."""

from __future__ import annotations

import pytest

from geo.osm.access import cars_may_pass, direction, is_closed_to_all, is_road


@pytest.mark.parametrize(
    ("tags", "road"),
    [
        ({"highway": "residential"}, True),
        ({"highway": "proposed"}, False),
        ({"highway": "pedestrian", "area": "yes"}, False),
        ({"highway": "pedestrian", "area": "no"}, True),
        ({"building": "yes"}, False),
    ],
)
def test_roads(tags: dict[str, str], road: bool) -> None:
    assert is_road(tags) is road


@pytest.mark.parametrize(
    ("tags", "cars", "closed"),
    [
        ({}, True, False),
        ({"access": "no"}, False, True),
        ({"access": "no", "foot": "yes"}, False, False),
        ({"access": "no", "motorcar": "yes"}, True, False),
        ({"motor_vehicle": "no"}, False, False),
        ({"motorcar": "no", "motor_vehicle": "yes"}, False, False),
        ({"vehicle": "private", "foot": "no"}, False, True),
        ({"motor_vehicle": "agricultural;forestry"}, False, False),
        ({"access": "destination"}, True, False),
        ({"service": "private"}, False, True),
        ({"service": "emergency_access"}, False, False),
        ({"service": "driveway"}, True, False),
    ],
)
def test_who_may_pass(tags: dict[str, str], cars: bool, closed: bool) -> None:
    assert (cars_may_pass(tags), is_closed_to_all(tags)) == (cars, closed)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({}, "both"),
        ({"oneway": "yes"}, "forward"),
        ({"oneway": "-1"}, "backward"),
        ({"oneway": "reversible"}, "both"),
        ({"oneway": "yes", "oneway:motor_vehicle": "no"}, "both"),
        ({"junction": "roundabout"}, "forward"),
        ({"junction": "roundabout", "oneway": "no"}, "both"),
        ({"highway": "motorway"}, "forward"),
    ],
)
def test_directions(tags: dict[str, str], expected: str) -> None:
    assert direction({"highway": "residential", **tags}) == expected
