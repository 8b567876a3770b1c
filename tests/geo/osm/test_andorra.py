"""Andorra's published file becomes a region that agrees with OSMnx's own reading, and with osmium's plain counting of tags."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import osmium
import osmnx
import pandas as pd
import pytest
import shapely

from geo.osm.places import read_osm_places
from geo.region.region import Region, read_region
from importing.layers.points import SAME_PLACE_WITHIN_M
from importing.run import import_files
from network.roads import shortest_paths
from network.roads.compiled import compiled
from network.roads.graph import RoadGraph
from network.roads.shortest_paths import costs_between
from network.roads.snapping import join
from network.roads.travel_time import travel_times

pytestmark = pytest.mark.real_data

SPEEDS = {"motorway": 90, "trunk": 70, "primary": 60, "secondary": 50, "tertiary": 40, "unclassified": 30}
SPEEDS |= {"residential": 25, "living_street": 10, "service": 15, "road": 25}
# OSMnx's own filter for all ways in use, from its documentation.
NOT_IN_USE = re.compile("abandoned|construction|no|planned|platform|proposed|raceway|razed|rest_area|services")
SIGNS = ("motorcar", "motor_vehicle", "vehicle", "access")
CLOSED = {"no", "private", "emergency", "military", "agricultural", "forestry"}
WALK_M_PER_MIN = 80.0


@pytest.fixture(scope="module")
def pbf(real_data: Path) -> Path:
    return real_data / "osm" / "andorra.osm.pbf"


@pytest.fixture(scope="module")
def folder(pbf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("andorra") / "andorra"
    folder.mkdir()
    about = 'id = "andorra"\nname = "アンドラ"\nmunicipality_code = "00000"\nbase_year = 2020\nfictional = true\n'
    (folder / "region.toml").write_text(about, encoding="utf-8")
    for kind in ("roads", "villages", "facilities", "bus_stops"):
        import_files(kind, [pbf], folder)
    return folder


@pytest.fixture(scope="module")
def region(folder: Path) -> Region:
    return read_region(folder)


@pytest.fixture(scope="module")
def theirs(pbf: Path, tmp_path_factory: pytest.TempPathFactory) -> nx.MultiDiGraph:
    """The same file as OSMnx reads it: turned to XML, its own filter for all ways, every point a node."""
    path = tmp_path_factory.mktemp("xml") / "andorra.osm"
    with osmium.SimpleWriter(str(path)) as writer:
        used: set[int] = set()
        for way in osmium.FileProcessor(str(pbf)).with_filter(osmium.filter.KeyFilter("highway")):
            if not isinstance(way, osmium.osm.Way):
                continue
            in_use = not NOT_IN_USE.search(way.tags["highway"]) and way.tags.get("area") != "yes"
            if in_use and not (way.tags.get("access") in CLOSED and way.tags.get("foot", "no") in CLOSED):
                used.update(node.ref for node in way.nodes)
                writer.add_way(way)
        for node in osmium.FileProcessor(str(pbf), osmium.osm.NODE):
            if node.id in used:
                writer.add_node(node)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(osmnx.settings, "useful_tags_way", ["highway", "oneway", "junction", "service", *SIGNS])
        return osmnx.graph_from_xml(path, simplify=False, retain_all=True)


def car_only(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The roads with a speed, and the minutes that each takes."""
    cars = nx.MultiDiGraph(**graph.graph)
    cars.add_nodes_from(graph.nodes(data=True))
    for u, v, key, data in graph.edges(keys=True, data=True):
        kph = SPEEDS.get(str(data["highway"]).removesuffix("_link"), 0)
        sign = next((data[key] for key in SIGNS if key in data), None)
        shut = sign in CLOSED or (sign is None and data.get("service") in {"private", "emergency_access"})
        if kph and not shut and data.get("speed_kph") != 0:
            cars.add_edge(u, v, key, **data, minutes=data["length"] / (kph * 1000 / 60))
    return cars


def length_km(graph: nx.MultiDiGraph) -> float:
    """Metres of road, each stretch once."""
    once: dict[frozenset[object], float] = {}
    for u, v, data in graph.edges(data=True):
        line = data.get("geometry")
        middle = None if line is None else tuple(np.round(line.interpolate(0.5, normalized=True).coords[0], 7))
        once[frozenset((u, v, middle))] = data["length"]
    return sum(once.values()) / 1000


def largest(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    return graph.subgraph(max(nx.weakly_connected_components(graph), key=len))


def test_the_largest_piece_of_road_agrees_to_one_percent(region: Region, theirs: nx.MultiDiGraph) -> None:
    ours_km, theirs_km = length_km(largest(region.roads)), length_km(largest(theirs))
    assert ours_km == pytest.approx(theirs_km, rel=0.01)
    points = shapely.get_coordinates([d["geometry"] for *_, d in largest(region.roads).edges(data=True)])
    assert len(np.unique(points, axis=0)) == pytest.approx(len(largest(theirs)), rel=0.01)


def their_minutes(cars: nx.MultiDiGraph, villages: pd.DataFrame) -> pd.DataFrame:
    """Minutes between villages by networkx; each joins its nearest edge at the point of that edge nearest to it."""
    plane = osmnx.project_graph(cars)
    xy = osmnx.projection.project_geometry(
        shapely.MultiPoint(villages[["lon", "lat"]].to_numpy()), to_crs=plane.graph["crs"]
    )[0]
    points = list(shapely.get_parts(xy))
    edges, _ = osmnx.nearest_edges(plane, [p.x for p in points], [p.y for p in points], return_dist=True)
    graph = nx.DiGraph()
    for u, v, data in cars.edges(data=True):
        if not graph.has_edge(u, v) or graph.edges[u, v]["minutes"] > data["minutes"]:
            graph.add_edge(u, v, minutes=data["minutes"])
    for number, (point, (u, v, _)) in enumerate(zip(points, edges, strict=True)):
        line = shapely.LineString([(plane.nodes[n]["x"], plane.nodes[n]["y"]) for n in (u, v)])
        share, walk = line.project(point, normalized=True), line.distance(point) / WALK_M_PER_MIN
        for start, end, part in ((u, v, share), (v, u, 1 - share)):
            if (minutes := cars.get_edge_data(start, end)) is not None:
                whole = min(d["minutes"] for d in minutes.values())
                graph.add_edge(start, ("to", number), minutes=whole * part + walk)
                graph.add_edge(("from", number), end, minutes=whole * (1 - part) + walk)
    table = np.full((len(points), len(points)), np.inf)
    for number in range(len(points)):
        reached = nx.single_source_dijkstra_path_length(graph, ("from", number), weight="minutes")
        for other in range(len(points)):
            table[number, other] = reached.get(("to", other), np.inf)
    return pd.DataFrame(table, villages.index, villages.index)


def test_minutes_between_villages_agree_to_one_percent(region: Region, theirs: nx.MultiDiGraph) -> None:
    ours = car_only(region.roads)
    for *_, data in ours.edges(data=True):
        data["travel_time"] = data["minutes"] * 60
    roads = RoadGraph.from_networkx(ours, crs=region.crs)
    villages = region.villages[["lat", "lon"]]
    mine = travel_times(roads, villages, villages, walk_m_per_min=WALK_M_PER_MIN)
    reached = mine.origin_access_m[mine.origin_access_m < np.inf].index
    found = mine.minutes.loc[reached, reached].to_numpy()
    expected = their_minutes(car_only(theirs), villages.loc[reached]).to_numpy()
    apart = ~np.eye(len(reached), dtype=bool)
    assert len(reached) > 45
    both = apart & np.isfinite(found) & np.isfinite(expected)
    assert ((np.isfinite(found) == np.isfinite(expected))[apart]).all()
    np.testing.assert_allclose(found[both], expected[both], rtol=0.01)


def test_villages_are_those_of_the_file(folder: Path, pbf: Path) -> None:
    places = Counter(
        thing.tags["place"] for thing in osmium.FileProcessor(str(pbf), osmium.osm.NODE) if "place" in thing.tags
    )
    assert (places["village"], places["hamlet"]) == (32, 20)
    rows = pd.read_csv(folder / "villages.csv", dtype=str)
    kinds = ("village", "hamlet", "isolated_dwelling", "neighbourhood")
    numbers = {
        f"osm-n{thing.id}"
        for thing in osmium.FileProcessor(str(pbf), osmium.osm.NODE)
        if thing.tags.get("place") in kinds
    }
    assert {i for i in rows["village_id"] if i.startswith("osm-n")} == numbers


def test_stops_are_those_of_the_file(folder: Path, pbf: Path) -> None:
    rows = pd.read_csv(folder / "bus_stops.csv", dtype=str, keep_default_na=False)
    expected = {
        thing.id: (thing.tags.get("name", ""), thing.location.lat, thing.location.lon)
        for thing in osmium.FileProcessor(str(pbf), osmium.osm.NODE)
        if isinstance(thing, osmium.osm.Node) and thing.tags.get("highway") == "bus_stop"
    }
    assert len(rows) == len(expected) > 0
    numbers = [int(i.rpartition("n")[2]) for i in rows["stop_id"]]
    assert set(numbers) == set(expected)
    for number, lat, lon in zip(numbers, rows["lat"], rows["lon"], strict=True):
        assert (float(lat), float(lon)) == pytest.approx(expected[number][1:], abs=1e-6)


@pytest.mark.parametrize(
    ("value", "subtype", "count"),
    [
        ("pharmacy", "薬局", 3),
        ("school", "学校", 1),
        ("bank", "銀行", 5),
        ("fuel", "給油所", 19),
        ("post_office", "郵便局", 1),
    ],
)
def test_facilities_are_those_of_the_file(folder: Path, pbf: Path, value: str, subtype: str, count: int) -> None:
    expected = {
        f"osm-{'n' if isinstance(thing, osmium.osm.Node) else 'w' if isinstance(thing, osmium.osm.Way) else 'r'}{thing.id}"
        for thing in osmium.FileProcessor(str(pbf))
        if thing.tags.get("amenity") == value
    }
    assert len(expected) == count
    read, _ = read_osm_places(pbf, "facilities")
    assert set(read["facility_id"][read["subtype"] == subtype]) == expected
    # The region takes two of one name that stand side by side for one.
    rows = pd.read_csv(folder / "facilities.csv", dtype=str).set_index("facility_id")
    kept = rows[rows["subtype"] == subtype]
    assert set(kept.index) <= expected
    kept_at = gpd.points_from_xy(kept["lon"], kept["lat"], crs=4326).to_crs(32631)
    merged = read[read["facility_id"].isin(expected - set(kept.index))].to_crs(32631).geometry.centroid
    assert all(kept_at.distance(shape).min() < SAME_PLACE_WITHIN_M for shape in merged)


def test_the_reduced_network_has_the_same_times(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortest_paths, "LEAST_WORK", 0)
    rng = np.random.default_rng(7)
    nodes = [(data["y"], data["x"]) for _, data in region.roads.nodes(data=True)]
    spots = pd.DataFrame([nodes[i] for i in rng.choice(len(nodes), 160, replace=False)], columns=["lat", "lon"])
    spots += rng.normal(0, 0.0005, spots.shape)
    roads = RoadGraph.from_networkx(region.roads)
    for mode in ("car", "walk"):
        ends = [join(compiled(roads, mode), half) for half in (spots.head(80), spots.tail(80))]
        over_core = costs_between(*ends)
        # A limit beyond every way asks the whole network.
        np.testing.assert_allclose(over_core, costs_between(*ends, limit=1e12), atol=1e-6)
        assert np.isfinite(over_core).mean() > 0.5
