"""Closed roads: crossed out on the map; only their ids are sent, since the browser has the roads already."""

from __future__ import annotations

from collections.abc import Iterable

from layers.style.map_part import Part

Edge = tuple[object, object, object]
"""The ids `u, v, key` of an edge of the region's road graph."""


def closures(edges: Iterable[Edge], *, picked: Iterable[Edge] = ()) -> Part:
    """Cross out closed roads, and highlight those that are picked and not yet closed.

    Parameters
    ----------
    edges
        The closed edges; one direction of a road is enough to cross the line that stands for both.
    picked
        Edges that are to stand out, such as the road that is asked about.
    """
    return Part("closures", {"edges": [list(edge) for edge in edges], "picked": [list(edge) for edge in picked]})
