"""What the region knows of where its villages lie: points, areas, roads and the municipality."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.files.crs import metric_crs, to_metric
from geo.region.folder import ROAD_FILES
from geo.region.land.zones import read_areas
from geo.region.region_file import read_region_file
from geo.region.roads.road_file import read_roads
from geo.region.tables.villages import read_villages
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.files.layers import Layer, read_layer
from importing.layers.work import Work
from importing.people.people_parts import VillageLookup, in_metres
from network.roads.graph import RoadGraph

VILLAGES_FILE = "villages.csv"
_AREAS = (3, 6)


def villages_of(folder: Path, *, fictional: bool) -> pd.DataFrame:
    """Read the villages of a region that is to get people.

    Raises
    ------
    geo.texts.errors.RequestError
        When there are none that can be used.
    """
    path = folder / VILLAGES_FILE
    if not path.is_file():
        raise RequestError(notice("people_no_villages", file=VILLAGES_FILE))
    villages, notices = read_villages(path, fictional=fictional, blank_counts=True)
    if villages is None or villages.empty:
        raise RequestError(*(n for n in notices if n.severity != "info"), notice("no_villages", file=VILLAGES_FILE))
    return villages


def village_lookup(work: Work, villages: pd.DataFrame) -> VillageLookup:
    """Gather what tells to which village a place belongs; areas of villages come from `work.places`.

    Parameters
    ----------
    work
        Notices tell which area is which village's.
    villages
        Index village_id, columns lat and lon.
    """
    crs = metric_crs(float(villages["lat"].mean()), float(villages["lon"].mean()), work.municipality_code)
    points_m = to_metric(villages["lat"].to_numpy(), villages["lon"].to_numpy(), crs)
    areas, owner = [], []
    for path in work.places:
        layer = read_layer(path, fictional=work.fictional)
        found, whose = _areas_of(layer, villages, points_m, crs)
        if not len(found):
            work.notices.append(notice("people_places_no_areas", file=layer.file))
            continue
        areas.append(found)
        owner.append(whose)
        unsure = int((whose < 0).sum())
        params: dict[str, Any] = {"count": f"{len(whose):,}", "unsure": f"{unsure:,}"}
        work.notices.append(notice("people_areas_unsure" if unsure else "people_areas", file=layer.file, **params))
    if areas:
        return VillageLookup(villages, crs, _roads(work, crs), np.concatenate(areas), np.concatenate(owner))
    return VillageLookup(villages, crs, _roads(work, crs), range_m=_municipality(work, crs))


def _roads(work: Work, crs: int) -> RoadGraph | None:
    if not any((work.folder / name).is_file() for name in ROAD_FILES):
        return None
    work.step("道を読んでいます")
    graph, _ = read_roads(work.folder, crs, fictional=work.fictional)
    about, _ = read_region_file(work.folder)
    # With the region's own limits, as every later question to its roads.
    return RoadGraph.from_networkx(graph, assumptions=about.assumptions if about else None, crs=crs)


def _municipality(work: Work, crs: int) -> shapely.Geometry | None:
    path = work.folder / "zones" / "municipality.geojson"
    if not path.is_file():
        return None
    frame, _ = read_areas(path, path.name, fictional=work.fictional)
    if frame is None or frame.empty:
        return None
    return shapely.union_all(in_metres(np.asarray(frame.geometry.values, dtype=object), crs))


def _areas_of(
    layer: Layer, villages: pd.DataFrame, points_m: NDArray[np.float64], crs: int
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the areas of a layer in metres and the village of each: by an id that no other bears, else by the one village point in it."""
    if layer.shapes is None:
        return np.empty(0, dtype=object), np.zeros(0, dtype=np.int64)
    shapes = np.asarray(layer.shapes.values, dtype=object)
    is_area = np.isin(shapely.get_type_id(shapes), _AREAS) & ~shapely.is_empty(shapes)
    is_area &= np.isfinite(shapely.bounds(shapes)).all(axis=1)
    areas = in_metres(shapely.force_2d(shapes[is_area]), crs)
    position = {identity: i for i, identity in enumerate(villages.index)}
    whose = np.full(len(areas), -1, dtype=np.int64)
    for header in layer.table.columns:
        ids = cells_of(layer.table[header][is_area])
        known = np.array([position.get(i, -1) for i in ids], dtype=np.int64)
        if (known >= 0).sum() > (whose >= 0).sum():
            whose = known
    points = np.asarray(shapely.points(points_m), dtype=object)
    area, point = shapely.STRtree(points).query(areas, predicate="intersects")
    alone = np.bincount(area, minlength=len(areas)) == 1
    # Exclaves bear the id of the main area, while each may be a village of its own.
    sure = (whose >= 0) & (np.bincount(whose[whose >= 0], minlength=len(villages))[whose] == 1)
    for a, p in zip(area[alone[area]], point[alone[area]], strict=True):
        whose[a] = whose[a] if sure[a] else p
    return areas, whose
