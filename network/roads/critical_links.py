"""Which road links are the only way: the loss of one cuts people off from the places that they need."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.roads.compiled import compiled
from network.roads.graph import EdgeId, RoadGraph
from network.roads.snapping import Joined, join
from network.roads.straight_walks import straight_walks_m
from network.roads.travel_time import travel_times

_ROOT = -1


@dataclass(frozen=True)
class OnlyWay:
    """A link without which some people reach none of the places.

    Parameters
    ----------
    edges
        Its edges, both directions.
    villages
        Who is cut off, by id.
    persons
        How many people that is.
    """

    edges: tuple[EdgeId, ...]
    villages: tuple[str, ...]
    persons: float


def only_ways(roads: RoadGraph, villages: pd.DataFrame, weights: pd.Series, places: pd.DataFrame) -> list[OnlyWay]:
    """Find every link of the open roads whose loss alone cuts people off from all of the places.

    Parameters
    ----------
    roads
        The road network, without what is closed already.
    villages
        Index village_id; lat and lon.
    weights
        Persons by village.
    places
        Hubs, shelters, clinics: index id; lat and lon.

    Returns
    -------
    list of OnlyWay
        The most people first, then by edge. Villages that reach no place even now are in none.

    Notes
    -----
    The bridges of the graph, seen from a root that all places are tied to; what hangs behind a bridge is cut off (Tarjan 1974,
    through networkx). In an emergency one-way streets are taken both ways. A village counts at the nearer end of its road; who walks straight to a place
    (`network.roads.straight_walks`) is never cut off from it.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> found = only_ways(roads, region.villages, region.villages["population"], region.facilities.head(1))
    >>> all(link.persons > 0 for link in found)
    True
    """
    network = compiled(roads, "car")
    at_homes, at_hubs = join(network, villages), join(network, places)
    at_villages, at_places = _nodes(at_homes, leaving=True), _nodes(at_hubs, leaving=False)
    # Who walks to a place without any road loses nothing with one.
    at_villages[_walk_to_one(at_homes, at_hubs)] = -1
    links = pd.DataFrame(np.sort(network.segment_ends, axis=1), columns=["u", "v"]).assign(segment=network.segment_ids)
    links = links[links["u"] != links["v"]]
    once = links.drop_duplicates(["u", "v"], keep=False)
    graph = nx.Graph()
    graph.add_node(_ROOT)
    graph.add_edges_from(zip(links["u"].tolist(), links["v"].tolist(), strict=True))
    graph.add_edges_from((_ROOT, int(node)) for node in at_places if node >= 0)
    segment_of = {(u, v): s for u, v, s in zip(once["u"], once["v"], once["segment"], strict=True)}
    reached = graph.subgraph(nx.node_connected_component(graph, _ROOT))
    bridges = [e for e in nx.bridges(reached) if (min(e), max(e)) in segment_of]
    behind = _behind(reached, bridges, at_villages)
    persons = weights.reindex(villages.index).to_numpy(dtype=np.float64)
    edges_of = _edges_of_segments(roads)
    found = []
    for bridge, rows in behind.items():
        cut = float(persons[rows].sum())
        if cut > 0:
            ids = tuple(sorted(str(villages.index[row]) for row in rows))
            found.append(OnlyWay(edges_of[segment_of[bridge]], ids, cut))
    return sorted(found, key=lambda link: (-link.persons, link.edges))


def _nodes(joined: Joined, *, leaving: bool) -> NDArray[np.int64]:
    """Return the nearer end of each point's road; -1 where it joins none."""
    cost = joined.leave if leaving else joined.arrive
    nearer = joined.node[np.arange(len(joined)), cost.argmin(axis=1)]
    return np.where(np.isfinite(cost).any(axis=1), nearer, -1)


def _walk_to_one(homes: Joined, places: Joined) -> NDArray[np.bool_]:
    """Return who walks straight to one of the places, since it is nearer than the road."""
    return np.asarray(np.isfinite(straight_walks_m(homes, places)).any(axis=1))


def _behind(
    graph: nx.Graph, bridges: list[tuple[int, int]], at_villages: NDArray[np.int64]
) -> dict[tuple[int, int], list[int]]:
    """Collect for each bridge the rows of the villages that lie behind it, seen from the root."""
    blocks = nx.Graph(graph)
    blocks.remove_edges_from(bridges)
    block_of = {node: i for i, block in enumerate(nx.connected_components(blocks)) for node in block}
    tree: nx.Graph = nx.Graph()
    tree.add_nodes_from(set(block_of.values()))
    for u, v in bridges:
        tree.add_edge(block_of[u], block_of[v], link=(min(u, v), max(u, v)))
    rows: dict[int, list[int]] = {}
    for row, node in enumerate(at_villages.tolist()):
        if node in block_of and node != _ROOT:
            rows.setdefault(block_of[node], []).append(row)
    behind: dict[tuple[int, int], list[int]] = {}
    for above, block in reversed(list(nx.bfs_edges(tree, block_of[_ROOT]))):
        gathered = rows.get(block, [])
        behind[tree.edges[above, block]["link"]] = gathered
        rows[above] = [*rows.get(above, []), *gathered]
    return behind


def _edges_of_segments(roads: RoadGraph) -> dict[int, tuple[EdgeId, ...]]:
    found: dict[int, list[EdgeId]] = {}
    for edge in np.flatnonzero(roads.open_edges).tolist():
        found.setdefault(int(roads.edge_segment[edge]), []).append(roads.edge_ids[edge])
    return {segment: tuple(sorted(edges)) for segment, edges in found.items()}


def reaching(roads: RoadGraph, opened: RoadGraph, villages: pd.DataFrame, places: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which villages reach at least one of the places over the roads that are open.

    Parameters
    ----------
    roads, opened
        The road network with and without its closures. Points join it as it is without them: who lives on a closed road is
        cut off, however near another one may be across the hill.
    villages, places
        Index id; lat and lon.

    Returns
    -------
    numpy.ndarray
        By village. One-way streets are taken both ways, as in `only_ways`.

    Raises
    ------
    ValueError
        When the two are not the same network.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/model_chiku")
    >>> roads = RoadGraph.from_networkx(region.roads, crs=region.crs)
    >>> bool(reaching(roads, roads, region.villages, region.facilities).all())
    True
    >>> bool(reaching(roads.closing(roads.edge_ids), roads, region.villages, region.facilities.head(1)).all())
    False
    """
    if roads.node_ids != opened.node_ids:
        raise ValueError("the two networks do not have the same nodes")
    network, pieces = compiled(opened, "car"), compiled(roads, "car").pieces
    if not len(network.nodes):
        return np.zeros(len(villages), dtype=bool)
    at_homes, at_hubs = join(network, villages), join(network, places)
    at_villages, at_places = _nodes(at_homes, leaving=True), _nodes(at_hubs, leaving=False)
    near = np.unique(pieces[at_places[at_places >= 0]])
    return np.asarray((at_villages >= 0) & np.isin(pieces[at_villages], near)) | _walk_to_one(at_homes, at_hubs)


def cut_off(
    roads: RoadGraph, edges: list[EdgeId], villages: pd.DataFrame, places: pd.DataFrame
) -> dict[str, tuple[str, ...]]:
    """Say which villages lose which places by car when links are closed.

    Parameters
    ----------
    roads
        The road network.
    edges
        That are closed, as (u, v, key).
    villages, places
        Index id; lat and lon.

    Returns
    -------
    dict
        Places lost by village, only villages that lose some.

    Raises
    ------
    KeyError
        When an edge does not exist.
    """
    before = travel_times(roads, villages, places).minutes.to_numpy()
    after = travel_times(roads.closing(edges), villages, places).minutes.to_numpy()
    lost = np.isfinite(before) & ~np.isfinite(after)
    return {
        str(villages.index[row]): tuple(str(places.index[j]) for j in np.flatnonzero(lost[row]).tolist())
        for row in np.flatnonzero(lost.any(axis=1)).tolist()
    }
