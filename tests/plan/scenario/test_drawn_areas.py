"""Drawn areas: valid, six decimals, and what is none is refused in Japanese."""

from __future__ import annotations

import pytest
import shapely
from shapely import MultiPolygon, Point, Polygon

from plan.scenario.drawn_areas import ConservationArea, HubArea, Sphere, rounded

FIELD = Polygon([(135, 33), (135.01, 33), (135.01, 33.01), (135, 33.01)])


def test_corners_are_kept_to_six_decimals_in_the_order_drawn() -> None:
    drawn = Polygon([(135.12345678, 33.1), (135.2, 33.1), (135.2, 33.2)], [])
    assert shapely.get_coordinates(rounded(drawn)).tolist()[0] == [135.123457, 33.1]
    assert rounded(Polygon([(0, 0, 5), (1, 0, 5), (0, 1, 5)])).has_z is False


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        (Polygon(), "空です"),
        (MultiPolygon(), "空です"),
        (Polygon([(0, 0), (181, 0), (0, 1)]), "範囲を外れています"),
        (Polygon([(0, 0), (1, 91), (0, 1)]), "範囲を外れています"),
        (Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "緯度 0.5、経度 0.5"),
        (Polygon([(1, 2), (1 + 1e-8, 2), (1, 2 + 1e-8)]), "緯度 2"),
    ],
    ids=["empty", "no parts", "longitude", "latitude", "crossing", "collapsed by rounding"],
)
def test_what_is_no_ground_is_refused(shape: Polygon | MultiPolygon, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rounded(shape)


def test_areas_without_an_id_are_refused() -> None:
    for make in (lambda: HubArea("", FIELD), lambda: ConservationArea("", "田", FIELD), lambda: Sphere("")):
        with pytest.raises(ValueError, match="空です"):
            make()


def test_the_villages_of_a_sphere_stand_in_order_once() -> None:
    assert Sphere("h1", ("v2", "v1", "v2")).villages == ("v1", "v2")


def test_equal_areas_are_equal_and_hash_alike() -> None:
    twin = Polygon(shapely.get_coordinates(FIELD))
    assert HubArea("a1", FIELD) == HubArea("a1", twin)
    assert hash(Sphere("h1", area=FIELD)) == hash(Sphere("h1", area=twin))
    assert HubArea("a1", FIELD) != HubArea("a1", Point(135, 33).buffer(0.01))
