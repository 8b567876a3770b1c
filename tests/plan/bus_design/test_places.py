"""Where a bus may call and who gets on there; local lines make room, trunk lines stay."""

from __future__ import annotations

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.bus_design.places import local_routes, village_stops
from plan.scenario.scenario import FeedRoute, Hub
from tests.network.bus_design.town.small_town import small_task
from tests.small_region import LAT, LON, write_small_region


def test_every_village_but_the_hubs_own_place_has_a_stop(tmp_path):
    effective = apply(read_region(write_small_region(tmp_path)))
    elsewhere = village_stops(effective, Hub("h1", "拠点", LAT + 0.001, LON))
    assert list(elsewhere) == ["v1", "v2", "v3", "v4", "v5", "v6", "v7"]
    assert list(village_stops(effective, Hub("h1", "拠点", LAT, LON))) == ["v2", "v3", "v4", "v5", "v6", "v7"]
    assert [stop.stop_id for stop in elsewhere.values()] == [f"p{n}" for n in range(2, 9)]


def test_people_without_a_car_are_counted_at_their_nearest_stop(tmp_path):
    task = small_task(tmp_path)
    # 50 × 0.4, 20 × 0.5, 30 × 0.5, 10 × 0.8, 5 × 1 and nobody; who lives at the hub needs no bus
    assert dict(zip(task.villages, task.town.persons, strict=True)) == pytest.approx(
        {"v2": 20, "v3": 10, "v4": 15, "v5": 8, "v6": 5, "v7": 0}
    )
    assert task.near.tolist() == [True, True, True, True, True, True]


def test_routes_that_lead_far_beyond_the_villages_stay():
    region = read_region("sample_regions/sanson")
    found = local_routes(apply(region))
    assert found
    assert all(isinstance(route, FeedRoute) for route in found)
    away = read_region("sample_regions/okuyama")
    assert sum(feed.routes for feed in away.feeds) > 0
    assert local_routes(apply(away)) == ()
