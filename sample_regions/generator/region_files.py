"""From a drawn land to a region folder: every file of the contract that doesn't tell a story of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from scipy import ndimage
from shapely import LineString, box, union_all

from importing.relief.shading import greys, hillshade, mercator_rows
from sample_regions.generator import zones
from sample_regions.generator.land import Land
from sample_regions.generator.people import people
from sample_regions.generator.services.facilities import Amenity, Candidate, place_all
from sample_regions.generator.terrain.frame import Frame, Ints
from sample_regions.generator.terrain.relief import Terrain
from sample_regions.generator.write import (
    corners,
    write_csv,
    write_geojson,
    write_roads_gpkg,
    write_roads_graphml,
    write_toml,
)

MARGIN_M = 1500.0
URBAN_REACH_M = 1400.0


@dataclass(frozen=True)
class Identity:
    """What region.toml says of a region."""

    id: str
    name: str
    municipality_code: str
    base_year: int
    notes: tuple[str, ...]
    today_hubs: tuple[str, ...] = ()


def region_toml(identity: Identity) -> str:
    """The text of region.toml."""
    hubs = f"today_hubs = [{', '.join(_quoted(h) for h in identity.today_hubs)}]\n" if identity.today_hubs else ""
    notes = ",\n".join(f"  {_quoted(n)}" for n in identity.notes)
    return (
        f"id = {_quoted(identity.id)}\nname = {_quoted(identity.name)}\n"
        f"municipality_code = {_quoted(identity.municipality_code)}\nbase_year = {identity.base_year}\n"
        f"fictional = true\n{hubs}notes = [\n{notes},\n]\n\n"
        '[[sources]]\nname = "拠点（Kyoten）見本地域生成プログラム sample_regions/generator"\n'
        f'year = {identity.base_year}\nlicence = "このリポジトリのライセンスと同じ"\n'
    )


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def ages_by_village(land: Land, seed: int, least_old: float, most_old: float) -> dict[str, Ints]:
    """36 age classes for every village: the farther from the centre and the smaller, the older."""
    rng = np.random.default_rng(seed)
    centre = np.array(land.villages[0].place)
    away = np.array([np.hypot(*(np.array(v.place) - centre)) for v in land.villages])
    far = away / max(float(away.max()), 1.0)
    small = 1 / (1 + np.array([v.population for v in land.villages]) / 60.0)
    oldness = np.clip(least_old + (most_old - least_old) * (0.5 * far + 0.5 * small), 0, 1)
    oldness = np.clip(oldness + 0.12 * rng.standard_normal(len(oldness)), 0, 1)
    return {v.id: people.ages_of(v.population, float(o), rng) for v, o in zip(land.villages, oldness, strict=True)}


def village_rows(land: Land, ages: Mapping[str, Ints], by_class: bool) -> list[dict[str, Any]]:
    """Rows of villages.csv."""
    centre = np.array(land.villages[0].place)
    reach = max(float(np.hypot(*(np.array(v.place) - centre))) for v in land.villages)
    rows = []
    for v in land.villages:
        lat, lon = land.order.frame.lat_lon(v.x_m, v.y_m)
        row: dict[str, Any] = {
            "village_id": v.id,
            "name": v.name,
            "lat": f"{lat:.6f}",
            "lon": f"{lon:.6f}",
            "population": v.population,
            "households": v.households,
            **people.grouped(ages[v.id]),
        }
        if by_class:
            row |= dict(zip(people.COLUMNS, ages[v.id].tolist(), strict=True))
        remote = float(np.hypot(*(np.array(v.place) - centre))) / reach
        row["no_car_share"] = people.no_car_share(ages[v.id], remote)
        row["district"] = f"{v.district}小学校区"
        rows.append(row)
    return rows


def resident_rows(land: Land, by_house: bool, seed: int) -> list[dict[str, Any]]:
    """Rows of residents.csv: 100 m cells, or single houses."""
    rng = np.random.default_rng(seed)
    rows = []
    for v in land.villages:
        houses = land.houses[v.id]
        placed = (
            people.into_houses(v.population, v.households, houses, rng)
            if by_house
            else people.into_cells(v.population, houses, 100.0)
        )
        for x, y, persons in placed:
            lat, lon = land.order.frame.lat_lon(x, y)
            rows.append({"village_id": v.id, "lat": f"{lat:.6f}", "lon": f"{lon:.6f}", "population": persons})
    return rows


def census_rows(year: int, ages: Mapping[str, Ints]) -> list[dict[str, Any]]:
    """Rows of population.csv for one census with ages."""
    return [
        {
            "village_id": key,
            "year": year,
            "kind": "census",
            "source": f"架空の国勢調査 {year}年",
            "total": int(counts.sum()),
            **dict(zip(people.COLUMNS, counts.tolist(), strict=True)),
        }
        for key, counts in ages.items()
    ]


def write_ground(folder: Path, land: Land, pixel_m: float, urban_reach_m: float | None = None) -> None:
    """Write zones, rivers and relief, cut to the municipality, its roads and a margin."""
    frame = land.order.frame
    districts = zones.districts(land)
    municipality = union_all([shape for shape, _ in districts])
    write_geojson(folder / "zones/municipality.geojson", frame, [(municipality, {"name": land.order.municipality})])
    write_geojson(folder / "zones/school_districts.geojson", frame, districts)
    fields, zoned = zones.farmland(land)
    write_geojson(folder / "zones/farmland.geojson", frame, fields)
    write_geojson(folder / "zones/farmland_zone.geojson", frame, zoned)
    write_geojson(folder / "zones/landslide.geojson", frame, zones.landslides(land))
    write_geojson(folder / "zones/flood.geojson", frame, zones.floods(land))
    if urban_reach_m is not None:
        near = [v for v in land.villages if np.hypot(*np.subtract(v.place, land.villages[0].place)) < urban_reach_m]
        write_geojson(folder / "zones/urban.geojson", frame, zones.use_zones(land, near, urban_reach_m))
    roads = union_all([LineString(s.line[:, :2]) for s in land.segments])
    west, south, east, north = corners(union_all([municipality, roads]))
    shown = (
        max(west - MARGIN_M, 0.0),
        max(south - MARGIN_M, 0.0),
        min(east + MARGIN_M, frame.width_m),
        min(north + MARGIN_M, frame.height_m),
    )
    streams = []
    for r in land.rivers:
        line = r.line.intersection(box(*shown)).simplify(2.0)
        pieces = [p for p in getattr(line, "geoms", [line]) if p.length > 60]
        streams += [(p, {"name": r.name, "width_m": r.width_m}) for p in pieces]
    write_geojson(folder / "rivers.geojson", frame, streams)
    _write_relief(folder, land.terrain, shown, pixel_m)


def _write_relief(folder: Path, terrain: Terrain, box_m: tuple[float, float, float, float], pixel_m: float) -> None:
    """Write relief.png and relief.toml for a box in local metres."""
    frame: Frame = terrain.frame
    xs = np.array([box_m[0], box_m[2], box_m[0], box_m[2]])
    ys = np.array([box_m[1], box_m[1], box_m[3], box_m[3]])
    lat, lon = frame.to_degrees(xs, ys, 6)
    # The largest rectangle of degrees inside the box: no pixel without ground.
    south, north = float(lat[:2].max()), float(lat[2:].min())
    west, east = float(lon[[0, 2]].max()), float(lon[[1, 3]].min())
    rows, cols = round((box_m[3] - box_m[1]) / pixel_m), round((box_m[2] - box_m[0]) / pixel_m)
    lats = mercator_rows(south, north, rows)
    lons = np.linspace(west, east, 2 * cols + 1)[1::2]
    lon_grid, lat_grid = np.meshgrid(lons, lats)
    x, y = frame.to_metres(lat_grid, lon_grid)
    light = hillshade(terrain.height_m, frame.cell_m)
    at = np.vstack([y.ravel() / frame.cell_m, x.ravel() / frame.cell_m])
    shown = ndimage.map_coordinates(light, at, order=3, mode="nearest").reshape(rows, cols)
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(greys(shown)).save(folder / "relief.png", optimize=True)
    write_toml(
        folder / "relief.toml",
        f'image = "relief.png"\nsouth = {south:.6f}\nwest = {west:.6f}\nnorth = {north:.6f}\neast = {east:.6f}\n'
        f'projection = "EPSG:3857"\nlight_from = "北西"\nhighest_m = {terrain.height_m.max():.0f}\n',
    )


@dataclass(frozen=True)
class Contents:
    """What is put into a land: its name, services, candidate sites and people; a municipality or a district of one."""

    identity: Identity
    services: Sequence[Amenity]
    candidates: Sequence[Candidate]
    ages: Mapping[str, Ints]
    whole_municipality: bool
    pixel_m: float


def write_region(folder: Path, land: Land, contents: Contents) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Write all plain files; returns the rows of facilities.csv and sites.csv for the plan's story."""
    whole = contents.whole_municipality
    folder.mkdir(parents=True, exist_ok=True)
    write_toml(folder / "region.toml", region_toml(contents.identity))
    write_csv(folder / "villages.csv", village_rows(land, contents.ages, whole))
    write_csv(folder / "residents.csv", resident_rows(land, not whole, land.order.seed))
    facilities, sites = place_all(land, contents.services, contents.candidates)
    write_csv(folder / "facilities.csv", facilities)
    write_csv(folder / "sites.csv", sites)
    if whole:
        write_roads_gpkg(folder / "roads.gpkg", land)
    else:
        write_roads_graphml(folder / "roads.graphml", land)
    write_ground(folder, land, contents.pixel_m, URBAN_REACH_M if whole else None)
    return facilities, sites
