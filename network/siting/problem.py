"""A question of siting as arrays: villages and allowed sites in the order of their ids, with weights and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.siting.answer import Objective
from network.siting.options import SitingOptions
from network.siting.rules import Rules


@dataclass(frozen=True, eq=False)
class Problem:
    """What is to be solved.

    Parameters
    ----------
    objective
        What is wanted.
    villages, sites
        Ids, sorted; forbidden sites are left out.
    minutes
        Villages × sites; infinite where there is no way.
    weights
        Villages × years; one column where no years are compared.
    years
        Names of the columns.
    within_min
        Limit of ``coverage`` and ``fewest``.
    cover
        Villages × sites: within the limit, or with an outing; None where neither is asked.
    rules
        What a set must keep.
    known_least
        By year, the total that regret is counted from; None for the least possible.
    """

    objective: Objective
    villages: tuple[str, ...]
    sites: tuple[str, ...]
    minutes: NDArray[np.float64]
    weights: NDArray[np.float64]
    years: tuple[str, ...]
    within_min: float | None
    cover: NDArray[np.bool_] | None
    rules: Rules
    known_least: NDArray[np.float64] | None = None

    @property
    def persons(self) -> NDArray[np.float64]:
        """Weight of every village, over all years."""
        return np.asarray(self.weights.sum(axis=1), dtype=np.float64)

    @property
    def reachable(self) -> NDArray[np.bool_]:
        """Which villages some allowed site reaches."""
        return np.asarray(np.isfinite(self.minutes).any(axis=1))

    @property
    def counted(self) -> NDArray[np.bool_]:
        """Which villages count in total time and in the worst: somebody lives there and some site reaches them."""
        return self.reachable & (self.persons > 0)

    def ids(self, chosen: NDArray[np.bool_]) -> tuple[str, ...]:
        """Name the chosen sites."""
        return tuple(self.sites[j] for j in np.flatnonzero(chosen))


@dataclass(frozen=True, eq=False)
class SitingQuestion:
    """The arguments of `network.siting.solver.solve` after the data, as they were given.

    Parameters
    ----------
    hubs, objective, within_min, fixed, forbidden, options
        See `network.siting.solver.solve`.
    """

    hubs: int | None
    objective: Objective
    within_min: float | None
    fixed: tuple[str, ...]
    forbidden: tuple[str, ...]
    options: SitingOptions


def problem_of(minutes: pd.DataFrame, weights: pd.Series | pd.DataFrame, question: SitingQuestion) -> Problem:
    """Turn frames and arguments that were found possible into arrays.

    Raises
    ------
    ValueError
        When the frames do not fit together or hold what is no number.
    """
    table = _sorted(minutes, "minutes")
    people = weights.to_frame("") if isinstance(weights, pd.Series) else weights
    people = people.set_axis([str(i) for i in people.index], axis=0)
    missing = [i for i in table.index if i not in people.index]
    if missing:
        raise ValueError(f"weights lack the villages {missing}")
    people = people.loc[table.index]
    values = people.to_numpy(dtype=np.float64)
    if not np.isfinite(values).all() or (values < 0).any():
        raise ValueError("weights must be finite and not negative")
    if np.isnan(table.to_numpy()).any() or (table.to_numpy() < 0).any():
        raise ValueError("minutes must be 0 or more; infinite where there is no way, never NaN")
    forbidden = set(question.forbidden)
    allowed = [site for site in table.columns if site not in forbidden]
    table = table[allowed]
    times = table.to_numpy(dtype=np.float64)
    return Problem(
        objective=question.objective,
        villages=tuple(table.index),
        sites=tuple(allowed),
        minutes=times,
        weights=values,
        years=tuple(str(name) for name in people.columns),
        within_min=question.within_min,
        cover=_cover(question, table),
        rules=rules_of(allowed, question),
        known_least=_known_least(question, [str(name) for name in people.columns]),
    )


def _known_least(question: SitingQuestion, years: Sequence[str]) -> NDArray[np.float64] | None:
    known = question.options.least_totals
    return None if known is None else np.array([float(known[year]) for year in years])


def _cover(question: SitingQuestion, table: pd.DataFrame) -> NDArray[np.bool_] | None:
    if question.objective == "outings":
        outing = _sorted(question.options.outing if question.options.outing is not None else pd.DataFrame(), "outing")
        # Nobody has an outing to where there is no way.
        some = outing.loc[table.index, table.columns].to_numpy(dtype=bool)
        return np.asarray(some & np.isfinite(table.to_numpy()))
    if question.objective in ("coverage", "fewest"):
        limit = question.within_min if question.within_min is not None else np.inf
        return np.asarray(np.isfinite(table.to_numpy()) & (table.to_numpy() <= limit))
    return None


def rules_of(sites: Sequence[str], question: SitingQuestion) -> Rules:
    """Write count, fixed sites, budget and groups as rules over the allowed sites."""
    fixed = np.isin(np.array(sites, dtype=object), list(question.fixed))
    rows, limits = [], []
    options = question.options
    if options.budget_yen is not None:
        costs = options.costs_yen or {}
        rows.append([float(costs[site]) for site in sites])
        limits.append(float(options.budget_yen))
    for group, number in options.at_least:
        members = set(group)
        rows.append([-float(site in members) for site in sites])
        limits.append(-float(number))
    for group, number in options.share_at_most:
        members = set(group)
        rows.append([float(site in members) for site in sites])
        limits.append(float(number))
    exact = question.hubs is not None and options.budget_yen is None and question.objective != "fewest"
    most = len(sites) if question.hubs is None else min(question.hubs, len(sites))
    return Rules(
        fewest=most if exact else 1,
        most=most,
        fixed=fixed,
        rows=np.array(rows, dtype=np.float64).reshape(len(rows), len(sites)),
        limits=np.array(limits, dtype=np.float64),
    )


def _sorted(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    named = frame.set_axis([str(i) for i in frame.index], axis=0).set_axis([str(c) for c in frame.columns], axis=1)
    if not named.index.is_unique or not named.columns.is_unique:
        raise ValueError(f"{name} names a village or a site twice")
    return named.sort_index(axis=0).sort_index(axis=1)
