"""The answer to a guess is what the indicators count, of today and of a scenario; nobody types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from hall.facilitator.guess_answer import NO_ANSWER, guess_answer, purpose_of
from plan.figure_texts import persons
from plan.file.plan_file import open_plan
from plan.indicators.registry import indicator
from plan.reach.evaluation import evaluation_of
from plan.scenario.scenario import BASE
from tests.small_region import write_small_region

SANSON = Path("sample_regions/sanson")


@pytest.mark.parametrize(
    ("asked", "purpose"),
    [
        ("バスで診療所に行って、帰れる人は何人", "clinic"),
        ("店まで買い物に行ける人は", "shopping"),
        ("学校へ通える子どもは", "school"),
        ("バスで用をすませて帰れる人は、何人いると思いますか", "errands"),
    ],
)
def test_a_question_is_known_by_its_words(asked, purpose):
    assert purpose_of(asked) == purpose


def test_what_is_told_is_what_the_indicators_count():
    plan, region = open_plan(SANSON / "example.plan.json"), read_region(SANSON)
    today, scenario = (evaluation_of(region, plan, of) for of in (BASE, plan.scenarios[0].id))
    told = guess_answer("clinic", today, scenario)
    for m in (today, scenario):
        counted = persons(indicator("outing_clinic_no_car").compute(m), None)
        assert f"{m.effective.scenario_name}では {counted}" in told
    assert f"車のない人 {persons(indicator('no_car').compute(today), None)}のうち" in told


def test_without_a_timetable_nothing_is_made_up(tmp_path):
    region = read_region(write_small_region(tmp_path / "tameshi"))
    plan = open_plan(SANSON / "example.plan.json")
    assert guess_answer("clinic", evaluation_of(region, plan, BASE)) == NO_ANSWER
