"""Ratios of small places shrunk towards those of the place around them, as strongly as the data themselves say.

Two parts of a place's departure are shrunk apart. **The place's own pace**: whether its cohorts together grew more or less than
they would have at the parent's ratios. Each cohort is a witness: where they agree, the pace is believed; where they scatter
(a dormitory, a care home), or are few, it is drawn towards the parent's. Its variance within a place is the cluster-robust one,
cohorts being the clusters; the chance of those who leave or come, and one person, are its least. Its variance between places is
found by the method of Paule and Mandel. **The profile by age**: which ages come and go, at the place's own pace. A cell of found persons is Poisson around its
expectation times a factor that is Gamma with mean 1; the Gamma's strength, one for each sex and age, has the greatest
marginal likelihood (negative binomial).

Sources: Paule and Mandel 1982, Journal of Research NBS 87; DerSimonian and Kacker 2007, Contemporary Clinical Trials 28;
Clayton and Kaldor 1987, Biometrics 43 (Gamma and Poisson).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri, gammaln

from geo.reference import reference_table
from plan.future.cohorts import Floats
from plan.future.counted_ratios import Counted, Ratios

_GRID = np.linspace(np.log(0.05), np.log(1e5), 57)
"""Strengths that are tried first (persons, logarithm); the best is then refined between its neighbours."""

_REFINEMENTS = 2
_ROUNDS = 200


@dataclass(frozen=True)
class Strength:
    """How much was borrowed, for the table that shows it.

    Parameters
    ----------
    between
        Standard deviation of the paces between places, as a share per five years.
    between_at_most
        The most that it may be: that much or less in so many of ten cases as a band holds.
    kept
        By place, the share of its own pace that is kept (0 to 1).
    pace
        By place, its own pace: persons found per person expected at the parent's ratios, less 1.
    profile_persons
        Sex × cohort: expected persons at which own and parent's profile weigh the same.
    birth_persons
        The same by sex for children per woman.
    """

    between: float
    between_at_most: float
    kept: Floats
    pace: Floats
    profile_persons: Floats
    birth_persons: Floats

    @property
    def kept_median(self) -> float:
        """Share of its own pace that the place in the middle keeps."""
        return float(np.median(self.kept))


def with_estimated_strength(counts: Counted, parents: Ratios) -> tuple[Ratios, Strength]:
    """Shrink the ratios of places towards their parents'.

    Parameters
    ----------
    counts
        Of the places.
    parents
        Ratios of each place's parent (place × sex × cohort), or of the one parent of all (sex × cohort).
    """
    expected = counts.followed * parents.survival
    followed = expected.sum((1, 2)) > 0
    pace = np.where(followed, counts.found.sum((1, 2)) / np.where(followed, expected.sum((1, 2)), 1.0) - 1.0, 0.0)
    changes = np.abs(expected - counts.followed).sum((1, 2))
    within = _variance_within(counts.found.sum(1), expected.sum(1), pace, changes)
    between = variance_between(pace[followed], within[followed])
    kept = np.where(followed, between / np.where(between + within > 0, between + within, 1.0), 0.0)
    at_own_pace = np.where(followed, 1.0 + pace, 1.0)[:, None, None] * expected
    profile_persons = gamma_strength(counts.found, at_own_pace)
    profile = (counts.found + profile_persons) / (at_own_pace + profile_persons)
    level = np.where(followed, (profile * expected).sum((1, 2)) / np.where(followed, expected.sum((1, 2)), 1.0), 1.0)
    survival = profile * ((1.0 + kept * pace) / level)[:, None, None] * parents.survival
    children = counts.women * parents.birth
    birth_persons = gamma_strength(counts.children, children)
    birth = parents.birth * (counts.children + birth_persons) / (children + birth_persons)
    at_most = variance_at_most(pace[followed], within[followed])
    deviations = (float(np.sqrt(between)), float(np.sqrt(at_most)))
    strength = Strength(deviations[0], deviations[1], kept, pace, profile_persons, birth_persons)
    return Ratios(survival, birth), strength


def _variance_within(found: Floats, expected: Floats, pace: Floats, changes: Floats) -> Floats:
    """Return the variance of each place's pace, its cohorts (place × cohort) being the clusters."""
    total = expected.sum(1)
    cohorts = (expected > 0).sum(1)
    residuals = found - (1.0 + pace)[:, None] * expected
    scatter = (residuals**2).sum(1) * cohorts / np.maximum(cohorts - 1, 1)
    variance: Floats = np.maximum(np.maximum(scatter, changes), 1.0) / np.where(total > 0, total, 1.0) ** 2
    return variance


def variance_at_most(effects: Floats, variances: Floats) -> float:
    """Return the variance between places that is not exceeded in so many of ten cases as a band holds (Q profile).

    Source: Viechtbauer 2007, Statistics in Medicine 26.
    """
    share = reference_table("future")["band_share"].value
    return variance_between(effects, variances, squares=float(chdtri(len(effects), share))) if len(effects) else 0.0


def variance_between(effects: Floats, variances: Floats, *, squares: float | None = None) -> float:
    """Return the variance between places around 0 at which the weighted squares have their expectation (Paule and Mandel).

    Parameters
    ----------
    effects, variances
        By place, how far it is from its parent, and the variance of that within the place.
    squares
        The sum of weighted squares that is looked for; None: its expectation, the number of places.

    Examples
    --------
    >>> import numpy as np
    >>> round(variance_between(np.array([-1.0, 1.0, -1.0, 1.0]), np.full(4, 0.25)), 6)
    0.75
    """
    between = 0.0
    for _ in range(_ROUNDS):
        weights = 1.0 / (variances + between)
        excess = float((weights * effects**2).sum()) - (len(effects) if squares is None else squares)
        # The excess falls ever more slowly with the variance: from 0 these steps never go too far.
        if len(effects) < 2 or excess <= 1e-12 * len(effects):
            break
        between += excess / float((weights**2 * effects**2).sum())
    return between


def gamma_strength(found: Floats, expected: Floats) -> Floats:
    """Return the strength of the Gamma, by the cells behind the first axis, of the greatest marginal likelihood.

    Where counts scatter no more than by chance, the strength is the greatest that is tried (1e5 persons): all is borrowed.
    """
    flat_found, flat_expected = found.reshape(len(found), -1), expected.reshape(len(found), -1)
    cells = np.arange(flat_found.shape[1])
    log_rising = _log_rising(flat_found)
    tried = np.broadcast_to(_GRID[:, None], (len(_GRID), len(cells)))
    for _ in range(_REFINEMENTS + 1):
        likelihood = _likelihood(flat_found, flat_expected, np.exp(tried), log_rising)
        best = likelihood.argmax(0)
        below = tried[np.maximum(best - 1, 0), cells]
        above = tried[np.minimum(best + 1, len(tried) - 1), cells]
        chosen = tried[best, cells]
        tried = np.linspace(below, above, 9)
    return np.asarray(np.exp(chosen)).reshape(found.shape[1:])


def _log_rising(found: Floats) -> Callable[[Floats], Floats]:
    """Return the function of a strength by cell that gives the logarithm of Γ(found + strength) / Γ(strength)."""
    counts, which = np.unique(found, return_inverse=True)
    if counts.size > len(found):
        return lambda strength: gammaln(found + strength) - gammaln(strength)
    # The same few counts stand in most cells: then the costly function is asked once for each of them.
    which, cells = which.reshape(found.shape), np.arange(found.shape[1])
    return lambda strength: gammaln(counts[:, None] + strength)[which, cells] - gammaln(strength)


def _likelihood(found: Floats, expected: Floats, strength: Floats, log_rising: Callable[[Floats], Floats]) -> Floats:
    """Return the logarithm of the negative binomial likelihood, strength × cell, what does not depend on strength left out."""
    total = np.zeros(strength.shape)
    for i, row in enumerate(strength):
        terms = log_rising(row) + row * np.log(row) - (found + row) * np.log(expected + row)
        total[i] = np.where(expected > 0, terms, 0.0).sum(0)
    return total
