"""Assumptions: every number has a first value with its source, and changes are checked."""

from __future__ import annotations

import math

import pytest

from geo.reference import reference_table
from geo.reference.assumptions import Assumptions, assumption_problem, known_assumptions


def test_first_values_come_from_the_tables() -> None:
    given = Assumptions()
    for name, reference in known_assumptions().items():
        assert given[name] == reference.value
    assert given.speed_kmh("primary") == reference_table("speeds")["primary"].value


@pytest.mark.parametrize("table", ["speeds", "access", "standards", "purposes", "gaps", "licences"])
def test_every_reference_value_says_where_it_comes_from(table: str) -> None:
    for value in reference_table(table).values():
        assert value.name
        assert value.unit
        assert value.source
        assert value.date.isdecimal()
        assert value.confidence in {"read", "likely", "unsure"}
        assert value.to_be_confirmed == (value.confidence != "read")
        assert math.isfinite(value.value)


def test_an_unknown_table() -> None:
    with pytest.raises(KeyError):
        reference_table("nothing")


def test_changes_lie_on_top_and_hash_by_content() -> None:
    changed = Assumptions().with_changes({"daily_min": 40, "near_min": 20})
    assert (changed["daily_min"], changed["far_min"]) == (40, Assumptions()["far_min"])
    assert changed == Assumptions({"near_min": 20, "daily_min": 40})
    assert hash(changed) == hash(Assumptions({"near_min": 20, "daily_min": 40}))
    back = changed.with_changes({"daily_min": known_assumptions()["daily_min"].value, "near_min": 15})
    assert dict(back.changed) == {}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("nonsense", 3, "assumption_unknown"),
        ("daily_min", -1, "assumption_wrong"),
        ("daily_min", 0, "assumption_wrong"),
        ("daily_min", math.nan, "assumption_wrong"),
        ("daily_min", math.inf, "assumption_wrong"),
        ("daily_min", 10**400, "assumption_wrong"),
        ("daily_min", "30", "assumption_wrong"),
        ("daily_min", True, "assumption_wrong"),
        ("clinic_opens_hhmm", 860, "assumption_wrong"),
        ("clinic_opens_hhmm", 830.5, "assumption_wrong"),
        ("clinic_opens_hhmm", 4800, "assumption_wrong"),
    ],
)
def test_what_is_no_assumption_is_refused(name: str, value: object, code: str) -> None:
    problem = assumption_problem(name, value)
    assert problem is not None
    assert problem.code == code
    with pytest.raises(ValueError, match=name):
        Assumptions({name: value})  # type: ignore[dict-item]


def test_a_speed_of_zero_closes_a_road_class_to_cars() -> None:
    assert assumption_problem("speed_track_kmh", 0) is None


def test_a_time_of_day_is_written_as_on_a_clock() -> None:
    assert Assumptions({"clinic_opens_hhmm": 845}).time_s("clinic_opens_hhmm") == 8 * 3600 + 45 * 60
    assert Assumptions({"clinic_opens_hhmm": 2510}).time_s("clinic_opens_hhmm") == 25 * 3600 + 10 * 60
