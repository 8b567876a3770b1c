"""A proposal for the hub area of the drawn town: clinic and nursery at the hub, a shop 400 m along the road."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from geo.region.zone_index import in_metres
from plan.applied import EffectiveScenario
from plan.land.hub_area_proposal import in_plan_degrees, propose_hub_area, propose_hub_areas
from plan.land.land import land_of
from tests.plan.drawn_town import CRS, as_drawn, features, place, plan_of_the_town, square, town


def ground(found: Any) -> shapely.Geometry:
    return shapely.union_all([in_metres(c, CRS) for c in found.clusters])


def test_facilities_within_a_walk_of_each_other_make_one_cluster(good: EffectiveScenario) -> None:
    land = land_of(good)
    found = propose_hub_area(land, "h1")
    assert {p.id for p in found.held} >= {"h1", "f-clinic", "f-shop"}
    assert found.people == 100, "v1 stands at the hub"
    area = ground(found)
    assert found.area_m2 == pytest.approx(shapely.area(area), rel=0.01)
    assert found.sphere_share == pytest.approx(found.area_m2 / 4000**2, rel=0.01)
    assert all(shapely.dwithin(area, b.point, 1) for b in land.hubs[0].buildings)
    assert [p.hub_id for p in propose_hub_areas(land)] == ["h1"]


def test_danger_is_left_out_and_told(town_of: Any) -> None:
    drawn = town()
    red = square(350, -100, 450, 100)
    drawn["zones"]["landslide"] = features((red, {"kind": "特別警戒区域"}))
    found = propose_hub_area(land_of(town_of(drawn, None)), "h1")
    assert "f-shop" not in {p.id for p in found.held}
    assert {left.id: left.reason for left in found.left_out}["f-shop"].endswith("の中にあります。")
    assert not shapely.intersects(ground(found), as_drawn(red))


def test_ground_that_is_taken_is_left_out(good: EffectiveScenario) -> None:
    taken = as_drawn(square(300, -500, 800, 500))
    found = propose_hub_area(land_of(good), "h1", [taken])
    assert not shapely.intersects(ground(found), taken)
    assert "f-shop" not in {p.id for p in found.held}


def test_a_shop_too_far_to_walk_is_no_part_of_it(town_of: Any) -> None:
    drawn, scenario = town(), plan_of_the_town()
    drawn["lengths"]["a", "s"] = 900.0
    found = propose_hub_area(land_of(town_of(drawn, scenario)), "h1")
    first = shapely.get_parts(ground(found))
    shop = shapely.centroid(as_drawn(square(399, -1, 401, 1)))
    hub = shapely.centroid(as_drawn(square(-1, -1, 1, 1)))
    assert not any(shapely.dwithin(part, shop, 1) and shapely.dwithin(part, hub, 1) for part in first)


def test_a_hub_that_is_not_there_has_no_proposal(good: EffectiveScenario) -> None:
    with pytest.raises(KeyError):
        propose_hub_area(land_of(good), "h9")


def test_areas_are_written_with_the_decimals_of_the_plan_file() -> None:
    (polygon,) = in_plan_degrees(as_drawn(square(0, 0, 100, 100)), CRS)
    lat, lon = place(0, 0)
    assert polygon.bounds[:2] == pytest.approx((lon, lat), abs=1e-6)
    assert all(round(v, 6) == v for corner in polygon.exterior.coords for v in corner)
    assert in_plan_degrees(shapely.Polygon(), CRS) == []
