"""The list of exceptions of the plan file: it speaks of attributes that are there, and reads what it says."""

from __future__ import annotations

import dataclasses

import pytest

from network.services.bus_service import BusService
from plan.file.entry_error import EntryError
from plan.file.forms import FORMS, Form, form_of
from plan.scenario.procedure import AreaMap, Procedure
from plan.scenario.scenario import Scenario


@pytest.mark.parametrize("cls", list(FORMS), ids=lambda cls: cls.__name__)
def test_a_form_names_attributes_that_are_there(cls: type) -> None:
    form, names = FORMS[cls], {f.name for f in dataclasses.fields(cls)}
    named = (form.keys, form.always, form.required, form.absent, form.no_null, form.spellings, form.told_first)
    assert {name for listed in named for name in listed} <= names


def test_a_kind_of_a_type_takes_its_form_and_a_stranger_an_empty_one() -> None:
    own = dataclasses.make_dataclass("Own", [], bases=(Scenario,), frozen=True)
    assert form_of(own) is FORMS[Scenario]
    assert form_of(int) == Form()


def test_dates_of_the_procedure_may_be_a_year_and_nothing_is_null() -> None:
    day = FORMS[Procedure].spellings["starts"]
    assert day.read is not None
    assert day.write is not None
    assert (day.read(2027), day.write("2027"), day.write("")) == ("2027", "2027", None)


def test_a_sign_on_the_map_is_there_or_not() -> None:
    shown = FORMS[AreaMap].spellings["north"].read
    assert shown is not None
    assert shown(True) is True
    with pytest.raises(EntryError) as refused:
        shown("はい")
    assert (refused.value.code, refused.value.of_owner) == ("entry_map_signs", True)


def test_the_area_of_a_service_may_be_empty_but_not_crossed() -> None:
    area = FORMS[BusService].spellings["area"].read
    assert area is not None
    assert area({"type": "Polygon", "coordinates": []}).is_empty
    crossed = [[135.0, 33.0], [135.1, 33.1], [135.1, 33.0], [135.0, 33.1], [135.0, 33.0]]
    with pytest.raises(EntryError):
        area({"type": "Polygon", "coordinates": [crossed]})


def test_a_problem_of_a_scenario_says_which() -> None:
    title = FORMS[Scenario].title
    assert title is not None
    problem = title("東案", EntryError("entry_not_text", "の hubs"))
    assert problem.place == "案「東案」の hubs"
    assert problem.under("の scenarios").place == problem.place
