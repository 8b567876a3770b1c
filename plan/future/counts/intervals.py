"""Counts that lie other than five years apart, brought to five: straight lines by sex and age between the counts.

Cohorts are followed from one five-year class to the next, so the counts must lie five years apart. From the last count backwards,
every fifth year takes each class's number on the straight line between the counts around it; a year before the first count lies on
the line through the first two, never below 0. The last count itself stays as it is.
"""

from __future__ import annotations

import itertools

import pandas as pd

from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.cohorts import STEP_YEARS


def five_apart(table: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Bring the counts of a long table to years five apart.

    Parameters
    ----------
    table
        Columns village_id, year, sex, age_from, persons; two years or more.

    Returns
    -------
    pandas.DataFrame, list of Notice
        The same columns; as it was where the years are five apart already, else a notice names the years and the method.

    Examples
    --------
    >>> import pandas as pd
    >>> ten = pd.DataFrame({"village_id": "v", "year": [2010, 2020], "sex": "f", "age_from": 0, "persons": [8.0, 4.0]})
    >>> five_apart(ten)[0][["year", "persons"]].values.tolist()
    [[2010.0, 8.0], [2015.0, 6.0], [2020.0, 4.0]]
    """
    years = sorted(int(y) for y in table["year"].unique())
    if len(years) < 2 or all(b - a == STEP_YEARS for a, b in itertools.pairwise(years)):
        return table, []
    last = years[-1]
    earlier = list(range(last - STEP_YEARS, min(years[0], last - STEP_YEARS) - 1, -STEP_YEARS))
    classes = ["village_id", "sex", "age_from"]
    cells = table.set_index([*classes, "year"])["persons"].unstack("year")
    found = {last: cells[last]}
    for year in earlier:
        found[year] = cells[year] if year in cells else _on_line(cells, years, year)
    brought = pd.concat([found[year].rename("persons").reset_index().assign(year=year) for year in sorted(found)])
    brought = brought[[*classes[:1], "year", *classes[1:], "persons"]].sort_values(
        [*classes, "year"], ignore_index=True
    )
    counted, used = (short_list([str(y) for y in some]) for some in (years, sorted(found)))
    return brought, [notice("intervals_brought_to_five", years=counted, used=used)]


def _on_line(cells: pd.DataFrame, years: list[int], year: int) -> pd.Series:
    """Return each class's number of a year on the straight line through the two counts that are nearest around it."""
    after = next((i for i, known in enumerate(years) if known > year), len(years) - 1)
    first, second = years[max(after - 1, 0)], years[max(after, 1)]
    part = (year - first) / (second - first)
    line: pd.Series = cells[first] + part * (cells[second] - cells[first])
    return line.clip(lower=0.0)
