"""Every objective with every condition against the slow way, by listing the sets and by the methods for large questions."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.texts.errors import RequestError
from network.siting import choose_method as search
from network.siting.answer import OBJECTIVES, Siting
from network.siting.options import SitingOptions
from network.siting.solver import solve
from tests.network.siting.every_set import Case, answer, cases


def solved(case: Case) -> Siting | None:
    minutes = pd.DataFrame.from_dict(dict(case.minutes), orient="index")
    weights = pd.DataFrame(case.weights)
    options = SitingOptions(
        costs_yen=case.costs,
        budget_yen=case.budget,
        capacity_persons=case.capacity,
        at_least=case.groups,
        share_at_most=case.shared,
        outing=pd.DataFrame.from_dict(dict(case.outing), orient="index") if case.outing else None,
    )
    try:
        return solve(
            minutes,
            weights if case.objective == "least_regret" else weights[""],
            hubs=case.hubs,
            objective=case.objective,
            within_min=case.within_min,
            fixed=case.fixed,
            forbidden=case.forbidden,
            options=options,
        )
    except RequestError:
        return None


def answered(case: Case) -> tuple[tuple[str, ...], float] | None:
    people = {v for v in case.minutes if case.weight(v) > 0}
    somebody = any(t[s] < float("inf") for v, t in case.minutes.items() if v in people for s in case.sites)
    return answer(case) if somebody else None


def assert_first_by_id_among_the_best(case):
    found, right = solved(case), answered(case)
    assert (found is None) == (right is None)
    if found is not None and right is not None:
        assert found.hubs == right[0]
        assert found.value == pytest.approx(right[1], abs=1e-6)
        assert found.gap == 0


@pytest.mark.parametrize("objective", OBJECTIVES)
@given(data=st.data())
def test_the_set_by_id_among_the_best_is_found(objective, data):
    case = data.draw(cases(objective))
    assert_first_by_id_among_the_best(case)


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=15)
@given(data=st.data())
def test_up_to_twelve_candidates_the_set_by_id_among_the_best_is_found(objective, data):
    case = data.draw(cases(objective, sites=(7, 12)))
    assert_first_by_id_among_the_best(case)


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=40)
@given(data=st.data())
def test_a_single_hub_of_many_is_the_first_by_id_among_the_best(objective, data):
    case = data.draw(cases(objective, sites=(13, 20), most_hubs=1))
    assert_first_by_id_among_the_best(case)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_single_hub_needs_no_integer_programme(objective, monkeypatch):
    def never(*_, **__):
        raise AssertionError("an integer programme is solved")

    monkeypatch.setattr("network.milp._highs_lp", never)
    sites = [f"s{i:03}" for i in range(60)]
    villages = [f"v{i:03}" for i in range(50)]
    # Column j is j minutes dearer than the best, column 7: what is best is known without a search.
    minutes = pd.DataFrame([[10.0 + i + abs(j - 7) for j in range(60)] for i in range(50)], villages, sites)
    people = pd.DataFrame({"2020": [3.0] * 50, "2050": [1.0] * 50}, villages)
    found = solve(
        minutes,
        people if objective == "least_regret" else people["2020"],
        hubs=1,
        objective=objective,
        within_min=59.0 if objective != "coverage" else 30.0,
        options=SitingOptions(outing=minutes <= 30.0),
    )
    assert found.hubs == ("s007",)
    assert found.proven
    values = {"total_time": 3.0 * (50 * 10 + sum(range(50))), "worst": 59.0, "fewest": 1.0, "least_regret": 0.0}
    assert found.value == values.get(objective, 3.0 * 21)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize(("sites", "most_hubs"), [((2, 4), 4), ((7, 12), 2)])
@settings(max_examples=20)
@given(data=st.data())
def test_with_limited_room_the_set_by_id_among_the_best_is_found(objective, sites, most_hubs, data):
    case = data.draw(cases(objective, capacity=True, sites=sites, most_hubs=most_hubs))
    found, right = solved(case), answered(case)
    assert (found is None) == (right is None)
    if found is not None and right is not None:
        assert found.hubs == right[0]
        assert found.value == pytest.approx(right[1], abs=1e-5)
        assert found.gap == 0


@pytest.mark.parametrize("objective", OBJECTIVES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_methods_for_large_questions_find_the_same_value(monkeypatch, objective, data):
    monkeypatch.setattr(search, "few_sets", lambda problem: False)
    case = data.draw(cases(objective, sites=(2, 12), most_hubs=4))
    found, right = solved(case), answered(case)
    if objective == "least_regret" and found is None:
        return  # people whom these hubs cannot reach are told there; the next test holds that to account
    assert (found is None) == (right is None)
    if found is not None and right is not None:
        assert found.value == pytest.approx(right[1], abs=1e-5)
        assert found.gap == 0
