"""Where ages are missing: each class of people by its growth, log-linear, and its share within the municipality.

The municipality's people of each class that is given (totals alone, or age groups) go on at the yearly pace between its first and
last count. A village's share of them goes on log-linearly, too, at its pace beside the municipality's, drawn towards that as strongly
as chance and the differences between places say. Nothing is known of births, of who grows old, or of households that could come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.future.cohorts import STEP_YEARS, Floats
from plan.future.counted_ratios import divided_or
from plan.future.estimated_strength import variance_at_most, variance_between


@dataclass(frozen=True)
class Classes:
    """People by class at the first and the last count.

    Parameters
    ----------
    villages, sexes, ages
        The axes.
    last_year, span_years
        Year of the last count, and years since the first.
    first, last
        Village × sex × class: persons; NaN at the first where a village was not counted.
    """

    villages: tuple[str, ...]
    sexes: tuple[str, ...]
    ages: tuple[int, ...]
    last_year: int
    span_years: int
    first: Floats
    last: Floats


def classes_of(table: pd.DataFrame) -> tuple[Classes, list[Notice]]:
    """Turn a checked table of any ages into its first and last count; villages that were not counted last are left out.

    Raises
    ------
    RequestError
        When a village lacks a class in a year in which it was counted.
    """
    years, sexes, ages = (tuple(sorted(table[name].unique().tolist())) for name in ("year", "sex", "age_from"))
    cells = table.pivot_table(index="village_id", columns=["year", "sex", "age_from"], values="persons", aggfunc="sum")
    ends = [cells.reindex(columns=pd.MultiIndex.from_product([[year], sexes, ages])) for year in (years[0], years[-1])]
    partly = [end.notna().any(axis=1) & end.isna().any(axis=1) for end in ends]
    short = [str(v) for v in cells.index[partly[0] | partly[1]]]
    if short:
        raise RequestError(notice("people_classes_missing", names=short_list(short), count=len(short)))
    known = ends[1].notna().all(axis=1)
    gone = [str(v) for v in cells.index[~known]]
    notices = [notice("villages_not_counted_last", names=short_list(gone), year=years[-1])] if gone else []
    villages = tuple(str(v) for v in cells.index[known])
    shape = (len(villages), len(sexes), len(ages))
    first, last = (end[known].to_numpy(dtype=float).reshape(shape) for end in ends)
    return Classes(villages, sexes, ages, years[-1], years[-1] - years[0], first, last), notices


def log_linear_path(
    first: Floats, last: Floats, span_years: int, steps: int, prior_strength: float | None
) -> tuple[Floats, float]:
    """Carry on the people of classes.

    Parameters
    ----------
    first, last
        Village × sex × class: persons at the first and at the last count; NaN at the first where a village was not counted.
    span_years
        Years between the two.
    steps
        Of five years.
    prior_strength
        Persons at which a village's own pace weighs as much as the municipality's; None: estimated.

    Returns
    -------
    numpy.ndarray, float
        (Step + 1) × village × sex × class, and the standard deviation of paces between places per span, at most.
    """
    known = ~np.isnan(first)
    before, after = np.where(known, first, 0.0), np.where(known, last, 0.0)
    growth = divided_or(after.sum(0), before.sum(0), 1.0)
    expected = before * growth
    counted = expected > 0
    pace = np.where(counted, after / np.where(counted, expected, 1.0) - 1.0, 0.0)
    between = variance_between(pace[counted], 1.0 / expected[counted])
    strength = (1.0 / between if between > 0 else np.inf) if prior_strength is None else prior_strength
    kept = np.zeros_like(expected) if np.isinf(strength) else divided_or(expected, expected + strength, 0.0)
    own = np.log(np.maximum(1.0 + kept * pace, 1e-9))
    spans = STEP_YEARS * np.arange(steps + 1)[:, None, None, None] / span_years
    share = last * np.exp(own * spans)
    total = last.sum(0) * np.exp(np.log(np.maximum(growth, 1e-9)) * spans)
    found: Floats = total * divided_or(share, share.sum(1, keepdims=True), 0.0)
    return found, float(np.sqrt(variance_at_most(pace[counted], 1.0 / expected[counted])))
