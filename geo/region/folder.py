"""The head of a region folder: what is told before anything that takes long to load is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from geo.files.links import leading_out
from geo.region.region_file import RegionFile, read_region_file
from geo.texts.errors import RegionUnreadableError
from geo.texts.messages import notice
from geo.texts.notices import Notice

ROAD_FILES = ("roads.graphml", "roads.gpkg", "roads.osm.pbf", "roads.osm")
"""The names that a road file may bear, the first found being used."""

FILES = (
    "villages.csv", "facilities.csv", "sites.csv", "residents.csv", "population.csv", "projections.csv", "boardings.csv", "bus_contracts.csv",
    "household_heads.csv", "wishes.csv", "rivers.geojson", "gtfs.zip", "relief.png", "relief.toml",
)  # fmt: skip
"""Files of a region besides region.toml, the roads and the zones."""

VILLAGES = FILES[0]
"""The table without which there is no region."""


def read_head(folder: Path, *, on_step: Callable[[str], None]) -> tuple[RegionFile | None, list[Notice]]:
    """Read region.toml, once it is certain that there is a folder whose villages can be read.

    Parameters
    ----------
    folder
        A region's.
    on_step
        Called with what is read next, in Japanese.

    Returns
    -------
    RegionFile or None, list of Notice
        None where region.toml cannot be used; the villages are worth reading all the same, for what is wrong with them.

    Raises
    ------
    geo.texts.errors.RegionUnreadableError
        When there is no folder, links lead out of it, or it holds no villages.csv.
    """
    if not folder.is_dir():
        raise RegionUnreadableError([notice("folder_missing", file=str(folder))])
    outward = leading_out(folder)
    if outward:
        raise RegionUnreadableError(outward)
    about, notices = read_region_file(folder)
    notices += _misshapen(folder)
    on_step("集落を読んでいます")
    if not (folder / VILLAGES).is_file():
        why = "どこに何人住んでいるか分かりません。"
        notices.append(notice("required_file_missing", file=VILLAGES, name=VILLAGES, why=why))
        raise RegionUnreadableError(notices)
    return about, notices


def may_be_region(folder: Path) -> bool:
    """Tell by one look whether a folder may be a region's; where it can't, `read_head` says why at once.

    Examples
    --------
    >>> may_be_region(Path("sample_regions/okuyama")), may_be_region(Path("sample_regions"))
    (True, False)
    """
    return (folder / VILLAGES).is_file()


def _misshapen(folder: Path) -> list[Notice]:
    """Find folders in place of files and the reverse; what is required and missing is noted by its reader."""
    files = [name for name in (*FILES, *ROAD_FILES) if (folder / name).is_dir()]
    folders = [name for name in ("gtfs", "zones") if (folder / name).is_file()]
    return [
        *(notice("not_a_file", file=name) for name in files),
        *(notice("not_a_folder", file=name) for name in folders),
    ]
