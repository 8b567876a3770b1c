"""A band, not a line: chance alone is far too narrow, since ratios themselves drift from one census to the next.

The number of people in a year is drawn again and again: those who leave, come and are born by chance (Poisson), and the pace of
the villages, which drifts. With three censuses the drift is how far the projection from the earlier ones missed the last (its mean
error, chance taken off), and what is not known of each place's pace comes on top. With two, nothing shows whether differences
between places last: the pace of the next five years is drawn as places differ from each other (as much as the counts allow: where
places are few or small, that is more than the estimate), and all villages of a draw drift together, so that nothing evens out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from plan.future.cohorts import Floats
from plan.future.counted_ratios import at_risk

_MEAN_TO_DEVIATION = float(np.sqrt(np.pi / 2))
"""Standard deviation of a normal distribution per mean absolute deviation."""


@dataclass(frozen=True)
class Drift:
    """How much paces may change, as shares per five years (standard deviations).

    Parameters
    ----------
    together
        Common to all villages of the region, anew in each step.
    apart
        Of each village by itself, anew in each step.
    lasting
        By village: what is not known of its pace, the same in every step.
    """

    together: float
    apart: float
    lasting: Floats


def drift_of_missed(projected: Floats, observed: Floats, changes: Floats, lasting: Floats) -> Drift:
    """Return the drift that the left-out census shows.

    The villages' mean miss is the drift of each; what of it they share is how far all of them together missed each class, as
    if all classes had missed on the same side: one census cannot show that misses of classes would even out again.

    Parameters
    ----------
    projected, observed
        People of the villages (village × sex × age) in the left-out year, without and with it.
    changes
        Persons who leave, come or are born between the censuses (village × sex × age): their chance is taken off.
    lasting
        By village, what is not known of its pace from all the censuses.
    """
    people = float(observed.sum())
    if not people:
        return Drift(0.0, 0.0, lasting)
    by_village = _missed(projected.sum((1, 2)), observed.sum((1, 2)), changes.sum((1, 2)))
    by_class = _missed(projected.sum(0), observed.sum(0), changes.sum(0))
    together = min(by_class, by_village)
    return Drift(together, float(np.sqrt(by_village**2 - together**2)), lasting)


def _missed(projected: Floats, observed: Floats, changes: Floats) -> float:
    """Return the standard deviation of misses as a share of people, chance taken off."""
    missed = _MEAN_TO_DEVIATION * float(np.abs(projected - observed).sum())
    chance = float(np.sqrt(changes).sum())
    return float(np.sqrt(max(0.0, missed**2 - chance**2))) / float(observed.sum())


def changes_of(paths: Floats, *, cohorts: bool) -> Floats:
    """Return how many persons leave, come or are born in each step at least (step × village × sex × age, at its end).

    Parameters
    ----------
    paths
        Step × village × sex × age.
    cohorts
        Whether the ages are five-year classes, so that people move on to the next.
    """
    before, after = paths[:-1], paths[1:]
    if not cohorts:
        return np.abs(after - before)
    changes = after.copy()
    changes[..., 1:] = np.abs(after[..., 1:] - at_risk(before))
    return changes


def drawn_totals(totals: Floats, changes: Floats, drift: Drift, *, draws: int, seed: int) -> Floats:
    """Draw the people of the villages (draw × step × village), the start certain.

    Parameters
    ----------
    totals
        Step × village: as projected.
    changes
        Step − 1 × village: persons who change in a step, as a measure of chance.
    """
    random = np.random.default_rng(seed)
    steps, villages = len(totals) - 1, totals.shape[1]
    found = np.empty((draws, steps + 1, villages))
    found[:] = totals
    lasting = random.standard_normal((draws, villages)) * drift.lasting
    pace = np.zeros((draws, villages))
    chance = np.zeros((draws, villages))
    for step in range(steps):
        common = random.standard_normal((draws, 1)) * drift.together
        pace += lasting + common + random.standard_normal((draws, villages)) * drift.apart
        grown = np.divide(totals[step + 1], totals[step], out=np.zeros(villages), where=totals[step] > 0)
        chance = chance * grown + random.standard_normal((draws, villages)) * np.sqrt(changes[step])
        found[:, step + 1] = np.maximum(totals[step + 1] * np.exp(pace) + chance, 0.0)
    return found


def limits(draws: Floats, share: float) -> tuple[Floats, Floats]:
    """Return the lower and upper limits between which that share of the draws lies."""
    low, high = np.quantile(draws, ((1 - share) / 2, (1 + share) / 2), axis=0)
    return low, high
