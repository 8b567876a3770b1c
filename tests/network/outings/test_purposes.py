"""Purposes with the numbers of a scenario, and how known days and hours narrow them."""

from __future__ import annotations

import datetime
import math

import pytest

from geo.reference.assumptions import Assumptions
from network.outings.purposes import PURPOSES, Place, purpose, serves, visits_on
from network.outings.visit import Visit

MONDAY = datetime.date(2026, 4, 6)
TUESDAY, SATURDAY = MONDAY + datetime.timedelta(days=1), MONDAY + datetime.timedelta(days=5)


def visits(name: str, date: datetime.date, *places: Place) -> tuple[Visit, ...]:
    return visits_on(purpose(name, Assumptions()), places, date)


def hours(visit: Visit) -> tuple[float, float, float]:
    return visit.opens_s / 3600, visit.closes_s / 3600, visit.arrive_by_s / 3600


def test_purposes_have_the_numbers_of_the_table() -> None:
    clinic, shopping, office, school, errands = (purpose(p, Assumptions()) for p in PURPOSES)
    assert (hours(clinic.visit), clinic.visit.stay_s) == ((8.5, math.inf, 11), 90 * 60)
    assert (hours(shopping.visit), shopping.visit.stay_s) == ((9, 17, math.inf), 60 * 60)
    assert (hours(office.visit), office.visit.stay_s) == ((9, 16, math.inf), 30 * 60)
    assert (school.visit.arrive_from_s, school.visit.arrive_by_s) == (7.5 * 3600, 8 * 3600 + 600)
    assert school.home_from_s == (15 * 3600, 16 * 3600, 18.5 * 3600)
    assert school.visit.home_from_s == 15 * 3600
    assert errands.visit.stay_s == 150 * 60
    assert [p.visit.away_max_s for p in (clinic, shopping, office, errands)] == [300 * 60] * 4
    assert school.visit.away_max_s == math.inf
    assert [p.walk_m_per_min for p in (clinic, school)] == [50, 60]


def test_a_scenario_changes_them() -> None:
    changed = Assumptions({"clinic_stay_min": 120, "clinic_arrive_by_hhmm": 1030, "away_max_min": 240})
    visit = purpose("clinic", changed).visit
    assert (visit.stay_s, visit.arrive_by_s, visit.away_max_s) == (7200, 10.5 * 3600, 4 * 3600)


def test_an_unknown_purpose() -> None:
    with pytest.raises(KeyError):
        purpose("dancing", Assumptions())


def test_offices_and_schools_are_open_on_weekdays_shops_on_all_days() -> None:
    assert [len(visits(p, TUESDAY)) for p in PURPOSES] == [1] * 5
    assert [len(visits(p, SATURDAY)) for p in PURPOSES] == [1, 1, 0, 0, 0]


def test_a_clinic_that_is_closed_that_day_serves_nobody() -> None:
    tuesdays = Place("medical", None, None, "tue")
    assert len(visits("clinic", TUESDAY, tuesdays)) == 1
    assert visits("clinic", MONDAY, tuesdays) == ()
    assert len(visits("clinic", MONDAY, tuesdays, Place("medical", None, None, None))) == 1


def test_known_hours_narrow_and_never_widen() -> None:
    (found,) = visits("clinic", TUESDAY, Place("medical", "09:00", "12:00", "tue,wed"))
    assert hours(found) == (9, 12, 11)
    (found,) = visits("shopping", TUESDAY, Place("shopping", "07:00", "20:00", None))
    assert hours(found) == (9, 17, math.inf)
    (found,) = visits("shopping", TUESDAY, Place("shopping", "18:00", "02:00", None))
    assert hours(found) == (18, 17, math.inf)


def test_a_clinic_of_afternoons_sets_its_own_latest_arrival() -> None:
    morning, afternoon = visits(
        "clinic", TUESDAY, Place("medical", "08:30", "16:30", None), Place("medical", "13:30", "16:00", None)
    )
    assert hours(morning) == (8.5, 16.5, 11)
    assert hours(afternoon) == (13.5, 16, math.inf)


def test_errands_need_what_is_known_there_to_be_open() -> None:
    shop, post = Place("shopping", "09:00", "19:00", None), Place("finance", "09:00", "16:00", "mon,tue")
    own = purpose("errands", Assumptions()).visit
    assert visits("errands", TUESDAY, shop, post, Place("medical", "08:30", "12:00", "tue")) == (own,)
    assert visits("errands", MONDAY, shop, post, Place("medical", "08:30", "12:00", "tue")) == ()
    assert visits("errands", TUESDAY, shop, post, Place("medical", "13:30", "16:00", "tue")) == ()
    assert visits("errands", TUESDAY, shop, post) == (own,)


def test_a_dentist_is_no_clinic_and_a_pharmacy_no_grocer() -> None:
    assert [serves("medical", text) for text in ("診療所", "歯科医院", "薬局")] == [True, False, False]
    assert [serves("shopping", text) for text in ("商店", "薬局", "金物店 ホームセンター")] == [True, False, False]
    assert serves("education", "歯科大学")


def test_a_schools_days_count_but_not_its_hours() -> None:
    own = purpose("school", Assumptions()).visit
    assert visits("school", TUESDAY, Place("education", "08:20", "18:30", "mon,tue")) == (own,)
    assert visits("school", TUESDAY, Place("education", "08:20", "18:30", "mon")) == ()


def test_settings_that_leave_no_time_are_told_apart() -> None:
    assert all(purpose(name, Assumptions()).is_possible for name in PURPOSES)
    for wrong in ({"shopping_opens_hhmm": 1700}, {"shopping_stay_min": 481}, {"school_arrive_from_hhmm": 811}):
        name = next(iter(wrong)).split("_")[0]
        assert not purpose(name, Assumptions(wrong)).is_possible
    assert purpose("shopping", Assumptions({"shopping_stay_min": 480})).is_possible
