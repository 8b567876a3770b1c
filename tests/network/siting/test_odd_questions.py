"""Questions at the edge of what makes sense: each is answered rightly, or refused in words."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.texts.errors import RequestError
from network.siting.answer import OBJECTIVES, Siting
from network.siting.options import SitingOptions
from network.siting.solver import solve

LARGE = 20


def town(villages: int = 25, sites: int = LARGE, seed: int = 1) -> tuple[pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(seed)
    minutes = pd.DataFrame(
        rng.uniform(1, 60, (villages, sites)).round(1),
        index=[f"v{i:02}" for i in range(villages)],
        columns=[f"s{j:02}" for j in range(sites)],
    )
    return minutes, pd.Series(rng.integers(1, 200, villages), index=minutes.index)


def asked(minutes: pd.DataFrame, people: pd.Series, objective: str, **more: object) -> Siting:
    """Ask with everything that some objective needs."""
    weights = pd.DataFrame({2020: people, 2050: people[::-1].to_numpy()}) if objective == "least_regret" else people
    options = SitingOptions(outing=minutes <= 20)
    within = 80 if objective == "fewest" else 20
    return solve(minutes, weights, objective=objective, within_min=within, options=options, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("sites", [1, 5, LARGE])
def test_one_site_and_all_sites(objective, sites):
    minutes, people = town(sites=sites)
    found = asked(minutes, people, objective, hubs=sites)
    assert len(found.hubs) == (1 if objective == "fewest" else sites)
    assert found.gap == 0
    assert set(found.assignment) == set(minutes.index)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_rows_and_columns_in_any_order_and_numbers_as_ids(objective):
    minutes, people = town()
    right = asked(minutes, people, objective, hubs=3)
    order = np.random.default_rng(7)
    rows, columns = order.permutation(minutes.index), order.permutation(minutes.columns)
    if objective != "least_regret":
        again = asked(minutes.loc[rows, columns], people.loc[order.permutation(rows)], objective, hubs=3)
        assert (again.hubs, again.value, again.assignment) == (right.hubs, right.value, right.assignment)
    # Ten and more, so that text and numbers have the same order.
    numbered = minutes.set_axis(range(10, 35), axis=0).set_axis(range(10, 10 + LARGE), axis=1)
    same = asked(
        numbered, people.set_axis(numbered.index), objective, hubs=np.int64(3), fixed=[int(right.hubs[0][1:]) + 10]
    )
    assert same.hubs == tuple(str(int(hub[1:]) + 10) for hub in right.hubs)
    assert same.value == pytest.approx(right.value)


def test_numbers_as_ids_reach_every_option():
    minutes, people = town(sites=4)
    minutes = minutes.set_axis(range(25), axis=0).set_axis([1, 2, 3, 4], axis=1)
    people = people.set_axis(minutes.index)
    options = SitingOptions(
        costs_yen={1: 1, 2: 1, 3: 1, 4: 9},  # type: ignore[dict-item]
        budget_yen=3,
        capacity_persons={j: people.sum() for j in (1, 2, 3, 4)},  # type: ignore[misc]
        demand_persons=dict.fromkeys(range(25), 1),  # type: ignore[arg-type]
        at_least=[([2, 3], 2)],  # type: ignore[list-item]
    )
    found = solve(minutes, people, options=options, forbidden=[1])  # type: ignore[list-item]
    assert found.hubs == ("2", "3")


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_places_that_are_alike_are_chosen_by_id(objective):
    minutes, people = town(sites=6)
    twice = pd.concat([minutes.add_prefix("b"), minutes.add_prefix("a")], axis=1)
    found = asked(twice, people, objective, hubs=2)
    assert all(hub.startswith("a") for hub in found.hubs)
    once = asked(minutes, people, objective, hubs=2)
    assert found.value == pytest.approx(once.value)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_villages_without_people_change_nothing(objective):
    minutes, people = town()
    more = pd.concat([minutes, minutes.add(500).set_axis([f"w{i}" for i in range(25)], axis=0)])
    padded = people.reindex(more.index, fill_value=0)
    if objective == "least_regret":
        weights = pd.DataFrame({2020: people, 2050: people[::-1].to_numpy()})
        found = solve(more, weights.reindex(more.index, fill_value=0), hubs=3, objective=objective)
    else:
        found = asked(more, padded, objective, hubs=3)
    assert found.value == pytest.approx(asked(minutes, people, objective, hubs=3).value)
    assert set(found.assignment) == set(more.index)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("scale", [1e-6, 1e9])
def test_the_unit_of_time_changes_no_choice(objective, scale):
    minutes, people = town()
    weights = pd.DataFrame({2020: people, 2050: people[::-1].to_numpy()}) if objective == "least_regret" else people
    plain, scaled = (
        solve(
            minutes * unit,
            weights,
            hubs=3,
            objective=objective,
            within_min=(80 if objective == "fewest" else 20) * unit,
            options=SitingOptions(outing=minutes <= 20),
        )
        for unit in (1.0, scale)
    )
    assert scaled.hubs == plain.hubs
    assert scaled.gap == 0


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("limit_s", [0.0, 1e-9, 0.01])
def test_hardly_any_time_gives_an_answer_with_an_honest_gap(objective, limit_s):
    minutes, people = town(villages=30, sites=24)
    found, best = (asked(minutes, people, objective, hubs=4, time_limit_s=s) for s in (limit_s, 30.0))
    assert best.gap == 0
    if objective in ("coverage", "outings"):
        assert found.value <= best.value <= found.bound
    else:
        assert found.bound <= best.value + 1e-6 <= found.value + 2e-6


def test_time_that_is_no_time_is_refused():
    minutes, people = town(sites=3)
    for limit_s in (-1.0, math.nan):
        with pytest.raises(ValueError, match="time_limit_s"):
            solve(minutes, people, hubs=1, time_limit_s=limit_s)


def test_an_outing_to_where_there_is_no_way_is_none():
    minutes, people = town(villages=2, sites=2)
    minutes.loc["v00", "s00"] = math.inf
    outing = pd.DataFrame(True, index=minutes.index, columns=minutes.columns)
    found = solve(minutes, people, hubs=1, objective="outings", options=SitingOptions(outing=outing))
    assert (found.hubs, found.value) == (("s01",), people.sum())


@settings(max_examples=40, deadline=None)
@given(
    ways=st.lists(
        st.lists(st.sampled_from([0.0, 1.0, 1.0, 2.5, 7.0, 1e6, math.inf]), min_size=14, max_size=14),
        min_size=1,
        max_size=8,
    ),
    hubs=st.integers(1, 14),
    objective=st.sampled_from(OBJECTIVES),
    seed=st.integers(0, 9),
)
def test_whatever_is_asked_is_answered_and_checked_or_refused_in_words(ways, hubs, objective, seed):
    minutes = pd.DataFrame(ways, index=[f"v{i}" for i in range(len(ways))], columns=[f"s{j:02}" for j in range(14)])
    people = pd.Series(np.random.default_rng(seed).integers(0, 4, len(ways)), index=minutes.index)
    try:
        found = asked(minutes, people, objective, hubs=hubs)
    except RequestError as refused:
        found, text = None, str(refused)
    if found is None:
        assert text
        return
    assert found.gap == 0
    assert set(found.unreachable) == set(minutes.index[np.isinf(minutes.to_numpy()).all(axis=1)])
