"""Requests that no choice of hubs can answer: which ones, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from geo.texts.notices import Notice
from network.siting.answer import OBJECTIVES
from network.siting.problem import Problem, SitingQuestion

_NAMED = 5


def named(ids: Sequence[str]) -> str:
    """Name some ids and count the rest."""
    text = "、".join(ids[:_NAMED])
    return text if len(ids) <= _NAMED else f"{text} ほか {len(ids) - _NAMED:,} 件"


def refuse_contradictions(sites: Sequence[str], question: SitingQuestion) -> None:
    """Refuse what cannot be meant, before anything is computed.

    Parameters
    ----------
    sites
        Ids of all candidate sites.
    question
        The request.

    Raises
    ------
    ValueError
        For an objective that nobody knows, or data that the objective needs and that is not there.
    geo.texts.errors.RequestError
        With every contradiction that was found.
    """
    if question.objective not in OBJECTIVES:
        raise ValueError(f"objective must be one of {OBJECTIVES}, not {question.objective!r}")
    if question.objective == "outings" and question.options.outing is None:
        raise ValueError("objective 'outings' needs options.outing")
    found = [*_wrong_ids(sites, question), *_wrong_numbers(sites, question), *_wrong_money(sites, question)]
    if found:
        raise RequestError(*found)


def _wrong_ids(sites: Sequence[str], question: SitingQuestion) -> list[Notice]:
    known = set(sites)
    groups = [site for group, _ in question.options.at_least for site in group]
    unknown = sorted({i for i in (*question.fixed, *question.forbidden, *groups) if i not in known})
    both = sorted(set(question.fixed) & set(question.forbidden))
    found = []
    if not sites:
        found.append(notice("siting_no_sites"))
    elif known <= set(question.forbidden):
        found.append(notice("siting_all_forbidden", count=f"{len(known):,}"))
    if unknown and sites:
        found.append(notice("siting_id_unknown", ids=named(unknown)))
    if both:
        found.append(notice("siting_fixed_forbidden", ids=named(both)))
    return found


def _wrong_numbers(sites: Sequence[str], question: SitingQuestion) -> list[Notice]:
    found = []
    allowed = len(set(sites) - set(question.forbidden))
    needs_hubs = question.objective != "fewest" and question.options.budget_yen is None
    if question.hubs is None and needs_hubs:
        found.append(notice("siting_hubs_missing"))
    if question.hubs is not None:
        if question.hubs < 1:
            found.append(notice("siting_hubs_none", hubs=question.hubs))
        elif question.hubs > allowed > 0 and needs_hubs:
            found.append(
                notice(
                    "siting_hubs_too_many",
                    hubs=f"{question.hubs:,}",
                    sites=f"{allowed:,}",
                    forbidden=f"{len(sites) - allowed:,}",
                )
            )
        if len(set(question.fixed)) > question.hubs >= 1:
            ids = named(sorted(set(question.fixed)))
            found.append(notice("siting_fixed_too_many", ids=ids, hubs=f"{question.hubs:,}"))
    within = question.within_min
    if question.objective in ("coverage", "fewest") and within is None:
        found.append(notice("siting_within_missing"))
    if within is not None and not (within >= 0 and math.isfinite(within)):
        found.append(notice("siting_within_wrong", value=within))
    for group, number in question.options.at_least:
        allowed_of_group = len(set(group) & set(sites) - set(question.forbidden))
        if number > allowed_of_group or (question.hubs is not None and number > question.hubs):
            params: dict[str, Any] = {
                "ids": named(sorted(set(group))),
                "number": f"{number:,}",
                "sites": f"{allowed_of_group:,}",
            }
            found.append(notice("siting_group_too_few", **params))
    return found


def _wrong_money(sites: Sequence[str], question: SitingQuestion) -> list[Notice]:
    budget, costs = question.options.budget_yen, question.options.costs_yen or {}
    if budget is None:
        return []
    allowed = sorted(set(sites) - set(question.forbidden))
    unknown = [site for site in allowed if not math.isfinite(costs.get(site, math.nan))]
    if unknown:
        return [notice("siting_cost_missing", ids=named(unknown))]
    fixed = sorted(set(question.fixed) & set(allowed))
    spent = sum(costs[site] for site in fixed)
    if fixed and spent > budget:
        return [notice("siting_fixed_over_budget", ids=named(fixed), cost=f"{spent:,.0f}", budget=f"{budget:,.0f}")]
    if allowed and not fixed and min(costs[site] for site in allowed) > budget:
        cheapest = min(allowed, key=lambda site: (costs[site], site))
        params: dict[str, Any] = {"site": cheapest, "cost": f"{costs[cheapest]:,.0f}", "budget": f"{budget:,.0f}"}
        return [notice("siting_budget_too_small", **params)]
    return []


def refuse_impossible(problem: Problem) -> None:
    """Refuse what the minutes make impossible.

    Raises
    ------
    geo.texts.errors.RequestError
        When nobody can reach any site, or `fewest` meets villages that no site reaches within the limit.
    """
    inhabited = problem.persons > 0
    if problem.objective == "fewest" and problem.cover is not None:
        alone = inhabited & ~problem.cover.any(axis=1)
        if alone.any():
            ids = [problem.villages[i] for i in np.flatnonzero(alone)]
            limit = f"{problem.within_min:g}"
            raise RequestError(notice("siting_village_beyond", ids=named(ids), count=f"{len(ids):,}", limit=limit))
    if not inhabited.any():
        raise RequestError(notice("siting_nobody"))
    if not (inhabited & problem.reachable).any():
        raise RequestError(notice("siting_nobody_reaches", sites=f"{len(problem.sites):,}"))


def no_set_possible(problem: Problem, needed: float | None = None) -> RequestError:
    """Say that no set keeps all the rules together; for `fewest` how many hubs it would take, where known."""
    if problem.objective == "fewest" and problem.rules.only_counted and needed is not None and math.isfinite(needed):
        params: dict[str, Any] = {
            "hubs": f"{problem.rules.most:,}",
            "needed": f"{needed:,.0f}",
            "limit": f"{problem.within_min:g}",
        }
        return RequestError(notice("siting_fewest_over", **params))
    return RequestError(notice("siting_no_set"))
