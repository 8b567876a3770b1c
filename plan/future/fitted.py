"""Ratios of the villages from their counts, in two stages: districts towards the municipality, villages towards their district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from plan.future.band import Drift, changes_of, drift_of_missed
from plan.future.cohorts import Cohorts, Floats
from plan.future.counted_ratios import Ratios, counted, mothers_of, of_the_whole, with_fixed_strength
from plan.future.estimated_strength import Strength, with_estimated_strength
from plan.future.paths import Change, path


@dataclass(frozen=True)
class Fitted:
    """What the counts say about the next years.

    Parameters
    ----------
    change
        How people change in five years.
    whole
        Ratios of the municipality.
    strengths
        By stage, ``district`` (where there are districts) and ``village``: how much was borrowed, as estimated.
    drift
        How much the paces may change.
    """

    change: Change
    whole: Ratios
    strengths: Mapping[str, Strength]
    drift: Drift


def fitted(cohorts: Cohorts, districts: Mapping[str, str] | None = None, prior_strength: float | None = None) -> Fitted:
    """Fit ratios to the counts.

    Parameters
    ----------
    cohorts
        Counts of two or more years.
    districts
        Village → district; villages without one stand under the municipality. None: a single stage.
    prior_strength
        Persons of the parent's ratios to mix into each ratio, in both stages; then villages go by their ratios alone. None:
        estimated from the counts, gains carried on as shares, sums met.
    """
    counts = counted(cohorts)
    whole = of_the_whole(counts)
    parents, strengths = whole, {}
    groups = _groups(cohorts.villages, districts or {})
    if groups is not None:
        matrix, member = groups
        of_districts = counts.of(matrix)
        ratios, strengths["district"] = with_estimated_strength(of_districts, whole)
        if prior_strength is not None:
            ratios = with_fixed_strength(of_districts, whole, prior_strength)
        parents = _of_members(ratios, member, whole)
    own, strengths["village"] = with_estimated_strength(counts, parents)
    if prior_strength is not None:
        own = with_fixed_strength(counts, parents, prior_strength)
    followed = counts.followed / np.maximum(counts.intervals, 1.0)[:, None, None]
    mothers = mothers_of(cohorts.sexes, cohorts.ages)
    change = Change(own, whole if prior_strength is None else None, followed, mothers)
    return Fitted(change, whole, strengths, _drift(cohorts, districts, strengths, prior_strength))


def _groups(villages: tuple[str, ...], districts: Mapping[str, str]) -> tuple[Floats, list[int]] | None:
    """Return group × village and each village's group (-1: none); None where fewer than two districts tell anything apart."""
    names = sorted({districts[v] for v in villages if districts.get(v)})
    if len(names) < 2 or len(names) == len(villages):
        return None
    member = [names.index(districts[v]) if districts.get(v) else -1 for v in villages]
    return np.array([[float(m == g) for m in member] for g in range(len(names))]), member


def _of_members(ratios: Ratios, member: list[int], whole: Ratios) -> Ratios:
    survival = np.concatenate([ratios.survival, whole.survival[None]])
    birth = np.concatenate([ratios.birth, whole.birth[None]])
    return Ratios(survival[member], birth[member])


def _drift(
    cohorts: Cohorts,
    districts: Mapping[str, str] | None,
    strengths: Mapping[str, Strength],
    prior_strength: float | None,
) -> Drift:
    between = float(np.sqrt(sum(s.between_at_most**2 for s in strengths.values())))
    counted_then = np.asarray(~np.isnan(cohorts.persons[:-1]).any((0, 2, 3)))
    if len(cohorts.years) < 3 or not counted_then.any():
        return Drift(between, 0.0, np.zeros(len(cohorts.villages)))
    lasting = strengths["village"].between * np.sqrt(1.0 - strengths["village"].kept)
    ids = tuple(v for v, known in zip(cohorts.villages, counted_then, strict=True) if known)
    earlier = Cohorts(ids, cohorts.years[:-1], cohorts.sexes, cohorts.ages, cohorts.persons[:-1, counted_then])
    change = fitted(earlier, districts, prior_strength).change
    ahead = path(earlier.latest, change, 1)
    observed = cohorts.persons[-1, counted_then]
    return drift_of_missed(ahead[1], observed, changes_of(ahead, cohorts=True)[0], lasting)
