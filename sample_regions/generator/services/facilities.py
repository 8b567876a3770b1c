"""Services of daily life and candidate sites: beside the lanes of the villages that are to have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely import intersects
from shapely import points as as_points

from sample_regions.generator.land import Land

WEEKDAYS = "mon,tue,wed,thu,fri"
SIX_DAYS = "mon,tue,wed,thu,fri,sat"
EVERY_DAY = "mon,tue,wed,thu,fri,sat,sun"
OUTSIDE = -1


@dataclass(frozen=True)
class Amenity:
    """A facility to be placed: category and kind, the village (its position, or OUTSIDE), hours and days."""

    category: str
    subtype: str
    name: str
    village: int
    opens: str = "08:30"
    closes: str = "17:00"
    days: str = WEEKDAYS
    floor_area_m2: int = 150
    users_per_day: int = 10
    status: str = "open"


@dataclass(frozen=True)
class Candidate:
    """A candidate site to be placed; `reuse_of` names the closed facility whose building it is."""

    name: str
    kind: str
    village: int
    area_m2: int
    cost_yen: int
    owner: str
    reuse_of: str = ""


def named(land: Land, template: str, village: int) -> str:
    """A name with the village's own name put in for {v}."""
    return template if village == OUTSIDE else template.replace("{v}", land.villages[village].name)


def spots(land: Land, village: int, count: int) -> list[tuple[float, float]]:
    """Places beside lanes, from the middle of the village outwards; outside, along the end of the trunk road."""
    if village == OUTSIDE:
        x, y = land.outside
        ends = [s.line for s in land.segments if np.hypot(s.line[:, 0] - x, s.line[:, 1] - y).min() < 900]
        points = np.unique(np.vstack(ends)[:, :2], axis=0)
        points = points[~intersects(land.water.buffer(12), as_points(points))]
        middle = np.array([x, y])
    else:
        points, middle = land.houses[land.villages[village].id], np.array(land.villages[village].place)
    order = np.argsort(np.hypot(*(points - middle).T), kind="stable")
    # Every second house point: neighbours are not all public buildings.
    step = 2 if len(points) >= 2 * count + 2 else 1
    picked = [points[order[(1 + step * k) % len(points)]] for k in range(count)]
    turn = [(7.0, 5.0), (-6.0, 6.0), (6.0, -7.0), (-7.0, -5.0)]
    return [(float(p[0]) + turn[k % 4][0], float(p[1]) + turn[k % 4][1]) for k, p in enumerate(picked)]


def place_all(
    land: Land, services: Sequence[Amenity], candidates: Sequence[Candidate]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of facilities.csv and sites.csv; a site that reuses a building stands where the building stands."""
    wanted: dict[int, int] = {}
    for village in (*(s.village for s in services), *(c.village for c in candidates)):
        wanted[village] = wanted.get(village, 0) + 1
    free = {village: iter(spots(land, village, count)) for village, count in sorted(wanted.items())}
    facilities, where, ids = [], {}, {}
    for k, s in enumerate(services):
        x, y = next(free[s.village])
        lat, lon = land.order.frame.lat_lon(x, y)
        name = named(land, s.name, s.village)
        where[name], ids[name] = (lat, lon), f"f{k + 1:03d}"
        closed = s.status == "closed"
        facilities.append(
            {
                "facility_id": f"f{k + 1:03d}",
                "name": name,
                "category": s.category,
                "lat": f"{lat:.6f}",
                "lon": f"{lon:.6f}",
                "status": s.status,
                "subtype": s.subtype,
                "floor_area_m2": s.floor_area_m2,
                "opens": "" if closed else s.opens,
                "closes": "" if closed else s.closes,
                "days": "" if closed else s.days,
                "users_per_day": 0 if closed else s.users_per_day,
                "outside": "true" if s.village == OUTSIDE else "false",
            }
        )
    sites = []
    for k, c in enumerate(candidates):
        reused = named(land, c.reuse_of, c.village)
        lat, lon = where[reused] if reused in where else land.order.frame.lat_lon(*next(free[c.village]))
        sites.append(
            {
                "site_id": f"s{k + 1:02d}",
                "name": named(land, c.name, c.village),
                "lat": f"{lat:.6f}",
                "lon": f"{lon:.6f}",
                "kind": c.kind,
                "area_m2": c.area_m2,
                "cost_yen": c.cost_yen,
                "owner": c.owner,
                "reuse_of": ids.get(reused, ""),
            }
        )
    return facilities, sites
