"""Mixed-integer models small enough to be solved on paper."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from network.milp import Model, Outcome, minimise, priced_bound, row_prices
from network.search_monitor import SearchMonitor


def knapsack(least: float, *, whole: bool = True) -> Model:
    """Things that weigh 5, 4, 3 and cost 10, 7, 6: the cheapest ones that weigh at least so much."""
    return Model(
        cost=np.array([10.0, 7.0, 6.0]),
        lower=np.zeros(3),
        upper=np.ones(3),
        whole=np.full(3, whole),
        rows=csr_array(np.array([[5.0, 4.0, 3.0]])),
        low=np.array([least]),
        high=np.array([np.inf]),
    )


def solved(model: Model, seconds: float = 10.0) -> Outcome:
    return minimise(model, SearchMonitor(seconds))


def test_whole_things_on_paper() -> None:
    # 7 is 4 + 3 for 13; 8 needs the five and the three for 16 (five and four would be 17).
    for least, things, cost in ((7.0, [0, 1, 1], 13.0), (8.0, [1, 0, 1], 16.0), (12.0, [1, 1, 1], 23.0)):
        outcome = solved(knapsack(least))
        assert outcome.status == "proven"
        assert outcome.solution is not None
        assert np.round(outcome.solution).tolist() == things
        assert outcome.bound == pytest.approx(cost)


def test_parts_of_things_cost_less() -> None:
    # All of the four (1.75 a unit) and the five or three (2 a unit): 7 + 3 × 2.
    outcome = solved(knapsack(7.0, whole=False))
    assert outcome.status == "proven"
    assert outcome.bound == pytest.approx(13.0)
    assert solved(knapsack(8.0, whole=False)).bound == pytest.approx(7.0 + 4 * 2.0)


def test_limits_of_variables_and_rows_hold() -> None:
    model = knapsack(4.0)
    held = Model(model.cost, np.array([1.0, 0.0, 0.0]), model.upper, model.whole, model.rows, model.low, model.high)
    outcome = solved(held)
    assert outcome.solution is not None
    assert np.round(outcome.solution).tolist() == [1, 0, 0]
    tight = Model(model.cost, model.lower, model.upper, model.whole, model.rows, np.array([6.0]), np.array([7.0]))
    outcome = solved(tight)
    assert outcome.solution is not None
    assert np.round(outcome.solution).tolist() == [0, 1, 1]


def test_what_cannot_be_is_called_so() -> None:
    outcome = solved(knapsack(13.0))
    assert (outcome.status, outcome.solution, outcome.bound) == ("impossible", None, np.inf)


def test_figures_are_told_and_quiet_steps_are_not() -> None:
    told: list[tuple[float, float]] = []

    def listen(value: float, bound: float, _seconds: float) -> None:
        told.append((value, bound))

    monitor = SearchMonitor(10.0, listen)
    minimise(knapsack(8.0), monitor, report=False)
    assert (told, monitor.value, monitor.bound) == ([], np.inf, -np.inf)


def test_a_start_is_kept_where_nothing_is_better() -> None:
    start = np.array([0.0, 1.0, 1.0])
    outcome = minimise(knapsack(7.0), SearchMonitor(10.0), start=start)
    assert outcome.solution is not None
    assert np.round(outcome.solution).tolist() == start.tolist()


def test_prices_bound_a_model_whatever_they_are() -> None:
    model = knapsack(7.0)
    prices = row_prices(model)
    assert priced_bound(model, prices) == pytest.approx(13.0)
    for price in (-3.0, 0.0, 0.5, 1.9, 2.1, 40.0):
        assert priced_bound(model, np.array([price])) <= 13.0 + 1e-9
    at_most = Model(
        -model.cost, model.lower, model.upper, model.whole, model.rows, np.array([-np.inf]), np.array([7.0])
    )
    best = solved(at_most)
    assert best.bound == pytest.approx(-13.0)
    for price in (-3.0, -2.0, -1.0, 0.0, 5.0):
        assert priced_bound(at_most, np.array([price])) <= best.bound + 1e-9


def test_a_tree_of_few_nodes_still_bounds() -> None:
    outcome = minimise(knapsack(8.0), SearchMonitor(10.0), nodes=0)
    assert outcome.bound <= 16.0 + 1e-9
