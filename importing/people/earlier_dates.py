"""People of earlier dates that stand in a table of villages: they become population.csv, beside the latest who live in the villages now."""

from __future__ import annotations

import re

import pandas as pd

from geo.region.tables.villages import AGE_COLUMNS
from geo.texts.messages import notice
from importing.cells.cells import cells_of
from importing.cells.counts import number_of
from importing.cells.years import year_of
from importing.columns.kinds import ImportKind
from importing.layers.work import Work
from importing.people.mesh_projections import POPULATION_FILE
from importing.region_files.merge import rows_so_far, write_rows

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_earlier(work: Work) -> None:
    """Write the rows of earlier dates into population.csv, for the villages that the region has by id or by name.

    Parameters
    ----------
    work
        Its `earlier` were left out of the villages' people; rows of the same file and date are replaced.
    """
    villages = rows_so_far(work.folder, "villages")
    ids = set(villages["village_id"])
    by_name = villages.drop_duplicates("name", keep=False).set_index("name")["village_id"]
    found = []
    for earlier in work.earlier:
        table, matched = earlier.layer.table, earlier.matched
        named = (
            cells_of(table[matched["name"]]).map(by_name) if "name" in matched else pd.Series(None, index=table.index)
        )
        coded = cells_of(table[matched["village_id"]]) if "village_id" in matched else pd.Series("", index=table.index)
        village = coded.where(coded.isin(ids), named)
        total = pd.Series([number_of(c) for c in cells_of(table[matched["population"]])], index=table.index)
        year = year_of(earlier.date)
        known = village.notna() & total.notna()
        if year is None or not known.any():
            continue
        rows = pd.DataFrame(
            {
                "village_id": village,
                "year": f"{year}",
                "kind": "census",
                "source": f"{earlier.layer.file}（{earlier.date}）",
                "total": total.map(lambda n: f"{n:.10g}"),
                "date": earlier.date if _DATE.fullmatch(earlier.date) else "",
                **{c: cells_of(table[matched[c]]) for c in AGE_COLUMNS if c in matched},
            }
        )
        found.append(rows[known].drop_duplicates("village_id"))
    if not found:
        return
    rows = pd.concat(found, ignore_index=True).fillna("")
    before = rows_so_far(work.folder, "population")
    if len(before):
        before = before[~before["source"].isin(set(rows["source"]))]
    work.step(f"{POPULATION_FILE} を書いています")
    work.notices += write_rows(work.folder, ImportKind("population"), before, rows)
    dates = "、".join(dict.fromkeys(e.date for e in work.earlier))
    work.notices.append(notice("population_earlier", file=POPULATION_FILE, count=f"{len(rows):,}", dates=dates))
