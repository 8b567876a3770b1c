"""Road networks that come as GraphML or OpenStreetMap: checked by reading, then copied as they are."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from pathlib import Path

from geo.errors import RequestError
from geo.importing.write import put
from geo.messages import notice
from geo.road_file import ROAD_FILES, read_road_file

_ENDINGS = {".graphml": "roads.graphml", ".osm.pbf": "roads.osm.pbf", ".pbf": "roads.osm.pbf", ".osm": "roads.osm"}


def is_road_network(path: Path) -> bool:
    """Tell whether a file is a road network rather than a layer of lines."""
    return _target(path) is not None


def _target(path: Path) -> str | None:
    name = path.name.lower().removesuffix(".gz")
    return next((target for ending, target in _ENDINGS.items() if name.endswith(ending)), None)


def copy_road_network(path: Path, folder: Path, *, replace: bool) -> int:
    """Copy a road network into the region and tell how many road segments it has.

    Raises
    ------
    geo.errors.RequestError
        When it cannot be read, or the region has other roads and `replace` is not given.
    """
    target = _target(path)
    assert target is not None
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as problem:
        raise RequestError(
            notice("file_unreadable", file=path.name, severity="error", reason=str(problem))
        ) from problem
    with tempfile.TemporaryDirectory() as scratch:
        tried = Path(scratch) / target
        tried.write_bytes(content)
        graph, notices = read_road_file(tried, path.name, None)
    if graph.number_of_edges() == 0:
        raise RequestError(*notices)
    put_roads(folder, target, content, replace=replace)
    return int(graph.number_of_edges())


def put_roads(folder: Path, name: str, content: bytes, *, replace: bool) -> bool:
    """Put the one road file of a region; a road file of another name would be read instead and goes away when replaced.

    Returns
    -------
    bool
        Whether there were other roads before.

    Raises
    ------
    geo.errors.RequestError
        When there were, and `replace` is not given.
    """
    others = [other for other in ROAD_FILES if other != name and (folder / other).is_file()]
    if others and not replace:
        raise RequestError(notice("import_exists", file=others[0]))
    replaced = put(folder / name, content, replace=replace)
    for other in others:
        (folder / other).unlink()
    return replaced or bool(others)
