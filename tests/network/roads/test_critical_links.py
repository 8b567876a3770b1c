"""Links that are the only way: by closing every link in turn, and on a map with the answer on paper."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.region.region import read_region
from network.roads.critical_links import cut_off, only_ways
from network.roads.graph import RoadGraph, number_pieces
from tests.network.roads.by_hand import drawn, points

NODES = {"a": (0.0, 0.0), "b": (1000.0, 0.0), "c": (2000.0, 0.0), "d": (2000.0, 900.0), "e": (3000.0, 0.0)}


def roads() -> RoadGraph:
    """a-b-c-e in a row, b-d-c a way round: only a-b and c-e are bridges."""
    pairs = [("a", "b"), ("b", "c"), ("b", "d"), ("d", "c"), ("c", "e")]
    both = [(u, v, {"length": 1000.0, "speed_kph": 30.0}) for pair in pairs for u, v in (pair, pair[::-1])]
    return RoadGraph.from_networkx(drawn(NODES, both))


def test_only_bridges_cut_people_off_and_the_most_people_come_first():
    villages = points({"v1": NODES["a"], "v2": NODES["b"], "v3": NODES["d"]})
    people = pd.Series({"v1": 5, "v2": 20, "v3": 30})
    found = only_ways(roads(), villages, people, points({"hub": NODES["e"]}))
    assert [(link.persons, link.villages) for link in found] == [(55, ("v1", "v2", "v3")), (5, ("v1",))]
    assert [link.edges for link in found] == [(("c", "e", 0), ("e", "c", 0)), (("a", "b", 0), ("b", "a", 0))]


def test_with_a_place_on_either_side_nobody_depends_on_the_link():
    villages = points({"v1": NODES["a"], "v2": NODES["d"]})
    both = points({"h1": NODES["a"], "h2": NODES["e"]})
    assert only_ways(roads(), villages, pd.Series({"v1": 5, "v2": 9}), both) == []


def test_closed_links_say_who_loses_what():
    villages = points({"v1": NODES["b"], "v2": NODES["d"]})
    places = points({"h1": NODES["a"], "h2": NODES["e"]})
    lost = cut_off(roads(), [("c", "e", 0), ("e", "c", 0)], villages, places)
    assert lost == {"v1": ("h2",), "v2": ("h2",)}
    assert cut_off(roads(), [("b", "d", 0), ("d", "b", 0)], villages, places) == {}
    with pytest.raises(KeyError):
        cut_off(roads(), [("a", "z", 0)], villages, places)


def test_closing_every_link_in_turn_finds_the_same_people():
    region = read_region("sample_regions/model_chiku")
    network = RoadGraph.from_networkx(region.roads, crs=region.crs)
    at = {str(n): i for i, n in enumerate(network.node_ids)}
    assert at
    rng = np.random.default_rng(3)
    nodes = rng.choice(len(network.node_ids), 12, replace=False)
    lon = [network.source.nodes[n]["x"] for n in np.array(list(network.source.nodes), dtype=object)[nodes]]
    lat = [network.source.nodes[n]["y"] for n in np.array(list(network.source.nodes), dtype=object)[nodes]]
    everyone = pd.DataFrame({"lat": lat, "lon": lon}, index=[f"p{i:02}" for i in range(12)])
    villages, places = everyone.iloc[2:], everyone.iloc[:2]
    found = only_ways(network, villages, pd.Series(1.0, index=villages.index), places)
    by_edge = {edge: link.villages for link in found for edge in link.edges}
    drive = np.isfinite(network.edge_car_min)
    whole = number_pieces(network, drive)
    for segment in np.unique(network.edge_segment[drive]):
        own = network.edge_segment == segment
        pieces = number_pieces(network, drive & ~own)
        cut = tuple(
            str(village)
            for village, node in zip(villages.index, nodes[2:], strict=True)
            if pieces[node] not in pieces[nodes[:2]] and whole[node] in whole[nodes[:2]]
        )
        edge = network.edge_ids[int(np.flatnonzero(own & drive)[0])]
        assert by_edge.get(edge, ()) == cut
