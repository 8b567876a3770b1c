"""Requests that contradict themselves are refused, each contradiction by its own notice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from geo.texts.errors import RequestError
from network.siting.feasibility import named, no_set_possible, refuse_contradictions, refuse_impossible
from network.siting.options import SitingOptions
from network.siting.problem import Problem, SitingQuestion
from tests.network.siting.exact.small_towns import counted

SITES = ("a", "b", "c")
RIGHT = SitingQuestion(2, "total_time", None, (), (), SitingOptions())
COSTS = {"a": 5.0, "b": 3.0, "c": 4.0}


def codes(asked: SitingQuestion, sites: tuple[str, ...] = SITES) -> list[str]:
    try:
        refuse_contradictions(sites, asked)
    except RequestError as problem:
        return [n.code for n in problem.notices]
    return []


def test_a_list_of_ids_names_five() -> None:
    assert named(["a", "b", "c", "d", "e"]) == "a、b、c、d、e"
    assert named(["a", "b", "c", "d", "e", "f", "g"]) == "a、b、c、d、e ほか 2 件"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"fixed": ("x",)}, "siting_id_unknown"),
        ({"fixed": ("a",), "forbidden": ("a",)}, "siting_fixed_forbidden"),
        ({"forbidden": ("a", "b", "c")}, "siting_all_forbidden"),
        ({"hubs": None}, "siting_hubs_missing"),
        ({"hubs": 0}, "siting_hubs_none"),
        ({"hubs": 3}, None),
        ({"hubs": 4}, "siting_hubs_too_many"),
        ({"hubs": 3, "forbidden": ("c",)}, "siting_hubs_too_many"),
        ({"hubs": 1, "fixed": ("a", "b")}, "siting_fixed_too_many"),
        ({"objective": "coverage"}, "siting_within_missing"),
        ({"objective": "coverage", "within_min": 15.0}, None),
        ({"objective": "fewest", "hubs": None, "within_min": 15.0}, None),
        ({"objective": "coverage", "within_min": -1.0}, "siting_within_wrong"),
        ({"objective": "coverage", "within_min": np.inf}, "siting_within_wrong"),
        ({"options": SitingOptions(at_least=((("a", "b"), 2),))}, None),
        ({"options": SitingOptions(at_least=((("a", "b"), 3),))}, "siting_group_too_few"),
        ({"options": SitingOptions(at_least=((("a", "b"), 2),)), "forbidden": ("b",)}, "siting_group_too_few"),
        ({"options": SitingOptions(costs_yen=COSTS, budget_yen=3.0)}, None),
        ({"options": SitingOptions(costs_yen=COSTS, budget_yen=2.9)}, "siting_budget_too_small"),
        ({"options": SitingOptions(costs_yen=COSTS, budget_yen=8.0), "fixed": ("a", "c")}, "siting_fixed_over_budget"),
        ({"options": SitingOptions(costs_yen=COSTS, budget_yen=9.0), "fixed": ("a", "c")}, None),
    ],
)
def test_each_contradiction_has_its_notice(changes: dict[str, Any], code: str | None) -> None:
    found = codes(replace(RIGHT, **changes))
    assert (code in found) if code else found == []


def test_no_sites_at_all() -> None:
    assert "siting_no_sites" in codes(RIGHT, ())


def test_what_nobody_knows_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="objective must be one of"):
        refuse_contradictions(SITES, replace(RIGHT, objective="nearest"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"options\.outing"):
        refuse_contradictions(SITES, replace(RIGHT, objective="outings"))


def problem(minutes: list[list[float]], persons: list[float], within: float | None = None) -> Problem:
    times = np.array(minutes)
    cover = None if within is None else times <= within
    villages = tuple(f"v{i}" for i in range(len(minutes)))
    weights = np.array(persons)[:, None]
    objective = "total_time" if within is None else "fewest"
    return Problem(objective, villages, ("a", "b"), times, weights, ("",), within, cover, counted(2, 1, 2))  # type: ignore[arg-type]


def refused(asked: Problem) -> str:
    with pytest.raises(RequestError) as caught:
        refuse_impossible(asked)
    return caught.value.notices[0].code


def test_what_the_minutes_make_impossible() -> None:
    far = [[np.inf, np.inf], [5.0, 20.0]]
    refuse_impossible(problem(far, [3.0, 1.0]))
    assert refused(problem(far, [3.0, 0.0])) == "siting_nobody_reaches"
    assert refused(problem(far, [0.0, 0.0])) == "siting_nobody"
    assert refused(problem([[11.0, 12.0], [5.0, 20.0]], [3.0, 1.0], 10.0)) == "siting_village_beyond"
    refuse_impossible(problem([[11.0, 12.0], [5.0, 20.0]], [0.0, 1.0], 10.0))


def test_why_no_set_is_possible() -> None:
    fewest = problem([[1.0, 50.0], [50.0, 1.0]], [1.0, 1.0], 10.0)
    assert no_set_possible(fewest, 2.0).notices[0].code == "siting_fewest_over"
    assert no_set_possible(fewest).notices[0].code == "siting_no_set"
    assert no_set_possible(replace(fewest, objective="total_time"), 2.0).notices[0].code == "siting_no_set"
