"""How many people ride today's buses: counts added up by month, year, stop and trip, nobody counted twice.

A town counts the same riders in several ways: the months of each route, the stops on the day of a survey, the year in all. For
each route and month the widest count is taken (the route before its trips, these before its stops) and the others are left aside;
counts that name no route stand in only where no route was counted. Days on which someone counted become a month only where the
month has so many of them that they are a log and no survey (geo/reference/boardings.toml).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from geo.files.periods import fiscal_year_of, month_of, span_of
from geo.reference import reference_table

ALL_ROUTES = "全路線"
"""What stands for the route where counts name none."""

MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class Detail:
    """Counts by stop or by trip.

    Parameters
    ----------
    table
        Columns route, name, boardings (persons); the most used first.
    first, last
        First and last period that was counted.
    source
        Where the counts come from, joined by 、.
    """

    table: pd.DataFrame
    first: str
    last: str
    source: str


def boardings_by_month(boardings: pd.DataFrame) -> pd.DataFrame:
    """Add up boardings by month and route.

    Parameters
    ----------
    boardings
        As `geo.region.tables.boardings.read_boardings` returns them.

    Returns
    -------
    pandas.DataFrame
        Columns month (2024-04), route, boardings (persons), in the order of months and routes.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> table = boardings_by_month(read_region("sample_regions/sanson").boardings)
    >>> table["month"].min(), table["month"].max()
    ('2024-04', '2025-03')
    """
    rows = boardings.assign(
        month=boardings["period"].map(month_of), by_day=boardings["period"].str.len() > len("2024-04")
    )
    rows = _with_route_names(rows[rows["month"].notna()])
    days = rows[rows["by_day"]].groupby(["month", "label"])["period"].transform("nunique")
    enough = reference_table("boardings")["log_days_per_month"].value
    rows = rows[~rows["by_day"] | (days.reindex(rows.index).fillna(0) >= enough)]
    rows = rows.assign(rank=rows["by_day"].astype(int) * len(_LEVELS) + _level(rows))
    return _added(rows, "month")


def boardings_by_year(boardings: pd.DataFrame) -> pd.DataFrame:
    """Add up boardings by fiscal year and route: the months where they were counted, else the year as it was told.

    Returns
    -------
    pandas.DataFrame
        Columns fiscal_year, route, boardings (persons), months (how many of the year were counted); the latest year first, and
        in it the routes with most people.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> boardings_by_year(read_region("sample_regions/sanson").boardings)["route"].iloc[0]
    '葉月霧森線'
    """
    months = boardings_by_month(boardings)
    months = months.assign(fiscal_year=months["month"].map(fiscal_year_of))
    of_months = months.groupby(["fiscal_year", "route"], as_index=False).agg(
        boardings=("boardings", "sum"), months=("month", "nunique")
    )
    whole = boardings[boardings["period"].str.startswith("FY")]
    rows = _with_route_names(whole.assign(fiscal_year=whole["period"].map(fiscal_year_of)))
    of_years = _added(rows.assign(rank=_level(rows)), "fiscal_year").assign(months=MONTHS_PER_YEAR)
    both = pd.concat([of_months, of_years], ignore_index=True).sort_values("months", ascending=False, kind="stable")
    best = both.drop_duplicates(["fiscal_year", "route"])
    named = best[best["route"] != ALL_ROUTES]
    best = best[(best["route"] != ALL_ROUTES) | ~best["fiscal_year"].isin(named["fiscal_year"])]
    best = best.sort_values(["fiscal_year", "boardings", "route"], ascending=[False, False, True], kind="stable")
    return best.reset_index(drop=True)


def latest_year_by_month(boardings: pd.DataFrame) -> pd.DataFrame:
    """Add up the months of the latest fiscal year that was counted by months, all routes together.

    Returns
    -------
    pandas.DataFrame
        Columns month (4月 …, from April on) and boardings (persons); no rows where no month was counted.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> list(latest_year_by_month(read_region("sample_regions/sanson").boardings)["month"])[:2]
    ['4月', '5月']
    """
    months = boardings_by_month(boardings)
    years = months["month"].map(fiscal_year_of)
    sums = months[years == years.max()].groupby("month")["boardings"].sum()
    month_labels = [f"{int(str(month)[-2:])}月" for month in sums.index]
    return pd.DataFrame({"month": month_labels, "boardings": sums.to_numpy()})


_LEVELS = ("route", "trip", "stop")


def _level(rows: pd.DataFrame) -> pd.Series:
    """Rank counts: 0 for a route or the town, 1 for a trip, 2 for a stop."""
    trip = (rows["trip"] != "") | (rows["trip_id"] != "")
    stop = (rows["stop"] != "") | (rows["stop_id"] != "")
    return trip.astype(int).where(~stop, _LEVELS.index("stop"))


def _with_route_names(rows: pd.DataFrame) -> pd.DataFrame:
    """Name each row's route the same way: a route with an id by the first name under which it comes."""
    ids = rows["feed"] + "/" + rows["route_id"]
    known = rows["route_id"] != ""
    first = rows.loc[known, "route"].groupby(ids[known]).first()
    own = rows["route"].where(rows["route"] != "", rows["route_id"])
    label = ids.map(first).where(known, own)
    return rows.assign(label=label.where(label != "", own).where(own != "", ALL_ROUTES))


def _added(rows: pd.DataFrame, span: Literal["month", "fiscal_year"]) -> pd.DataFrame:
    """Add up the widest counts of each span and route; those without a route only where no route was counted."""
    if rows.empty:
        return pd.DataFrame(columns=[span, "route", "boardings"])
    named = set(rows.loc[rows["label"] != ALL_ROUTES, span])
    rows = rows[(rows["label"] != ALL_ROUTES) | ~rows[span].isin(named)]
    widest = rows.groupby([span, "label"])["rank"].transform("min")
    sums = rows[rows["rank"] == widest].groupby([span, "label"])["boardings"].sum()
    return sums.rename_axis([span, "route"]).reset_index()


def boardings_in_detail(boardings: pd.DataFrame, what: Literal["stop", "trip"]) -> Detail | None:
    """Add up the counts by stop or by trip of the latest fiscal year that has any.

    Returns
    -------
    Detail or None
        None where nothing was counted so finely.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> detail = boardings_in_detail(read_region("sample_regions/sanson").boardings, "stop")
    >>> list(detail.table.columns)
    ['route', 'name', 'boardings']
    """
    names = boardings[what].where(boardings[what] != "", boardings[f"{what}_id"])
    rows = _with_route_names(boardings.assign(name=names)[names != ""])
    if rows.empty:
        return None
    years = rows["period"].map(lambda p: (span_of(p) or (None,))[0])
    year = rows["period"].map(fiscal_year_of)
    latest = year == year.max() if year.notna().any() else years == years.max()
    rows = rows[latest]
    # Of the days of a survey and the months in which they lie, only one kind is added up.
    length = rows["period"].str.len()
    rows = rows[length == length.min()]
    finer = ((rows["trip"] != "") if what == "stop" else (rows["stop"] != "")).astype(int)
    rows = rows[finer == finer.groupby(rows["label"]).transform("min")]
    table = rows.groupby(["label", "name"])["boardings"].sum().rename_axis(["route", "name"]).reset_index()
    table = table.sort_values("boardings", ascending=False, kind="stable").reset_index(drop=True)
    source = "、".join(dict.fromkeys(s for s in rows["source"] if s))
    return Detail(table, rows["period"].min(), rows["period"].max(), source)
