"""Made-up regions of any number and size, the same for the same seed: villages on a rural road network, people, sites, buses.

python benchmarks/made_regions.py OUT                          1,000 regions, 20,000 villages, 2 million road segments in all
python benchmarks/made_regions.py OUT --regions 1 --villages 1000 --segments 50000     one large municipality
"""

# ruff: noqa: E402  (a script in its own folder must say where the project is before it can import it)
from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import networkx as nx
import numpy as np
import pandas as pd

from benchmarks.rural_graph import EDGES_PER_NODE, rural_graph

YEARS = (2010, 2015, 2020)
SHRINKING = 0.9
"""What of a village's people is left after five years."""

AGES = [f"{sex}_{age:02d}_{'over' if age == 85 else f'{age + 4:02d}'}" for sex in "mf" for age in range(0, 90, 5)]
PLACES = (
    ("government", "役場"), ("medical", "診療所"), ("shopping", "商店"), ("finance", "郵便局"), ("education", "小学校"),
    ("community", "公民館"),
)  # fmt: skip
CENTRAL = 4
SITES_PER_REGION = 12
LINES, CALLS_PER_LINE, TRIPS_PER_DAY = 2, 8, 6


@dataclass(frozen=True)
class Size:
    """How many villages and road segments a region has."""

    villages: int = 20
    segments: int = 2_000


def write_regions(folder: Path, count: int, size: Size, *, seed: int = 0) -> list[Path]:
    """Write regions into a folder; those that are there already are left as they are.

    Returns
    -------
    list of pathlib.Path
        The folder of each region, in order.
    """
    found = []
    for number in range(count):
        region = folder / f"r{number:04d}"
        if not (region / "villages.csv").is_file():
            write_region(region, number, size, seed=seed + number)
        found.append(region)
    return found


def write_region(folder: Path, number: int, size: Size, *, seed: int) -> None:
    """Write one region; villages.csv comes last, so that half a region is taken for none."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    graph = rural_graph(max(round(size.segments / EDGES_PER_NODE), size.villages + SITES_PER_REGION), seed)
    nodes = rng.permutation(graph.number_of_nodes())
    at = pd.DataFrame([(graph.nodes[n]["y"], graph.nodes[n]["x"]) for n in nodes], columns=["lat", "lon"]).round(6)
    about = f'id = "made{number}"\nname = "第{number}地域"\nmunicipality_code = "{48001 + number % 900}"\nbase_year = 2020\nfictional = true\n'
    (folder / "region.toml").write_text(about, encoding="utf-8")
    _write_roads(graph, folder / "roads.graphml")
    villages = at.iloc[: size.villages].reset_index(drop=True)
    places = at.iloc[size.villages :].reset_index(drop=True)
    _write_places(folder, places, rng)
    _write_feed(folder / "gtfs", villages, places)
    _write_people(folder, villages, rng)


def work_of(region: Path, home: Path, work_id: str = "made0001") -> str:
    """Note a region of one's own in a home of Kyoten, with the plan that it would open with; return the query of its address."""
    from geo.region.region import read_region
    from plan.file.plan_file import plan_bytes
    from views.opening import first_plan

    plan, _ = first_plan(read_region(region))
    home.mkdir(parents=True, exist_ok=True)
    (home / f"{work_id}.plan.json").write_bytes(plan_bytes(plan))
    (home / f"{work_id}.region").write_text(str(region.resolve()), encoding="utf-8")
    return f"work={work_id}"


def _write_roads(graph: nx.MultiDiGraph, path: Path) -> None:
    plain = nx.MultiDiGraph(crs="epsg:4326")
    plain.add_nodes_from((str(n), {"x": str(d["x"]), "y": str(d["y"])}) for n, d in graph.nodes(data=True))
    plain.add_edges_from(
        (str(u), str(v), k, {"length": f"{d['length']:.3f}", "highway": d["highway"], "osmid": str(number)})
        for number, (u, v, k, d) in enumerate(graph.edges(keys=True, data=True))
    )
    nx.write_graphml(plain, path)


def _write_places(folder: Path, at: pd.DataFrame, rng: np.random.Generator) -> None:
    # What a day needs stands at the first place, where the buses go; the rest lies about.
    spots = [0 if n < CENTRAL else n for n in range(len(PLACES))]
    rows = [
        (f"f{n}", name, category, at["lat"][spot], at["lon"][spot], "open")
        for n, (spot, (category, name)) in enumerate(zip(spots, PLACES, strict=True))
    ]
    columns = ["facility_id", "name", "category", "lat", "lon", "status"]
    pd.DataFrame(rows, columns=columns).to_csv(folder / "facilities.csv", index=False)
    sites = [
        (f"s{n}", f"候補{n}", at["lat"][n], at["lon"][n], "廃校", int(rng.integers(10, 90)) * 1_000_000)
        for n in range(min(SITES_PER_REGION, len(at)))
    ]
    pd.DataFrame(sites, columns=["site_id", "name", "lat", "lon", "kind", "cost_yen"]).to_csv(
        folder / "sites.csv", index=False
    )


def _write_people(folder: Path, at: pd.DataFrame, rng: np.random.Generator) -> None:
    now = rng.poisson(rng.gamma(2.0, 2.0, len(at))[:, None], (len(at), len(AGES)))
    ids = [f"v{n:04d}" for n in range(len(at))]
    counts = {year: np.rint(now / SHRINKING ** ((YEARS[-1] - year) // 5)).astype(int) for year in YEARS}
    tables = []
    for year, ages in counts.items():
        table = pd.DataFrame(ages, columns=AGES)
        table.insert(0, "village_id", ids)
        table.insert(1, "year", year)
        table.insert(2, "kind", "census")
        table.insert(3, "source", "made")
        table.insert(4, "total", ages.sum(1))
        tables.append(table)
    pd.concat(tables).to_csv(folder / "population.csv", index=False)
    age = np.tile(np.arange(0, 90, 5), 2)
    groups = {
        "pop_0_14": age < 15,
        "pop_15_64": (age >= 15) & (age < 65),
        "pop_65_over": age >= 65,
        "pop_75_over": age >= 75,
    }
    total = now.sum(1)
    villages = pd.DataFrame({"village_id": ids, "name": [f"集落{n}" for n in range(len(at))], **at})
    villages["population"], villages["households"] = total, np.maximum(total // 2, (total > 0).astype(int))
    for name, chosen in groups.items():
        villages[name] = now[:, chosen].sum(1)
    villages.to_csv(folder / "villages.csv", index=False)


def _write_feed(folder: Path, villages: pd.DataFrame, places: pd.DataFrame) -> None:
    folder.mkdir(exist_ok=True)
    hub = places.iloc[0]
    away = np.hypot(villages["lat"] - hub["lat"], villages["lon"] - hub["lon"]).sort_values(kind="stable").index
    stops = [("hub", "役場前", hub["lat"], hub["lon"])]
    trips, times = [], []
    for line in range(LINES):
        along = [int(v) for v in away[line :: max(len(away) // (LINES * CALLS_PER_LINE), LINES)]][:CALLS_PER_LINE]
        stops += [(f"l{line}s{v}", f"集落{v}前", villages["lat"][v], villages["lon"][v]) for v in along]
        there = [f"l{line}s{v}" for v in reversed(along)] + ["hub"]
        for trip in range(TRIPS_PER_DAY):
            calls, hour = (there, 7 + trip) if trip % 2 == 0 else (there[::-1], 8 + trip)
            trips.append((f"l{line}", "every", f"l{line}t{trip}"))
            times += [(f"l{line}t{trip}", f"{hour:02d}:{4 * n:02d}:00", s, n) for n, s in enumerate(calls)]
    tables: dict[str, tuple[list[str], list[Any]]] = {
        "agency": (["agency_id", "agency_name", "agency_url", "agency_timezone"], [("a", "町", "https://example.com", "Asia/Tokyo")]),
        "stops": (["stop_id", "stop_name", "stop_lat", "stop_lon"], stops),
        "routes": (["route_id", "agency_id", "route_short_name", "route_type"], [(f"l{n}", "a", f"{n}号線", 3) for n in range(LINES)]),
        "trips": (["route_id", "service_id", "trip_id"], trips),
        "stop_times": (["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"], [(t, a, a, s, n) for t, a, s, n in times]),
        "calendar": (
            ["service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "start_date", "end_date"],
            [("every", 1, 1, 1, 1, 1, 0, 0, "20260401", "20270331")],
        ),
    }  # fmt: skip
    for name, (columns, rows) in tables.items():
        pd.DataFrame(rows, columns=columns).to_csv(folder / f"{name}.txt", index=False)


def main(arguments: list[str] | None = None) -> int:
    """Write regions."""
    parser = argparse.ArgumentParser(description="計算で作った地域を書きます（同じ数なら、いつも同じもの）。")
    parser.add_argument("out", type=Path, help="書き出すフォルダー")
    parser.add_argument("--regions", type=int, default=1_000, help="地域の数")
    parser.add_argument("--villages", type=int, default=Size.villages, help="一つの地域の集落の数")
    parser.add_argument("--segments", type=int, default=Size.segments, help="一つの地域の道の区間の数")
    options = parser.parse_args(arguments)
    found = write_regions(options.out, options.regions, Size(options.villages, options.segments))
    print(f"{len(found):,} 地域を {options.out} に書きました。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
