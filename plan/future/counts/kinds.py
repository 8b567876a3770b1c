"""What a population is: which counts of a region may be put beside each other, and in how much detail.

A count has its kind (国勢調査 or 住民基本台帳) and says whether foreigners are in it; a ratio of one kind to the other is no change of
people, and is refused unless it is asked for. Counts that don't say what they are go with any. The finest detail that two counts
share is used: sexes and five-year ages, broad age groups, totals.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.reference import reference_table
from geo.region.tables.villages import BROAD_AGES, FIVE_YEARS
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.cohorts import COLUMNS
from plan.future.counts.intervals import five_apart

_FIVE = {f"{sex}_{name}": (sex, int(name[:2])) for sex in "fm" for name in FIVE_YEARS}
BASIS_NAMES = {"census": "国勢調査", "register": "住民基本台帳"}
_FOREIGNERS = {"yes": "外国人を含む", "no": "外国人を含まない"}


@dataclass(frozen=True)
class Basis:
    """What was counted.

    Parameters
    ----------
    kind
        ``census`` (国勢調査), ``register`` (住民基本台帳), or empty where nobody says.
    foreigners
        ``yes`` or ``no``: whether foreigners are in it; empty where nobody says.
    """

    kind: str = ""
    foreigners: str = ""

    def goes_with(self, other: Basis) -> bool:
        """Return whether a ratio of one to the other is a change of people."""
        pairs = ((self.kind, other.kind), (self.foreigners, other.foreigners))
        return all(not own or not theirs or own == theirs for own, theirs in pairs)

    @property
    def label(self) -> str:
        """In Japanese."""
        named = (BASIS_NAMES.get(self.kind, ""), _FOREIGNERS.get(self.foreigners, ""))
        return "・".join(name for name in named if name) or "種別の記載なし"


def counts_of(
    villages: pd.DataFrame, population: pd.DataFrame | None, base_year: int, *, across_kinds: bool = False
) -> tuple[pd.DataFrame, list[Notice]]:
    """Put the counts of a region together as the long table that is projected.

    Parameters
    ----------
    villages
        villages.csv; its people are the count of the base year, unless population.csv has counts of that year.
    population
        population.csv, or None; rows of the kind ``census`` are counts.
    base_year
        Of villages.csv.
    across_kinds
        Whether counts of different kinds may be put beside each other.

    Returns
    -------
    pandas.DataFrame, list of Notice
        Columns village_id, year, sex, age_from, persons; what was left out and why.

    Raises
    ------
    RequestError
        When there are not two counts that may be put beside each other.
    """
    counts, notices = _compared(villages, population, base_year, across_kinds=across_kinds)
    table, of_five_years = _in_detail(counts, base_year)
    if not of_five_years:
        return table, notices
    table, new_notices = five_apart(table)
    return table, notices + new_notices


@dataclass(frozen=True)
class CountUsed:
    """A count that ratios are taken from.

    Parameters
    ----------
    year
        When.
    basis
        What was counted.
    date, source
        As population.csv states them; empty where it doesn't, or where villages.csv is the count.
    villages
        Of how many villages.
    """

    year: int
    basis: Basis
    date: str
    source: str
    villages: int


def counts_used(
    villages: pd.DataFrame, population: pd.DataFrame | None, base_year: int, *, across_kinds: bool = False
) -> list[CountUsed]:
    """Return what `counts_of` puts beside each other, the oldest first.

    Raises
    ------
    RequestError
        As `counts_of`.
    """
    counts, _ = _compared(villages, population, base_year, across_kinds=across_kinds)
    known = _in_detail(counts, base_year)[0][["village_id", "year"]].drop_duplicates()
    used = known.merge(counts, on=["village_id", "year"])
    stated = ["year", "count_kind", "foreigners", "date", "source"]
    used = used.reindex(columns=stated)
    used = used.astype(object).where(used.notna(), "")
    return [
        CountUsed(int(str(year)), Basis(str(kind), str(foreigners)), str(date), str(source), len(rows))
        for (year, kind, foreigners, date, source), rows in used.groupby(stated, sort=True)
    ]


def _compared(
    villages: pd.DataFrame, population: pd.DataFrame | None, base_year: int, *, across_kinds: bool
) -> tuple[pd.DataFrame, list[Notice]]:
    counts = _all_counts(villages, population, base_year)
    return (counts, []) if across_kinds else _of_one_kind(counts)


def _in_detail(counts: pd.DataFrame, base_year: int) -> tuple[pd.DataFrame, bool]:
    """Return the long table in the finest detail that two counts share, and whether it has five-year ages."""
    years = sorted(int(y) for y in counts["year"].unique())
    if len(years) < 2:
        raise RequestError(notice("one_count_only", year=years[0] if years else base_year))
    for detail in (_five_year_ages, _broad_ages, _totals):
        table = detail(counts)
        if table is not None and table["year"].nunique() > 1:
            break
    else:
        raise RequestError(notice("one_count_only", year=years[-1]))
    return (table, True) if detail is _five_year_ages else (_recent(table), False)


def _all_counts(villages: pd.DataFrame, population: pd.DataFrame | None, base_year: int) -> pd.DataFrame:
    base = villages.rename(columns={"population": "total"}).assign(year=base_year, count_kind="", foreigners="")
    base = base.reset_index(names="village_id")
    if population is None:
        return base
    known = population[population["kind"] == "census"]
    empty = pd.Series("", index=known.index)
    stated = {name: known.get(name, empty).fillna("") for name in ("count_kind", "foreigners")}
    known = known.assign(**stated).sort_values(["village_id", "year", "source"])
    if set(villages.index) <= set(known.loc[known["year"] == base_year, "village_id"]):
        return known[known["year"] <= base_year]
    return pd.concat([known[known["year"] < base_year], base], ignore_index=True)


def _of_one_kind(counts: pd.DataFrame) -> tuple[pd.DataFrame, list[Notice]]:
    """Keep the counts that go with the last one that says what it is; name the others."""
    kinds = [Basis(str(k), str(f)) for k, f in zip(counts["count_kind"], counts["foreigners"], strict=True)]
    stated = [(int(year), kind) for year, kind in zip(counts["year"], kinds, strict=True) if kind != Basis()]
    if not stated:
        return _first_of_each(counts), []
    last = max(stated, key=lambda pair: (pair[0], pair[1].kind, pair[1].foreigners))[1]
    fits = [kind.goes_with(last) for kind in kinds]
    kept = _first_of_each(counts[fits])
    left_out = sorted({(int(y), k.label) for y, k, fit in zip(counts["year"], kinds, fits, strict=True) if not fit})
    others = short_list([f"{year}年（{label}）" for year, label in left_out])
    if kept["year"].nunique() < 2 and left_out:
        raise RequestError(notice("counts_of_two_kinds", kept=last.label, others=others))
    return kept, [notice("counts_of_other_kind", kept=last.label, others=others)] if left_out else []


def _first_of_each(counts: pd.DataFrame) -> pd.DataFrame:
    return counts.drop_duplicates(["village_id", "year"])


def tables_by_detail(counts: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the long tables that counts allow, the finest first: sexes and five-year ages, broad age groups, totals."""
    return [table for detail in (_five_year_ages, _broad_ages, _totals) if (table := detail(counts)) is not None]


def _five_year_ages(counts: pd.DataFrame) -> pd.DataFrame | None:
    return _long(counts, _FIVE)


def _broad_ages(counts: pd.DataFrame) -> pd.DataFrame | None:
    columns = {name: ("t", age) for name, age in zip(BROAD_AGES, (0, 15, 65), strict=True)}
    return _long(counts, columns)


def _totals(counts: pd.DataFrame) -> pd.DataFrame | None:
    return _long(counts, {"total": ("t", 0)})


def _long(counts: pd.DataFrame, columns: dict[str, tuple[str, int]]) -> pd.DataFrame | None:
    if not all(name in counts for name in columns):
        return None
    known = counts[counts[list(columns)].notna().all(axis=1)]
    parts = [
        pd.DataFrame({"village_id": known["village_id"], "year": known["year"], "persons": known[name]}).assign(
            sex=sex, age_from=age
        )
        for name, (sex, age) in columns.items()
    ]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _recent(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the last count and those of the years before it from which a trend is taken, the latest earlier one at least."""
    years = sorted(int(y) for y in table["year"].unique())
    first = years[-1] - int(reference_table("future")["trend_years"].value)
    kept = [y for y in years if y >= first]
    return table[table["year"].isin(kept if len(kept) > 1 else years[-2:])]
