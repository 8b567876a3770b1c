"""Grounds of villages: the nearest over the roads, without gaps or overlaps, out of what is excluded."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.files.crs import to_degrees, to_metric
from geo.region.zone_index import in_metres
from network.roads.areas.village_catchments import Bounds, village_grounds
from network.roads.graph import RoadGraph
from network.roads.nearest_over_roads import nearest_over_roads
from network.roads.travel_time import travel_times
from plan.spheres.grounds import sphere_areas
from tests.network.random_towns import places, towns
from tests.network.roads.by_hand import XY, both_ways, drawn, points, roads_of

WHOLE = (-2_000, -2_000, 5_000, 5_000)
Town = tuple[nx.MultiDiGraph, dict[str, XY], list[tuple[str, str, dict[str, Any]]]]


def ladder() -> RoadGraph:
    """Two parallel roads 200 m apart, joined at the east end only.

    a ─────1,000 m───── b
                        │ 200 m
    d ─────1,000 m───── c
    """
    nodes = {"a": (0.0, 200.0), "b": (1000.0, 200.0), "c": (1000.0, 0.0), "d": (0.0, 0.0)}
    return roads_of(drawn(nodes, [*both_ways("a", "b"), *both_ways("b", "c"), *both_ways("c", "d")]))


def at(grounds: gpd.GeoSeries, crs: int, x: float, y: float) -> str | None:
    """Whose ground a place belongs to."""
    spot = shapely.Point(x, y)
    held = [v for v, ground in grounds.items() if shapely.contains(in_metres(ground, crs), spot)]
    assert len(held) <= 1
    return held[0] if held else None


def test_the_way_along_the_road_counts_not_the_straight_line() -> None:
    roads = ladder()
    villages = points({"v1": (0.0, 200.0), "v2": (900.0, 0.0)})
    grounds = village_grounds(roads, villages, Bounds(shapely.box(-500, -500, 1500, 700)))
    # The west end of the lower road is 200 m from v1 and 900 m from v2, but v1 would have to go 2,200 m around.
    assert at(grounds, roads.crs, 0, 20) == "v2"
    assert at(grounds, roads.crs, 0, 180) == "v1"
    # On the upper road the border lies where both ways are equal: v1 x, v2 100 + 200 + (1000 - x): x = 650.
    assert (at(grounds, roads.crs, 600, 190), at(grounds, roads.crs, 700, 190)) == ("v1", "v2")


def test_a_road_that_only_leads_through_another_village_is_no_island() -> None:
    nodes = {
        "a": (0.0, 0.0),
        "b": (1000.0, 0.0),
        "c": (500.0, 100.0),
        "d": (500.0, 130.0),
        "far": (-3000.0, 0.0),
        "e": (0.0, 120.0),
    }
    tunnel = {"via": [(-3000.0, 5000.0), (500.0, 5000.0)], "length": 10.0}
    edges = [*both_ways("a", "b"), *both_ways("c", "d"), *both_ways("e", "d", **tunnel)]
    roads = roads_of(drawn(nodes, edges))
    villages = points({"v1": (500.0, 1.0), "v2": (0.0, 119.0)})
    grounds = village_grounds(roads, villages, Bounds(shapely.box(-500, -500, 1500, 700)))
    assert all(shapely.get_num_geometries(g) == 1 for g in grounds)
    assert at(grounds, roads.crs, 500, 1) == "v1"


def test_land_outside_the_bounds_belongs_to_nobody() -> None:
    roads = ladder()
    villages = points({"v1": (100.0, 200.0), "v2": (900.0, 0.0)})
    urban, whole = shapely.box(400, -300, 600, 300), shapely.box(-400, -400, 1400, 600)
    grounds = village_grounds(roads, villages, Bounds(whole, urban))
    drawn_m = in_metres(shapely.union_all(grounds.values), roads.crs)
    assert shapely.area(shapely.intersection(drawn_m, urban)) == 0
    assert shapely.area(shapely.difference(drawn_m, whole)) == 0
    # All but a seam of 0.2 m (and a rounding of 0.1 m) on either side of each bound.
    missing = whole.difference(urban).area - shapely.area(drawn_m)
    assert 0 < missing < 0.35 * (whole.length + urban.length)


def test_without_a_municipality_the_land_lies_around_the_roads() -> None:
    roads = ladder()
    grounds = village_grounds(roads, points({"v1": (100.0, 200.0)}), Bounds())
    west, _, _, north = shapely.bounds(in_metres(grounds.iloc[0], roads.crs))
    reach_m = roads.assumptions["max_access_m"]
    assert west == pytest.approx(-reach_m, abs=reach_m / 4)
    assert north == pytest.approx(200 + reach_m, abs=reach_m / 4)


def test_villages_at_one_place_share_their_ground() -> None:
    roads = ladder()
    villages = points({"v1": (100.0, 200.0), "v2": (100.0, 200.0), "v3": (900.0, 0.0)})
    grounds = village_grounds(roads, villages, Bounds(shapely.box(*WHOLE)))
    assert grounds.is_empty.tolist() == [False, True, False]
    assert sphere_areas(grounds, pd.Series({"v1": None, "v2": "h1", "v3": None}, dtype=object))["h1"].is_empty


def test_nobody_and_no_road_are_answered_too() -> None:
    assert village_grounds(ladder(), points({}), Bounds()).empty
    nothing = RoadGraph.from_networkx(nx.MultiDiGraph(), crs=6675)
    two = points({"v1": (0.0, 0.0), "v2": (1000.0, 0.0)})
    grounds = village_grounds(nothing, two, Bounds(shapely.box(*WHOLE)))
    assert [at(grounds, 6675, 400, 90), at(grounds, 6675, 600, 90)] == ["v1", "v2"]


@settings(max_examples=50)
@given(st.data())
def test_points_along_roads_belong_to_the_nearest_village(data: st.DataObject) -> None:
    graph, nodes, edges = data.draw(towns())
    villages = data.draw(places(nodes, edges, "v"))
    roads = roads_of(graph)
    found = nearest_over_roads(roads, villages, spacing_m=150, box=(-np.inf, -np.inf, np.inf, np.inf))
    on_road = slice(len(villages), None)
    if not len(found.village[on_road]):
        return
    lat, lon = to_degrees(found.xy_m[on_road], roads.crs)
    asked = pd.DataFrame({"lat": lat, "lon": lon}, index=range(len(lat)))
    minutes = travel_times(roads, villages, asked, mode="walk", walk_m_per_min=1.0).minutes.to_numpy()
    own = minutes[found.village[on_road], np.arange(len(lat))]
    np.testing.assert_allclose(own, minutes.min(axis=0), atol=0.2)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_grounds_divide_the_land_on_any_map(data: st.DataObject) -> None:
    graph, nodes, edges = data.draw(towns())
    villages = data.draw(places(nodes, edges, "v"))
    roads = roads_of(graph)
    corner = st.integers(-1500, 3000)
    x, y = data.draw(corner), data.draw(corner)
    urban = data.draw(st.sampled_from([None, shapely.box(x, y, x + 900, y + 700)]))
    whole = data.draw(st.sampled_from([None, shapely.box(*WHOLE)]))
    grounds = village_grounds(roads, villages, Bounds(whole, urban))
    shapes = grounds.values[~grounds.is_empty]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert (shapely.get_coordinates(shapes) == np.round(shapely.get_coordinates(shapes), 6)).all()
    xy_m = to_metric(villages["lat"], villages["lon"], roads.crs)
    for village, (x_m, y_m) in zip(villages.index, xy_m, strict=True):
        spot = shapely.Point(x_m, y_m)
        within = whole is None or whole.buffer(-1).contains(spot)
        if within and (urban is None or not urban.buffer(1).contains(spot)) and not grounds[village].is_empty:
            assert shapely.contains(shapely.buffer(in_metres(grounds[village], roads.crs), 0.1), spot)
    together = in_metres(shapely.segmentize(shapely.union_all(shapes), 0.01), roads.crs)
    if urban is not None:
        assert shapely.area(shapely.intersection(together, urban)) == 0
    if whole is not None:
        assert shapely.area(shapely.difference(together, whole)) == 0
        land = whole if urban is None else whole.difference(urban)
        assert land.area - shapely.area(together) < 0.35 * land.length
    hubs = pd.Series(["h1" if i % 2 else "h2" for i in range(len(villages))], villages.index, dtype=object)
    before = sphere_areas(grounds, hubs)
    hubs.iloc[0] = "h3"
    after = sphere_areas(grounds, hubs)
    assert {h for h in ("h1", "h2") if h in after and after[h] != before[h]} <= {"h2"}
    assert shapely.coverage_is_valid(after.values[~after.is_empty])
