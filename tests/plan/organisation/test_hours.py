"""Hours of work asked: by hand, and beside the people of 20 to 74."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plan.future.projection import project
from plan.organisation.hours import WorkAsked, hours_each_week, is_heavy, people_of_working_age, work_asked
from plan.scenario.carriers.organisation import Activity, Organisation
from plan.services.money import scenario_money


def people(ages: range) -> pd.DataFrame:
    rows = [
        {"village_id": "v", "year": year, "sex": sex, "age_from": age, "persons": 10.0}
        for year in (2015, 2020)
        for sex in ("m", "f")
        for age in ages
    ]
    return pd.DataFrame(rows)


def test_people_of_20_to_74_are_those_of_the_eleven_classes_between():
    found = project(people(range(0, 90, 5)), to_year=2030)
    assert people_of_working_age(found, 2020) == pytest.approx(11 * 2 * 10.0)  # 20–24 … 70–74, two sexes
    here = [i for i, age in enumerate(found.ages) if 20 <= age <= 70]
    assert people_of_working_age(found, 2028) == pytest.approx(float(np.sum(found.in_year(2028)[:, :, here])))


def test_without_ages_nothing_is_made_up():
    totals = pd.DataFrame({"village_id": "v", "year": [2015, 2020], "sex": "t", "age_from": 0, "persons": [80.0, 40.0]})
    assert people_of_working_age(project(totals, to_year=2030), 2025) is None


def test_hours_of_residents_are_those_of_known_activities(today):
    given = Organisation(
        activities=(Activity("配食", hours_a_week=12), Activity("店番", hours_a_week=0.5), Activity("祭り"))
    )
    asked = work_asked(today, given)
    assert asked.residents_h == 12.5 * 52
    assert asked.activities_unknown == ("祭り",)
    assert (asked.drivers_h, asked.services_unknown) == (0.0, ())
    assert work_asked(today, Organisation()).total_h == 0


def test_hours_of_drivers_are_those_that_are_paid(one_hub):
    money = scenario_money(one_hub)
    asked = work_asked(one_hub, Organisation())
    known = sum(group.year.volume.duty_hours for group in money.groups)
    assert asked.drivers_h == pytest.approx(known)


def test_each_works_so_long_and_the_limit_itself_is_not_heavy():
    asked = WorkAsked(520, (), 5200 - 520, ())
    assert hours_each_week(asked, 100) == 1.0
    assert hours_each_week(asked, 0) is None
    assert not is_heavy(1.0)
    assert is_heavy(1.01)
