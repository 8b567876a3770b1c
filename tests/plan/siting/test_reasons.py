"""What each hub is for, worked out by hand on the small region, and told in the names of places.

Hubs at s1 (v3) and s2 (v4); 12 minutes by car between them. v1 12, v2 6, v3 0 minutes to s1; v4 0, v5 12 minutes to s2; v6 has no
road. Without s1 its 170 people go 12 minutes further, to 24, 18 and 12; within 15 minutes stay only the 20 of v3.
Without s2 its 40 people go 12 minutes further; v4's 30 stay within 15 minutes, v5's 10 do not.
"""

from __future__ import annotations

import pytest

from plan.reach.evaluation import Evaluation
from plan.siting.answer_texts import reason_text, value_for_people, value_in_short
from plan.siting.reasons import hub_reasons
from plan.siting.request import SitingRequest, prepared


@pytest.fixture
def asked(today: Evaluation):
    return prepared(today.effective, SitingRequest("total_time", hubs=2, allow_zones=True))


def test_reasons_are_those_worked_out_by_hand(today, asked):
    first, second = hub_reasons(today.effective, asked, asked.question.answer(), 15.0)
    assert (first.hub, first.near_village, first.villages, first.persons) == ("s1", "下野", ("v1", "v2", "v3"), 170)
    assert (first.mean_min, first.worst_min) == pytest.approx(((100 * 12 + 50 * 6) / 170, 12))
    assert first.longer_min == pytest.approx(12)
    assert (first.lost_within, first.without_way) == (150, 0)
    assert first.missing == ("medical", "finance", "government", "community")
    assert (second.hub, second.persons, second.lost_within) == ("s2", 40, 10)
    assert second.longer_min == pytest.approx(12)


def test_without_the_only_hub_nobody_has_a_way(today):
    asked = prepared(today.effective, SitingRequest("total_time", hubs=1, allow_zones=True))
    (only,) = hub_reasons(today.effective, asked, asked.question.answer(), 15.0)
    assert (only.longer_min, only.without_way) == (None, 210)


def test_it_is_told_in_the_names_of_places(today, asked):
    first, second = hub_reasons(today.effective, asked, asked.question.answer(), 15.0)
    text = reason_text(first, today.effective, "car", 15.0)
    assert text == (
        "下野の近く。上野、中野、下野の3集落 170人の最寄りで、車で平均 9分、最も遠い集落で 12分。"
        "ここがないと、この人たちは車で平均 12分遠くなり、150人が15分以内でなくなります。"
        "歩ける範囲に足りないサービス：医療、郵便・金融、行政窓口、公民館・交流。"
    )
    assert "谷口" in reason_text(second, today.effective, "car", 15.0)


def test_a_value_is_told_as_people_feel_it(today, asked):
    answer = asked.question.answer()
    value, unit = value_for_people(asked, answer)
    assert value == pytest.approx((100 * 12 + 50 * 6 + 10 * 12) / 210)
    assert unit == "分"
    assert value_in_short(asked, answer, None) == "7.7分"
