"""When a service falls below what it needs: by hand where people halve every ten years, and by a search year by year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.daily_life.catchments import CatchmentTerms
from plan.daily_life.viability import Ending, ServiceFuture, ending_of, service_futures, set_threshold, users_ages
from plan.daily_life.weighed import Path
from plan.future.projection import Projection
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.future import Future, Threshold
from plan.scenario.scenario import Plan

CAR = CatchmentTerms("car", 20)


def the_shop(today: Evaluation, people: Projection, *thresholds: tuple[str, Threshold]) -> ServiceFuture:
    (found,) = service_futures(today, people, CAR, Future(thresholds=dict(thresholds)), ("shopping",))
    return found


def test_the_shop_by_hand(today: Evaluation, small_people: Projection) -> None:
    shop = the_shop(today, small_people, ("shopping", Threshold(150)))
    # v1 to v4 drive 20 minutes at most: 100 + 50 + 20 + 30 = 200 people, 100 in 2030, 50 in 2040.
    assert dict(shop.shares) == {"v1": 1, "v2": 1, "v3": 1, "v4": 1}
    assert [shop.people.middle[k] for k in (0, 10, 20)] == pytest.approx([200, 100, 50])
    assert shop.ending is not None
    # 200 · 2^(-5/10) = 141.4 in 2025; straight from 200: below 150 after 4.27 years.
    assert shop.ending.middle == 2025
    assert not shop.ending.below_today
    assert shop.ending.earliest is not None
    assert shop.ending.earliest <= 2025
    assert shop.ending.latest is None or shop.ending.latest >= 2025


def test_users_and_sales_follow_the_people(today: Evaluation, small_people: Projection) -> None:
    users = the_shop(today, small_people, ("f-shop:shopping", Threshold(20, "users", today=40)))
    assert users.measured is not None
    assert [users.measured.middle[k] for k in (0, 10, 20)] == pytest.approx([40, 20, 10])
    assert users.ending is not None
    assert users.ending.middle == 2031  # exactly 20 in 2030 is enough
    sales = the_shop(today, small_people, ("shopping", Threshold(3e6, "sales", today=4e6)))
    assert sales.ending is not None
    assert sales.ending.middle == 2025


def test_why_nothing_can_be_said(today: Evaluation, small_people: Projection) -> None:
    assert the_shop(today, small_people).unjudged == "no_threshold"
    assert the_shop(today, small_people, ("shopping", Threshold(5, "users"))).unjudged == "today_unknown"
    assert the_shop(today, small_people, ("shopping", Threshold(5, "sales"))).unjudged == "today_unknown"
    facilities = today.effective.facilities.copy()
    facilities.loc["f-shop", "outside"] = True
    beyond = evaluate(replace(today.effective, facilities=facilities))
    assert the_shop(beyond, small_people, ("shopping", Threshold(5))).unjudged == "outside"
    facilities.loc["f-shop", ["outside", "lat"]] = [False, 33.5]
    nowhere = evaluate(replace(today.effective, facilities=facilities))
    lonely = the_shop(nowhere, small_people, ("shopping", Threshold(5, "users", today=9)))
    assert (lonely.unjudged, float(lonely.people.middle[0])) == ("nobody", 0.0)


def test_counted_users_of_today_are_those_of_the_table(today: Evaluation, small_people: Projection) -> None:
    facilities = today.effective.facilities.copy()
    facilities.loc["f-shop", "users_per_day"] = 60.0
    counted = evaluate(replace(today.effective, facilities=facilities))
    shop = the_shop(counted, small_people, ("shopping", Threshold(20, "users")))
    assert shop.measured is not None
    assert shop.measured.middle[0] == pytest.approx(60)


def test_a_service_that_is_short_already_says_so(today: Evaluation, small_people: Projection) -> None:
    shop = the_shop(today, small_people, ("shopping", Threshold(256)))
    assert shop.ending == Ending(2020, 2020, 2020, below_today=True)


def test_schools_are_judged_by_their_rolls(today: Evaluation, small_people: Projection) -> None:
    assert {s.place.category for s in service_futures(today, small_people, CAR)} == {
        "government",
        "medical",
        "shopping",
    }


def test_whom_a_category_is_for() -> None:
    assert users_ages("care") == (65, None)
    assert users_ages("childcare") == (0, 5)
    assert users_ages("shopping") is None


sides = st.lists(st.floats(0, 100), min_size=1, max_size=6)


@given(sides, sides, sides, st.floats(0, 120))
def test_as_a_search_year_by_year(low: list[float], middle: list[float], high: list[float], least: float) -> None:
    n = min(map(len, (low, middle, high)))
    ordered = np.sort(np.array([low[:n], middle[:n], high[:n]]), axis=0)
    path = Path(tuple(range(2020, 2020 + n)), ordered[1], ordered[0], ordered[2])
    expected = []
    for side in (path.low, path.middle, path.high):
        year = None
        for k in range(n):
            if side[k] < least and year is None:
                year = 2020 + k
        expected.append(year)
    found = ending_of(path, least)
    assert [found.earliest, found.middle, found.latest] == expected
    assert found.ever == (expected[0] is not None)
    in_order = [9999 if year is None else year for year in expected]
    assert in_order == sorted(in_order)


def test_thresholds_are_put_and_taken_away(plan: Plan) -> None:
    put = set_threshold(
        set_threshold(plan, "s1", "fuel", Threshold(500)), "s1", "f-shop:shopping", Threshold(30, "users")
    )
    assert sorted(put.scenario("s1").future.thresholds) == ["f-shop:shopping", "fuel"]
    gone = set_threshold(put, "s1", "fuel", None)
    assert sorted(gone.scenario("s1").future.thresholds) == ["f-shop:shopping"]
    assert plan.scenario("s1").future.thresholds == {}
