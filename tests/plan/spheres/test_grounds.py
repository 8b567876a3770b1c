"""Grounds of villages: a house that the import gives to a village stands on that village's ground."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import shapely

from geo.region.region import read_region
from importing import import_files
from plan.applied import apply
from plan.siting.reasons import _nearest_village
from plan.spheres.grounds import grounds_of

VILLAGES = {"v1": (0, 0), "v2": (1450, 380), "v3": (3020, 60), "v4": (1730, 1900), "v5": (280, 1640)}
"""Metres east and north of the town's corner."""

ROADS = {
    "valley": [(0, 0), (900, 60), (2000, 20), (3100, 80)],
    "hill": [(900, 60), (1400, 700), (1700, 1950)],
    "ridge": [(1700, 1950), (900, 1800), (250, 1700)],
    "pass": [(3100, 80), (3300, 1200)],
    "alone": [(2600, 1500), (3000, 1900)],
}
CORNER = (37.0, 137.1)
M_PER_DEGREE = (110_986.0, 88_900.0)


def lat_lon(x_m: float, y_m: float) -> tuple[float, float]:
    return CORNER[0] + y_m / M_PER_DEGREE[0], CORNER[1] + x_m / M_PER_DEGREE[1]


def write_town(folder: Path) -> Path:
    """Write five villages along roads with few junctions, all of them two-way, and a lane that leads nowhere."""
    folder.mkdir()
    toml = 'id = "town"\nname = "山中町"\nmunicipality_code = "17463"\nbase_year = 2020\n'
    (folder / "region.toml").write_text(toml, encoding="utf-8")
    rows = [f"{v},{v}村,{lat:.6f},{lon:.6f},0,0" for v, (lat, lon) in ((v, lat_lon(*xy)) for v, xy in VILLAGES.items())]
    (folder / "villages.csv").write_text("\n".join(["village_id,name,lat,lon,population,households", *rows]) + "\n", encoding="utf-8")  # fmt: skip
    lines = [shapely.LineString([lat_lon(*xy)[::-1] for xy in line]) for line in ROADS.values()]
    features = [{"type": "Feature", "properties": {"highway": "unclassified"}, "geometry": shapely.geometry.mapping(line)} for line in lines]  # fmt: skip
    roads = folder.parent / "roads.geojson"
    roads.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    import_files("roads", [roads], folder)
    return folder


def test_import_spheres_and_siting_put_a_house_into_one_village(tmp_path: Path) -> None:
    town = write_town(tmp_path / "town")
    chance = np.random.default_rng(7)
    on = [shapely.LineString(line) for line in ROADS.values()]
    which, how_far = chance.integers(0, len(on), 800), chance.random(800)
    spots = [on[i].interpolate(share, normalized=True) for i, share in zip(which, how_far, strict=True)]
    beside = chance.uniform(-45, 45, (800, 2))
    homes = [lat_lon(p.x + dx, p.y + dy) for p, (dx, dy) in zip(spots, beside, strict=True)]
    table = tmp_path / "homes.csv"
    rows = [f"{lat:.6f},{lon:.6f},2" for lat, lon in homes]
    table.write_text("\n".join(["lat,lon,population", *rows]) + "\n", encoding="utf-8")
    import_files("residents", [table], town)
    region = read_region(town)
    effective = apply(region)
    grounds = grounds_of(effective)
    houses = region.residents
    assert houses is not None
    points = [shapely.Point(lon, lat) for lon, lat in zip(houses["lon"], houses["lat"], strict=True)]
    away = [h for h, p in enumerate(points) if shapely.distance(grounds[houses["village_id"].iloc[h]], p) > 1e-6]
    assert (len(houses), set(houses["village_id"])) == (800, set(VILLAGES))
    assert not away
    near = _nearest_village(effective, houses)
    assert [near[str(h)] for h in houses.index] == [f"{v}村" for v in houses["village_id"]]
