"""Living spheres as the command's JSON and as a table of areas."""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
from shapely.geometry import mapping

from geo.files.crs import DEGREES
from plan.applied import EffectiveScenario
from plan.spheres.answer import REASON_TEXTS, Spheres


def sphere_document(effective: EffectiveScenario, found: Spheres, *, with_areas: bool = True) -> dict[str, Any]:
    """Put spheres into the form of ``spheres --json``; `left_out` counts who belongs to none.

    Parameters
    ----------
    effective, found
        The scenario and its spheres.
    with_areas
        Whether land is divided, the longest part of the work; without it ``area_km2`` is None.
    """
    population = effective.region.villages["population"]
    areas_km2 = found.areas.to_crs(effective.region.crs).area / 1e6 if with_areas else None
    hub_of = found.members.hub
    spheres = [
        {
            "hub": hub,
            "villages": [str(v) for v in hub_of.index[hub_of == hub]],
            "population": _unrounded(float(population[hub_of == hub].sum())),
            "area_km2": None if areas_km2 is None else round(float(areas_km2.get(hub, 0.0)), 3),
        }
        for hub in found.hubs.index
    ]
    unassigned = [
        {"village_id": v, "reason": REASON_TEXTS[r], "code": r, "population": _unrounded(float(population[v]))}
        for v, r in found.members.unassigned.items()
    ]
    everybody = float(population.sum())
    without = _unrounded(float(population[list(found.members.unassigned)].sum()))
    left_out = {
        "villages": len(unassigned),
        "population": without,
        "share": without / everybody if everybody else 0.0,
    }
    challenged = [
        {"village_id": str(v), **{key: row[key] for key in ("own_min", "other_hub", "other_min")}}
        for v, row in found.members.challenged.iterrows()
    ]
    return {
        "start": found.start,
        "spheres": spheres,
        "unassigned": unassigned,
        "left_out": left_out,
        "challenged": challenged,
    }


def _unrounded(persons: float) -> int | float:
    """Return persons as they are: counted ones are whole numbers, forecasts are not."""
    return int(persons) if persons.is_integer() else persons


def sphere_geojson(effective: EffectiveScenario, found: Spheres) -> bytes:
    """Write spheres as GeoJSON in JGD2011 degrees; features carry ``hub``."""
    features = [
        {
            "type": "Feature",
            "properties": {k: v for k, v in row.items() if k != "geometry"},
            "geometry": mapping(row["geometry"]),
        }
        for row in sphere_features(effective, found).to_dict("records")
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6668"}}
    document = {"type": "FeatureCollection", "name": "spheres", "crs": crs, "features": features}
    return f"{json.dumps(document, ensure_ascii=False)}\n".encode()


def sphere_features(effective: EffectiveScenario, found: Spheres) -> gpd.GeoDataFrame:
    """Put spheres into a table of areas: hub, name, villages, population, area_km2."""
    rows = {row["hub"]: row for row in sphere_document(effective, found)["spheres"]}
    return gpd.GeoDataFrame(
        [
            {
                "hub": hub,
                "name": str(found.hubs.at[hub, "name"]),
                "villages": "、".join(str(effective.region.villages.at[v, "name"]) for v in rows[hub]["villages"]),
                "population": rows[hub]["population"],
                "area_km2": rows[hub]["area_km2"],
            }
            for hub in found.areas.index
        ],
        columns=["hub", "name", "villages", "population", "area_km2"],
        geometry=list(found.areas),
        crs=DEGREES,
    )
