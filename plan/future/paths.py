"""Stepping people forward, five years at a time, by ratios that stay as they are.

Where a village's ratio is above the municipality's, what it gains over the municipality's ratio is carried on as its share of the
municipality's cohort, not as a rate of its own people: new houses fill once, and a rate of that time would multiply them for ever
(Hauer 2019, Scientific Data 6:190005: changes as numbers where places grow, as ratios where they decline). The villages then
add up to the municipality's own projection, by sex and age.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from plan.future.cohorts import Floats
from plan.future.counted_ratios import Ratios, at_risk, women_of


@dataclass(frozen=True)
class Change:
    """How people change in five years.

    Parameters
    ----------
    own
        Ratios of the villages.
    whole
        Ratios of the municipality; None where every village goes by its own ratios alone.
    followed
        Persons followed in one interval, village × sex × cohort, at which gains were counted.
    mothers
        Positions of the women by sex and age.
    """

    own: Ratios
    whole: Ratios | None
    followed: Floats
    mothers: tuple[slice, slice]

    @property
    def gains(self) -> Floats:
        """Persons whom a village gains in five years over the municipality's ratios, where it gains any."""
        if self.whole is None:
            return np.zeros_like(self.own.survival)
        return np.maximum(self.own.survival - self.whole.survival, 0.0) * self.followed

    @property
    def rates(self) -> Floats:
        """Ratios by which the people who are there go on; gains come on top as persons."""
        return self.own.survival if self.whole is None else np.minimum(self.own.survival, self.whole.survival)


def stepped(persons: Floats, survival: Floats, birth: Floats, mothers: tuple[slice, slice]) -> Floats:
    """Return the people (… × sex × age) five years later by ratios alone."""
    after = np.empty_like(persons)
    after[..., 1:] = at_risk(persons) * survival
    after[..., 0] = women_of(after, mothers)[..., None] * birth
    return after


def path(persons: Floats, change: Change, steps: int) -> Floats:
    """Return the people of the villages at the start and after each step (step × village × sex × age)."""
    found = np.empty((steps + 1, *persons.shape))
    found[0] = persons
    whole = persons.sum(0)
    rates, gains = change.rates, change.gains
    base = change.followed.sum(0)
    for step in range(steps):
        after = np.empty_like(persons)
        after[..., 1:] = at_risk(found[step]) * rates
        if change.whole is not None:
            share = np.divide(at_risk(whole), base, out=np.zeros_like(base), where=base > 0)
            after[..., 1:] += gains * share
        after[..., 0] = women_of(after, change.mothers)[:, None] * change.own.birth
        if change.whole is not None:
            whole = stepped(whole, change.whole.survival, change.whole.birth, change.mothers)
            after = met(after, whole)
        found[step + 1] = after
    return found


def met(persons: Floats, totals: Floats) -> Floats:
    """Bring the villages' people, by sex and age, to given totals in proportion; where there is nobody, nobody comes."""
    sums = persons.sum(0)
    met_persons: Floats = persons * np.divide(totals, sums, out=np.ones_like(sums), where=sums > 0)
    return met_persons


def followers_path(arrivals: Floats, change: Change) -> Floats:
    """Return those who arrive, and their descendants, at the start and after each step.

    Parameters
    ----------
    arrivals
        Step × village × sex × age: who has come within the step; the women among them count for births at its end.
    change
        The villages' rates; gains are those without the arrivals and do not count again.

    Returns
    -------
    numpy.ndarray
        (Step + 1) × village × sex × age, nobody at the start.
    """
    found = np.zeros((len(arrivals) + 1, *arrivals.shape[1:]))
    for step, arrived in enumerate(arrivals):
        found[step + 1, ..., 1:] = at_risk(found[step]) * change.rates + arrived[..., 1:]
        born = women_of(found[step + 1], change.mothers)[..., None] * change.own.birth
        found[step + 1, ..., 0] = born + arrived[..., 0]
    return found
