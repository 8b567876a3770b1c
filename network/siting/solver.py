"""Which places to choose as hubs: a quick answer, then the best one with a proven bound, checked independently."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from network.search_monitor import SearchMonitor
from network.siting.answer import MORE_IS_BETTER, PROVEN_GAP, Objective, Siting
from network.siting.check import check
from network.siting.choose_method import Found, find
from network.siting.exact.capacity import room_of
from network.siting.feasibility import refuse_contradictions, refuse_impossible
from network.siting.options import SitingOptions
from network.siting.problem import Problem, SitingQuestion, problem_of


def solve(  # noqa: PLR0913 (the arguments are a contract)
    minutes: pd.DataFrame,
    weights: pd.Series | pd.DataFrame,
    *,
    hubs: int | None = None,
    objective: Objective = "total_time",
    within_min: float | None = None,
    fixed: Collection[str] = (),
    forbidden: Collection[str] = (),
    time_limit_s: float = 30.0,
    options: SitingOptions | None = None,
) -> Siting:
    """Choose hubs among candidate sites.

    Parameters
    ----------
    minutes
        Villages × sites; infinite where there is no way. "Within 30 minutes" means at most 30. Ids are text: labels of
        another kind are read, compared and given back as text.
    weights
        Persons by village; for ``least_regret`` villages × years.
    hubs
        How many: exactly so many, at most so many with a budget or for ``fewest``.
    objective
        ``total_time`` (p-median): least weight × minutes. ``coverage`` (MCLP): most persons within `within_min`.
        ``worst`` (p-centre): shortest way of the worst-off village. ``fewest`` (LSCP): fewest hubs that leave no village
        beyond `within_min`. ``outings``: most persons with an outing (`SitingOptions.outing`). ``least_regret``: least
        excess over what each year alone could have, in the worst year.
    within_min
        Minutes.
    fixed, forbidden
        Sites that must, and must not, be chosen.
    time_limit_s
        After it the best set so far is handed over with its bound.
    options
        Budget, capacity, groups, progress.

    Returns
    -------
    Siting
        The hubs with value, bound, assignment; every answer has passed `network.siting.check`.

    Raises
    ------
    geo.texts.errors.RequestError
        When no choice can answer: which villages or sites, and why.
    ValueError
        When the frames do not fit together or hold what is no number.

    Notes
    -----
    Every village goes to its nearest hub, ties by id. Villages where nobody lives count neither in the worst nor in
    ``fewest``. Villages that no allowed site reaches are left out of total and worst; where the hubs cannot serve all the
    others, the fewest people are left out first, and only then the objective is looked at. Among sets of equal value the
    smaller one, then the first by id is taken, for up to 12 candidates and for a single hub; beyond, the same input gives the same set.

    Examples
    --------
    >>> minutes = pd.DataFrame({"s1": [5.0, 20.0, 40.0], "s2": [30.0, 10.0, 15.0]}, index=["v1", "v2", "v3"])
    >>> people = pd.Series([100, 50, 20], index=["v1", "v2", "v3"])
    >>> found = solve(minutes, people, hubs=1)
    >>> found.hubs, found.value, found.gap
    (('s1',), 2300.0, 0.0)
    """
    if not time_limit_s >= 0:
        raise ValueError(f"time_limit_s must be 0 or more, not {time_limit_s}")
    own = (options or SitingOptions()).with_text_ids()
    question = SitingQuestion(hubs, objective, within_min, _ids(fixed), _ids(forbidden), own)
    refuse_contradictions(sorted(str(site) for site in minutes.columns), question)
    problem = problem_of(minutes, weights, question)
    refuse_impossible(problem)
    persons = float(problem.persons.sum())
    shown = (lambda left_out: persons - left_out) if objective in MORE_IS_BETTER else None
    monitor = SearchMonitor(time_limit_s, question.options.on_progress, shown=shown)
    found = find(problem, monitor, seed=question.options.seed, room=room_of(problem, question))
    answer = _answer(problem, found, monitor)
    check(minutes, weights, question, answer)
    return answer


def _ids(given: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({str(i) for i in given}))


def _answer(problem: Problem, found: Found, monitor: SearchMonitor) -> Siting:
    nearest = assigned(problem, found.chosen) if found.own is None else found.own
    names = [problem.sites[j] for j in nearest]
    served = nearest >= 0
    at = np.where(served, nearest, 0)
    ways = np.where(served, problem.minutes[np.arange(len(at)), at], 0.0)
    by_year = _by_year(problem, found, ways)
    value = _value(problem, nearest, ways, by_year) if problem.objective != "fewest" else float(found.chosen.sum())
    bound = float(problem.persons.sum()) - found.bound if problem.objective in MORE_IS_BETTER else found.bound
    if abs(bound - value) <= PROVEN_GAP * max(1.0, abs(value)):
        bound = value
    villages = problem.villages
    return Siting(
        objective=problem.objective,
        hubs=problem.ids(found.chosen),
        value=value,
        bound=bound,
        assignment={v: hub for v, hub, has in zip(villages, names, served, strict=True) if has},
        unreached=tuple(v for v, has in zip(villages, served, strict=True) if not has),
        unreachable=tuple(v for v, can in zip(villages, problem.reachable, strict=True) if not can),
        seconds=monitor.seconds(),
        by_year=by_year,
    )


def assigned(problem: Problem, chosen: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Send every village to its nearest chosen site, ties by id; with ``outings`` to one with an outing, where there is one."""
    ways = np.where(chosen[None, :], problem.minutes, np.inf)
    if problem.objective == "outings" and problem.cover is not None:
        good = np.where(problem.cover & chosen[None, :], ways, np.inf)
        some: NDArray[np.bool_] = np.asarray(np.isfinite(good).any(axis=1))
        ways = np.where(some[:, None], good, ways)
    nearest = ways.argmin(axis=1)
    return np.asarray(np.where(np.isfinite(ways[np.arange(len(ways)), nearest]), nearest, -1), dtype=np.intp)


def _by_year(problem: Problem, found: Found, ways: NDArray[np.float64]) -> dict[str, dict[str, float]]:
    if found.least is None:
        return {}
    totals = (ways @ problem.weights).tolist()
    return {
        year: {"total": total, "least": least, "regret": max(0.0, total - least)}
        for year, total, least in zip(problem.years, totals, found.least.tolist(), strict=True)
    }


def _value(
    problem: Problem, own: NDArray[np.intp], ways: NDArray[np.float64], by_year: dict[str, dict[str, float]]
) -> float:
    served = own >= 0
    if problem.objective == "total_time":
        return float(ways @ problem.persons)
    if problem.objective == "worst":
        return float(ways[served & (problem.persons > 0)].max(initial=0.0))
    if problem.objective == "least_regret":
        return max(year["regret"] for year in by_year.values())
    cover: NDArray[np.bool_] = np.asarray(problem.cover)
    covered = served & cover[np.arange(len(own)), np.where(served, own, 0)]
    return float(problem.persons[covered].sum())
