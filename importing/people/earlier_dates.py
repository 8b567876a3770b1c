"""Counts of people at their dates: those before today's, and today's where its kind is known, become population.csv."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from geo.region.tables.villages import AGE_COLUMNS
from geo.texts.lists import short_list
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.cells.counts import counts_of, number_of
from importing.cells.years import year_of
from importing.columns.kinds import ImportKind
from importing.layers.work import Earlier, Work
from importing.people.mesh_projections import POPULATION_FILE
from importing.region_files.merge import rows_so_far, write_rows

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_counts(work: Work) -> int:
    """Write counts of other dates, and what is known of today's, into population.csv; give how many rows are of other dates.

    Parameters
    ----------
    work
        Its `earlier` are written for the villages that the region has by id or by name; rows that fit none are named. Rows of the
        same source are replaced.
    """
    villages = rows_so_far(work.folder, "villages")
    found, past = [], 0
    for earlier in work.earlier:
        rows = _rows(work, earlier, villages)
        if len(rows):
            found.append(rows)
            past += 0 if earlier.today else len(rows)
    if not found:
        return 0
    rows = pd.concat(found, ignore_index=True).fillna("")
    work.step(f"{POPULATION_FILE} を書いています")
    merged = put_by_source(rows_so_far(work.folder, "population"), rows)
    work.notices += write_rows(work.folder, ImportKind("population"), merged[:0], merged)
    dates = "、".join(dict.fromkeys(e.date for e in work.earlier if not e.today))
    if past:
        work.notices.append(notice("population_earlier", file=POPULATION_FILE, count=f"{past:,}", dates=dates))
    _say_basis(work)
    return past


def put_by_source(before: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Put rows of population.csv in the place of those of the same source; rows of other sources stay where they are.

    Examples
    --------
    >>> before = pd.DataFrame({"source": ["a", "b"], "total": ["1", "2"]})
    >>> put_by_source(before, pd.DataFrame({"source": ["c", "a"], "total": ["3", "4"]}))["total"].tolist()
    ['4', '2', '3']
    """
    if before.empty:
        return rows
    new = set(rows["source"])
    order = list(dict.fromkeys([*before["source"], *rows["source"]]))
    parts = [table[table["source"] == source] for source in order for table in ([rows] if source in new else [before])]
    merged: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return merged


def _rows(work: Work, earlier: Earlier, villages: pd.DataFrame) -> pd.DataFrame:
    """Make rows of population.csv of one count; name what fits no village, and the villages that it does not have."""
    table, matched, file = earlier.layer.table, earlier.matched, earlier.layer.file
    village = _villages_of(earlier, villages)
    total, notices = counts_of(table[matched["population"]], matched["population"], file)
    year = year_of(earlier.date)
    known = (village != "") & total.notna()
    if year is None:
        return pd.DataFrame()
    if not earlier.today:
        work.notices += notices
        _name_others(work, earlier, village, villages)
    columns = {}
    for column in (c for c in AGE_COLUMNS if c in matched):
        counts, _ = counts_of(table[matched[column]], matched[column], file)
        columns[column] = cells_of(counts)
    rows = pd.DataFrame(
        {
            "village_id": village,
            "year": f"{year}",
            "kind": "census",
            "source": f"{file}（{earlier.date}）",
            "total": total.map(lambda n: f"{n:.10g}"),
            "count_kind": earlier.basis.kind,
            "date": earlier.date if _DATE.fullmatch(earlier.date) else "",
            "foreigners": earlier.basis.foreigners,
            **columns,
        }
    )
    return pd.DataFrame(rows[known & ~village.where(known).duplicated()])


def _villages_of(earlier: Earlier, villages: pd.DataFrame) -> pd.Series:
    """Return the village of each row, by id, else by the only one of its name; empty where there is none."""
    table, matched = earlier.layer.table, earlier.matched
    ids = set(villages["village_id"])
    by_name = villages.drop_duplicates("name", keep=False).set_index("name")["village_id"]
    none = pd.Series("", index=table.index, dtype=object)
    named = cells_of(table[matched["name"]]).map(by_name).fillna("") if "name" in matched else none
    coded = cells_of(table[matched["village_id"]]) if "village_id" in matched else none
    return coded.where(coded.isin(ids), named)


def _name_others(work: Work, earlier: Earlier, village: pd.Series, villages: pd.DataFrame) -> None:
    table, matched = earlier.layer.table, earlier.matched
    place: dict[str, Any] = {"file": earlier.layer.file, "date": earlier.date}
    labels = cells_of(table[matched.get("name") or matched["village_id"]])
    strange = village == ""
    if strange.any():
        people = sum(number_of(c) or 0 for c in table.loc[strange, matched["population"]])
        names = list(labels[strange])
        counts: dict[str, Any] = {"count": f"{len(names):,}", "people": f"{people:,.0f}"}
        work.notices.append(
            notice("population_earlier_unknown", **place, **counts, names=short_list(names), details=tuple(names))
        )
    again = list(dict.fromkeys(labels[~strange & village.duplicated()]))
    if again:
        work.notices.append(
            notice("population_earlier_twice", **place, count=f"{len(again):,}", names=short_list(again))
        )
    missing = list(villages.loc[~villages["village_id"].isin(village), "name"])
    if missing:
        work.notices.append(
            notice("population_earlier_missing", **place, count=f"{len(missing):,}", names=short_list(missing))
        )


def _say_basis(work: Work) -> None:
    """Say of every count what it was taken for, and by which words."""
    for earlier in work.earlier:
        place: dict[str, Any] = {"file": earlier.layer.file, "date": earlier.date}
        if earlier.basis.label:
            because = "、".join(f"「{w}」" for w in earlier.basis.because) or "指定"
            work.notices.append(notice("count_basis_taken", **place, basis=earlier.basis.label, because=because))
    silent = [e.date for e in work.earlier if not (e.basis.kind and e.basis.foreigners)]
    if silent:
        work.notices.append(notice("count_basis_unknown", file=POPULATION_FILE, dates="、".join(dict.fromkeys(silent))))
