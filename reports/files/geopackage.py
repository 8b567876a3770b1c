"""A GeoPackage for QGIS: what a scenario proposes for land, or its bus lines and stops, with villages and hubs, each with its style."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely import LineString, MultiPolygon, Polygon

from geo.files.crs import DEGREES
from geo.reference.categories import CATEGORIES, STATUSES
from network.services.bus_service import BusService
from plan.applied import EffectiveScenario
from plan.organisation.shared_days import GRADE_NAMES, days_at_hubs
from plan.services.tables import stops_of
from plan.spheres.answer import Spheres
from plan.spheres.document import sphere_features
from plan.spheres.state import sphere_state
from plan.timetables.time_distance import way_km
from reports.files.qgis_styles import (
    bus_line_style,
    bus_stop_style,
    conservation_style,
    facility_style,
    hub_area_style,
    hub_style,
    sphere_style,
    village_style,
)

_STYLES_TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
"""The table in which QGIS keeps styles inside a GeoPackage."""

_GEOMETRY_COLUMN = "geom"


@dataclass(frozen=True, eq=False)
class StyledLayer:
    """One layer of the file.

    Parameters
    ----------
    name, title
        Of its table, and in Japanese.
    rows
        Its features in degrees; a layer without any is left out.
    style
        QML.
    """

    name: str
    title: str
    rows: gpd.GeoDataFrame
    style: str


def land_layers(effective: EffectiveScenario, asked: Spheres | None = None) -> list[StyledLayer]:
    """Gather what a scenario proposes for land, and what stands there.

    Parameters
    ----------
    effective
        What holds in the scenario.
    asked
        Spheres with their hubs that stand in no scenario; those of the scenario where not given.
    """
    drawn = _spheres(effective) if asked is None else sphere_features(effective, asked)
    placed = effective.hubs if asked is None else asked.hubs
    members = sphere_state(effective).hub_of if asked is None else asked.members.hub
    hub_of = {str(village): hub for village, hub in members.items()}
    scenario = effective.scenario
    areas = [(h, a) for h in scenario.hubs for a in h.areas] if scenario is not None else []
    kept = scenario.conservation_areas if scenario is not None else ()
    hub_areas = _areas(effective, [(a.id, f"地域再生拠点区域（素案）{h.name}", a.shape) for h, a in areas])
    hub_areas.insert(1, "hub", [h.id for h, _ in areas])
    conserved = _areas(effective, [(a.id, f"農用地等保全利用区域（素案）{a.name}", a.shape) for a in kept])
    hubs = list(zip(drawn["hub"], drawn["name"], strict=True))
    return [
        StyledLayer("spheres", "集落生活圏", drawn, sphere_style(hubs)),
        StyledLayer("conservation_areas", "農用地等保全利用区域", conserved, conservation_style()),
        StyledLayer("hub_areas", "地域再生拠点区域", hub_areas, hub_area_style()),
        StyledLayer("facilities", "施設", _facilities(effective), facility_style()),
        StyledLayer("villages", "集落", _villages(effective, hub_of), village_style()),
        StyledLayer(
            "hubs", "拠点", _points(placed, "hub_id", ["name"]) if asked is not None else _hubs(effective), hub_style()
        ),
    ]


def bus_layers(effective: EffectiveScenario) -> list[StyledLayer]:
    """Gather a scenario's own bus lines with the places that they join: ways there and back, stops, villages, hubs.

    Parameters
    ----------
    effective
        What holds in the scenario; today's feeds aren't in it.
    """
    lines = [s for s in effective.services if len(s.stops) > 1 and s.trips]
    style = bus_line_style([(s.id, s.name) for s in lines])
    hub_of = {str(village): hub for village, hub in sphere_state(effective).hub_of.items()}
    return [
        StyledLayer("bus_lines", "バスの路線", _lines(lines), style),
        StyledLayer("bus_stops", "停留所", _stops(lines), bus_stop_style()),
        StyledLayer("villages", "集落", _villages(effective, hub_of), village_style()),
        StyledLayer("hubs", "拠点", _hubs(effective), hub_style()),
    ]


def _lines(services: Sequence[BusService]) -> gpd.GeoDataFrame:
    """A row for each way of a line, with its trips on a day of service and its length."""
    ways = [(s, d, sum(t.direction == d for t in s.trips)) for s in services for d in (0, 1)]
    kept = [(s, d, trips) for s, d, trips in ways if trips]
    table = {
        "id": [s.id for s, _, _ in kept],
        "name": [s.name for s, _, _ in kept],
        "direction": ["帰り" if d else "行き" for _, d, _ in kept],
        "trips": [trips for *_, trips in kept],
        "km": [round(way_km(s, d), 2) for s, d, _ in kept],
    }
    return gpd.GeoDataFrame(table, geometry=[LineString(s.line(d)) for s, d, _ in kept], crs=DEGREES)


def _stops(services: Sequence[BusService]) -> gpd.GeoDataFrame:
    """Stops with how many buses call at them on a day of service, and of which lines."""
    calls: dict[str, dict[str, int]] = {}
    for service in services:
        for trip in service.trips:
            for position in trip.positions:
                of_stop = calls.setdefault(service.sequence(trip.direction)[position].stop_id, {})
                of_stop[service.name] = of_stop.get(service.name, 0) + 1
    stops = [stop for stop in stops_of(services) if stop.stop_id in calls]
    table = {
        "id": [s.stop_id for s in stops],
        "name": [s.name for s in stops],
        "calls": [sum(calls[s.stop_id].values()) for s in stops],
        "lines": ["、".join(calls[s.stop_id]) for s in stops],
    }
    places = gpd.points_from_xy([s.lon for s in stops], [s.lat for s in stops])
    return gpd.GeoDataFrame(table, geometry=places, crs=DEGREES)


def _spheres(effective: EffectiveScenario) -> gpd.GeoDataFrame:
    state = sphere_state(effective).spheres
    shapes = {s.hub_id: s.area for s in effective.scenario.spheres if s.area is not None} if effective.scenario else {}
    rows = state.loc[[hub for hub in state.index if hub in shapes]]
    names = effective.region.villages["name"]
    table = {
        "hub": list(rows.index),
        "name": list(rows["name"]),
        "villages": ["、".join(str(names[v]) for v in villages) for villages in rows["villages"]],
        "population": rows["population"].to_numpy(),
        "area_km2": rows["area_km2"].astype(float).round(3).to_numpy(),
    }
    return gpd.GeoDataFrame(table, geometry=[shapes[hub] for hub in rows.index], crs=DEGREES)


def _areas(effective: EffectiveScenario, areas: list[tuple[str, str, Polygon]]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(
        {"id": [i for i, _, _ in areas], "label": [label for _, label, _ in areas]},
        geometry=[shape for *_, shape in areas],
        crs=DEGREES,
    )
    frame.insert(2, "area_m2", frame.to_crs(effective.region.crs).area.round(1) if len(frame) else [])
    return frame


def _points(table: pd.DataFrame, identity: str, columns: list[str]) -> gpd.GeoDataFrame:
    rows = table[columns].rename_axis(identity).reset_index()
    return gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(table["lon"], table["lat"]), crs=DEGREES)


def _hubs(effective: EffectiveScenario) -> gpd.GeoDataFrame:
    """Hubs with their services, the weekdays on which those that are shared between hubs are there, and whether they are core ones."""
    rows = _points(effective.hubs, "hub_id", ["name"])
    days = days_at_hubs(effective.scenario)
    grades = {h.id: h.grade for h in effective.scenario.hubs} if effective.scenario is not None else {}
    ids = list(map(str, effective.hubs.index))
    rows.insert(2, "services", ["、".join(CATEGORIES[c] for c in served) for served in effective.hubs["services"]])
    rows.insert(3, "days", [days.get(i, "") for i in ids])
    rows.insert(4, "grade", [GRADE_NAMES[grade] if (grade := grades.get(i, "")) else "" for i in ids])
    return rows


def _villages(effective: EffectiveScenario, hub_of: Mapping[str, str | None]) -> gpd.GeoDataFrame:
    villages = effective.region.villages
    rows = _points(villages, "village_id", ["name", "population", "households"])
    rows.insert(4, "hub", [hub_of.get(str(v)) for v in villages.index])
    return rows


def _facilities(effective: EffectiveScenario) -> gpd.GeoDataFrame:
    rows = _points(effective.facilities, "facility_id", ["name", "category", "status"])
    rows["category"] = [CATEGORIES[c] for c in rows["category"]]
    rows["status"] = [STATUSES[s] for s in rows["status"]]
    return rows


def geopackage_bytes(layers: list[StyledLayer], written_on: datetime.date) -> bytes:
    """Write layers with their styles into a GeoPackage.

    Parameters
    ----------
    layers
        Those without a feature are left out.
    written_on
        The day that stands in the file; the same layers on the same day give the same bytes.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "land.gpkg"
        full = [layer for layer in layers if len(layer.rows)]
        for layer in full:
            rows = layer.rows.set_geometry([_even(shape) for shape in layer.rows.geometry], crs=DEGREES)
            options = {"GEOMETRY_NAME": _GEOMETRY_COLUMN, "IDENTIFIER": layer.title}
            rows.to_file(path, layer=layer.name, driver="GPKG", engine="pyogrio", **options)
        _add_styles(path, full, f"{written_on.isoformat()}T00:00:00.000Z")
        return path.read_bytes()


def _even(shape: shapely.Geometry) -> shapely.Geometry:
    """Let polygons be multipolygons, so that a layer holds one kind of shape."""
    return MultiPolygon([shape]) if isinstance(shape, Polygon) else shape


def _add_styles(path: Path, layers: list[StyledLayer], when: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        file.execute(_STYLES_TABLE)
        for layer in layers:
            file.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
                "styleQML, styleSLD, useAsDefault, description, owner, ui, update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', '', ?)",
                (layer.name, _GEOMETRY_COLUMN, layer.title, layer.style, layer.title, when),
            )
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            (when,),
        )
        file.execute("UPDATE gpkg_contents SET last_change = ?", (when,))
