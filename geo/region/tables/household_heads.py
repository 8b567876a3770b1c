"""Rates of household heads by age (世帯主率), as the municipality's census tells them: how many of a hundred people of an age head a household."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.files.columns import Column, typed
from geo.files.tables import read_table
from geo.texts.messages import notice
from geo.texts.notices import Notice

BOTH = "t"
"""Sex of a rate that is meant for both alike."""

COLUMNS = (
    Column("age_from", "whole", required=True),
    Column("rate", "share", required=True),
    Column("sex", "choice", default=BOTH, choices=("m", "f", BOTH), say_default=False),
)


def read_household_heads(path: Path) -> tuple[pd.DataFrame | None, list[Notice]]:
    """Read household_heads.csv.

    Returns
    -------
    pandas.DataFrame or None, list of Notice
        One row per sex (``m``, ``f``, or ``t`` for both alike) and first age of a class: ``rate``, heads per person (0 to 1). None
        when it cannot be used.
    """
    table, notices = read_table(path)
    if table is None:
        return None, notices
    frame, new_notices = typed(table, COLUMNS)
    notices += new_notices
    if frame is None or frame.empty:
        return None, notices
    frame["sex"] = frame["sex"].fillna(BOTH)
    twice = frame.duplicated(["sex", "age_from"])
    notices += [
        notice("household_heads_twice", file=table.file, row=int(str(line)), field="age_from", age=int(age))
        for line, age in frame.loc[twice, "age_from"].items()
    ]
    return frame.loc[~twice].reset_index(drop=True), notices
