"""How many people a village has in another year: its projection where one is given, else the stated trend of its censuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice

GROUPS = ("population", "pop_0_14", "pop_15_64", "pop_65_over", "pop_75_over")
"""Groups that can be asked for in another year."""


def people_in_year(
    villages: pd.DataFrame, population: pd.DataFrame | None, base_year: int, year: int, group: str = "population"
) -> tuple[pd.Series, list[Notice]]:
    """Count the people of each village in a year.

    Parameters
    ----------
    villages
        Index village_id; the group's column, of the base year.
    population
        The other years (`geo.region.tables.population.read_population`), or None.
    base_year
        Of `villages`.
    year
        The year asked for; the base year gives `villages` itself.
    group
        One of `GROUPS`.

    Returns
    -------
    pandas.Series, list of Notice
        Persons by village, never negative; how many villages follow a projection, a trend, or keep their number.

    Raises
    ------
    geo.texts.errors.RequestError
        For a group that the region does not know.

    Notes
    -----
    A projection of exactly that year comes first (of several sources the first by name), then a census of that year. Otherwise
    the straight line of least squares through the village's censuses and its base year, not below 0; a village with one known
    year keeps its number.

    Examples
    --------
    >>> villages = pd.DataFrame({"population": [80.0]}, index=["v1"])
    >>> rows = {"village_id": ["v1"], "year": [2010], "kind": ["census"], "source": ["国勢調査"], "total": [100.0]}
    >>> people_in_year(villages, pd.DataFrame(rows), 2020, 2040)[0].to_dict()
    {'v1': 40.0}
    """
    if group not in GROUPS or group not in villages:
        usable = "、".join(g for g in GROUPS if g in villages)
        raise RequestError(notice("people_group_unknown", value=group, known=usable))
    current = villages[group].astype(float)
    if year == base_year:
        return current, []
    column = "total" if group == "population" else group
    known = _known(population, column)
    given = known[(known["year"] == year) & known["village_id"].isin(current.index)]
    given = given.sort_values(["kind", "source"], key=_projections_first).drop_duplicates("village_id")
    exact = dict(zip(map(str, given["village_id"]), given["persons"].tolist(), strict=True))
    census = known[(known["kind"] == "census") & (known["year"] != base_year)]
    rows = census.sort_values(["village_id", "year", "source"]).drop_duplicates(["village_id", "year"])
    of_village = {str(village): rows.loc[lines] for village, lines in rows.groupby("village_id").groups.items()}
    found, trend, kept = {}, 0, 0
    for village, persons in current.items():
        if str(village) in exact:
            found[village] = float(exact[str(village)])
            continue
        past = of_village.get(str(village))
        if past is None:
            found[village], kept = float(persons), kept + 1
            continue
        years = np.append(past["year"].to_numpy(dtype=float), float(base_year))
        counts = np.append(past["persons"].to_numpy(dtype=float), float(persons))
        found[village], trend = line_at(years, counts, float(year)), trend + 1
    counts_text: dict[str, Any] = {"projected": f"{len(exact):,}", "trend": f"{trend:,}", "kept": f"{kept:,}"}
    notices = [notice("people_of_year", year=str(year), **counts_text)]
    return pd.Series(found, dtype="float64").reindex(current.index).rename(group), notices


def _known(population: pd.DataFrame | None, column: str) -> pd.DataFrame:
    columns = ["village_id", "year", "kind", "source"]
    if population is None or column not in population:
        return pd.DataFrame(columns=[*columns, "persons"])
    known = population[[*columns, column]].rename(columns={column: "persons"})
    return known[known["persons"].notna()]


def _projections_first(column: pd.Series) -> pd.Series:
    return column.map({"projection": "0", "census": "1"}) if column.name == "kind" else column


def line_at(years: NDArray[np.float64], counts: NDArray[np.float64], year: float) -> float:
    """Read the straight line of least squares through counts at a year, not below 0.

    Examples
    --------
    >>> line_at(np.array([2000.0, 2010.0, 2020.0]), np.array([90.0, 80.0, 70.0]), 2050.0)
    40.0
    >>> line_at(np.array([2010.0, 2020.0]), np.array([50.0, 20.0]), 2050.0)
    0.0
    """
    middle = float(years.mean())
    spread = float(((years - middle) ** 2).sum())
    slope = float(((years - middle) * counts).sum()) / spread if spread else 0.0
    return max(0.0, float(counts.mean()) + slope * (year - middle))
