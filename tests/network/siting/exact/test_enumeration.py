"""Looking at every set: how many there are, what they cost, and which of equals is the first."""

from __future__ import annotations

from dataclasses import replace
from math import comb

import numpy as np
import pytest

from network.siting.answer import Objective
from network.siting.exact.enumeration import (
    all_sets,
    few_sets,
    first_of_best,
    least_totals,
    losses,
    measured,
    nearest_min,
)
from network.siting.problem import Problem
from tests.network.siting.exact.small_towns import counted, longest_of_nearest, sets_within, sum_of_nearest, town

# Village v0 has no way to c; v1 has ways everywhere; v2 is empty.
MINUTES = np.array([[10.0, 30.0, np.inf], [40.0, 20.0, 5.0], [99.0, 99.0, 99.0]])
WEIGHTS = np.array([[3.0, 1.0], [1.0, 3.0], [0.0, 0.0]])


def problem(objective: Objective, hubs: int, within: float | None = None) -> Problem:
    cover = None if within is None else within >= MINUTES
    weights = WEIGHTS if objective == "least_regret" else WEIGHTS[:, :1]
    years = ("2020", "2050")[: weights.shape[1]]
    villages, sites = ("v0", "v1", "v2"), ("a", "b", "c")
    return Problem(objective, villages, sites, MINUTES, weights, years, within, cover, counted(3, hubs, hubs))


def best(asked: Problem) -> tuple[tuple[str, ...], float]:
    found = first_of_best(asked)
    assert found is not None
    return asked.ids(found[0]), found[1]


def test_sets_come_by_size_and_then_by_id() -> None:
    asked = replace(problem("total_time", 1), rules=counted(3, 1, 2))
    assert [asked.ids(row) for row in all_sets(asked)] == [("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c")]
    big = replace(asked, rules=counted(8, 2, 4, fixed=(3,)))
    assert len(all_sets(big)) == comb(7, 1) + comb(7, 2) + comb(7, 3)
    assert all_sets(big).tolist() == [row.tolist() for row in sets_within(big.rules)]


@pytest.mark.parametrize("seed", range(4))
def test_nearest_minutes_of_every_set(seed: int) -> None:
    minutes, sets = town(seed), np.array(sets_within(counted(7, 1, 3)))
    near = nearest_min(minutes, sets)
    assert near.sum(axis=1).tolist() == [sum_of_nearest(minutes, each) for each in sets]
    assert near.max(axis=1).tolist() == [longest_of_nearest(minutes, each) for each in sets]
    assert np.isinf(nearest_min(minutes, np.zeros((1, 7), dtype=bool))).all()


def test_the_best_of_each_objective_on_paper() -> None:
    # a: 3 × 10 + 40 = 70; b: 3 × 30 + 20 = 110; c leaves three people out.
    assert best(problem("total_time", 1)) == (("a",), 70.0)
    # a and c: 30 + 5.
    assert best(problem("total_time", 2)) == (("a", "c"), 35.0)
    assert best(problem("worst", 1)) == (("b",), 30.0)
    # Within 20 minutes: a reaches three persons, b and c one; one person is left.
    assert best(problem("coverage", 1, 20.0)) == (("a",), 1.0)
    # Everyone within 20: a and b, or a and c; the first by id.
    fewest = replace(problem("fewest", 1, 20.0), rules=counted(3, 1, 3))
    assert best(fewest) == (("a", "b"), 2.0)
    assert first_of_best(problem("fewest", 1, 20.0)) is None


def test_regret_is_counted_from_the_least_of_each_year() -> None:
    # One hub. 2020: a 70, b 110; 2050: a 10 + 120 = 130, b 30 + 60 = 90. Regrets: a 0 and 40, b 40 and 0; the first by id.
    asked = problem("least_regret", 1)
    assert least_totals(asked).tolist() == [70.0, 90.0]
    assert best(asked) == (("a",), 40.0)
    known = replace(asked, known_least=np.array([70.0, 60.0]))
    assert least_totals(known).tolist() == [70.0, 60.0]
    assert best(known) == (("b",), 40.0)


def test_persons_left_out_come_before_minutes() -> None:
    lost, figures = losses(problem("total_time", 1), all_sets(problem("total_time", 1)))
    assert lost.tolist() == [0.0, 0.0, 3.0]
    assert figures.tolist() == [70.0, 110.0, 5.0]
    assert measured(problem("worst", 1), all_sets(problem("worst", 1)))[1][:, 0].tolist() == [40.0, 30.0, 5.0]


def test_when_looking_at_every_set_is_the_way() -> None:
    def of(sites: int, objective: Objective) -> Problem:
        names = tuple(f"s{j:02}" for j in range(sites))
        return replace(problem(objective, 1), sites=names, rules=counted(sites, 3, 3))

    assert few_sets(of(12, "total_time"))
    assert not few_sets(of(13, "total_time"))
    assert few_sets(of(13, "least_regret"))
    # Three of 600 are 35,820,200 sets of 600 bytes.
    assert not few_sets(of(600, "least_regret"))


def test_a_single_hub_is_looked_for_at_every_site() -> None:
    single = replace(problem("worst", 1), sites=tuple(f"s{i:05}" for i in range(10_000)), rules=counted(10_000, 1, 1))
    assert few_sets(single)
    assert not few_sets(replace(single, rules=counted(10_000, 1, 2)))
    assert not few_sets(replace(single, sites=(*single.sites, "t")))
