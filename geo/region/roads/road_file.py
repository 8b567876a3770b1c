"""The road file of a region: which one it is, read into one model, and what is odd about it."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import shapely

from geo.files.crs import DEGREES
from geo.files.vector_files import as_shapes, load_vector
from geo.files.xml_entities import why_unreadable
from geo.reference import reference_table
from geo.region.folder import ROAD_FILES
from geo.region.roads.road_checks import without_impossible_roads
from geo.region.roads.roads_graphml import read_graphml
from geo.region.roads.roads_lines import graph_from_lines
from geo.texts.errors import ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice

UNKNOWN_CLASS = "road"


def no_roads() -> nx.MultiDiGraph:
    """Return a road network without roads, for a region whose roads cannot be read."""
    return nx.MultiDiGraph(crs="epsg:6668")


def read_roads(folder: Path, crs: int, *, fictional: bool = False) -> tuple[nx.MultiDiGraph, list[Notice]]:
    """Read the roads of a region folder.

    Parameters
    ----------
    folder
        The region.
    crs
        EPSG code of its metric plane.
    fictional
        True turns off the check for Japan.

    Returns
    -------
    networkx.MultiDiGraph, list of Notice
        OSMnx's conventions (see `geo.region.region.Region`); without nodes when there are no usable roads, which is an error notice.
    """
    present = [name for name in ROAD_FILES if (folder / name).is_file()]
    if not present:
        return no_roads(), [notice("roads_missing", file="roads.*")]
    name = present[0]
    notices = []
    if len(present) > 1:
        notices.append(notice("roads_several", file=name, names="、".join(present), used=name))
    graph, new_notices = read_road_file(folder / name, name, crs, fictional=fictional)
    return graph, notices + new_notices


def read_road_file(
    path: Path, file: str, crs: int | None, *, fictional: bool = False
) -> tuple[nx.MultiDiGraph, list[Notice]]:
    """Read one road file.

    Parameters
    ----------
    path
        Its name ends in .graphml, .gpkg, .osm.pbf or .osm.
    file
        Name to show in notices.
    crs
        EPSG code of the metric plane in which lines are joined; the others do not need it.
    fictional
        True turns off the check for Japan.

    Returns
    -------
    networkx.MultiDiGraph, list of Notice
        Without nodes when there are no usable roads, which is an error notice.
    """
    try:
        graph, crossings, notices = _read(path, file, crs)
    except (ValueError, OSError) as problem:
        return no_roads(), [why_unreadable(problem, file, code="roads_unreadable")]
    graph, new_notices = without_impossible_roads(graph, file, fictional=fictional)
    notices += new_notices
    if graph.number_of_edges() == 0:
        return no_roads(), [*notices, notice("roads_empty", file=file)]
    if crossings:
        notices.append(notice("road_crossings", file=file, count=f"{crossings:,}"))
    return graph, notices + _class_notices(graph, file)


def _read(path: Path, file: str, crs: int | None) -> tuple[nx.MultiDiGraph, int, list[Notice]]:
    if path.suffix == ".graphml":
        return read_graphml(path), 0, []
    if path.suffix != ".gpkg":
        from geo.osm.roads import read_osm_roads  # brings osmium, which other road files do without

        graph, notices = read_osm_roads(path, file)
        return graph, 0, notices
    layer, notices = load_vector(path, file)
    lines = as_shapes(layer)
    if lines is None or crs is None:
        raise ValueRefusedError("file_without_lines")
    lines, new_notices = _usable_lines(lines, file)
    notices += new_notices
    graph, crossings = graph_from_lines(lines.set_crs(DEGREES) if lines.crs is None else lines, crs)
    return graph, crossings, notices


def _usable_lines(lines: gpd.GeoDataFrame, file: str) -> tuple[gpd.GeoDataFrame, list[Notice]]:
    notices = []
    is_line = np.isin(shapely.get_type_id(np.asarray(lines.geometry.values, dtype=object)), (1, 5))
    if not is_line.all():
        notices.append(notice("road_line_wrong", file=file, count=f"{int((~is_line).sum()):,}"))
    lines = lines[is_line]
    for name in ("speed_kph", "travel_time"):
        if name not in lines:
            continue
        numbers = pd.to_numeric(lines[name], errors="coerce")
        wrong = int((numbers.isna() & lines[name].notna()).sum())
        if wrong:
            notices.append(notice("road_measure_wrong", file=file, field=name, count=f"{wrong:,}"))
        lines = lines.assign(**{name: numbers})
    return lines, notices


def road_class(highway: object) -> str:
    """Return the single road class of an edge: OSMnx lists several where ways were merged; the slowest of them counts."""
    speeds = reference_table("speeds")
    if isinstance(highway, list) and highway:
        known = [str(h) for h in highway if str(h) in speeds and speeds[str(h)].value > 0]
        return min(known, key=lambda h: speeds[h].value) if known else str(highway[0])
    return str(highway) if highway else UNKNOWN_CLASS


def base_class(name: str) -> str:
    """Return the class whose speed holds: ramps (``primary_link``) count as their road, unknown ones as ``road``."""
    speeds = reference_table("speeds")
    plain = name.removesuffix("_link")
    return plain if plain in speeds else UNKNOWN_CLASS


def _class_notices(graph: nx.MultiDiGraph, file: str) -> list[Notice]:
    unknown: dict[str, int] = {}
    unclassed = 0
    for _, _, data in graph.edges(data=True):
        if "travel_time" in data or "speed_kph" in data:
            continue
        if not data.get("highway"):
            unclassed += 1
            continue
        name = road_class(data["highway"])
        if base_class(name) == UNKNOWN_CLASS and name != UNKNOWN_CLASS:
            unknown[name] = unknown.get(name, 0) + 1
    notices = []
    if unclassed == graph.number_of_edges():
        speed = reference_table("speeds")[UNKNOWN_CLASS].value
        notices.append(notice("roads_no_class", file=file, field="highway", speed=f"{speed:g}"))
    for name, count in sorted(unknown.items()):
        notices.append(notice("road_class_unknown", file=file, field="highway", name=name, count=f"{count:,}"))
    return notices
