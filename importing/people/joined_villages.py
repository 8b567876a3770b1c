"""Tables of people without coordinates join the villages that the region has, by code or by name."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.cells.counts import counts_of, number_of
from importing.columns.kinds import LABELS, ImportKind
from importing.files.layers import Layer
from importing.layers.villages import COUNTED
from importing.layers.work import Work
from importing.office_tables.place_names import place_names
from importing.region_files.merge import rows_so_far, write_rows

_TAKEN = (*COUNTED, "no_car_share", "district", "municipality")


def join_villages(work: Work, layer: Layer, matched: Mapping[str, str]) -> int:
    """Put people, households and ages of a table into the villages of the region; give how many villages got something.

    Notes
    -----
    A row belongs to the village of its code, else to the only one of its name. Cells that are empty, secret or wrong leave what the village had; other
    columns and villages stay as they are.

    Raises
    ------
    geo.texts.errors.RequestError
        When the table has no column of names or codes, none of people, or no row fits.
    """
    given = [c for c in _TAKEN if c in matched]
    known = "、".join(str(h) for h in layer.table.columns)
    if not given or not {"village_id", "name"} & set(matched):
        raise RequestError(notice("villages_join_columns", file=layer.file, known=known))
    before = rows_so_far(work.folder, "villages")
    village, how = _village_of(work, layer, matched)
    found = village != ""
    if not found.any():
        raise RequestError(notice("villages_join_nothing", file=layer.file))
    again = village[found].duplicated(keep=False)
    if again.any():
        names = short_list(list(dict.fromkeys(_labels(layer, matched)[again[again].index])))
        field = matched.get("name") or matched["village_id"]
        raise RequestError(
            notice("villages_repeated", file=layer.file, field=field, count=f"{int(again.sum()):,}", names=names)
        )
    rows = {"village_id": village[found]}
    for column in given:
        cells = layer.table.loc[found, matched[column]]
        if column in COUNTED:
            counts, notices = counts_of(cells, matched[column], layer.file)
            work.notices += notices
            cells = counts
        rows[column] = cells_of(cells)
    new = pd.DataFrame(rows, dtype=object)
    old = before.set_index("village_id").reindex(columns=given, fill_value="").reindex(new["village_id"])
    for column in given:
        new[column] = new[column].where(new[column] != "", old[column].fillna("").to_numpy())
    _tell(work, layer, matched, village, before, how)
    work.step("villages.csv を書いています")
    work.notices += write_rows(work.folder, ImportKind("villages"), before, new.reset_index(drop=True))
    return len(new)


def _village_of(work: Work, layer: Layer, matched: Mapping[str, str]) -> tuple[pd.Series, str]:
    """Find the village of each row: by code where codes fit, else by name."""
    names = place_names(work.folder)
    best = pd.Series("", index=layer.table.index, dtype=object)
    how = ""
    for column, label in (("village_id", "コード"), ("name", "名前")):
        if column not in matched:
            continue
        found = cells_of(layer.table[matched[column]]).map(names.village)
        if (found != "").sum() > (best != "").sum():
            best, how = found, label
    return best, how


def _labels(layer: Layer, matched: Mapping[str, str]) -> pd.Series:
    return cells_of(layer.table[matched.get("name") or matched["village_id"]])


def _tell(
    work: Work, layer: Layer, matched: Mapping[str, str], village: pd.Series, before: pd.DataFrame, how: str
) -> None:
    given = "、".join(LABELS.get(c, c) for c in _TAKEN if c in matched)
    found = village != ""
    work.notices.append(
        notice("villages_joined", file=layer.file, how=how, count=f"{int(found.sum()):,}", columns=given)
    )
    unknown = _labels(layer, matched)[~found]
    if len(unknown):
        header = matched.get("population")
        people = sum(number_of(c) or 0 for c in layer.table.loc[~found, header]) if header else 0
        work.notices.append(
            notice(
                "villages_join_unknown",
                file=layer.file,
                count=f"{len(unknown):,}",
                people=f"{people:,.0f}",
                names=short_list(list(unknown)),
                details=tuple(unknown),
            )
        )
    rest = before.loc[~before["village_id"].isin(village), "name" if "name" in before else "village_id"]
    if len(rest):
        work.notices.append(
            notice("villages_join_missing", file=layer.file, count=f"{len(rest):,}", names=short_list(list(rest)))
        )
