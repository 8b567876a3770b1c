"""Residents of care homes and dormitories (施設等の世帯), held apart from the cohorts: they come and go by other reasons.

A care home's people are old and die; others take their places. Followed as a cohort they would empty a village's oldest ages and
fill its next ones, and a dormitory's students would settle. So they are taken out of every count, by the ages of such a place and in
proportion to who is there, and stand unchanged in every later year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from geo.reference import reference_table
from geo.texts.errors import ValueRefusedError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.projection import Projection

InstitutionKind = Literal["care", "dormitory"]
KIND_NAMES: Mapping[InstitutionKind, str] = {"care": "高齢者の施設", "dormitory": "寮・寄宿舎"}


@dataclass(frozen=True)
class Institution:
    """Residents of a village who live in a care home or a dormitory.

    Parameters
    ----------
    residents
        Persons.
    kind
        ``care`` (the old) or ``dormitory`` (pupils and students): the ages from which they are taken.
    """

    residents: float
    kind: InstitutionKind = "care"

    def __post_init__(self) -> None:
        """Refuse what is no number of persons, and kinds that nobody knows."""
        if not (np.isfinite(self.residents) and self.residents >= 0) or self.kind not in KIND_NAMES:
            raise ValueRefusedError("institution_impossible", residents=self.residents)

    @property
    def ages(self) -> range:
        """Ages of the residents, in years."""
        values = reference_table("future")
        names = ("care_from", "care_below") if self.kind == "care" else ("dormitory_from", "dormitory_below")
        return range(*(int(values[name].value) for name in names))


def held_apart(
    table: pd.DataFrame, institutions: Mapping[str, Institution]
) -> tuple[pd.DataFrame, pd.DataFrame, list[Notice]]:
    """Take the residents of institutions out of all counts.

    Parameters
    ----------
    table
        Long table village_id, year, sex, age_from, persons with five-year ages.
    institutions
        By village.

    Returns
    -------
    pandas.DataFrame, pandas.DataFrame, list of Notice
        The table without them; who was taken out of the last count (village_id, sex, age_from, persons); which villages have how
        many, and where fewer people of such ages live than were said.
    """
    held = pd.Series(0.0, index=table.index)
    short = []
    last = table["year"].max()
    for village, institution in institutions.items():
        for year, rows in table[table["village_id"] == village].groupby("year"):
            aged = rows[rows["age_from"].isin(institution.ages)]
            there = float(aged["persons"].sum())
            taken = min(institution.residents, there)
            if year == last and there < institution.residents:
                short.append(str(village))
            if there:
                held[aged.index] = aged["persons"] * (taken / there)
    rest = table.assign(persons=table["persons"] - held)
    kept = table.assign(persons=held)[(table["year"] == last) & (held > 0)]
    named = short_list(
        [f"{v} {held[table['village_id'] == v][table['year'] == last].sum():,.0f}人" for v in institutions]
    )
    notices = [notice("institutions_held_apart", names=named)] if institutions else []
    notices += [notice("institutions_too_large", names=short_list(short))] if short else []
    return rest, kept[["village_id", "sex", "age_from", "persons"]], notices


def with_institutions(projection: Projection, held: pd.DataFrame) -> Projection:
    """Add the residents of institutions to every year of a projection, unchanged."""
    added = np.zeros(projection.paths.shape[1:])
    axes = ((projection.villages, "village_id"), (projection.sexes, "sex"), (projection.ages, "age_from"))
    positions = tuple(pd.Index(axis).get_indexer(pd.Index(held[name])) for axis, name in axes)
    added[positions] = held["persons"]
    return replace(projection, paths=projection.paths + added)
