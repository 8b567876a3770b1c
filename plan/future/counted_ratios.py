"""What the counts say about cohorts: how many were followed, how many were found, and the ratios of whole regions.

A cohort is those of one sex and one five-year class; five years later they stand in the next class, those of the last two
classes together in the open one. Births are followed through the women of child-bearing age at the later date.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.reference import reference_table
from plan.future.cohorts import FEMALE, STEP_YEARS, Cohorts, Floats


@dataclass(frozen=True)
class Counted:
    """Cohorts followed through all intervals, added up over them.

    Parameters
    ----------
    followed, found
        Village × sex × cohort (one fewer than the classes): persons at the beginning and, five years older, at the end.
    women, children
        Village × sex: women of child-bearing age at the ends (the same for each sex of the children), and children of 0 to 4.
    intervals
        By village, how many intervals it was counted in.
    """

    followed: Floats
    found: Floats
    women: Floats
    children: Floats
    intervals: Floats

    def of(self, groups: Floats) -> Counted:
        """Add the villages up to groups, given as a matrix group × village of 0 and 1."""
        added = [np.tensordot(groups, x, 1) for x in (self.followed, self.found, self.women, self.children)]
        return Counted(added[0], added[1], added[2], added[3], intervals=np.ones(len(groups)))


@dataclass(frozen=True)
class Ratios:
    """Cohort-change ratios and child-woman ratios.

    Parameters
    ----------
    survival
        … × sex × cohort: of those followed, how many stand in the next class five years later.
    birth
        … × sex: children of 0 to 4 per woman of child-bearing age.
    """

    survival: Floats
    birth: Floats


def mothers_of(sexes: tuple[str, ...], ages: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the positions, by sex and age, of the women whom children are counted against.

    Where no sex is known as that of women, everybody of the ages counts.
    """
    values = reference_table("future")
    first, below = (int(values[name].value) // STEP_YEARS for name in ("mothers_from", "mothers_below"))
    women = [i for i, sex in enumerate(sexes) if sex.lower() in FEMALE]
    sex = slice(women[0], women[0] + 1) if women else slice(0, len(sexes))
    return sex, slice(first, min(below, len(ages) - 1))


def at_risk(persons: Floats) -> Floats:
    """Return those followed by cohort: the last two classes together go to the open one."""
    followed = persons[..., :-1].copy()
    followed[..., -1] += persons[..., -1]
    return followed


def women_of(persons: Floats, mothers: tuple[slice, slice]) -> Floats:
    """Add up the women of child-bearing age (… × sex × age → …)."""
    women: Floats = persons[..., mothers[0], mothers[1]].sum((-2, -1))
    return women


def counted(cohorts: Cohorts) -> Counted:
    """Follow every cohort of every village through the intervals in which it was counted at both ends."""
    before, after = cohorts.persons[:-1], cohorts.persons[1:]
    known = np.asarray(~(np.isnan(before).any((2, 3)) | np.isnan(after).any((2, 3))))
    keep = known[:, :, None, None]
    before, after = np.where(keep, before, 0.0), np.where(keep, after, 0.0)
    women = women_of(after, mothers_of(cohorts.sexes, cohorts.ages))
    return Counted(
        followed=at_risk(before).sum(0),
        found=after[..., 1:].sum(0),
        women=np.repeat(women.sum(0)[:, None], len(cohorts.sexes), 1),
        children=after[..., 0].sum(0),
        intervals=known.sum(0).astype(float),
    )


def of_the_whole(counts: Counted) -> Ratios:
    """Return the ratios of all villages together.

    Where nobody of a sex and age was followed, the ratio of both sexes stands, then that of the nearest younger age, then 1;
    where there were no women, there are no births.
    """
    followed, found = counts.followed.sum(0), counts.found.sum(0)
    both = divided_or(found.sum(0), followed.sum(0), np.nan)
    for k in range(len(both)):
        if np.isnan(both[k]):
            both[k] = both[k - 1] if k else 1.0
    survival = np.where(followed > 0, divided_or(found, followed, 0.0), both)
    return Ratios(survival, divided_or(counts.children.sum(0), counts.women.sum(0), 0.0))


def with_fixed_strength(counts: Counted, parents: Ratios, strength: float) -> Ratios:
    """Return ratios shrunk towards their parents' as if so many persons more had been followed at the parents' ratios.

    Strength 0 gives the plain ratios, the parents' where nobody was followed; ratios end at the limit of the reference table.
    """
    most = reference_table("future")["highest_ratio"].value
    survival = shrunk(counts.found, counts.followed, parents.survival, strength)
    birth = shrunk(counts.children, counts.women, parents.birth, strength)
    return Ratios(np.clip(survival, 0.0, most), np.clip(birth, 0.0, most))


def shrunk(found: Floats, followed: Floats, parents: Floats, strength: float) -> Floats:
    """Return (found + strength × parent's ratio) / (followed + strength); the parent's ratio where that is 0 / 0."""
    return np.where(followed + strength > 0, divided_or(found + strength * parents, followed + strength, 0.0), parents)


def divided_or(above: Floats, below: Floats, otherwise: float) -> Floats:
    """Divide, with another value where there is nothing to divide by."""
    quotient: Floats = np.divide(
        above, below, out=np.full(np.broadcast(above, below).shape, otherwise), where=below > 0
    )
    return quotient
