"""Attributes of the plan's value types as the file has them, by type and form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from plan.file.fields import UNKNOWN_FIELDS, Field, fields_of, is_list, is_table, is_value_type, without_none
from plan.file.forms import FORMS, Form, form_of
from plan.scenario.scenario import Hub, Plan, Scenario


def field(cls: type, name: str) -> Field:
    return next(f for f in fields_of(cls) if f.name == name)


def test_every_form_speaks_of_attributes_that_are_there() -> None:
    for cls, form in FORMS.items():
        known = {f.name for f in dataclasses.fields(cls)}
        named = {
            *form.keys,
            *form.always,
            *form.required,
            *form.absent,
            *form.no_null,
            *form.spellings,
            *form.told_first,
        }
        assert named <= known, cls.__name__


def test_where_an_attribute_stands() -> None:
    assert field(Plan, "region_id").key == ("region", "id")
    assert field(Plan, "region_id").place == "の regionの id"
    assert field(Hub, "name").key == ("name",)
    assert UNKNOWN_FIELDS not in {f.name for f in fields_of(Hub)}


def test_what_must_be_there_and_what_null_means() -> None:
    hubs, lat, site = field(Scenario, "hubs"), field(Hub, "lat"), field(Hub, "site_id")
    assert (hubs.required, lat.required, site.required) == (True, True, False)
    assert site.says_nothing(None)
    assert site.always
    assert not lat.says_nothing(None)
    assert not field(Scenario, "procedure").says_nothing(None)
    assert hubs.is_part
    assert not lat.is_part


def test_kinds_of_types() -> None:
    assert is_list(tuple[str, ...])
    assert not is_list(tuple[str, str])
    assert is_table(Mapping[str, int])
    assert not is_table(dict[str, int])
    assert is_value_type(Hub)
    assert not is_value_type(str)
    assert without_none(str | None) == (str,)
    assert without_none(str) == (str,)


def test_a_type_without_a_form_of_its_own() -> None:
    assert form_of(int) == Form()
    assert form_of(Hub) is FORMS[Hub]
