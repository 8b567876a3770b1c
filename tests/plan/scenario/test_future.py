"""What a scenario says of the future, and how the plan file holds it."""

from __future__ import annotations

import json

import pytest

from geo.texts.errors import ValueRefusedError
from plan.file import codec
from plan.file.entry_error import EntryError
from plan.scenario.future import Future, Member, Settlers, Threshold, service_key
from plan.scenario.scenario import Scenario

FULL = {
    "settlers": [
        {"kind": "family", "households_a_year": 2, "from": 2027, "villages": ["v1", "v2"]},
        {
            "kind": "甥の一家",
            "households_a_year": 0.5,
            "members": [{"sex": "m", "age_from": 40, "persons": 1, "note": "x"}],
        },
    ],
    "vacant_houses": {"v1": 3.0, "v2": 0.0},
    "thresholds": {
        "shopping": {"least": 256, "measure": "people"},
        "f1:fuel": {"least": 9e6, "measure": "sales", "today": 1.2e7},
    },
}


def written(scenario: Scenario) -> dict:
    return json.loads(json.dumps(codec.write(scenario)))


def test_the_file_gives_back_what_it_was_given() -> None:
    scenario = Scenario("s1", "案", future=codec.read(Future, FULL))
    assert written(scenario)["future"] == FULL
    again = codec.read(Scenario, written(scenario))
    assert again == scenario
    assert again.future.settlers[0].from_year == 2027
    (nephew,) = again.future.settlers[1].household
    assert (nephew.sex, nephew.age_from, nephew.persons) == ("m", 40, 1)


def test_an_empty_future_is_left_out() -> None:
    assert "future" not in written(Scenario("s1", "案"))
    assert codec.read(Scenario, written(Scenario("s1", "案"))).future == Future()
    assert codec.read(Scenario, {**written(Scenario("s1", "案")), "future": {}}).future == Future()


def test_what_nobody_knows_stays() -> None:
    content = {**written(Scenario("s1", "案")), "future": {**FULL, "rolls": [1]}}
    assert written(codec.read(Scenario, content))["future"]["rolls"] == [1]


@pytest.mark.parametrize(
    ("future", "words"),
    [
        ({"settlers": [{"kind": "family"}]}, "households_a_year"),
        ({"settlers": [{"kind": "circus", "households_a_year": 1}]}, "circus"),
        ({"settlers": [{"kind": "family", "households_a_year": -1}]}, "0以上"),
        ({"vacant_houses": {"v1": "many"}}, "vacant_houses"),
        ({"vacant_houses": {"v1": -2}}, "0以上"),
        ({"thresholds": []}, "thresholds"),
        ({"thresholds": {"fuel": "many"}}, "fuel"),
        ({"thresholds": {"fuel": {"least": 1, "measure": "luck"}}}, "luck"),
        ({"thresholds": {"fuel": {"least": -1}}}, "0以上"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(future: dict, words: str) -> None:
    with pytest.raises(EntryError) as caught:
        codec.read(Scenario, {**written(Scenario("s1", "案")), "future": future})
    assert words in str(caught.value)


def test_a_type_has_its_members_unless_they_are_given() -> None:
    assert Settlers("young_couple", 1.0).household == (Member("f", 20), Member("m", 20))
    with pytest.raises(ValueRefusedError, match="移住世帯"):
        Settlers("family", float("nan"))
    with pytest.raises(ValueRefusedError, match="世帯の人"):
        Member("f", -5)


def test_a_bare_number_is_people_within_reach_as_older_files_have_it() -> None:
    future = codec.read(Future, {"thresholds": {"shopping": 256.0}})
    assert future.thresholds["shopping"] == Threshold(256, "people")
    assert codec.write(future) == {"thresholds": {"shopping": {"least": 256, "measure": "people"}}}


def test_a_places_own_threshold_comes_before_that_of_its_category() -> None:
    own, common = Threshold(30, "users", 42, "店の話"), Threshold(500)
    future = Future(thresholds={"shopping": common, service_key("h1", "shopping"): own})
    assert (future.threshold("h1", "shopping"), future.threshold("f1", "shopping")) == (own, common)
    assert future.threshold("h1", "fuel") is None
