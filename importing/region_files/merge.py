"""Adding rows to a table of the region by id, so that a second import changes what it brings and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.tables import read_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from importing.columns.kinds import ImportKind
from importing.region_files.write import table_bytes, write_whole

FILES = {
    "villages": ("villages.csv", "village_id"),
    "facilities": ("facilities.csv", "facility_id"),
    "sites": ("sites.csv", "site_id"),
    "residents": ("residents.csv", ""),
    "population": ("population.csv", ""),
    "projections": ("projections.csv", ""),
    "bus_stops": ("bus_stops.csv", "stop_id"),
}
"""File and id column of each kind of table."""


def rows_so_far(folder: Path, kind: str, *, start_anew: bool = False) -> pd.DataFrame:
    """Return the rows of a table of the region, as text; none where the file is not there.

    Raises
    ------
    geo.texts.errors.RequestError
        When the file is there and cannot be read: it would be lost.
    """
    file, _ = FILES[kind]
    if start_anew or not (folder / file).is_file():
        return pd.DataFrame()
    table, notices = read_table(folder / file)
    if table is not None:
        return table.cells.reset_index(drop=True)
    if any(n.code == "file_empty" for n in notices):
        return pd.DataFrame()
    raise RequestError(*(replace(n, severity="error") for n in notices))


def ids_elsewhere(folder: Path, kind: str) -> set[str]:
    """Return the ids that other tables of the region bear."""
    ids: set[str] = set()
    for other, (_, id_column) in FILES.items():
        if other != kind and id_column:
            ids |= set(rows_so_far(folder, other).get(id_column, []))
    return ids


def write_rows(folder: Path, kind: ImportKind, before: pd.DataFrame, rows: pd.DataFrame) -> list[Notice]:
    """Write a table: rows so far in their order, changed where an id comes again, then the new ones.

    Notes
    -----
    Columns that the new rows do not bring keep their cells. Homes (residents.csv) have no id: those of a village that comes
    again are replaced together. Other years (population.csv) are put below those so far.
    """
    file, id_column = FILES[kind.name]
    notices = []
    if kind.name == "residents":
        kept = before[~before["village_id"].isin(rows["village_id"])] if len(before) else before
        merged = pd.concat([kept, rows], ignore_index=True)
    elif not id_column:
        merged = pd.concat([before, rows], ignore_index=True)
    else:
        merged, changed, same = _by_id(before, rows, id_column)
        if len(before):
            counts: dict[str, Any] = {"added": len(merged) - len(before), "changed": changed, "same": same}
            notices.append(notice("import_merged", file=file, before=len(before), **counts))
    order = [c for c in kind.columns if c in merged] + [c for c in merged if c not in kind.columns]
    merged = merged[order].fillna("")
    content = table_bytes(merged)
    path = folder / file
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)
    return notices


def _by_id(before: pd.DataFrame, rows: pd.DataFrame, id_column: str) -> tuple[pd.DataFrame, int, int]:
    if before.empty or id_column not in before:
        return rows.reset_index(drop=True), 0, 0
    old = {row[id_column]: row for row in before.to_dict("records")}
    changed = same = 0
    for row in rows.to_dict("records"):
        identity = row[id_column]
        known = old.get(identity, {})
        new = {**known, **row}
        same += identity in old and new == known
        changed += identity in old and new != known
        old[identity] = new
    return pd.DataFrame(list(old.values()), dtype=object), changed, same
