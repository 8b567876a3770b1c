"""Roads that cannot be right: nodes elsewhere go with their roads, measures that are no numbers go alone."""

from __future__ import annotations

import networkx as nx

from geo.region.roads.road_checks import without_impossible_roads

HERE, THERE = {"x": 137.0, "y": 36.0}, {"x": 137.01, "y": 36.0}


def roads(*others: dict[str, float], **data: object) -> nx.MultiDiGraph:
    """One road between two places in Japan, and further places that it leads on to."""
    graph = nx.MultiDiGraph()
    graph.add_node(0, **HERE)
    graph.add_node(1, **THERE)
    graph.add_edge(0, 1, **data)
    for number, place in enumerate(others, start=2):
        graph.add_node(number, **place)
        graph.add_edge(1, number, length=5.0)
    return graph


def test_right_roads_stay() -> None:
    graph, notices = without_impossible_roads(roads(length=800.0, travel_time=0, highway="x"), "r", fictional=False)
    assert (notices, graph.number_of_edges()) == ([], 1)
    assert graph.edges[0, 1, 0] == {"length": 800.0, "travel_time": 0, "highway": "x"}


def test_places_elsewhere_go_with_their_roads() -> None:
    berlin, nowhere, swapped = {"x": 13.4, "y": 52.5}, {"x": 500.0, "y": 36.0}, {"x": 36.0, "y": 137.0}
    graph, notices = without_impossible_roads(roads(berlin, swapped), "r", fictional=False)
    assert (sorted(graph), [n.code for n in notices]) == ([0, 1], ["roads_outside_japan"])
    graph, notices = without_impossible_roads(roads(swapped, swapped), "r", fictional=False)
    assert (sorted(graph), [n.code for n in notices]) == ([0, 1], ["roads_swapped"])
    graph, notices = without_impossible_roads(roads(berlin, nowhere), "r", fictional=True)
    assert (sorted(graph), [n.code for n in notices]) == ([0, 1, 2], ["roads_outside_japan"])


def test_measures_that_are_no_numbers_go_alone() -> None:
    graph, notices = without_impossible_roads(
        roads(length=-1.0, speed_kph=float("nan"), travel_time=True), "r", fictional=False
    )
    assert graph.edges[0, 1, 0] == {}
    assert [(n.code, n.field) for n in notices] == [
        ("road_measure_wrong", "length"),
        ("road_measure_wrong", "speed_kph"),
        ("road_measure_wrong", "travel_time"),
    ]
    graph, notices = without_impossible_roads(roads(length="800"), "r", fictional=False)
    assert (graph.edges[0, 1, 0], len(notices)) == ({}, 1)
