"""Choosing hubs: contract, ties, unreached villages, impossible requests, progress and stopping."""

from __future__ import annotations

import threading

import numpy as np
import pandas as pd
import pytest

from geo.texts.errors import RequestError
from network.siting import choose_method as search
from network.siting.check import WrongAnswerError, check
from network.siting.options import SitingOptions
from network.siting.problem import SitingQuestion
from network.siting.solver import solve

INF = np.inf


def town() -> tuple[pd.DataFrame, pd.Series]:
    """Four villages on a road of 10, 20 and 10 minutes; a site at each; v5 and s5 lie on an island."""
    at = {"1": 0.0, "2": 10.0, "3": 30.0, "4": 40.0}
    minutes = pd.DataFrame({f"s{j}": {f"v{i}": abs(at[i] - at[j]) for i in at} for j in at})
    minutes.loc["v5"] = INF
    minutes["s5"] = [INF, INF, INF, INF, 0.0]
    return minutes, pd.Series({"v1": 100, "v2": 10, "v3": 20, "v4": 30, "v5": 1})


def grid(villages: int, sites: int, seed: int) -> tuple[pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(seed)
    there, here = rng.uniform(0, 60, (villages, 2)), rng.uniform(0, 60, (sites, 2))
    minutes = np.abs(there[:, None, :] - here[None, :, :]).sum(axis=2)
    ids = [f"v{i:03}" for i in range(villages)]
    return (
        pd.DataFrame(minutes, index=ids, columns=[f"s{j:03}" for j in range(sites)]),
        pd.Series(rng.integers(1, 200, villages), index=ids),
    )


def refused(*text: str, **question: object) -> None:
    minutes, people = town()
    with pytest.raises(RequestError) as problem:
        solve(minutes, people, **question)  # type: ignore[arg-type]
    for word in text:
        assert word in str(problem.value)


def test_totals_worked_out_on_paper():
    minutes, people = town()
    two = solve(minutes.drop(columns="s5"), people, hubs=2)
    # s1 and s4: v2 walks 10 × 10, v3 10 × 20; v5 has no way at all.
    assert (two.hubs, two.value, two.bound, two.gap) == (("s1", "s4"), 300.0, 300.0, 0.0)
    assert two.assignment == {"v1": "s1", "v2": "s1", "v3": "s4", "v4": "s4"}
    assert two.unreached == two.unreachable == ("v5",)


def test_the_island_is_served_only_when_enough_hubs_are_left_for_the_others():
    minutes, people = town()
    one, two = solve(minutes, people, hubs=1), solve(minutes, people, hubs=2)
    assert (one.unreached, one.unreachable) == (("v5",), ())
    # With two hubs nobody is left out: the island, and the best single hub of the others.
    assert two.hubs == ("s1", "s5")
    assert two.unreached == ()


def test_the_other_objectives_on_paper():
    minutes, people = town()
    land = minutes.drop(columns="s5")
    assert solve(land, people, hubs=1, objective="coverage", within_min=10).value == 110
    assert solve(land, people, hubs=1, objective="worst").hubs == ("s2",)
    assert solve(land, people, hubs=2, objective="worst").value == 10
    few = solve(land.drop(index="v5"), people, objective="fewest", within_min=10)
    assert (few.hubs, few.value) == (("s1", "s3"), 2.0)


def test_outings_count_people_who_have_one_to_any_hub():
    minutes, people = town()
    outing = minutes <= 10
    outing.loc["v1"] = [False, False, False, True, False]
    found = solve(minutes, people, hubs=1, objective="outings", options=SitingOptions(outing=outing))
    assert (found.hubs, found.value) == (("s4",), 150.0)


def test_regret_between_two_years_on_paper():
    minutes, _ = town()
    minutes = minutes.loc[["v1", "v4"], ["s1", "s2", "s4"]]
    weights = pd.DataFrame({2020: [3.0, 1.0], 2050: [1.0, 3.0]}, index=["v1", "v4"])
    # At either end one year is perfect (40) and the other costs 120: regret 80. s2: 10·3 + 30 = 60 and 10 + 90 = 100.
    found = solve(minutes, weights, hubs=1, objective="least_regret")
    assert (found.hubs, found.value) == (("s2",), 60.0)
    assert found.by_year == {
        "2020": {"total": 60.0, "least": 40.0, "regret": 20.0},
        "2050": {"total": 100.0, "least": 40.0, "regret": 60.0},
    }


def test_a_budget_takes_what_it_can_pay():
    minutes, people = town()
    options = SitingOptions(costs_yen={"s1": 5, "s2": 1, "s3": 1, "s4": 1, "s5": 9}, budget_yen=2)
    found = solve(minutes.drop(index="v5"), people, options=options)
    assert found.hubs == ("s2", "s4")


def test_the_order_of_rows_and_columns_changes_nothing():
    minutes, people = grid(40, 30, 1)
    first = solve(minutes, people, hubs=4)
    second = solve(minutes.iloc[::-1, ::-1], people.iloc[::-1], hubs=4)
    assert (first.hubs, first.value, first.assignment) == (second.hubs, second.value, second.assignment)


@pytest.mark.parametrize("objective", ["total_time", "coverage", "worst", "fewest"])
@pytest.mark.parametrize("seed", [1, 2])
def test_large_questions_are_proven_and_no_exchange_of_one_hub_is_better(objective, seed):
    minutes, people = grid(80, 40, seed)
    within = 30 if objective == "fewest" else 18
    found = solve(minutes, people, hubs=6, objective=objective, within_min=within)
    assert found.gap == 0
    values = minutes.to_numpy()
    weights = people.to_numpy()
    own = [list(minutes.columns).index(hub) for hub in found.hubs]
    for out in own:
        for into in range(minutes.shape[1]):
            nearest = values[:, sorted({*own, into} - {out})].min(axis=1)
            match objective:
                case "total_time":
                    assert nearest @ weights >= found.value - 1e-6
                case "coverage":
                    assert weights[nearest <= 18].sum() <= found.value + 1e-6
                case "worst":
                    assert nearest.max() >= found.value
    if objective == "fewest":
        assert values[:, own].min(axis=1).max() <= within


def test_progress_tells_better_values_and_bounds_until_they_meet():
    minutes, people = grid(80, 40, 3)
    progress: list[tuple[float, float, float]] = []
    found = solve(minutes, people, hubs=5, options=SitingOptions(on_progress=lambda *t: progress.append(t)))
    values, bounds, seconds = zip(*progress, strict=True)
    assert list(values) == sorted(values, reverse=True)
    assert list(bounds) == sorted(bounds)
    assert list(seconds) == sorted(seconds)
    assert min(values) == pytest.approx(found.value)
    assert max(bounds) <= found.value + 1e-6


def test_coverage_tells_people_reached_not_people_left():
    minutes, people = grid(60, 30, 3)
    values: list[float] = []

    def tell(value: float, bound: float, _: float) -> bool:
        values.append(value)
        return bound < value

    options = SitingOptions(on_progress=tell)
    found = solve(minutes, people, hubs=3, objective="coverage", within_min=10, options=options)
    assert max(values) == found.value


def test_whoever_asks_to_stop_gets_the_best_so_far_with_its_gap():
    minutes, people = grid(80, 60, 4)
    found = solve(minutes, people, hubs=6, options=SitingOptions(on_progress=lambda *_: True))
    assert len(found.hubs) == 6
    assert found.bound <= found.value
    assert not found.proven


def test_no_time_at_all_still_gives_a_checked_answer():
    minutes, people = grid(80, 60, 4)
    for objective in ("total_time", "coverage", "worst"):
        found = solve(minutes, people, hubs=6, objective=objective, within_min=10, time_limit_s=0.0)
        assert len(found.hubs) == 6
        assert found.gap >= 0


def test_two_threads_solve_at_once_and_agree():
    minutes, people = grid(60, 40, 5)
    alone = solve(minutes, people, hubs=5).hubs
    found: dict[int, tuple[str, ...]] = {}

    def work(number: int) -> None:
        found[number] = solve(minutes, people, hubs=5).hubs

    threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: alone, 1: alone}


def test_impossible_requests_say_which_and_why():
    refused("9 か所", "5 か所", hubs=9)
    refused("5 か所の候補地がすべて", hubs=1, forbidden=["s1", "s2", "s3", "s4", "s5"])
    refused("「s9」", hubs=1, fixed=["s9"])
    refused("「s1」", "両方", hubs=1, fixed=["s1"], forbidden=["s1"])
    refused("「s1、s2」", hubs=1, fixed=["s1", "s2"])
    refused("いくつ")
    refused("0 に", hubs=0)
    refused("何分以内", hubs=1, objective="coverage")
    refused("「nan」", hubs=1, objective="coverage", within_min=float("nan"))
    refused("1 の集落（v5）", "10分", objective="fewest", within_min=10, forbidden=["s5"])
    refused("少なくとも 3 か所", hubs=2, objective="fewest", within_min=10)
    refused("「s1、s2、s3、s4、s5」の費用", options=SitingOptions(budget_yen=5))
    costs = {"s1": 5.0, "s2": 9.0, "s3": 9.0, "s4": 9.0, "s5": 9.0}
    refused("最も安い「s1」", "5円", options=SitingOptions(budget_yen=4, costs_yen=costs))
    refused("「s2」だけで 9円", fixed=["s2"], options=SitingOptions(budget_yen=6, costs_yen=costs))
    refused("3 か所以上", hubs=2, options=SitingOptions(at_least=[(["s1", "s2"], 3)]))
    refused("同時に", hubs=1, options=SitingOptions(at_least=[(["s1"], 1), (["s2"], 1)]))


def test_a_town_without_people_or_ways_is_told_so():
    minutes, people = town()
    with pytest.raises(RequestError, match="人が一人も"):
        solve(minutes, people * 0, hubs=1)
    with pytest.raises(RequestError, match="5 か所の候補地のどれにも"):
        solve(minutes + INF, people, hubs=1)
    with pytest.raises(RequestError, match="一つもありません"):
        solve(minutes[[]], people, hubs=1)


def test_many_sites_that_cannot_serve_everyone_leave_out_the_fewest_people(monkeypatch):
    monkeypatch.setattr(search, "few_sets", lambda problem: False)
    minutes, people = town()
    for objective in ("total_time", "worst"):
        found = solve(minutes, people, hubs=1, objective=objective)
        assert found.unreached == ("v5",)
    with pytest.raises(RequestError, match="1人 がどの拠点にも"):
        solve(minutes, people.to_frame("2020"), hubs=1, objective="least_regret")


def test_what_is_no_question_is_a_mistake_of_the_caller():
    minutes, people = town()
    with pytest.raises(ValueError, match="objective"):
        solve(minutes, people, hubs=1, objective="best")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="outing"):
        solve(minutes, people, hubs=1, objective="outings")
    with pytest.raises(ValueError, match="NaN"):
        solve(minutes.where(minutes < 30), people, hubs=1)
    with pytest.raises(ValueError, match="v5"):
        solve(minutes, people.drop("v5"), hubs=1)
    with pytest.raises(ValueError, match="finite"):
        solve(minutes, people * -1, hubs=1)
    with pytest.raises(ValueError, match="twice"):
        solve(pd.concat([minutes, minutes]), people, hubs=1)
    with pytest.raises(ValueError, match="budget_yen"):
        SitingOptions(budget_yen=-1)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"hubs": ("s1", "s9")}, "no candidate"),
        ({"hubs": ("s1",)}, "1 hubs instead of 2"),
        ({"hubs": ("s1", "s3")}, "closed"),
        ({"value": 299.0}, "the value is 300"),
        ({"bound": 301.0}, "better than its bound"),
        ({"unreached": ()}, "neither served"),
        ({"unreachable": ()}, "unreachable"),
        ({"assignment": {"v1": "s1", "v2": "s4", "v3": "s4", "v4": "s4"}}, "nearer"),
    ],
)
def test_the_check_sees_what_is_wrong(change, text):
    minutes, people = town()
    land = minutes.drop(columns="s5")
    right = solve(land, people, hubs=2)
    question = SitingQuestion(2, "total_time", None, (), (), SitingOptions())
    check(land, people, question, right)
    wrong = type(right)(**{**right.__dict__, **change})
    with pytest.raises(WrongAnswerError, match=text):
        check(land, people, question, wrong)
