"""How long living spheres take to be drawn for 3, 8 and 15 hubs, beside plain Voronoi cells by shapely and geopandas.

    python benchmarks/spheres.py [--region DIR] [--districts FILE] [--json]

Hubs are taken from the region's sites (else its facilities), evenly from their list. "First" draws the grounds of all villages, over
the cells of the road network; "again" is another start or a village moved by hand, as on the page. The peer cuts the land by straight
lines between villages (shapely.voronoi_polygons), gives each cell to the hub nearest on a straight line, and dissolves them by geopandas.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from geo.region.region import Region, read_region  # noqa: E402
from geo.texts.errors import RegionUnreadableError, RequestError  # noqa: E402
from plan.applied import EffectiveScenario, apply  # noqa: E402
from plan.scenario.scenario import BASE, Plan  # noqa: E402
from plan.spheres.answer import SphereRequest, Spheres, spheres_of  # noqa: E402
from plan.spheres.comparison import compared_with_file  # noqa: E402

T = TypeVar("T")

GOAL_S = 3
HUBS = (3, 8, 15)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Do a piece of work and give what it gave, with the seconds."""
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began


def some_places(region: Region, count: int) -> tuple[str, ...]:
    """Take places evenly from the list of sites, or of facilities."""
    ids = list((region.sites if len(region.sites) >= count else region.facilities).index)
    return tuple(str(ids[i * len(ids) // count]) for i in range(count))


def plain_cells(region: Region, found: Spheres) -> gpd.GeoDataFrame:
    """Draw spheres by straight lines alone, as the peer does."""
    villages = gpd.GeoSeries.from_xy(region.villages["lon"], region.villages["lat"], crs=4326)
    metres = villages.estimate_utm_crs()
    points = villages.to_crs(metres)
    hubs = gpd.GeoSeries.from_xy(found.hubs["lon"], found.hubs["lat"], crs=4326).to_crs(metres)
    cells = gpd.GeoDataFrame(
        geometry=list(shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points.to_list())))), crs=metres
    )
    owned = cells.sjoin(gpd.GeoDataFrame(geometry=points.reset_index(drop=True)), predicate="contains")
    x, y = (
        np.subtract.outer(a, b)
        for a, b in ((points.x.to_numpy(), hubs.x.to_numpy()), (points.y.to_numpy(), hubs.y.to_numpy()))
    )
    owned["hub"] = np.hypot(x, y).argmin(axis=1)[owned["index_right"].to_numpy()]
    return owned.dissolve("hub")


def divided(effective: EffectiveScenario, request: SphereRequest) -> Spheres:
    """Form spheres, and divide the land among them."""
    found = spheres_of(effective, request)
    assert len(found.areas)
    return found


def measured(folder: Path, count: int, districts: Path | None) -> dict[str, Any]:
    """Draw the spheres of some hubs, on a region that is read anew."""
    region = read_region(folder)
    hubs = some_places(region, count)
    effective = apply(region, Plan(region.id, region.fingerprint), BASE)
    found, first_s = timed(lambda: divided(effective, SphereRequest(hubs, "nearest")))
    moved = SphereRequest(hubs, "nearest", moves=((str(found.members.hub.dropna().index[0]), hubs[-1]),))
    _, again_s = timed(lambda: divided(effective, moved))
    _, peer_s = timed(lambda: plain_cells(region, found))
    row = {"hubs": count, "villages": len(region.villages), "first_s": first_s, "again_s": again_s, "peer_s": peer_s}
    if districts is not None:
        (agreement, _), row["compared_s"] = timed(lambda: compared_with_file(effective, found, districts))
        row["adjusted_rand"] = agreement["adjusted_rand"]
    return row


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--region", type=Path, default=ROOT / "sample_regions" / "sanson")
    parser.add_argument("--districts", type=Path, help="a layer of districts to compare with")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout, nothing else")
    asked = parser.parse_args()
    try:
        # A process of its own for each number, so that nothing is left from the one before.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as alone:
            rows = [alone.submit(measured, asked.region, count, asked.districts).result() for count in HUBS]
    except (RegionUnreadableError, RequestError) as problem:
        print(*(n.message for n in problem.notices), sep="\n", file=sys.stderr)
        return 1
    within = all(row["first_s"] < GOAL_S for row in rows)
    if asked.json:
        print(
            json.dumps({"region": asked.region.name, "goal_s": GOAL_S, "within_goal": within, "rows": rows}, indent=1)
        )
        return 0
    for row in rows:
        text = f"{row['hubs']:2} hubs, {row['villages']} villages: first {row['first_s']:.2f} s, again {row['again_s']:.2f} s"
        text += f"; plain Voronoi {row['peer_s']:.2f} s ({row['first_s'] / row['peer_s']:.1f} times, {row['again_s'] / row['peer_s']:.2f} again)"
        if "adjusted_rand" in row:
            text += f"; adjusted Rand {row['adjusted_rand']:.2f} in {row['compared_s']:.2f} s"
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
