"""Census meshes and projections by mesh: people in cells, by the code of the cell, from any number of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.files.mesh_codes import SIZE_NAMES, level_of
from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from importing.cells.cells import cells_of, degrees_cell
from importing.cells.counts import counts_and_hidden
from importing.cells.hidden_counts import given_back, roots
from importing.columns.guess_columns import columns_used, require
from importing.columns.kinds import ImportKind
from importing.files.layers import Layer
from importing.layers.work import Work, work_layers
from importing.people.mesh_projections import import_projections, projected_years
from importing.people.share_people import People, write_people
from importing.people.village_lookup import VILLAGES_FILE
from importing.region_files.identity import with_ids
from importing.region_files.merge import ids_elsewhere, write_rows

_COUNTED = ("population", "households", "pop_0_14", "pop_15_64", "pop_65_over", "pop_75_over")
_TABLE = re.compile(r"^(T\d{6})(\d{3})$")
# Where the columns stand in e-Stat's tables of people and households, which bear numbers only in a layer without words.
_NUMBERED = {
    "001": "population", "004": "pop_0_14", "010": "pop_15_64", "019": "pop_65_over", "022": "pop_75_over", "034": "households",
}  # fmt: skip
_TERMS = "政府統計の総合窓口（e-Stat）利用規約"


def import_mesh(work: Work, files: list[Path]) -> int:
    """Import cells with people into residents.csv, or projections by cell into population.csv; give the rows made there."""
    layers = list(work_layers(work, files))
    years = [bool(projected_years(layer.table.columns)) for layer, _ in layers]
    if any(years):
        if not all(years):
            raise RequestError(notice("mesh_mixed", file=layers[years.index(False)][0].file))
        return import_projections(work, layers)
    tables = []
    for layer, matched in layers:
        columns = _numbered(work, layer, matched)
        if "population" not in columns and len(layers) > 1 and "mesh_code" in columns:
            work.notices.append(notice("mesh_shapes_only", file=layer.file))
            continue
        tables.append(_cells(work, layer, columns))
    if not tables:
        raise RequestError(notice("mesh_without_people", file=layers[0][0].file))
    cells = _once(work, pd.concat(tables, ignore_index=True))
    people = _people(work, cells)
    if (work.folder / VILLAGES_FILE).is_file():
        return write_people(work, people)
    return _as_villages(work, people, list(cells["code"]))


def _as_villages(work: Work, people: People, codes: list[str]) -> int:
    """Make a village of each cell with people, in a region that has none."""
    counts = people.counts.assign(village_id=codes, name=[f"メッシュ{code}" for code in codes])
    middle = shapely.get_coordinates(shapely.centroid(people.shapes))
    counts["lat"], counts["lon"] = [degrees_cell(y) for y in middle[:, 1]], [degrees_cell(x) for x in middle[:, 0]]
    rows = counts[counts["population"] > 0].reset_index(drop=True)
    total = f"{rows['population'].sum():,.0f}"
    work.notices.append(notice("mesh_villages_made", file=VILLAGES_FILE, count=f"{len(rows):,}", people=total))
    if "households" not in rows:
        rows["households"] = 0
        work.notices.append(notice("mesh_households_unknown", file=VILLAGES_FILE, field="households"))
    texts = pd.DataFrame({column: cells_of(rows[column]) for column in rows})
    taken = ids_elsewhere(work.folder, "villages")
    texts, notices = with_ids(texts, "village_id", "villages", before=pd.DataFrame(), elsewhere=taken, file=people.file)
    work.notices += [*notices, *write_rows(work.folder, ImportKind("villages"), pd.DataFrame(), texts)]
    return len(texts)


def _numbered(work: Work, layer: Layer, matched: dict[str, str]) -> dict[str, str]:
    """Find the columns of a known table of e-Stat by their numbers, and keep its year and source."""
    tables = reference_table("mesh")
    found = {m[2]: (m[1], str(h)) for h in layer.table.columns if (m := _TABLE.match(str(h))) and m[1] in tables}
    if not found:
        return matched
    table = tables[next(iter(found.values()))[0]]
    identity = next(iter(found.values()))[0]
    work.sources.append(f"{table.name}（{identity}）,{table.value:.0f},{_TERMS}")
    work.guessed.setdefault("base_year", f"{table.value:.0f}")
    more = {_NUMBERED[n]: h for n, (_, h) in found.items() if n in _NUMBERED and _NUMBERED[n] not in matched}
    if more and "population" not in matched:
        work.notices.append(columns_used("mesh", more, layer.file))
    return {**matched, **more} if "population" not in matched else matched


def _cells(work: Work, layer: Layer, matched: Mapping[str, str]) -> pd.DataFrame:
    """Return the cells of a layer: code (or its place in the file), shape, counts and whether they are secret."""
    require(matched, ("population",), layer.table.columns, layer.file)
    work.matched = {**work.matched, **matched}
    table = layer.table
    assert layer.shapes is not None
    out = {
        "shape": np.asarray(layer.shapes.values, dtype=object),
        "file": np.full(len(table), layer.file, dtype=object),
    }
    cells = pd.DataFrame(out, index=table.index)
    coded = matched.get("mesh_code")
    cells["code"] = cells_of(table[coded]) if coded else [f"{layer.file}:{row}" for row in table.index]
    cells["added_to"] = cells_of(table[matched["added_to"]]) if "added_to" in matched else ""
    for column in _COUNTED:
        if column in matched:
            values, hidden, notices = counts_and_hidden(table[matched[column]], matched[column], layer.file)
            cells[column], cells[f"hidden_{column}"] = values, hidden
            work.notices += notices
    if coded:
        levels = "、".join(SIZE_NAMES[level] for level in sorted({level_of(c) for c in cells["code"]}))
        work.notices.append(notice("mesh_cells", file=layer.file, count=f"{len(cells):,}", size=levels))
    return cells


def _once(work: Work, cells: pd.DataFrame) -> pd.DataFrame:
    """Keep the first row of each cell."""
    again = cells["code"].duplicated()
    if again.any():
        first = cells.loc[again, "file"].iloc[0]
        work.notices.append(notice("mesh_cell_twice", file=str(first), count=f"{int(again.sum()):,}", first=cells.loc[again, "code"].iloc[0]))  # fmt: skip
    return cells[~again].reset_index(drop=True)


def _people(work: Work, cells: pd.DataFrame) -> People:
    """Give hidden counts back to the cells that they come from, and leave out columns that not all files have."""
    file = str(cells["file"].iloc[0])
    columns = [c for c in _COUNTED if c in cells and not cells[f"hidden_{c}"].isna().any()]
    marks = cells[[f"hidden_{c}" for c in columns]].to_numpy(dtype=bool)
    root = roots(cells["code"], cells["added_to"], pd.Series(marks.any(axis=1)))
    known = cells["population"].fillna(0.0).to_numpy(dtype=np.float64)
    counts = {}
    for i, column in enumerate(columns):
        values = np.nan_to_num(cells[column].to_numpy(dtype=np.float64))
        counts[column] = given_back(values, marks[:, i], root, known) if column != "population" else known
    _say_hidden(work, file, marks, root, known, columns)
    total = f"{known.sum():,.0f}"
    work.notices.append(notice("mesh_total", file=file, count=f"{int((known > 0).sum()):,}", people=total))
    return People(file, cells["shape"].to_numpy(dtype=object), pd.DataFrame(counts))


def _say_hidden(
    work: Work, file: str, marks: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], root: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    known: np.ndarray[tuple[int, ...], np.dtype[np.float64]], columns: list[str],
) -> None:  # fmt: skip
    hidden = marks.any(axis=1)
    if not hidden.any():
        return
    if marks[:, 0].any():
        work.notices.append(notice("mesh_people_hidden", file=file, count=f"{int(marks[:, 0].sum()):,}"))
    back = hidden & (root >= 0) & ~marks[:, 0]
    if back.any() and len(columns) > 1:
        work.notices.append(notice("mesh_given_back", file=file, count=f"{int(back.sum()):,}"))
    lost = hidden & (root < 0)
    if lost.any():
        people = f"{known[lost].sum():,.0f}"
        work.notices.append(notice("mesh_hidden_elsewhere", file=file, count=f"{int(lost.sum()):,}", people=people))
