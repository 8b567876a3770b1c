"""Regions that were made on the page: folders in the store, by name."""

from __future__ import annotations

from pathlib import Path

from geo.gtfs.writing import zip_of_files
from geo.region.fingerprint import region_files
from geo.region.region_file import FILE
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.workspace.store import store_folder
from plan.workspace.uploads import safe_name


def own_regions() -> dict[str, Path]:
    """List the regions of the store by the name of their folder."""
    return {p.parent.name: p.parent for p in sorted((store_folder() / "regions").glob(f"*/{FILE}"))}


def new_region_folder(name: str) -> Path:
    """Return where a new region of this name goes.

    Raises
    ------
    geo.texts.errors.RequestError
        When it has no name, one that no folder can bear, or one that is taken.
    """
    wanted = name.strip()
    if not wanted or safe_name(wanted) != wanted:
        raise RequestError(notice("region_name_unusable", name=wanted))
    folder = store_folder() / "regions" / wanted
    if folder.exists():
        raise RequestError(notice("region_name_taken", name=wanted))
    return folder


def region_zip(folder: Path) -> bytes:
    """Pack a region's files into a zip, in a folder of the region's name; the same files give the same bytes."""
    files = {f"{folder.name}/{p.relative_to(folder).as_posix()}": p.read_bytes() for p in region_files(folder)}
    return zip_of_files(files)
