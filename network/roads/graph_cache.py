"""A compiled road network kept on disk between runs, so that the next start needs neither networkx's graph nor its compiling."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.reference.assumptions import Assumptions
from geo.region.array_cache import cache_name, load_arrays, save_arrays
from geo.region.roads.road_source import RoadSource
from network.roads.graph import RoadGraph

_ARRAYS = (
    "node_xy_m", "edge_nodes", "edge_car_min", "edge_length_m", "edge_on_foot", "edge_segment", "edge_forward", "open_edges",
)  # fmt: skip


def road_graph_of(roads: RoadSource, *, assumptions: Assumptions, crs: int) -> RoadGraph:
    """Compile the roads of a region, or take them as they were compiled before from the same file.

    Parameters
    ----------
    roads
        Those with a name are kept.
    assumptions, crs
        As for `network.roads.graph.RoadGraph.from_networkx`.
    """
    name = None
    if roads.name is not None:
        name = cache_name("compiled", roads.name, str(crs), repr(tuple(assumptions.changed.items())))
        arrays = load_arrays(name)
        if arrays is not None:
            return _restored(arrays, roads, assumptions, crs)
    made = RoadGraph.from_networkx(roads.graph, assumptions=assumptions, crs=crs)
    if name is not None:
        save_arrays(name, _arrays(made))
    return made


def _arrays(roads: RoadGraph) -> dict[str, NDArray[Any]]:
    names = json.dumps([roads.node_ids, roads.fingerprint]).encode()
    return {
        "names": np.frombuffer(names, dtype=np.uint8),
        "keys": np.array([key for _, _, key in roads.edge_ids], dtype=np.int64),
        "segment_points": shapely.get_num_points(roads.segments).astype(np.int64),
        "segment_xy_m": shapely.get_coordinates(roads.segments),
        **{field: getattr(roads, field) for field in _ARRAYS},
    }


def _restored(arrays: dict[str, NDArray[Any]], source: RoadSource, assumptions: Assumptions, crs: int) -> RoadGraph:
    node_ids, fingerprint = json.loads(arrays["names"].tobytes())
    ends, keys = arrays["edge_nodes"].tolist(), arrays["keys"].tolist()
    counts = arrays["segment_points"]
    of_line = np.repeat(np.arange(len(counts)), counts)
    lines = shapely.linestrings(arrays["segment_xy_m"], indices=of_line) if len(counts) else ()
    return RoadGraph(
        source_of=RoadSource(
            lambda: source.graph.copy(as_view=False)
        ),  # as `RoadGraph.from_networkx` copies what it is given
        crs=crs,
        assumptions=assumptions,
        node_ids=tuple(node_ids),
        edge_ids=tuple((node_ids[u], node_ids[v], key) for (u, v), key in zip(ends, keys, strict=True)),
        segments=np.array(lines, dtype=object),
        fingerprint=fingerprint,
        **{field: arrays[field] for field in _ARRAYS},
    )
