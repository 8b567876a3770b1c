"""Roads that cannot be right: values that are no numbers, nodes that lie nowhere or far from Japan."""

from __future__ import annotations

import math

import networkx as nx

from geo.files.crs import in_japan, looks_swapped
from geo.texts.messages import notice
from geo.texts.notices import Notice

_MEASURES = ("length", "speed_kph", "travel_time")


def without_impossible_roads(
    graph: nx.MultiDiGraph, file: str, *, fictional: bool
) -> tuple[nx.MultiDiGraph, list[Notice]]:
    """Leave out what cannot be right.

    Parameters
    ----------
    graph
        Nodes with x, y in degrees; changed in place.
    file
        Name to show.
    fictional
        True turns off the check for Japan; what lies nowhere on Earth is left out all the same.

    Returns
    -------
    networkx.MultiDiGraph, list of Notice
        The same network without nodes that lie elsewhere, and without measures (length, speed_kph, travel_time) that are no
        finite number of 0 or more; travel times are then computed from the line and the road class.
    """
    notices = []
    nowhere, swapped = [], 0
    for node, data in graph.nodes(data=True):
        lat, lon = data["y"], data["x"]
        on_earth = -90 <= lat <= 90 and -180 <= lon <= 180
        if not on_earth or not (fictional or in_japan(lat, lon)):
            nowhere.append(node)
            swapped += looks_swapped(lat, lon)
    if nowhere:
        all_swapped, count = swapped == len(nowhere), f"{len(nowhere):,}"
        notices.append(notice("roads_swapped" if all_swapped else "roads_outside_japan", file=file, count=count))
        graph.remove_nodes_from(nowhere)
    wrong = dict.fromkeys(_MEASURES, 0)
    for _, _, data in graph.edges(data=True):
        for name in _MEASURES:
            if name in data and not _is_measure(data[name]):
                del data[name]
                wrong[name] += 1
    notices += [
        notice("road_measure_wrong", file=file, field=name, count=f"{count:,}")
        for name, count in wrong.items()
        if count
    ]
    return graph, notices


def _is_measure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
