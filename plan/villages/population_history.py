"""How many people a region had, has and may have: its censuses, its base year and its projections."""

from __future__ import annotations

import pandas as pd

from geo.region.region import Region

_KINDS = {"census": "国勢調査など", "projection": "推計"}


def population_by_year(region: Region) -> pd.DataFrame:
    """Add up the people of all villages by year.

    Returns
    -------
    pandas.DataFrame
        Columns 年 (text), 人口（人）, 種別, 出典; in the order of years. The base year stands as villages.csv gives it,
        unless population.csv has a census of that year.
    """
    rows, region = [], region.as_read
    if region.population is not None:
        for (year, kind, source), group in region.population.groupby(["year", "kind", "source"]):
            rows.append((int(str(year)), float(group["total"].sum()), _KINDS[str(kind)], str(source)))
    if not any(year == region.base_year and kind == _KINDS["census"] for year, _, kind, _ in rows):
        rows.append((region.base_year, region.total_population, "この計画の人口", "villages.csv"))
    rows.sort()
    table = pd.DataFrame(rows, columns=["年", "人口（人）", "種別", "出典"])
    return table.assign(年=table["年"].astype(str))
