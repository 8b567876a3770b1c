"""What today's buses cost for each rider: contracts held against the boardings of their routes and months.

Cost is what the town pays and, where the operator keeps the fares, these fares besides. 収支率 is fares ÷ cost; the burden is what
remains of the cost when fares, and then subsidies of others, are taken off (law_and_standards §4.1: 大口町).
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Mapping

import pandas as pd

from geo.files.periods import span_of
from geo.region.tables.bus_contracts import ROUTE_SEPARATOR
from plan.services.riders import MONTHS_PER_YEAR, boardings_by_month, boardings_by_year

COLUMNS = (
    "name", "operator", "from", "to", "cost_yen", "fares_yen", "subsidies_yen", "months", "months_counted", "riders",
    "cost_per_rider_yen", "net_per_rider_yen", "burden_per_rider_yen", "fares_share",
)  # fmt: skip


def contract_costs(contracts: pd.DataFrame, boardings: pd.DataFrame | None) -> pd.DataFrame:
    """Divide the cost of each contract by the people who rode under it.

    Parameters
    ----------
    contracts
        As `geo.region.tables.bus_contracts.read_bus_contracts` returns them.
    boardings
        As `geo.region.tables.boardings.read_boardings` returns them, or None.

    Returns
    -------
    pandas.DataFrame
        One row per contract: `cost_yen`, `fares_yen`, `subsidies_yen`, `months` of the contract and how many of them were
        counted, `riders` (boardings), `cost_per_rider_yen`, `net_per_rider_yen` (fares taken off), `burden_per_rider_yen`
        (subsidies taken off as well), `fares_share` (収支率, 0 to 1). NaN where something needed was not told, and where
        riders were not counted in every month.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> region = read_region("sample_regions/sanson")
    >>> costs = contract_costs(region.bus_contracts, region.boardings)
    >>> bool((costs["cost_per_rider_yen"] > 0).all())
    True
    """
    nothing = float("nan")
    rows = []
    for contract in contracts.to_dict("records"):
        fares, subsidies = float(contract["fares_yen"]), float(contract["subsidies_yen"])
        kept = fares if contract["fares_go_to"] == "operator" else 0.0
        cost = float(contract["fee_yen"]) + kept
        riders, counted = _riders(contract["from"], contract["to"], _routes(contract, contracts), boardings)
        months = _months(contract["from"], contract["to"])
        known = riders if counted == months and riders > 0 else nothing
        rows.append(
            {
                **{c: contract[c] for c in ("name", "operator", "from", "to")},
                "cost_yen": cost,
                "fares_yen": fares,
                "subsidies_yen": subsidies,
                "months": months,
                "months_counted": counted,
                "riders": known,
                "cost_per_rider_yen": cost / known,
                "net_per_rider_yen": (cost - fares) / known,
                "burden_per_rider_yen": (cost - fares - (subsidies if subsidies == subsidies else 0.0)) / known,
                "fares_share": fares / cost if cost > 0 else nothing,
            }
        )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _routes(contract: Mapping[Hashable, object], contracts: pd.DataFrame) -> set[str] | None:
    """Return the routes of a contract; all where it names none and is the only one of its time, none where it is not."""
    named = {w for w in str(contract["routes"]).split(ROUTE_SEPARATOR) if w}
    if named:
        return named
    overlapping = (contracts["from"] <= contract["to"]) & (contracts["to"] >= contract["from"])
    return None if overlapping.sum() == 1 else set()


def _riders(first: str, last: str, routes: set[str] | None, boardings: pd.DataFrame | None) -> tuple[float, int]:
    """Add up the boardings of some routes in a span; tell in how many of its months all of these routes were counted."""
    if boardings is None or boardings.empty or routes == set():
        return 0.0, 0
    if routes is not None:
        boardings = boardings[boardings["route_id"].isin(routes) | boardings["route"].isin(routes)]
    months = boardings_by_month(boardings)
    months = months[_lie_inside(months["month"], first, last)]
    years = boardings_by_year(boardings)
    years = years[years["months"] == MONTHS_PER_YEAR]
    years = years[_lie_inside("FY" + years["fiscal_year"].astype(str), first, last)]
    of_months, of_years = _complete(months, "month", routes), _complete(years, "fiscal_year", routes)
    if of_years * MONTHS_PER_YEAR > of_months:
        return float(years["boardings"].sum()), of_years * MONTHS_PER_YEAR
    return float(months["boardings"].sum()), of_months


def _complete(counts: pd.DataFrame, span: str, routes: set[str] | None) -> int:
    """Count the months or years in which every route was counted: those of the contract, or all that were ever counted."""
    wanted = counts["route"].nunique() if routes is None else len(routes)
    return int((counts.groupby(span)["route"].nunique() >= wanted).sum())


def _lie_inside(periods: pd.Series, first: str, last: str) -> pd.Series:
    """Return which periods lie whole between two days."""
    spans = [span_of(str(p)) for p in periods]
    inside = [s is not None and first <= s[0].isoformat() and s[1].isoformat() <= last for s in spans]
    return pd.Series(inside, index=periods.index, dtype=bool)


def _months(first: str, last: str) -> int:
    begin, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return (end.year - begin.year) * MONTHS_PER_YEAR + end.month - begin.month + 1
