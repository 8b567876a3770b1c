"""Homes: rows whose village is known go into residents.csv as they are, all others are shared out to the villages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from geo.texts.messages import notice
from importing.cells.counts import counts_of
from importing.files.layers import Layer
from importing.layers.points import resident_rows
from importing.layers.work import Work, work_layers
from importing.people.share_people import People, write_people, write_residents
from importing.people.village_lookup import VILLAGES_FILE, villages_of


def import_residents(work: Work, files: list[Path]) -> int:
    """Import homes, buildings, cells or areas with people; give the number of rows of residents.csv that were made.

    Notes
    -----
    A row keeps its village where a column holds ids of villages. Where there is no such column, or no village bears one of its
    ids, people are shared out (see `importing.people.share_people`).
    """
    known: list[pd.DataFrame] = []
    people: list[People] = []
    for layer, matched in work_layers(work, files):
        if _names_villages(work, layer, matched):
            rows, notices = resident_rows(layer, matched)
            known.append(rows)
        else:
            counts, notices = counts_of(layer.table[matched["population"]], matched["population"], layer.file)
            lived_in = counts.notna().to_numpy()
            assert layer.shapes is not None
            shapes = np.asarray(layer.shapes.values, dtype=object)[lived_in]
            table = pd.DataFrame({"population": counts[lived_in].to_numpy()})
            people.append(People(layer.file, shapes, table))
        work.notices += notices
    others = pd.concat(known, ignore_index=True) if known else None
    if not people:
        assert others is not None
        return write_residents(work, others)
    joined = People(
        people[0].file,
        np.concatenate([p.shapes for p in people]),
        pd.concat([p.counts for p in people], ignore_index=True),
    )
    return write_people(work, joined, others)


def _names_villages(work: Work, layer: Layer, matched: dict[str, str]) -> bool:
    header = matched.get("village_id")
    if header is None:
        return False
    if not (work.folder / VILLAGES_FILE).is_file():
        return True  # a table of homes may come before the villages
    villages = villages_of(work.folder, fictional=work.fictional)
    if layer.table[header].astype(str).isin(villages.index).any():
        return True
    work.notices.append(notice("people_ids_unknown", file=layer.file, field=header))
    return False
