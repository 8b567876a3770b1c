"""Gaps that were joined, as the graph remembers them."""

from __future__ import annotations

import networkx as nx

from geo.region.roads.joined_gaps import joined_gaps


def test_each_gap_is_listed_once_the_widest_first() -> None:
    graph = nx.MultiDiGraph()
    for node, x in (("a", 137.0), ("b", 137.1), ("c", 137.2), ("d", 137.4)):
        graph.add_node(node, x=x, y=36.0)
    for u, v, width in (("a", "b", 3.0), ("c", "d", 8.5)):
        graph.add_edge(u, v, gap_m=width)
        graph.add_edge(v, u, gap_m=width)
    graph.add_edge("b", "c", length=20.0)
    found = joined_gaps(graph)
    assert [gap.width_m for gap in found] == [8.5, 3.0]
    assert [round(gap.lon, 6) for gap in found] == [137.3, 137.05]
    assert all(graph.has_edge(*gap.edge) for gap in found)
    assert joined_gaps(nx.MultiDiGraph()) == []
