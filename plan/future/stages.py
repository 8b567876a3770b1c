"""Stages of a village by its people, in neutral words: by who is of which age, and by the prefecture of Shimane's households.

The words of the first definitions (存続, 準限界, 限界 …) are contested: a stage is called after what is counted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.reference import reference_table
from plan.future.cohorts import Floats

UNKNOWN = "年齢別の人口がないため分かりません"


@dataclass(frozen=True)
class Stage:
    """A stage.

    Parameters
    ----------
    by_age
        After the share of people by age.
    by_households
        After the ageing rate and the number of households, as Shimane counts; None where households are not known.
    """

    by_age: str
    by_households: str | None


def stage_of(persons: Floats, ages: tuple[int, ...], households: float | None = None) -> Stage:
    """Name the stage of a village.

    Parameters
    ----------
    persons
        By age, both sexes together.
    ages
        First ages of the classes.
    households
        How many there are; None where that is not known.

    Examples
    --------
    >>> import numpy as np
    >>> stage_of(np.array([2.0, 8.0, 30.0]), (0, 15, 65), 15).by_age
    '高齢化率50%以上'
    """
    values = {name: entry.value for name, entry in reference_table("stages").items()}
    total = float(persons.sum())
    if not total:
        return Stage("住む人がいない", None if households is None else "住む人がいない")
    old_from, middle_from = int(values["old_from"]), int(values["middle_from"])
    if old_from not in ages:
        return Stage(UNKNOWN, None)
    old = _share_from(persons, ages, old_from)
    return Stage(_by_age(old, persons, ages, values, middle_from), _by_households(old, households, values))


def _by_age(old: float, persons: Floats, ages: tuple[int, ...], values: Mapping[str, float], middle_from: int) -> str:
    if old >= values["half"]:
        return f"高齢化率{values['half']:.0%}以上"
    if middle_from not in ages:
        return f"高齢化率{values['half']:.0%}未満"
    above = _share_from(persons, ages, middle_from)
    return f"{middle_from}歳以上が半分以上" if above >= values["half"] else f"{middle_from}歳未満が半分を超える"


def _by_households(old: float, households: float | None, values: Mapping[str, float]) -> str | None:
    if households is None:
        return None
    if old >= values["very_old"] and households <= values["very_few_households"]:
        return f"高齢化率{values['very_old']:.0%}以上・{values['very_few_households']:.0f}世帯以下"
    if old >= values["half"] and households <= values["few_households"]:
        return f"高齢化率{values['half']:.0%}以上・{values['few_households']:.0f}世帯以下"
    return "どちらにも当たらない"


def _share_from(persons: Floats, ages: tuple[int, ...], first: int) -> float:
    return float(persons[ages.index(first) :].sum() / persons.sum())
