"""Parts of the map that are large and stay the same from change to change: written once, for the browser to fetch by address."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection
from pathlib import Path

from layers.base_map.region_files import RegionFiles, write_for_browser
from layers.style.map_part import Part

LARGE_BYTES = 65_536
"""Smaller parts go with every change: an address of their own would be fetched for no gain."""

KEPT = 48
"""So many files of parts stay in a region's folder: of those that were drawn before them nobody asks again."""

_KIND = "part"


def stored(part: Part, files: RegionFiles, *, changing: Collection[str] = ()) -> Part:
    """Store what is large of a part beside the region's files and return one that names its address; a small one stays as it is.

    Parameters
    ----------
    part
        What is drawn. Its address carries a hash of its content: nothing old is ever shown.
    files
        Of the region; where they cannot be written the part stays as it is.
    changing
        Keys of the data that change from time to time: they go with every change, the rest is stored.
    """
    apart = {key: value for key, value in part.data.items() if key in changing}
    rest = {key: value for key, value in part.data.items() if key not in changing}
    content = json.dumps(rest, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    if len(content) < LARGE_BYTES:
        return part
    folder = Path(files.folder)
    try:
        name = write_for_browser(folder, _KIND, ".json", content)
    except OSError:
        return part
    _sweep(folder, name)
    return Part(part.draws, {"stored": files.address(name), **apart})


def is_there(part: Part, files: RegionFiles) -> bool:
    """Return whether what a part has stored can still be fetched; what has stored nothing is there."""
    address = part.data.get("stored")
    return address is None or (Path(files.folder) / str(address).rpartition("/")[2]).is_file()


def _sweep(folder: Path, newest: str) -> None:
    def last_written(path: Path) -> float:
        with contextlib.suppress(OSError):
            return path.stat().st_mtime
        return 0.0

    found = sorted(folder.glob(f"{_KIND}-*.json"), key=lambda p: (-last_written(p), p.name))
    for old in found[KEPT:]:
        if old.name != newest:
            with contextlib.suppress(OSError):
                old.unlink()
