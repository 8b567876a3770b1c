"""An independent look at every answer: from the hubs and the assignment alone, without the code that found them.

Plain loops over the frames as they were given; nothing is shared with the search.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from network.siting.answer import MORE_IS_BETTER, Siting
from network.siting.problem import SitingQuestion

_SAME = 1e-7

Rows = dict[str, dict[str, float]]


class WrongAnswerError(RuntimeError):
    """A defect of the search: its answer does not stand up to the check."""


def check(minutes: pd.DataFrame, weights: pd.Series | pd.DataFrame, question: SitingQuestion, answer: Siting) -> None:
    """Look at an answer.

    Parameters
    ----------
    minutes, weights, question
        As `network.siting.solver.solve` was given them.
    answer
        What it found.

    Raises
    ------
    WrongAnswerError
        Naming everything that is wrong.
    """
    villages = [str(village) for village in minutes.index]
    columns = zip(minutes.columns, minutes.to_numpy().T.tolist(), strict=True)
    times = {str(hub): dict(zip(villages, column, strict=True)) for hub, column in columns}
    people = _people(weights)
    wrong = _wrong_set(times, question, answer)
    if not wrong:
        wrong = [*_wrong_assignment(times, question, answer), *_wrong_loads(people, question, answer)]
    if not wrong:
        wrong = _wrong_value(times, people, question, answer)
    if wrong:
        raise WrongAnswerError("; ".join(wrong))


def _people(weights: pd.Series | pd.DataFrame) -> Rows:
    if isinstance(weights, pd.DataFrame):
        villages = [str(i) for i in weights.index]
        return {str(year): dict(zip(villages, weights[year].tolist(), strict=True)) for year in weights.columns}
    return {"": {str(village): float(weight) for village, weight in weights.items()}}


def _wrong_set(times: Rows, question: SitingQuestion, answer: Siting) -> list[str]:
    hubs, options, wrong = answer.hubs, question.options, []
    if list(hubs) != sorted(set(hubs)) or not hubs:
        wrong.append(f"hubs are not sorted and unique: {hubs}")
    wrong += [f"{hub} is no candidate" for hub in hubs if hub not in times]
    wrong += [f"{hub} is forbidden" for hub in hubs if hub in question.forbidden]
    wrong += [f"{hub} is fixed but not chosen" for hub in question.fixed if hub not in hubs]
    limited = question.hubs is not None and len(hubs) > question.hubs
    exact = question.hubs is not None and options.budget_yen is None and question.objective != "fewest"
    if limited or (exact and len(hubs) != question.hubs):
        wrong.append(f"{len(hubs)} hubs instead of {question.hubs}")
    if options.budget_yen is not None:
        spent = math.fsum((options.costs_yen or {})[hub] for hub in hubs)
        if spent > options.budget_yen * (1 + _SAME):
            wrong.append(f"{spent} yen are more than {options.budget_yen}")
    for group, number in options.at_least:
        if sum(hub in group for hub in hubs) < number:
            wrong.append(f"fewer than {number} hubs among {list(group)}")
    for group, number in options.share_at_most:
        if sum(hub in group for hub in hubs) > number:
            wrong.append(f"more than {number} hubs among {list(group)}")
    return wrong


def _wrong_assignment(times: Rows, question: SitingQuestion, answer: Siting) -> list[str]:
    wrong = []
    for village in next(iter(times.values())):
        ways = {hub: times[hub][village] for hub in answer.hubs if math.isfinite(times[hub][village])}
        hub = answer.assignment.get(village)
        if (village in answer.unreached) != (hub is None) or (hub is None and ways):
            wrong.append(f"{village} is neither served nor told as unreached")
        elif hub is not None and hub not in ways:
            wrong.append(f"{village} goes to {hub}, which is closed or has no way")
        elif hub is not None and question.options.capacity_persons is None:
            pool = {h: t for h, t in ways.items() if _outing(question, village, h)} or ways
            if hub != min(pool, key=lambda h: (pool[h], h)):
                wrong.append(f"{village} goes to {hub} though another hub is nearer, or as near with an earlier id")
    nobody = {
        v
        for v in answer.unreached
        if not any(math.isfinite(t[v]) for s, t in times.items() if s not in question.forbidden)
    }
    if set(answer.unreachable) != nobody:
        wrong.append("unreachable villages differ")
    return wrong


def _outing(question: SitingQuestion, village: str, hub: str) -> bool:
    outing = question.options.outing
    return question.objective == "outings" and outing is not None and bool(outing.at[village, hub])


def _wrong_loads(people: Rows, question: SitingQuestion, answer: Siting) -> list[str]:
    capacity = question.options.capacity_persons
    if capacity is None:
        return []
    demand: Mapping[str, float] = question.options.demand_persons or {
        village: max(year[village] for year in people.values()) for village in next(iter(people.values()))
    }
    wrong = []
    for hub in answer.hubs:
        load = math.fsum(demand[village] for village, own in answer.assignment.items() if own == hub)
        room = capacity[hub] if isinstance(capacity, Mapping) else capacity
        if load > room * (1 + _SAME) + _SAME:
            wrong.append(f"{hub} has {load} persons and room for {room}")
    return wrong


def _wrong_value(times: Rows, people: Rows, question: SitingQuestion, answer: Siting) -> list[str]:
    value = _value(times, people, question, answer)
    wrong = []
    if abs(value - answer.value) > _SAME * max(1.0, abs(value)):
        wrong.append(f"the value is {value}, not {answer.value}")
    over = answer.bound - answer.value if question.objective not in MORE_IS_BETTER else answer.value - answer.bound
    if over > _SAME * max(1.0, abs(value)):
        wrong.append(f"the value {answer.value} is better than its bound {answer.bound}")
    return wrong


def _value(times: Rows, people: Rows, question: SitingQuestion, answer: Siting) -> float:
    way = {village: times[hub][village] for village, hub in answer.assignment.items()}
    totals = {year: math.fsum(w[v] * way[v] for v in way if w[v] > 0) for year, w in people.items()}
    weight = {v: math.fsum(w[v] for w in people.values()) for v in next(iter(people.values()))}
    limit = question.within_min if question.within_min is not None else math.inf
    match question.objective:
        case "total_time":
            return math.fsum(totals.values())
        case "worst":
            return max((way[v] for v in way if weight[v] > 0), default=0.0)
        case "coverage":
            return math.fsum(weight[v] for v in way if way[v] <= limit)
        case "outings":
            return math.fsum(weight[v] for v in way if _outing(question, v, answer.assignment[v]))
        case "fewest":
            served = all(v in way and way[v] <= limit for v in weight if weight[v] > 0)
            return float(len(answer.hubs)) if served else math.inf
        case "least_regret":
            return max(totals[year] - answer.by_year[year]["least"] for year in totals)
