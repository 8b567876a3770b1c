"""The budget of a scenario: its own buses as on 路線, and the people who are projected to live there in each year."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import numpy as np

from geo.reference import reference_table
from geo.region.region import Region
from geo.texts.errors import RequestError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from plan.applied import EffectiveScenario
from plan.finance.sensitivity import break_even, tornado
from plan.finance.ten_years import BudgetInputs, TenYears, ten_years
from plan.future.of_region import FutureRequest, projection_of
from plan.indicators.service_indicators import money_of
from plan.reach.evaluation import Evaluation
from plan.scenario.budget import Budget
from plan.scenario.future import Future
from plan.scenario.scenario import Scenario
from plan.services.money import ScenarioMoney, year_of


def scenario_budget(effective: EffectiveScenario) -> Budget:
    """Return what the scenario says of money; nothing for the present."""
    return Budget() if effective.scenario is None else effective.scenario.budget


def first_year_of(effective: EffectiveScenario, written: Scenario | None = None) -> int:
    """Return the first of the ten years: as the budget says, else where the plan's period begins, else the buses' year."""
    scenario = written or effective.scenario
    if scenario is not None and scenario.budget.first_year is not None:
        return scenario.budget.first_year
    starts = "" if scenario is None else scenario.procedure.starts[:4]
    return int(starts) if starts.isascii() and starts.isdigit() else year_of(effective).year


def budget_inputs(
    evaluation: Evaluation, money: ScenarioMoney | None = None, *, written: Scenario | None = None
) -> BudgetInputs:
    """Gather what a scenario's budget is reckoned on.

    Parameters
    ----------
    evaluation
        Of the scenario.
    money
        Its buses' year, where that is known already; reckoned where not given.
    written
        The scenario with its budget and period, where it was measured without them.
    """
    effective = evaluation.effective
    scenario = written or effective.scenario
    first, years = first_year_of(effective, scenario), int(reference_table("finance")["budget_years"].value)
    future = Future() if scenario is None else scenario.future
    people, problem = _people(effective.region, future, first, first + years - 1)
    notices = [] if problem is None else [problem]
    found = money or money_of(evaluation)
    total = found.total()
    has_buses = bool(found.groups or found.vouchers)
    if has_buses and total.fares_yen is None:
        notices.append(notice("budget_fares_unknown"))
    if not effective.is_baseline and effective.region.bus_contracts is not None:
        notices.append(notice("budget_contracts_apart"))
    named = set() if scenario is None else {v for b in scenario.budget.businesses for v in b.villages}
    unknown = sorted(named - set(people))
    if unknown:
        notices.append(notice("budget_villages_unknown", names=short_list(unknown)))
    return BudgetInputs(
        first, years, people, _reached(scenario, people),
        bus=total if has_buses else None,
        special_grant_share=found.special_grant_share,
        notices=tuple(dict.fromkeys((*notices, *(found.notices if has_buses else ())))),
    )  # fmt: skip


def first_sales(effective: EffectiveScenario, written: Scenario | None = None) -> tuple[int, int] | None:
    """Return the first year in which the budget's businesses sell, and what they sell in it (yen); None where they never do.

    Parameters
    ----------
    effective
        What holds in the scenario; its buses do not matter here.
    written
        The scenario with its budget and period, where it was measured without them.
    """
    scenario = written or effective.scenario
    if scenario is None or not scenario.budget.businesses:
        return None
    first, years = first_year_of(effective, scenario), int(reference_table("finance")["budget_years"].value)
    people, _ = _people(effective.region, scenario.future, first, first + years - 1)
    found = ten_years(scenario.budget, BudgetInputs(first, years, people, _reached(scenario, people)))
    return next(((year, sold) for year, sold in zip(found.calendar, found.sales_yen, strict=True) if sold > 0), None)


def budget_of(evaluation: Evaluation, money: ScenarioMoney | None = None) -> TenYears:
    """Reckon ten years of a scenario's money.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> from plan.applied import apply
    >>> from plan.reach.evaluation import evaluate
    >>> budget_of(evaluate(apply(read_region("sample_regions/model_chiku")))).town_burden_yen[0]
    0
    """
    return ten_years(scenario_budget(evaluation.effective), budget_inputs(evaluation, money))


def budget_document(evaluation: Evaluation, money: ScenarioMoney | None = None) -> dict[str, Any]:
    """Return a scenario's ten years as the key `budget` of the command `report` has them (yen, by year)."""
    budget, inputs = scenario_budget(evaluation.effective), budget_inputs(evaluation, money)
    found = ten_years(budget, inputs)
    return {
        "years": list(found.calendar),
        "lines": [
            {"account": one.account, "part": one.part, "kind": one.kind, "name": one.name, "yen": list(one.yen)}
            for one in found.lines
        ],
        "people_in_reach": {name: list(people) for name, people in found.people.items()},
        "sales_yen": list(found.sales_yen),
        "operating_profit_yen": list(found.operating_profit_yen),
        "business_result_yen": list(found.business_result_yen),
        "expected_from_state_yen": list(found.expected_from_state_yen),
        "owed_yen": found.owed_yen,
        "sensitivity": [
            {"factor": swing.name, "low_yen": swing.low_yen, "high_yen": swing.high_yen} for swing in tornado(budget, inputs)
        ],
        "break_even": break_even(budget, inputs).as_dict(),
        "town_burden_yen": list(found.town_burden_yen),
    }  # fmt: skip


def _reached(scenario: Scenario | None, people: Mapping[str, tuple[float, ...]]) -> tuple[str, ...]:
    """Return the villages that a business reaches which names none: those of the living spheres."""
    return () if scenario is None else tuple(v for s in scenario.spheres for v in s.villages if v in people)


@functools.lru_cache(maxsize=16)
def _people(
    region: Region, future: Future, first: int, last: int
) -> tuple[Mapping[str, tuple[float, ...]], Notice | None]:
    """Project the people of each village to each of the years, straight between the years of the projection."""
    years = range(first, last + 1)
    now = {str(v): (float(n),) * len(years) for v, n in region.villages["population"].items()}
    if last <= region.base_year:
        return now, None
    try:
        found = projection_of(region, FutureRequest(last), future)
    except RequestError as problem:
        return now, notice("budget_people_not_projected", reason=problem.notices[0].message)
    totals = found.totals
    return {
        str(village): tuple(float(n) for n in np.interp(list(years), found.years, row))
        for village, row in zip(totals.index, totals.to_numpy(), strict=True)
    }, None
