"""Road networks that come as GraphML or OpenStreetMap: checked by reading, then copied as they are, or cut to a range."""

from __future__ import annotations

import tempfile
from pathlib import Path

from geo.files.xml_entities import why_unreadable
from geo.osm.files import is_osm, unpacked
from geo.osm.roads import read_osm_roads
from geo.region.folder import ROAD_FILES
from geo.region.roads.road_file import read_road_file
from geo.region.roads.roads_graphml import graphml_bytes
from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.region_files.write import put

_ENDINGS = {".graphml": "roads.graphml", ".osm.pbf": "roads.osm.pbf", ".pbf": "roads.osm.pbf", ".osm": "roads.osm"}
_CLIPPED = "roads.graphml"

Box = tuple[float, float, float, float]


def is_road_network(path: Path) -> bool:
    """Return whether a file is a road network rather than a layer of lines."""
    return _target(path) is not None


def _target(path: Path) -> str | None:
    name = path.name.lower().removesuffix(".gz")
    return next((target for ending, target in _ENDINGS.items() if name.endswith(ending)), None)


def import_road_network(
    path: Path, folder: Path, *, within: Box | None = None, replace: bool, fictional: bool
) -> tuple[int, list[Notice]]:
    """Put a road network into the region.

    Parameters
    ----------
    path
        .graphml, .osm, .osm.pbf, or one of them as .gz.
    folder
        The region.
    within
        West, south, east, north in degrees: of OpenStreetMap's roads only those that touch this box are kept, and the
        region gets roads.graphml. GraphML cannot be cut, which is noted.
    replace
        Whether other roads of the region may go.
    fictional
        True turns off the check for Japan.

    Returns
    -------
    int, list of Notice
        Number of road segments by direction, and what was odd.

    Raises
    ------
    geo.texts.errors.RequestError
        When it cannot be read, or the region has other roads and `replace` is not given.
    """
    with tempfile.TemporaryDirectory() as scratch:
        try:
            tried, target = _plain(path, Path(scratch))
            if within is not None and is_osm(tried):
                tried, new_notices = _cut(tried, path.name, within)
                target = _CLIPPED
            else:
                new_notices = [notice("import_network_not_clipped", file=path.name)] if within is not None else []
        except (ValueError, OSError) as problem:
            raise RequestError(why_unreadable(problem, path.name, severity="error")) from problem
        graph, notices = read_road_file(tried, path.name, None, fictional=fictional)
        if graph.number_of_edges() == 0:
            raise RequestError(*(n for n in [*new_notices, *notices] if n.severity != "info"))
        put_roads(folder, target, tried.read_bytes(), replace=replace)
    return int(graph.number_of_edges()), [*new_notices, *notices]


def _plain(path: Path, scratch: Path) -> tuple[Path, str]:
    """Return a file as it would stand in the region: unpacked, piece by piece, where it is packed."""
    target = _target(path)
    assert target is not None
    if path.suffix.lower() != ".gz":
        if not path.is_file():
            raise ValueRefusedError("file_is_folder" if path.is_dir() else "file_not_found")
        # osmium and the reader of roads go by the ending.
        tried = scratch / target
        tried.symlink_to(path.resolve())
        return tried, target
    tried = scratch / target
    with tried.open("wb") as out:
        for piece in unpacked(path):
            out.write(piece)
    return tried, target


def _cut(path: Path, file: str, within: Box) -> tuple[Path, list[Notice]]:
    graph, notices = read_osm_roads(path, file, within=within)
    cut = path.with_name(_CLIPPED)
    cut.write_bytes(graphml_bytes(graph))
    return cut, notices


def put_roads(folder: Path, name: str, content: bytes, *, replace: bool) -> bool:
    """Put the one road file of a region; a road file of another name would be read instead and goes away when replaced.

    Returns
    -------
    bool
        Whether there were other roads before.

    Raises
    ------
    geo.texts.errors.RequestError
        When there were, and `replace` is not given.
    """
    others = [other for other in ROAD_FILES if other != name and (folder / other).is_file()]
    if others and not replace:
        raise RequestError(notice("import_exists", file=others[0]))
    replaced = put(folder / name, content, replace=replace)
    for other in others:
        (folder / other).unlink()
    return replaced or bool(others)
