"""Travel times, compared with networkx on a graph that is split at every point."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.snapping import join
from network.roads.travel_time import field_of, travel_times
from tests.network.brute_force import brute_force
from tests.network.random_towns import places, towns
from tests.network.roads.by_hand import CRS, both_ways, drawn, lat_lon, points, roads_of

EXACT_MIN = 0.01


def agree(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    assert not found.isna().to_numpy().any()
    pd.testing.assert_frame_equal(found, expected, rtol=0, atol=EXACT_MIN)


@pytest.fixture(scope="module")
def straight() -> RoadGraph:
    """A road of 6 km eastward at 60 km/h, with a node each km."""
    nodes = {f"n{i}": (1000.0 * i, 0.0) for i in range(7)}
    roads = [edge for i in range(6) for edge in both_ways(f"n{i}", f"n{i + 1}", speed_kph=60.0)]
    return roads_of(drawn(nodes, roads))


@given(data=st.data(), town=towns(), mode=st.sampled_from(["car", "walk"]))
def test_random_towns_agree_with_networkx(data, town, mode):
    graph, nodes, edges = town
    origins = data.draw(places(nodes, edges, "o"))
    destinations = data.draw(places(nodes, edges, "d"))
    found = travel_times(RoadGraph.from_networkx(graph, crs=CRS), origins, destinations, mode=mode).minutes
    agree(found, brute_force(graph, origins, destinations, mode))


@given(data=st.data(), town=towns(), mode=st.sampled_from(["car", "walk"]), limit=st.sampled_from([0.5, 5.0, 20.0]))
def test_a_limit_only_cuts_off_what_is_longer(data, town, mode, limit):
    graph, nodes, edges = town
    origins, destinations = data.draw(places(nodes, edges, "o")), data.draw(places(nodes, edges, "d"))
    roads = RoadGraph.from_networkx(graph, crs=CRS)
    whole = travel_times(roads, origins, destinations, mode=mode).minutes
    cut = travel_times(roads, origins, destinations, mode=mode, limit_min=limit).minutes
    pd.testing.assert_frame_equal(cut, whole.where(whole <= limit, np.inf), rtol=0, atol=1e-6)


@given(data=st.data(), town=towns(), mode=st.sampled_from(["car", "walk"]))
def test_searching_from_either_side_and_one_by_one_gives_the_same(data, town, mode):
    graph, nodes, edges = town
    origins, destinations = data.draw(places(nodes, edges, "o")), data.draw(places(nodes, edges, "d"))
    roads = RoadGraph.from_networkx(graph, crs=CRS)
    whole = travel_times(roads, origins, destinations, mode=mode).minutes
    by_row = pd.concat([travel_times(roads, origins.loc[[o]], destinations, mode=mode).minutes for o in origins.index])
    columns = [travel_times(roads, origins, destinations.loc[[d]], mode=mode).minutes for d in destinations.index]
    pd.testing.assert_frame_equal(by_row, whole, rtol=0, atol=2e-6)
    pd.testing.assert_frame_equal(pd.concat(columns, axis=1), whole, rtol=0, atol=2e-6)


@given(data=st.data(), town=towns(), mode=st.sampled_from(["car", "walk"]))
def test_a_field_read_at_points_is_the_column_of_travel_times(data, town, mode):
    graph, nodes, edges = town
    origins, places_ = data.draw(places(nodes, edges, "o")), data.draw(places(nodes, edges, "d"))
    roads = RoadGraph.from_networkx(graph, crs=CRS)
    expected = travel_times(roads, origins, places_, mode=mode).minutes
    start = join(compiled(roads, mode), origins)
    for name, place in places_.iterrows():
        found = field_of(roads, float(place["lat"]), float(place["lon"]), mode).minutes_from(start, 80.0)
        np.testing.assert_allclose(found, expected[name], rtol=0, atol=2e-6)


def test_minutes_run_from_origin_to_destination():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (1000.0, 1000.0)}
    loop = [("a", "b", {"speed_kph": 60.0}), ("b", "c", {"speed_kph": 60.0}), ("c", "a", {"travel_time": 600.0})]
    ends = points({name: nodes[name] for name in nodes})
    minutes = travel_times(roads_of(drawn(nodes, loop)), ends, ends).minutes
    assert minutes.loc["a", "b"] == pytest.approx(1, abs=EXACT_MIN)
    assert minutes.loc["b", "a"] == pytest.approx(11, abs=EXACT_MIN)


def test_a_car_goes_round_where_a_one_way_street_forbids_going_back():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0)}
    street = ("a", "b", {"speed_kph": 60.0, "oneway": True})
    back = ("b", "a", {"via": [(500.0, 400.0)], "travel_time": 240.0})
    roads = roads_of(drawn(nodes, [street, back]))
    early, late = points({"early": (200.0, 0.0)}), points({"late": (700.0, 0.0)})
    assert travel_times(roads, early, late).minutes.iloc[0, 0] == pytest.approx(0.5, abs=EXACT_MIN)
    assert travel_times(roads, late, early).minutes.iloc[0, 0] == pytest.approx(0.3 + 4 + 0.2, abs=EXACT_MIN)
    on_foot = travel_times(roads, late, early, mode="walk").minutes.iloc[0, 0]
    assert on_foot == pytest.approx(500 / 80, abs=EXACT_MIN)


def test_across_a_one_way_street_is_no_way_round():
    nodes = {"a": (0.0, 0.0), "b": (997.0, 13.0)}
    roads = roads_of(drawn(nodes, [("a", "b", {"speed_kph": 60.0})]))
    direction = np.array([997.0, 13.0]) / np.hypot(997.0, 13.0)
    left = np.array([-direction[1], direction[0]])
    sides = {f"{n}{i}": tuple(s * direction + n * left) for n in (-7, 5) for i, s in enumerate((111.1, 503.7, 871.3))}
    minutes = travel_times(roads, points(sides), points(sides)).minutes
    for i in range(3):
        assert minutes.loc[f"-7{i}", f"5{i}"] == pytest.approx(12 / 80, abs=EXACT_MIN)
        assert minutes.loc[f"5{i}", f"-7{i}"] == pytest.approx(12 / 80, abs=EXACT_MIN)


def test_on_foot_a_point_beside_a_two_way_road_is_as_near_as_it_looks():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0)}
    roads = roads_of(drawn(nodes, both_ways("a", "b")))
    minutes = travel_times(roads, points({"o": (100.0, 0.0)}), points(nodes), mode="walk").minutes
    assert minutes.loc[["o"]].to_numpy().tolist()[0] == pytest.approx([100 / 80, 900 / 80], abs=EXACT_MIN)


def test_the_access_way_is_walked_on_both_sides(straight):
    origin, destination = points({"o": (500.0, 160.0)}), points({"d": (4500.0, -80.0)})
    assert travel_times(straight, origin, destination).minutes.iloc[0, 0] == pytest.approx(4 + 3, abs=EXACT_MIN)
    slow = travel_times(straight, origin, destination, walk_m_per_min=40.0)
    assert slow.minutes.iloc[0, 0] == pytest.approx(4 + 6, abs=EXACT_MIN)
    assert slow.origin_access_m["o"] == pytest.approx(160, abs=0.01)
    assert slow.destination_access_m["d"] == pytest.approx(80, abs=0.01)


def test_the_way_to_the_road_is_walked_at_the_speed_of_the_assumptions():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0)}
    roads = roads_of(drawn(nodes, both_ways("a", "b", speed_kph=60.0)), walk_general_m_per_min=40.0)
    minutes = travel_times(roads, points({"o": (500.0, 80.0)}), points({"b": nodes["b"]})).minutes
    assert minutes.iloc[0, 0] == pytest.approx(0.5 + 2, abs=EXACT_MIN)


def test_a_place_farther_than_the_limit_has_no_way_and_one_within_has(straight):
    villages = points({"within": (2500.0, 999.0), "beyond": (2500.0, 1001.0), "antipode": (0.0, 0.0)})
    villages.loc["antipode"] = [-36.0, -42.8]
    times = travel_times(straight, villages, villages)
    # The same place is no way at all, and "beyond" lies 2 m from "within"; over the roads only "within" gets anywhere.
    assert np.diag(times.minutes)[:2].tolist() == [0.0, 0.0]
    assert times.minutes.loc["within", "beyond"] == pytest.approx(2 / 80, abs=EXACT_MIN)
    assert np.isinf(times.minutes.loc["antipode", ["within", "beyond"]]).all()
    to_start = travel_times(straight, villages, points({"n0": (0.0, 0.0)})).minutes["n0"]
    assert to_start["within"] == pytest.approx(2.5 + 999 / 80, abs=EXACT_MIN)
    assert np.isinf(to_start[["beyond", "antipode"]]).all()
    assert np.isinf(times.origin_access_m[["beyond", "antipode"]]).all()


def test_the_limit_to_roads_is_an_assumption():
    nodes = {"a": (0.0, 0.0), "b": (1000.0, 0.0)}
    roads = roads_of(drawn(nodes, both_ways("a", "b")), max_access_m=100.0)
    spots = points({"within": (400.0, 99.0), "beyond": (400.0, 101.0)})
    times = travel_times(roads, spots, points({"a": nodes["a"]}))
    assert np.isfinite(times.minutes["a"]).tolist() == [True, False]


def test_nobody_is_moved_to_another_piece():
    nodes = {"a": (0.0, 0.0), "b": (5000.0, 0.0), "c": (2000.0, 400.0), "d": (2600.0, 400.0)}
    roads = roads_of(drawn(nodes, [*both_ways("a", "b"), *both_ways("c", "d")]))
    minutes = travel_times(roads, points({"o": (2300.0, 390.0)}), points({"a": nodes["a"], "d": nodes["d"]})).minutes
    assert np.isinf(minutes["a"].loc["o"])
    assert np.isfinite(minutes["d"].loc["o"])


def test_thirty_minutes_are_within_thirty_whatever_they_are_added_up_from():
    nodes = {f"n{i}": (100.0 * i, 0.0) for i in range(301)}
    roads = [edge for i in range(300) for edge in both_ways(f"n{i}", f"n{i + 1}", travel_time=6.0)]
    ends = points({"west": nodes["n0"], "east": nodes["n300"]})
    graph = roads_of(drawn(nodes, roads))
    for limit in (None, 30.0):
        minutes = travel_times(graph, ends.loc[["west"]], ends.loc[["east"]], limit_min=limit).minutes
        assert minutes["east"].loc["west"] <= 30


def test_joining_a_node_instead_of_the_edge_would_answer_otherwise(straight):
    """Trap: points joined to nodes flip "within 1 km of a stop"."""
    village, stop = points({"village": (2600.0, 0.0)}), points({"stop": (3450.0, 0.0)})
    metres = travel_times(straight, village, stop, mode="walk", walk_m_per_min=1.0).minutes.iloc[0, 0]
    assert metres == pytest.approx(850, abs=0.1)


def test_no_roads_and_no_points_give_empty_answers_not_errors(straight):
    nobody, somebody, another = points({}), points({"o": (0.0, 0.0)}), points({"p": (1200.0, 0.0)})
    assert travel_times(straight, nobody, somebody).minutes.shape == (0, 1)
    assert travel_times(straight, somebody, nobody).minutes.shape == (1, 0)
    for graph in (nx.MultiDiGraph(), drawn({"a": (0.0, 0.0)}, [])):
        roads = RoadGraph.from_networkx(graph, crs=CRS)
        assert np.isinf(travel_times(roads, somebody, somebody).minutes.to_numpy()[0, 0])
        assert np.isinf(travel_times(roads, somebody, another).minutes.to_numpy()[0, 0])
        assert np.isinf(field_of(roads, *lat_lon(0, 0), "car").node_costs).all()


def test_an_unknown_mode_is_refused(straight):
    with pytest.raises(ValueError, match="mode must be one of"):
        travel_times(straight, points({}), points({}), mode="boat")  # type: ignore[arg-type]


def test_a_field_refuses_points_of_another_mode(straight):
    field = field_of(straight, *lat_lon(0, 0), "car")
    on_foot = join(compiled(straight, "walk"), points({"o": (0.0, 0.0)}))
    with pytest.raises(ValueError, match="another network"):
        field.minutes_from(on_foot, 80.0)


def test_many_searches_in_chunks_are_those_of_one_at_a_time(straight):
    many = points({f"p{i}": (40.0 * i, 3.0) for i in range(150)})
    minutes = travel_times(straight, many, many).minutes
    x_km = np.arange(150) * 0.04
    expected = np.abs(x_km[:, None] - x_km[None, :]) + 6 / 80
    np.fill_diagonal(expected, 0.0)
    at_node = np.isclose(x_km % 1, 0)
    assert not at_node.all()
    np.testing.assert_allclose(minutes, expected, rtol=0, atol=EXACT_MIN)
