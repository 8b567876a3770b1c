"""The region's answers: in the order of the survey, each village once, kept in the plan's file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reference.national_statistics import national_survey
from geo.texts.errors import ValueRefusedError
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.carriers.checklist import Checklist, VillageProblems
from plan.scenario.scenario import Plan


def test_problems_stand_in_the_order_of_the_survey_each_once() -> None:
    answer = VillageProblems("v1", ("vacant_houses", "meeting_places", "ours", "vacant_houses"))
    assert answer.problems == ("meeting_places", "vacant_houses", "ours")


def test_no_problem_is_an_answer_and_no_answer_is_none() -> None:
    checklist = Checklist().answered("v2", ()).answered("v1", ("jobs",))
    assert [v.village_id for v in checklist.villages] == ["v1", "v2"]
    assert (checklist.problems_of("v1"), checklist.problems_of("v2"), checklist.problems_of("v3")) == (
        ("jobs",),
        (),
        None,
    )
    assert checklist.answered("v2", None).problems_of("v2") is None


def test_a_village_answers_once() -> None:
    with pytest.raises(ValueRefusedError, match="v1"):
        Checklist((VillageProblems("v1"), VillageProblems("v1")))


problems = st.lists(st.sampled_from(national_survey("problems").ids), max_size=5)


@given(st.lists(st.tuples(st.sampled_from(("v1", "v2", "v3")), st.none() | problems), max_size=8))
def test_the_last_answer_of_a_village_counts_and_the_file_keeps_it(answers: list[tuple[str, list[str] | None]]) -> None:
    checklist, expected = Checklist(), {}
    for village, chosen in answers:
        checklist = checklist.answered(village, None if chosen is None else tuple(chosen))
        expected[village] = chosen
    for village, chosen in expected.items():
        found = checklist.problems_of(village)
        assert (None if found is None else set(found)) == (None if chosen is None else set(chosen))
    plan = Plan("r", "f", checklist=checklist)
    assert read_plan(plan_bytes(plan), "a.plan.json") == plan
    assert ("checklist" in json.loads(plan_bytes(plan))) == bool(checklist.villages)
