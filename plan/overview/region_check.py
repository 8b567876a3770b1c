"""The check of a region: how much of everything is there, and every finding about it."""

from __future__ import annotations

from geo.region.region import Region
from geo.texts.notices import Notice
from network.roads.connectivity import connectivity_notices
from network.roads.graph import RoadGraph
from plan.applied import road_graph


def check_notices(region: Region, roads: RoadGraph) -> tuple[Notice, ...]:
    """Return what was found while reading a region, and who is not connected by road."""
    return (*region.notices, *connectivity_notices(region, roads))


def region_check(region: Region) -> dict[str, object]:
    """Check a region, with the keys of the command line's JSON.

    Returns
    -------
    dict
        `region` (its id), counts, and `notices`. `roads.edges` counts each stretch of road once, both directions together;
        ``roads.directed_edges`` counts them as the graph holds them.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> found = region_check(read_region("sample_regions/model_chiku"))
    >>> found["region"], found["villages"]
    ('model_chiku', 6)
    """
    roads, people = road_graph(region), region.total_population
    return {
        "region": region.id,
        "name": region.name,
        "villages": len(region.villages),
        "population": int(people) if people.is_integer() else people,
        "facilities": len(region.facilities),
        "sites": len(region.sites),
        "roads": {
            "nodes": len(roads.node_ids),
            "edges": len(roads.segments),
            "directed_edges": len(roads.edge_ids),
            "components": roads.piece_count,
            "share_in_largest": roads.share_in_largest,
        },
        "feeds": [
            {"name": feed.name, "stops": feed.stops, "routes": feed.routes, "trips": feed.trips}
            for feed in region.feeds
        ],
        "notices": [n.as_dict() for n in check_notices(region, roads)],
    }
