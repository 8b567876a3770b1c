"""Whom mobile services reach: the valley by hand, and each person once at the nearest stop, against counting one by one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.region.region import Region, read_region
from network.services.bus_service import BusService, ServiceStop
from plan.applied import apply
from plan.reach.evaluation import Evaluation, evaluate
from plan.services.people_reached import people_at_stops
from tests.small_region import LAT, LON, STEP, STRETCH_M, write_small_region


def stop(number: int, steps: float) -> ServiceStop:
    return ServiceStop(f"p{number}", f"停{number}", LAT, LON + steps * STEP)


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """Villages at 0, 1, 2, 3, 4 steps along a straight road."""
    region: Region = read_region(write_small_region(tmp_path_factory.mktemp("small") / "tameshi"))
    return evaluate(apply(region))


def test_each_stop_has_the_people_of_its_village(current: Evaluation) -> None:
    shop = BusService("b1", "移動販売", "mobile", stops=(stop(5, 4), stop(4, 3), stop(3, 2)))
    found = people_at_stops(current, shop)
    # 奥谷 10, 谷口 30, 下野 20; without a car 8, 15, and 20 × its share.
    assert found["population"].to_dict() == {"p5": 10, "p4": 30, "p3": 20}
    assert found["no_car"].iloc[:2].to_list() == pytest.approx([8, 15])


def test_who_lives_near_two_stops_counts_once_at_the_nearer_and_a_second_call_adds_nobody(current: Evaluation) -> None:
    near = 3 + 0.1  # beside 谷口, nearer to it than the next one is
    shop = BusService("b1", "移動販売", "mobile", stops=(stop(1, near), stop(2, 3 - 0.2), stop(1, near)))
    assert people_at_stops(current, shop)["population"].to_dict() == {"p1": 30, "p2": 0}


def test_a_round_without_stops_reaches_nobody(current: Evaluation) -> None:
    assert people_at_stops(current, BusService("b1", "移動販売", "mobile")).empty


@given(st.lists(st.floats(0, 4), min_size=1, max_size=5))
def test_counted_one_by_one_it_is_the_same(current: Evaluation, places: list[float]) -> None:
    """Along a straight road the walk is its part of 800 m; what lies within a metre of a limit or a tie is left out."""
    limit_m = current.effective.assumptions["walk_to_stop_m"]
    wanted = dict.fromkeys((f"p{number}" for number in range(len(places))), 0.0)
    for village, persons in enumerate((100, 50, 20, 30, 10)):
        walks = sorted((STRETCH_M * abs(steps - village), number) for number, steps in enumerate(places))
        assume(all(abs(walk - limit_m) > 1 for walk, _ in walks))
        assume(len(walks) < 2 or walks[1][0] - walks[0][0] > 1)
        if walks[0][0] <= limit_m:
            wanted[f"p{walks[0][1]}"] += persons
    stops = tuple(stop(number, steps) for number, steps in enumerate(places))
    found = people_at_stops(current, BusService("b1", "移動販売", "mobile", stops=stops))
    assert found["population"].to_dict() == pytest.approx(wanted)
