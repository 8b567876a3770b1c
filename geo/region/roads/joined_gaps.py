"""Gaps of a road layer that the import joined, as the road graph remembers them."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from geo.region.roads.roads_lines import GAP


@dataclass(frozen=True)
class JoinedGap:
    """A short road that joins a gap.

    Parameters
    ----------
    edge
        Its ids `u, v, key`, in one of its directions.
    lat, lon
        Its middle, degrees.
    width_m
        How wide the gap was.
    """

    edge: tuple[str, str, int]
    lat: float
    lon: float
    width_m: float


def joined_gaps(graph: nx.MultiDiGraph) -> list[JoinedGap]:
    """List the gaps that were joined, the widest first, each once.

    Parameters
    ----------
    graph
        Roads in OSMnx's conventions; edges that join a gap bear its width as ``gap_m``.
    """
    found: dict[frozenset[object], JoinedGap] = {}
    for u, v, key, width_m in graph.edges(keys=True, data=GAP):
        if width_m is None:
            continue
        ends = graph.nodes[u], graph.nodes[v]
        lat, lon = ((ends[0][axis] + ends[1][axis]) / 2 for axis in ("y", "x"))
        found.setdefault(frozenset((u, v)), JoinedGap((u, v, key), float(lat), float(lon), float(width_m)))
    return sorted(found.values(), key=lambda gap: (-gap.width_m, gap.lat, gap.lon))
