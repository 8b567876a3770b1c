"""From files of heights to relief.png and relief.toml: what the region's maps lie on without internet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from geo.files.xml_entities import why_unreadable
from geo.reference import reference_table
from geo.region.land.zones import read_zones
from geo.region.tables.facilities import read_facilities
from geo.region.tables.villages import read_villages
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.files.archives import unpacked
from importing.layers.work import Work
from importing.region_files.write import put
from importing.relief.elevation import Elevation, MapGrid, grid_over, heights_on
from importing.relief.gsi_grid import SOURCE, read_gsi_grid
from importing.relief.heights_file import is_gsi_grid, is_heights
from importing.relief.picture import ReliefPicture, drawn
from importing.relief.rasters import read_raster

Box = tuple[float, float, float, float]


def import_relief(work: Work, files: list[Path]) -> int:
    """Draw the relief around a region's villages from files of heights; give the number of files with heights there.

    Raises
    ------
    geo.texts.errors.RequestError
        When the region has no villages yet, or no file has a height near them.
    """
    box = _box_of(work.folder, fictional=work.fictional)
    with tempfile.TemporaryDirectory() as scratch:
        paths, notices = _out_of_zips(files, Path(scratch))
        work.notices += notices
        elevations = _read(work, paths, box)
    work.rows_read = len(paths)
    if not elevations:
        raise RequestError(
            *(n for n in work.notices if n.severity != "info"), notice("relief_elsewhere", file=files[0].name)
        )
    work.step("陰影図を描いています")
    grid = grid_over(box, min(e.cell_m for e in elevations), int(_setting("pixels")))
    picture = drawn(heights_on(grid, elevations), grid)
    replaced = [put(work.folder / name, content, replace=work.options.replace)
                for name, content in (("relief.png", picture.png), ("relief.toml", picture.toml))]  # fmt: skip
    if any(replaced):
        work.notices.append(notice("import_replaced", file="relief.png"))
    work.notices.append(_what_was_drawn(picture, grid))
    return len(elevations)


def _what_was_drawn(picture: ReliefPicture, grid: MapGrid) -> Notice:
    return notice(
        "relief_drawn" if picture.known == 1 else "relief_drawn_with_gaps",
        file="relief.png",
        columns=f"{grid.columns:,}",
        rows=f"{grid.rows:,}",
        pixel=f"{grid.pixel_m:,.0f}",
        highest=f"{picture.highest_m:,.0f}",
        sea=f"{100 * picture.sea:.0f}",
        unknown=f"{max(1.0, 100 * (1 - picture.known)):.0f}",
    )


def _box_of(folder: Path, *, fictional: bool) -> Box:
    """Return the box around villages, facilities inside the municipality and the municipality itself, with a margin."""
    path = folder / "villages.csv"
    villages = read_villages(path, fictional=fictional, blank_counts=True)[0] if path.is_file() else None
    if villages is None or villages.empty:
        raise RequestError(notice("relief_without_villages", file="villages.csv"))
    lats, lons = [*villages["lat"]], [*villages["lon"]]
    facilities = folder / "facilities.csv"
    table = read_facilities(facilities, fictional=fictional)[0] if facilities.is_file() else None
    if table is not None:
        inside = table[~table["outside"].astype(bool)] if "outside" in table else table
        lats += [*inside["lat"]]
        lons += [*inside["lon"]]
    municipality = read_zones(folder, fictional=fictional)[0].get("municipality")
    if municipality is not None and len(municipality):
        west, south, east, north = municipality.total_bounds
        lats += [south, north]
        lons += [west, east]
    margin = _setting("margin_km") / 111.32
    wide = margin / float(np.cos(np.radians(np.mean(lats))))
    bounds = (min(lats) - margin, min(lons) - wide, max(lats) + margin, max(lons) + wide)
    return (round(bounds[0], 6), round(bounds[1], 6), round(bounds[2], 6), round(bounds[3], 6))


def _setting(name: str) -> float:
    return reference_table("relief")[name].value


def _out_of_zips(files: Sequence[Path], scratch: Path) -> tuple[list[Path], list[Notice]]:
    """Return the files to read, out of zips and of the zips in them, as 基盤地図情報 hands them out."""
    out: list[Path] = []
    notices: list[Notice] = []
    waiting = list(files)
    while waiting:
        path = waiting.pop(0)
        if path.suffix.lower() == ".zip" and path.is_file():
            members, new_notices = unpacked(path, scratch / str(len(out) + len(notices) + len(waiting)) / path.stem)
            notices += new_notices
            waiting = [*(m for m in members if m.suffix.lower() == ".zip" or is_heights(m)), *waiting]
        else:
            out.append(path)
    return out, notices


def _read(work: Work, paths: Iterable[Path], box: Box) -> list[Elevation]:
    found: list[Elevation] = []
    for path in paths:
        work.step(f"{path.name} を読んでいます")
        if not path.is_file():
            raise RequestError(why_unreadable(FileNotFoundError(), path.name))
        if is_gsi_grid(path):
            grid = read_gsi_grid(path)
            elevation = grid if _meets(grid, box) else None
            work.sources = list(dict.fromkeys((*work.sources, SOURCE)))
        else:
            elevation = read_raster(path, box, work.crs, 2 * int(_setting("pixels")))
        if elevation is None:
            work.notices.append(notice("relief_file_elsewhere", file=path.name))
        else:
            work.source_crs = work.source_crs or elevation.crs.to_string()
            found.append(elevation)
    return found


def _meets(grid: Elevation, box: Box) -> bool:
    rows, columns = grid.height_m.shape
    west, north = grid.transform * (0, 0)
    east, south = grid.transform * (columns, rows)
    return bool(south < box[2] and north > box[0] and west < box[3] and east > box[1])
