"""Drafts: what is asked for stands in the scenario as a mobile service, and goes with one step back."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import Region
from geo.texts.errors import RequestError
from network.services.calendar import WEEKDAYS
from plan.daily_life.catchments import ServicePlace
from plan.daily_life.service_drafts import DRAFTS, DraftRequest, drafts_of, monthly_dates, village_stops, with_draft
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.history import History
from plan.scenario.scenario import Plan

SHOP = ServicePlace("f-shop", "下野商店", "shopping", 33.0, 135.02)
CLINIC = ServicePlace("f-clinic", "上野診療所", "medical", 33.0, 135.0)


def test_a_round_of_the_villages_that_shop_there_most(region: Region, plan: Plan) -> None:
    stops = village_stops(region.villages, {"v1": 1.0, "v3": 1.0, "v4": 0.5, "gone": 1.0}, 2)
    assert [name for name, *_ in stops] == ["上野", "下野"]  # 100, 20 and 15 people
    drawn, (new,) = with_draft(plan, "s1", DraftRequest("mobile_shop", SHOP, stops, "fri"))
    service = drawn.scenario("s1").service(new)
    assert (service.kind, service.offers, service.calendar.days) == ("mobile", "移動販売", ("fri",))
    assert [(s.stop_id, s.name) for s in service.stops] == [("p1", "上野"), ("p2", "下野")]
    assert History(plan).doing(drawn).undone().present == plan
    assert read_plan(plan_bytes(drawn)) == drawn


def test_a_doctor_once_a_month(plan: Plan) -> None:
    request = DraftRequest("monthly_clinic", CLINIC, (("奥谷", 33.0, 135.04),), "tue", datetime.date(2027, 4, 1))
    drawn, (new,) = with_draft(plan, "s1", request)
    days = drawn.scenario("s1").service(new).calendar
    assert len(days.only) == 12
    assert days.days_per_year(datetime.date(2027, 4, 1)) == 12


def test_two_places_share_the_week(plan: Plan) -> None:
    drawn, new = with_draft(
        plan, "s1", DraftRequest("shared_days", SHOP, (("下野", 33.0, 135.02), ("奥谷", 33.0, 135.04)))
    )
    days = [drawn.scenario("s1").service(i).calendar.days for i in new]
    assert days == [("mon", "wed", "fri"), ("tue", "thu")]


@pytest.mark.parametrize(
    "request_",
    [
        DraftRequest("mobile_shop", SHOP, ()),
        DraftRequest("shared_days", SHOP, (("下野", 33.0, 135.02),)),
        DraftRequest("monthly_clinic", CLINIC, (("奥谷", 33.0, 135.04),)),
    ],
)
def test_what_lacks_a_place_or_a_day_is_told(plan: Plan, request_: DraftRequest) -> None:
    with pytest.raises(RequestError):
        with_draft(plan, "s1", request_)


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2060, 12, 31)), st.sampled_from(WEEKDAYS))
def test_one_day_in_each_of_twelve_months(first: datetime.date, weekday: str) -> None:
    days = monthly_dates(first, weekday)
    assert len(days) == 12
    assert all(WEEKDAYS[day.weekday()] == weekday for day in days)
    months = [day.year * 12 + day.month for day in days]
    assert months == list(range(months[0], months[0] + 12))
    assert days[0] <= first + datetime.timedelta(days=6)
    assert len({(day.day - 1) // 7 for day in days}) == 1


def test_every_draft_has_a_name_and_a_category() -> None:
    assert {kind for c in ("shopping", "medical", "finance") for kind in drafts_of(c)} == set(DRAFTS)
