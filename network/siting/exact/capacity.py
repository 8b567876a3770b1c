"""Hubs with room for so many people: every village goes as a whole to one hub that has room for it.

    minimise    the objective    subject to
    sum_j x_ij = 1                  every village i that some site reaches
    sum_i q_i x_ij <= Q_j y_j       room of site j, q_i persons of village i
    x_ij <= y_j,  x, y whole, rules on y

with ``sum w_i d_ij x_ij`` (capacitated p-median), the persons beyond the limit, the longest way, the number of hubs, or the
largest regret over years as objective. The pairs of ``fewest`` are only those within the limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, hstack, vstack

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.milp import Model, Outcome, minimise
from network.search_monitor import SearchMonitor
from network.siting.exact.enumeration import MOST_SITES
from network.siting.exact.median import median_model
from network.siting.feasibility import named
from network.siting.problem import Problem, SitingQuestion

_SAME = 1e-6


@dataclass(frozen=True, eq=False)
class Room:
    """Who fills what.

    Parameters
    ----------
    demand
        Persons by village.
    room
        Persons by site.
    """

    demand: NDArray[np.float64]
    room: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Fitted:
    """A choice with its assignment.

    Parameters
    ----------
    chosen
        By site.
    own
        By village: position of its site, or -1.
    bound
        Nothing has a smaller figure.
    least
        For ``least_regret``, the least total of every year.
    """

    chosen: NDArray[np.bool_]
    own: NDArray[np.intp]
    bound: float
    least: NDArray[np.float64] | None


def room_of(problem: Problem, question: SitingQuestion) -> Room | None:
    """Return the room and the demand that were asked for; None where hubs have room for everyone.

    Raises
    ------
    ValueError
        When a site has no capacity or a village no demand.
    geo.texts.errors.RequestError
        When the largest hubs together have too little room, or no hub has room for some village.
    """
    capacity, demand = question.options.capacity_persons, question.options.demand_persons
    if capacity is None:
        return None
    persons = problem.weights.max(axis=1)
    if demand is not None:
        persons = np.array([float(demand.get(v, np.nan)) for v in problem.villages])
    room = (
        np.full(len(problem.sites), float(capacity))
        if isinstance(capacity, int | float)
        else np.array([float(capacity.get(s, np.nan)) for s in problem.sites])
    )
    if not (np.isfinite(persons).all() and np.isfinite(room).all()):
        raise ValueError("capacity_persons and demand_persons must name every allowed site and every village")
    wanted = float(persons[problem.reachable].sum())
    most = float(np.sort(room)[::-1][: problem.rules.most].sum())
    if wanted > most * (1 + _SAME):
        params: dict[str, Any] = {"hubs": f"{problem.rules.most:,}", "room": f"{most:,.0f}"}
        raise RequestError(notice("siting_capacity_short", **params, persons=f"{wanted:,.0f}"))
    largest = np.where(np.isfinite(problem.minutes), room, 0.0).max(axis=1)
    too_large = problem.reachable & (persons > largest * (1 + _SAME))
    if too_large.any():
        ids = named([problem.villages[i] for i in np.flatnonzero(too_large)])
        raise RequestError(notice("siting_capacity_village", ids=ids))
    return Room(persons, room)


def fitted(problem: Problem, room: Room, monitor: SearchMonitor) -> Fitted | None:
    """Find the best choice and assignment within the room that hubs have.

    Parameters
    ----------
    problem
        What is wanted.
    room
        Of the hubs, and who needs it.
    monitor
        Receives bounds.

    Returns
    -------
    Fitted or None
        None when no choice has room for everyone, or none was met in time.
    """
    least = None
    if problem.objective == "least_regret":
        least = problem.known_least
    if problem.objective == "least_regret" and least is None:
        least = np.zeros(len(problem.years))
        for year in range(len(problem.years)):
            alone = replace(problem, objective="total_time", weights=problem.weights[:, [year]])
            outcome = minimise(_model(alone, room, None), monitor.quiet())
            if outcome.solution is None:
                return None
            least[year] = float(_model(alone, room, None).cost @ outcome.solution)
    model = _model(problem, room, least)
    whole = model.whole.all() and (model.cost == np.round(model.cost)).all()
    outcome = minimise(model, monitor, step=1.0 if whole else 0.0)
    if outcome.solution is None:
        return None
    sites = len(problem.sites)
    bound = float(model.cost @ outcome.solution) if outcome.status == "proven" else outcome.bound
    if problem.cover is not None and problem.objective != "fewest":
        # Whom no site reaches is no part of the model and beyond the limit for certain.
        bound += float(problem.persons[~problem.reachable].sum())
    if outcome.status == "proven" and sites <= MOST_SITES:
        outcome = _first_by_id(model, outcome, sites, monitor)
    solution = outcome.solution if outcome.solution is not None else np.zeros(len(model.cost))
    villages, at = np.nonzero(_pairs(problem))
    taken = solution[sites : sites + len(at)] > 0.5
    own = np.full(len(problem.villages), -1, dtype=np.intp)
    own[villages[taken]] = at[taken]
    return Fitted(solution[:sites] > 0.5, own, bound, least)


def _pairs(problem: Problem) -> NDArray[np.bool_]:
    pairs = np.isfinite(problem.minutes)
    if problem.objective == "fewest" and problem.cover is not None:
        pairs &= problem.cover | (problem.persons == 0)[:, None]
    return pairs


def _model(problem: Problem, room: Room, least: NDArray[np.float64] | None) -> Model:
    pairs, rules = _pairs(problem), problem.rules
    villages, at = np.nonzero(pairs)
    served = np.flatnonzero(problem.reachable)
    ways = np.where(pairs, problem.minutes, 0.0)
    cost = ways * problem.persons[:, None]
    if problem.cover is not None:
        cost = np.where(problem.cover, 0.0, problem.persons[:, None])
    base = median_model(cost[served], pairs[served], rules)
    sites, count, old = rules.sites, len(at), len(base.cost)
    numbers = np.arange(count)
    load = coo_array(
        (
            np.concatenate([room.demand[villages], -room.room]),
            (np.concatenate([at, np.arange(sites)]), np.concatenate([sites + numbers, np.arange(sites)])),
        ),
        shape=(sites, old),
    )
    rows = csr_array(vstack([base.rows, load]))
    low, high = np.append(base.low, np.full(sites, -np.inf)), np.append(base.high, np.zeros(sites))
    whole = np.ones(old, dtype=bool)
    if problem.objective == "fewest":
        fewest = np.concatenate([np.ones(sites), np.zeros(count)])
        return Model(fewest, base.lower, base.upper, whole, rows, low, high)
    if problem.objective not in ("worst", "least_regret"):
        return Model(base.cost, base.lower, base.upper, whole, rows, low, high)
    # One more variable, at least every village's way (where somebody lives), or every year's regret.
    if problem.objective == "worst":
        values = np.where(problem.persons[villages] > 0, problem.minutes[villages, at], 0.0)
        above = coo_array((values, (villages, sites + numbers)), shape=(len(problem.villages), old))
        ends = np.zeros(len(problem.villages))
    else:
        of_pairs = problem.weights[villages] * problem.minutes[villages, at][:, None]
        above = coo_array(np.hstack([np.zeros((len(problem.years), sites)), of_pairs.T]))
        ends = np.zeros(len(problem.years)) if least is None else least
    beside = csr_array(np.concatenate([np.zeros(len(low)), -np.ones(len(ends))])[:, None])
    return Model(
        cost=np.append(np.zeros(old), 1.0),
        lower=np.append(base.lower, 0.0),
        upper=np.append(base.upper, max(1.0, float(cost.sum() + ways.max(initial=0.0)))),
        whole=np.append(whole, values=False),
        rows=csr_array(hstack([csr_array(vstack([rows, above])), beside])),
        low=np.append(low, np.full(len(ends), -np.inf)),
        high=np.append(high, ends),
    )


def _first_by_id(model: Model, outcome: Outcome, sites: int, monitor: SearchMonitor) -> Outcome:
    """Of all sets with this value take the smallest, then the first by id: site after site, wherever it can still be had."""
    if outcome.solution is None:
        return outcome
    best = float(model.cost @ outcome.solution)
    as_good = csr_array(model.cost[None, :])
    rows = csr_array(vstack([model.rows, as_good]))
    high = np.append(model.high, best + _SAME * max(1.0, abs(best)))
    number = np.concatenate([np.ones(sites), np.zeros(len(model.cost) - sites)])
    held = Model(number, model.lower, model.upper, model.whole, rows, np.append(model.low, -np.inf), high)
    last = minimise(held, monitor.quiet(), report=False)
    if last.solution is None:
        return outcome
    count = round(float(number @ last.solution))
    lower, upper = model.lower.copy(), model.upper.copy()
    as_many = csr_array(vstack([rows, csr_array(number[None, :])]))
    found = last.solution
    for site in range(sites):
        if lower[:site].sum() == count:
            upper[site] = lower[site]
            continue
        lower[site] = 1.0
        low, most = np.append(held.low, float(count)), np.append(high, float(count))
        tried = minimise(Model(number, lower, upper, model.whole, as_many, low, most), monitor.quiet(), report=False)
        if tried.solution is None:
            lower[site], upper[site] = model.lower[site], 0.0
        else:
            found = tried.solution
    return Outcome("proven", found, outcome.bound)
