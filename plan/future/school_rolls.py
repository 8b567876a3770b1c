"""School rolls: pupils by grade from five-year ages, and which grades share a class (複式学級).

Single years follow from five-year classes by the monotone cubic interpolation of the cumulated number of people (Fritsch and Carlson
1980, PCHIP): the classes' sums stay as they are and no year falls below 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.interpolate import PchipInterpolator

from geo.reference import reference_table
from geo.texts.errors import RequestError
from geo.texts.messages import notice
from plan.future.cohorts import STEP_YEARS, Floats, is_five_yearly
from plan.future.projection import Projection

School = Literal["primary", "lower_secondary"]
GRADES: dict[School, range] = {"primary": range(6, 12), "lower_secondary": range(12, 15)}
"""Ages at which the grades begin: of primary school (小学校) and of lower secondary school (中学校)."""


@dataclass(frozen=True)
class Roll:
    """Pupils of a school in a year.

    Parameters
    ----------
    school
        Which.
    year
        When.
    pupils
        By grade, unrounded.
    classes
        Grades that sit together, from the first on; a grade of its own stands alone. Grades without pupils are left out.
    """

    school: School
    year: int
    pupils: tuple[float, ...]
    classes: tuple[tuple[int, ...], ...]

    @property
    def has_combined_classes(self) -> bool:
        """Whether grades share a class."""
        return any(len(grades) > 1 for grades in self.classes)


def single_years(persons: Floats) -> Floats:
    """Divide five-year classes (the last one open and left out) into single years.

    Examples
    --------
    >>> import numpy as np
    >>> single_years(np.array([50.0, 50.0, 50.0, 7.0])).round(6).tolist() == [10.0] * 15
    True
    """
    closed = np.asarray(persons, dtype=float)[:-1]
    cumulated = np.concatenate([[0.0], np.cumsum(closed)])
    ages = np.arange(STEP_YEARS * len(closed) + 1)
    years: Floats = np.diff(PchipInterpolator(ages[::STEP_YEARS], cumulated)(ages))
    return np.maximum(years, 0.0)


def rolls(projection: Projection, villages: tuple[str, ...], school: School = "primary") -> list[Roll]:
    """Return the roll of a school by year: those of its ages who live in these villages.

    Raises
    ------
    RequestError
        When the projection has no five-year ages.
    """
    if not is_five_yearly(projection.ages):
        raise RequestError(notice("rolls_need_ages"))
    where = [projection.villages.index(v) for v in villages]
    found = []
    for year in projection.years:
        by_age = single_years(projection.in_year(year)[where].sum((0, 1)))
        pupils = tuple(float(by_age[age]) for age in GRADES[school])
        found.append(Roll(school, year, pupils, combined(pupils, school)))
    return found


def combined(pupils: tuple[float, ...], school: School) -> tuple[tuple[int, ...], ...]:
    """Put grades next to each other together where both are so small, from the first grade on.

    Examples
    --------
    >>> combined((3.0, 4.0, 9.0, 9.0, 5.0, 6.0), "primary")
    ((1, 2), (3,), (4, 5), (6,))
    """
    values = reference_table("future")
    with_first = values["combined_with_first"].value
    most = values["combined_primary" if school == "primary" else "combined_lower_secondary"].value
    whole = [int(np.floor(n + 0.5)) for n in pupils]
    classes: list[tuple[int, ...]] = []
    grade = 0
    while grade < len(whole):
        limit = with_first if school == "primary" and grade == 0 else most
        pair = whole[grade : grade + 2]
        together = len(pair) == 2 and all(pair) and sum(pair) <= limit
        if together:
            classes.append((grade + 1, grade + 2))
        elif whole[grade]:
            classes.append((grade + 1,))
        grade += 2 if together else 1
    return tuple(classes)
