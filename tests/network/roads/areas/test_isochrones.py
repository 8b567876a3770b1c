"""Time bands: every road within the limit, none far beyond it, no mountains, areas inside each other."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.files.crs import to_metric
from network.roads.areas.isochrones import CELL_M, SIMPLIFY_M, bands
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.snapping import join
from network.roads.travel_time import field_of
from tests.network.random_towns import towns
from tests.network.roads.by_hand import CRS, both_ways, drawn, lat_lon, points, roads_of

WALK = 80.0
LIMITS = [5.0, 15.0, 30.0]


def in_metres(area: shapely.MultiPolygon) -> shapely.MultiPolygon:
    moved = shapely.transform(area, lambda xy: to_metric(xy[:, 1], xy[:, 0], CRS))
    assert isinstance(moved, shapely.MultiPolygon)
    return moved


def areas_of(
    roads: RoadGraph, *places: tuple[float, float], mode="car", limits=LIMITS
) -> dict[float, shapely.MultiPolygon]:
    fields = [field_of(roads, *lat_lon(*xy), mode) for xy in places]
    return {limit: in_metres(area) for limit, area in bands(fields, limits, WALK).items()}


def along(area: shapely.MultiPolygon, line: shapely.LineString) -> tuple[float, float]:
    """First and last metre of a line that lies in an area without a gap."""
    covered = area.intersection(line)
    assert isinstance(covered, shapely.LineString)
    start, end = covered.coords[0], covered.coords[-1]
    return line.project(shapely.Point(start)), line.project(shapely.Point(end))


@pytest.fixture(scope="module")
def straight() -> RoadGraph:
    """A road of 40 km eastward at 60 km/h, one edge for every 10 km."""
    nodes = {f"n{i}": (10_000.0 * i, 0.0) for i in range(5)}
    return roads_of(drawn(nodes, [e for i in range(4) for e in both_ways(f"n{i}", f"n{i + 1}", speed_kph=60.0)]))


@pytest.mark.parametrize("hub_m", [20_000.0, 17_300.0])
def test_along_a_straight_road_the_area_ends_where_the_minutes_do(straight, hub_m):
    line = shapely.LineString([(0, 0), (40_000, 0)])
    for limit, area in areas_of(straight, (hub_m, 0.0)).items():
        west, east = along(area, line)
        for end, expected in ((west, max(hub_m - 1000 * limit, 0)), (east, min(hub_m + 1000 * limit, 40_000))):
            beyond = expected - end if end < hub_m else end - expected
            assert -SIMPLIFY_M <= beyond <= 2 * CELL_M


def test_a_hub_in_the_middle_of_a_long_edge_is_at_no_detour(straight):
    """Samples on the hub's own edge reach it without any node: 3 minutes are 3 km to both sides."""
    west, east = along(
        areas_of(straight, (15_000.0, 0.0), limits=[3.0])[3.0], shapely.LineString([(0, 0), (40_000, 0)])
    )
    assert (west, east) == pytest.approx((12_000, 18_000), abs=2 * CELL_M)


def test_only_those_before_the_hub_reach_it_along_a_one_way_road():
    nodes = {"a": (0.0, 0.0), "b": (10_000.0, 0.0)}
    roads = roads_of(drawn(nodes, [("a", "b", {"speed_kph": 60.0})]))
    west, east = along(areas_of(roads, (5000.0, 0.0), limits=[3.0])[3.0], shapely.LineString([(0, 0), (10_000, 0)]))
    assert west == pytest.approx(2000, abs=2 * CELL_M)
    assert east == pytest.approx(5000, abs=2 * CELL_M)


def test_the_way_from_the_hub_to_its_road_is_walked(straight):
    line = shapely.LineString([(0, 0), (40_000, 0)])
    west, east = along(areas_of(straight, (20_000.0, 800.0), limits=[15.0])[15.0], line)
    assert (west, east) == pytest.approx((15_000, 25_000), abs=2 * CELL_M)


def test_mountains_do_not_look_reached(straight):
    area = areas_of(straight, (20_000.0, 0.0))[30.0]
    assert not area.intersects(shapely.box(0, 550, 40_000, 99_000))
    assert area.covers(shapely.box(15_000, -200, 25_000, 200))


def test_a_road_on_another_piece_is_not_reached():
    nodes = {"a": (0.0, 0.0), "b": (3000.0, 0.0), "c": (0.0, 1500.0), "d": (3000.0, 1500.0)}
    roads = roads_of(drawn(nodes, [*both_ways("a", "b"), *both_ways("c", "d")]))
    area = areas_of(roads, (0.0, 0.0))[30.0]
    assert not area.intersects(shapely.LineString([nodes["c"], nodes["d"]]))


def test_several_hubs_make_the_area_of_the_nearest(straight):
    hubs = (5000.0, 0.0), (33_000.0, 0.0)
    both = areas_of(straight, *hubs, limits=[5.0])[5.0]
    single = shapely.union_all([areas_of(straight, hub, limits=[5.0])[5.0] for hub in hubs])
    assert shapely.area(shapely.symmetric_difference(both, single)) < 0.01 * single.area


def test_on_foot_the_area_is_as_far_as_one_walks(straight):
    line = shapely.LineString([(0, 0), (40_000, 0)])
    west, east = along(areas_of(straight, (15_000.0, 0.0), mode="walk", limits=[15.0])[15.0], line)
    assert (west, east) == pytest.approx((13_800, 16_200), abs=2 * CELL_M)


@given(town=towns(), mode=st.sampled_from(["car", "walk"]), hub=st.tuples(st.integers(0, 2700), st.integers(0, 2700)))
def test_areas_hold_every_road_within_the_limit_and_each_other(town, mode, hub):
    graph, _, _ = town
    roads = RoadGraph.from_networkx(graph, crs=CRS)
    field = field_of(roads, *lat_lon(*hub), mode)
    areas = areas_of(roads, hub, mode=mode)
    network = compiled(roads, mode)
    spots = [
        line.interpolate(share, normalized=True)
        for line in roads.segments[network.segment_ids]
        for share in (0.02, 0.31, 0.5, 0.77, 0.98)
    ]
    minutes = field.minutes_from(join(network, points({str(i): (p.x, p.y) for i, p in enumerate(spots)})), WALK)
    for limit, area in areas.items():
        assert area.is_valid
        near = area.buffer(SIMPLIFY_M + 1)
        assert all(near.covers(p) for p, m in zip(spots, minutes, strict=True) if m <= limit)
    for shorter, longer in ((5.0, 15.0), (15.0, 30.0)):
        assert areas[shorter].difference(areas[longer].buffer(0.01)).is_empty
    # Land up to 400 m from a road is walked to straight from a hub that lies off it, no farther than 1 km.
    off_road = min((line.distance(shapely.Point(hub)) for line in roads.segments), default=np.inf) > 1600
    if np.isinf(field.node_costs).all() and off_road:
        assert all(area.is_empty for area in areas.values())


def test_nothing_reached_is_an_empty_area(straight):
    assert all(area.is_empty for area in areas_of(straight, (20_000.0, 5000.0)).values())
    assert bands([], [15.0], WALK)[15.0].is_empty
    nowhere = roads_of(drawn({}, []))
    assert bands([field_of(nowhere, *lat_lon(0, 0), "car")], [15.0], WALK)[15.0].is_empty


def test_limits_come_back_in_their_order_and_the_same_every_time(straight):
    field = field_of(straight, *lat_lon(20_000.0, 0.0), "car")
    found = bands([field], [30, 15], WALK)
    assert list(found) == [30, 15]
    assert found == bands([field], [30, 15], WALK)


def test_places_on_different_networks_are_refused(straight):
    by_car, on_foot = (field_of(straight, *lat_lon(0, 0), mode) for mode in ("car", "walk"))
    with pytest.raises(ValueError, match="one network"):
        bands([by_car, on_foot], [15.0], WALK)


def test_land_nearer_to_the_hub_than_to_the_road_is_walked_to_straight(straight):
    # The hub stands 380 m from the road; land 200 m beside it would be 380 + 380 m away over the road.
    area = bands([field_of(straight, *lat_lon(3000.0, 380.0), "walk")], [5.0], 80.0)[5.0]
    assert area.contains(shapely.Point(*lat_lon(3200.0, 380.0)[::-1]))
    assert not area.contains(shapely.Point(*lat_lon(3600.0, 380.0)[::-1]))
