"""The check of a region: how much of everything is there, and every finding about it; kept on disk by the bytes of its files.

The files themselves are always opened and hashed. What a check gave is found again only where every byte of them, the names of
all that lies in the folder, the code and its reference values are the same. What takes long to load is loaded only where the
files have to be understood.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.region.array_cache import (
    cache_name,
    code_version,
    is_plain,
    load_arrays,
    notices_array,
    notices_of,
    save_arrays,
    text_array,
    value_of,
)
from geo.region.fingerprint import region_files
from geo.region.folder import read_head
from geo.texts.notices import Notice

if TYPE_CHECKING:
    from geo.region.region import Region
    from network.roads.graph import RoadGraph

_CODE = ("plan/applied.py", "plan/overview")
"""Takes part in a check besides what regions and road networks are made with."""


@dataclass(frozen=True, eq=False)
class RegionCheck:
    """What there is to say about a region.

    Parameters
    ----------
    document
        As `region_check` returns it.
    notices
        As `check_notices` returns them.
    """

    document: dict[str, Any]
    notices: tuple[Notice, ...]


def check_notices(region: Region, roads: RoadGraph) -> tuple[Notice, ...]:
    """Return what was found while reading a region, and who is not connected by road."""
    from network.roads.connectivity import connectivity_notices

    return (*region.notices, *connectivity_notices(region, roads))


def region_check(region: Region) -> dict[str, Any]:
    """Check a region, with the keys of the command line's JSON.

    Returns
    -------
    dict
        `region` (its id), counts, and `notices`. `roads.edges` counts each stretch of road once, both directions together;
        ``roads.directed_edges`` counts them as the graph holds them.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> found = region_check(read_region("sample_regions/model_chiku"))
    >>> found["region"], found["villages"]
    ('model_chiku', 6)
    """
    from plan.applied import road_graph

    roads, people = road_graph(region), region.total_population
    return {
        "region": region.id,
        "name": region.name,
        "villages": len(region.villages),
        "population": int(people) if people.is_integer() else people,
        "facilities": len(region.facilities),
        "sites": len(region.sites),
        "roads": {
            "nodes": len(roads.node_ids),
            "edges": len(roads.segments),
            "directed_edges": len(roads.edge_ids),
            "components": roads.piece_count,
            "share_in_largest": roads.share_in_largest,
        },
        "feeds": [
            {"name": feed.name, "stops": feed.stops, "routes": feed.routes, "trips": feed.trips}
            for feed in region.feeds
        ],
        "notices": [n.as_dict() for n in check_notices(region, roads)],
    }


def checked(folder: Path, *, on_step: Callable[[str], None]) -> RegionCheck:
    """Check a region folder, or take what was kept of the same files.

    Parameters
    ----------
    folder
        A region's.
    on_step
        Called with what is being read, in Japanese; the same each time.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When the region cannot be opened; nothing is kept then.
    """
    name = _name(folder)
    known = load_arrays(name) if name is not None else None
    if known is not None:
        for step in value_of(known["steps"]):
            on_step(step)
        return RegionCheck(value_of(known["document"]), tuple(notices_of(known["notices"])))
    steps: list[str] = []

    def heard(step: str) -> None:
        steps.append(step)
        on_step(step)

    found = _read(folder, heard)
    # Files that changed while they were read belong to neither name.
    if name is not None and is_plain(found.document) and _name(folder) == name:
        kept = {"document": text_array(found.document), "notices": notices_array(found.notices)}
        save_arrays(name, {**kept, "steps": text_array(steps)})
    return found


def _read(folder: Path, on_step: Callable[[str], None]) -> RegionCheck:
    from geo.region.region import read_region
    from plan.applied import road_graph

    region = read_region(folder, on_step=on_step)
    return RegionCheck(region_check(region), check_notices(region, road_graph(region)))


def _name(folder: Path) -> str | None:
    """Name a folder by all that a check may depend on; None where it cannot be read to the end.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        As `geo.region.folder.read_head` does: links that lead out of the folder are not followed, not even to hash them.
    """
    read_head(folder, on_step=lambda _: None)
    try:
        files = [(path, _hashed(path)) for path in region_files(folder)]
    except OSError:
        return None
    inside = sorted(
        f"{kind} {(Path(where) / name).relative_to(folder).as_posix()}"
        for where, folders, others in os.walk(folder)
        for kind, names in (("folder", folders), ("file", others))
        for name in names
    )
    contents = [part for path, content in files for part in (path.relative_to(folder).as_posix(), content)]
    return cache_name("check", code_version(*_CODE), str(folder), *contents, *inside)


def _hashed(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
