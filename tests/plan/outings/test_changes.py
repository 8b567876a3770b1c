"""Outings that villages gain and lose when a hub moves, by the valley's own bus."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from geo.region.region import Region, read_region
from plan.applied import apply
from plan.outings.changes import outing_changes, outing_gainers, outing_losers
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan
from tests.views.bus_valley import write_bus_valley

TUESDAY, SUNDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 12)


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return read_region(write_bus_valley(tmp_path_factory.mktemp("valley") / "tanima"))


@pytest.fixture(scope="module")
def pair(valley: Region) -> tuple[Evaluation, Evaluation]:
    """The present, whose only shop the buses miss; and a hub with a shop in v2, near the clinic's stop."""
    plan, scenario = add_scenario(Plan(valley.id, valley.fingerprint), "案1")
    plan, _ = add_hub(plan, scenario, 35.3006, 137.4525, services=("shopping",))
    return evaluate(apply(valley)), evaluate(apply(valley, plan, scenario))


def test_nothing_changes_between_a_scenario_and_itself(pair) -> None:
    table = outing_changes(pair[0], pair[0], "shopping", TUESDAY)
    assert (table["change"] == 0).all()
    assert outing_gainers(table).empty
    assert outing_losers(table).empty


def test_a_hub_with_a_shop_wins_outings_on_foot_and_by_bus(pair) -> None:
    table = outing_changes(pair[0], pair[1], "shopping", TUESDAY)
    assert set(table["before"]) == {"なし"}
    assert table.loc[["v2", "v4", "v5"], "after"].tolist() == ["歩いて行ける", "1通り", "1通り"]
    assert sorted(outing_gainers(table).index) == ["v2", "v4", "v5"]
    assert outing_losers(table).empty
    assert table.loc[table["first"]].index.tolist() == ["v2", "v4", "v5"]


def test_gains_and_losses_turn_round_with_the_scenarios(pair) -> None:
    there = outing_changes(pair[0], pair[1], "shopping", TUESDAY)
    back = outing_changes(pair[1], pair[0], "shopping", TUESDAY)
    assert sorted(outing_gainers(there).index) == sorted(outing_losers(back).index)
    assert there["before"].tolist() == back["after"].tolist()
    assert there["first"].tolist() == back["last"].tolist()


def test_without_a_bus_only_walkers_have_an_outing(pair) -> None:
    table = outing_changes(pair[0], pair[1], "shopping", SUNDAY)
    assert set(table["before"]) | set(table["after"]) <= {"なし", "歩いて行ける"}


def test_those_who_had_none_stand_first_and_empty_villages_are_left_out() -> None:
    table = pd.DataFrame(
        {
            "change": [1.0, 2.0, 1.0, 5.0], "first": [False, False, True, True], "last": [False] * 4,
            "no_car": [50.0, 10.0, 3.0, 0.0], "population": [100.0, 20.0, 9.0, 0.0],
        },
        index=["many", "few", "new", "empty"],
    )  # fmt: skip
    assert list(outing_gainers(table).index) == ["new", "many", "few"]
