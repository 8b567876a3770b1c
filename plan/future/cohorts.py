"""People by year, village, sex and five-year age: the long table as arrays, read strictly."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice

Floats = NDArray[np.float64]

COLUMNS = ("village_id", "year", "sex", "age_from", "persons")
STEP_YEARS = 5
"""Width of an age class and of a step: cohorts move from one class to the next."""

FEMALE = ("f", "female", "女", "女性")
LEAST_CLASSES = 8
"""With fewer five-year classes (35 and over open) women of child-bearing age cannot be told from the old."""


@dataclass(frozen=True)
class Cohorts:
    """People counted in two or more years five apart.

    Parameters
    ----------
    villages
        Ids, in order.
    years
        In order, five apart.
    sexes
        Labels as the table gives them; one alone where sexes are not told apart.
    ages
        First ages of the classes, 0, 5, 10, …; the last is open.
    persons
        Year × village × sex × age; NaN for all of a village in a year before the last in which it was not counted.
    """

    villages: tuple[str, ...]
    years: tuple[int, ...]
    sexes: tuple[str, ...]
    ages: tuple[int, ...]
    persons: Floats

    @property
    def latest(self) -> Floats:
        """Village × sex × age of the last year."""
        latest: Floats = self.persons[-1]
        return latest


def checked(people: pd.DataFrame) -> pd.DataFrame:
    """Check a long table of people and return its columns, ids as text.

    Raises
    ------
    RequestError
        When a column is missing, a value is no count, a class stands twice, or there is nobody.
    """
    missing = [name for name in COLUMNS if name not in people]
    if missing:
        raise RequestError(notice("people_columns_missing", names=short_list(missing)))
    if people.empty:
        raise RequestError(notice("people_table_empty"))
    table = people.loc[:, list(COLUMNS)].astype({"village_id": str, "year": int, "sex": str, "age_from": int})
    persons = table["persons"].to_numpy(dtype=float)
    if not (np.isfinite(persons) & (persons >= 0)).all():
        raise RequestError(notice("people_not_counts"))
    twice = table.duplicated(list(COLUMNS[:4]))
    if twice.any():
        first = table[twice].iloc[0]
        place = {"village": first["village_id"], "year": int(first["year"]), "age": int(first["age_from"])}
        raise RequestError(notice("people_class_twice", **place))
    return table.assign(persons=persons)


def is_five_yearly(ages: tuple[int, ...]) -> bool:
    """Return whether these first ages are five-year classes, and enough of them to follow cohorts.

    Examples
    --------
    >>> is_five_yearly((0, 15, 65)), is_five_yearly(tuple(range(0, 90, 5)))
    (False, True)
    """
    return len(ages) >= LEAST_CLASSES and ages == tuple(range(0, STEP_YEARS * len(ages), STEP_YEARS))


def cohorts_of(table: pd.DataFrame) -> tuple[Cohorts, list[Notice]]:
    """Turn a checked table of five-year ages into arrays.

    Returns
    -------
    Cohorts, list of Notice
        Villages that were not counted in the last year are left out and named; those that were not counted earlier are
        named and get no ratios of their own.

    Raises
    ------
    RequestError
        When years are not five apart, or a village lacks a class in a year in which it was counted.
    """
    years = tuple(sorted(int(y) for y in table["year"].unique()))
    if len(years) < 2 or any(b - a != STEP_YEARS for a, b in itertools.pairwise(years)):
        raise RequestError(notice("people_years_apart", years=short_list([str(y) for y in years])))
    # Ids are made plain once: looking each up again in a column of Arrow's texts would take most of the time.
    counted_last = set(table.loc[table["year"] == years[-1], "village_id"].unique())
    gone = sorted(set(table["village_id"].unique()) - counted_last)
    table = table[table["village_id"].isin(counted_last)]
    villages = tuple(sorted(counted_last))
    sexes = tuple(sorted(table["sex"].unique()))
    ages = tuple(sorted(int(a) for a in table["age_from"].unique()))
    axes = (years, villages, sexes, ages)
    persons = np.full(tuple(map(len, axes)), np.nan)
    names = ("year", "village_id", "sex", "age_from")
    positions = tuple(pd.Index(axis).get_indexer(table[name]) for axis, name in zip(axes, names, strict=True))
    persons[positions] = table["persons"]
    blank = np.isnan(persons)
    partly = (blank.any((2, 3)) & ~blank.all((2, 3))).any(0)
    if partly.any():
        short = [village for village, lacks in zip(villages, partly, strict=True) if lacks]
        raise RequestError(notice("people_classes_missing", names=short_list(short), count=len(short)))
    new = [village for village, lacks in zip(villages, blank.any((0, 2, 3)), strict=True) if lacks]
    if len(new) == len(villages):
        raise RequestError(notice("people_years_apart", years=str(years[-1])))
    notices = [notice("villages_not_counted_last", names=short_list(gone), year=years[-1])] if gone else []
    notices += [notice("villages_without_ratios", names=short_list(new), count=len(new))] if new else []
    return Cohorts(villages, years, sexes, ages, persons), notices


def long_table(
    villages: tuple[str, ...], years: tuple[int, ...], sexes: tuple[str, ...], ages: tuple[int, ...], persons: Floats
) -> pd.DataFrame:
    """Write an array (year × village × sex × age) as a long table: by village, then year, sex and age."""
    index = pd.MultiIndex.from_product([villages, years, sexes, ages], names=COLUMNS[:4])
    return pd.DataFrame({"persons": persons.transpose(1, 0, 2, 3).ravel()}, index=index).reset_index()
