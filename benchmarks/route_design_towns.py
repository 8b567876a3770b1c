"""Towns in which designs of bus systems are compared: a sample, a real town, real feeds with roads made from them, and generated ones."""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import networkx as nx
import pandas as pd
from pyproj import Geod

from benchmarks.made_regions import Size, write_region
from geo.gtfs.views import GtfsFeed, read_gtfs
from geo.region.region import Region, read_region
from importing import ImportOptions, import_files
from network.roads.graph import RoadGraph
from network.services.running_times import Running

SEEDS = (2301, 2302, 2303, 2304, 2305, 2306, 2307, 2308, 2309, 2310)
"""Of the generated towns; fixed before the first run."""
SIZE = Size(villages=25, segments=1_500)
NOTO_HUB = "E1746300182111"
FEEDS = {
    "瑞穂町": "gtfs_jp/feed_mizuhotown_communitybus_20231020_160021",
    "北九州市大蔵": "gtfs_jp/feed_kitakyushucity_okura_20231221_150210",
}
PERSONS = 100
"""Residents at each stop of a feed: nobody published how many they are."""
_GEOD = Geod(ellps="GRS80")
_WINDING = 1.2
"""Length of a road ÷ the straight way between two stops."""
_LEAST_S = 20.0


@dataclass(frozen=True)
class BenchmarkTown:
    """A town with its hub; from a feed, its designs get the vehicles and drivers of today's buses."""

    name: str
    region: Region
    hub: str
    from_feed: bool = False


def towns(folder: Path, generated: int, *, real: bool) -> Iterator[BenchmarkTown]:
    """Yield the sample, then real towns where they are wanted and their data are there, then so many generated ones.

    Parameters
    ----------
    folder
        Where regions are written.
    generated
        How many.
    real
        Whether 能登町 and the towns of feeds are among them.
    """
    yield BenchmarkTown("sanson", read_region(ROOT / "sample_regions" / "sanson"), "f001")
    data = published_data()
    if real and data is None:
        print("公開データ（../shared/data）がないので、実在の町は比べません。", file=sys.stderr)
    if real and data is not None:
        yield BenchmarkTown("能登町", read_region(_noto(data / "noto", folder / "noto")), NOTO_HUB)
        for name, path in FEEDS.items():
            yield BenchmarkTown(
                name, read_region(feed_town(data / path, folder / Path(path).name, name)), "f0", from_feed=True
            )
    for number, seed in enumerate(SEEDS[:generated]):
        write_region(folder / f"r{seed}", number, SIZE, seed=seed)
        yield BenchmarkTown(f"generated {seed}", read_region(folder / f"r{seed}"), "f0")


def published_data() -> Path | None:
    """Find the folder of published data."""
    named = os.environ.get("KYOTEN_REAL_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if (folder / "noto").is_dir() else None


def _noto(noto: Path, folder: Path) -> Path:
    areas, lines = noto / "noto_town_koaza_area.gpkg", noto / "A37-15_PeninsulaRoad_16-17.fgb"
    import_files("villages", [areas], folder, options=ImportOptions(places=(lines,)))
    import_files("roads", [lines], folder, clip=areas, margin_km=10)
    import_files("sites", [noto / "shelters" / "evacuation_174637.json"], folder)
    return folder


def feed_town(path: Path, folder: Path, name: str) -> Path:
    """Write a region from nothing but a feed: a village at each stop, a road wherever a bus runs from stop to stop.

    A road takes a bus the shortest published time between its two stops, so that designs drive as fast as today's buses; the
    hub is where most buses call, and it has all that people go out for.
    """
    feed, _ = read_gtfs(path)
    assert feed is not None
    places, rides, calls = _joined(feed)
    folder.mkdir(parents=True)
    head = f'id = "feed"\nname = "{name}"\nmunicipality_code = "48001"\nbase_year = 2023\nfictional = true\n'
    (folder / "region.toml").write_text(head, encoding="utf-8")
    running, roads = (
        Running.of(RoadGraph.from_networkx(nx.MultiDiGraph(crs="epsg:4326"))),
        nx.MultiDiGraph(crs="epsg:4326"),
    )
    for place, row in places.iterrows():
        roads.add_node(str(place), x=str(row["lon"]), y=str(row["lat"]))
    for (a, b), ride_s in rides.items():
        ends = places.loc[[a, b]]
        length_m = _WINDING * _GEOD.line_length(ends["lon"].tolist(), ends["lat"].tolist())
        car_s = max(_LEAST_S, (ride_s - running.dwell_s) / running.time_factor)
        look = {"length": f"{length_m:.3f}", "highway": "tertiary", "travel_time": f"{car_s:.3f}"}
        roads.add_edge(a, b, **look)
        roads.add_edge(b, a, **look)
    nx.write_graphml(roads, folder / "roads.graphml")
    hub = str(calls.idxmax())
    rest = places.drop(index=hub)
    villages = [
        (f"v{n}", i, row["lat"], row["lon"], PERSONS, PERSONS // 2) for n, (i, row) in enumerate(rest.iterrows())
    ]
    columns = ["village_id", "name", "lat", "lon", "population", "households"]
    pd.DataFrame(villages, columns=columns).to_csv(folder / "villages.csv", index=False)
    at = places.loc[hub]
    services = [("f0", "government"), ("f1", "medical"), ("f2", "shopping"), ("f3", "finance")]
    rows = [(i, hub, category, at["lat"], at["lon"], "open") for i, category in services]
    columns = ["facility_id", "name", "category", "lat", "lon", "status"]
    pd.DataFrame(rows, columns=columns).to_csv(folder / "facilities.csv", index=False)
    shutil.copytree(path, folder / "gtfs")
    return folder


def _joined(feed: GtfsFeed) -> tuple[pd.DataFrame, dict[tuple[str, str], float], pd.Series]:
    """Join the stops of one name; return where they are, the shortest ride of each pair of neighbours, and how many buses call."""
    names = feed.stops["stop_name"].astype(str)
    calls = feed.stop_times.assign(place=feed.stop_times["stop_id"].astype(str).map(names))
    used = feed.stops[names.isin(set(calls["place"]))]
    at = used.groupby(names[used.index]).agg(lat=("stop_lat", "mean"), lon=("stop_lon", "mean")).round(6)
    rides: dict[tuple[str, str], float] = {}
    for _, rows in calls.sort_values("stop_sequence").groupby("trip_id", observed=True):
        for (_, a), (_, b) in pairwise(rows.iterrows()):
            if a["place"] != b["place"]:
                first, last = sorted((str(a["place"]), str(b["place"])))
                ride_s = float(b["arrival_s"] - a["departure_s"])
                rides[first, last] = min(rides.get((first, last), ride_s), ride_s)
    return at, rides, calls["place"].value_counts().sort_index()
