"""Drivers' hours at their limits: 13 h 00 passes, 13 h 01 warns, over 15 h fails; six days of 12 h are never one driver's."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.operations.driver_hours import (
    Duty,
    Limits,
    drivers_for_week,
    duty_findings,
    fewest_drivers,
    hours_text,
    longest_unbroken_s,
    split_duties,
    week_findings,
)

LIMITS = Limits.reference()
HOUR, MINUTE = 3600.0, 60.0


def duty(hours: float, minutes: float = 0.0, *, start_h: float = 7.0, driving_h: float = 2.0) -> Duty:
    """A duty of a length, roll calls included, driven at both ends with a long pause between."""
    length, half = hours * HOUR + minutes * MINUTE, driving_h / 2 * HOUR
    begin = start_h * HOUR + LIMITS.before_s
    end = start_h * HOUR + length - LIMITS.after_s
    return Duty("1", ((begin, begin + half), (end - half, end)), LIMITS.before_s, LIMITS.after_s)


@pytest.mark.parametrize(
    ("hours", "minutes", "found"),
    [
        (12, 59, []),
        (13, 0, []),
        (13, 1, [("duty_usual", "warned")]),
        (15, 0, [("duty_usual", "warned")]),
        (15, 1, [("duty_most", "failed")]),
        (16, 0, [("duty_most", "failed")]),
    ],
)
def test_a_day_at_its_limits(hours: int, minutes: int, found: list[tuple[str, str]]) -> None:
    day = duty(hours, minutes)
    assert day.length_s == hours * HOUR + minutes * MINUTE
    assert [(f.rule, f.outcome) for f in duty_findings(day, LIMITS)] == found


def test_roll_calls_belong_to_the_duty() -> None:
    bare = Duty("1", ((0.0, 13 * HOUR - 30 * MINUTE),), 0.0, 0.0)
    assert not [f for f in duty_findings(bare, LIMITS) if f.rule.startswith("duty")]
    called = Duty("1", bare.driven_s, LIMITS.before_s, LIMITS.after_s + 60)
    assert called.length_s == 13 * HOUR + 60
    assert [f.rule for f in duty_findings(called, LIMITS) if f.rule.startswith("duty")] == ["duty_usual"]


def test_twelve_hours_on_six_days_are_never_with_one_driver() -> None:
    six = {day: [duty(12)] for day in range(6)}
    assert [f.rule for f in week_findings("A", {day: d[0] for day, d in six.items()}, LIMITS)] == ["duty_week"]
    drivers = drivers_for_week(six, LIMITS)
    assert len(drivers) == fewest_drivers(six, LIMITS) == 2
    assert sorted(day for mine in drivers for day in mine) == list(range(6))
    five = {day: [duty(12)] for day in range(5)}
    assert len(drivers_for_week(five, LIMITS)) == 1


def test_seven_short_days_leave_no_day_off() -> None:
    days = {day: duty(5) for day in range(7)}
    assert [f.rule for f in week_findings("A", days, LIMITS)] == ["work_days"]
    assert len(drivers_for_week({day: [d] for day, d in days.items()}, LIMITS)) == 2


def test_rests_between_days() -> None:
    late, early = duty(10, start_h=13), duty(8, start_h=7)
    assert [f.rule for f in week_findings("A", {0: late, 1: early}, LIMITS)] == ["rest_least"]
    assert [f.rule for f in week_findings("A", {0: late, 1: duty(8, start_h=9)}, LIMITS)] == ["rest_aim"]
    assert week_findings("A", {0: late, 2: early}, LIMITS) == ()
    assert [f.rule for f in week_findings("A", {6: late, 0: early}, LIMITS)] == ["rest_least"]


def test_long_days_and_driving_hours() -> None:
    long = {day: duty(14, 1) for day in (0, 1, 2, 3)}
    assert "duty_long" in {f.rule for f in week_findings("A", long, LIMITS)}
    assert "duty_long" not in {f.rule for f in week_findings("A", {d: long[d] for d in (0, 1, 2)}, LIMITS)}
    driven = {day: duty(11, driving_h=8.1) for day in range(5)}
    assert [f.rule for f in week_findings("A", driven, LIMITS)] == ["driving_week"]
    assert [f.rule for f in duty_findings(duty(12, driving_h=9.1), LIMITS) if f.rule == "driving_day"] == [
        "driving_day"
    ]


def test_two_days_of_long_driving_on_either_side_need_another_driver() -> None:
    """Nine hours at the wheel are the mean of two days: broken where it is over with the day before and the day after."""
    ten = duty(12, driving_h=9.5)
    assert week_findings("A", {0: ten, 1: ten, 3: ten}, LIMITS) == ()
    assert [f.rule for f in week_findings("A", {0: ten, 1: ten, 2: ten}, LIMITS)] == ["driving_two_days"]
    assert [f.rule for f in week_findings("A", {5: ten, 6: ten, 0: ten}, LIMITS)] == ["driving_two_days"]
    assert week_findings("A", {0: ten, 1: duty(11, driving_h=8.5), 2: ten}, LIMITS) == ()
    assert len(drivers_for_week({day: [ten] for day in range(4)}, LIMITS)) == 2


@pytest.mark.parametrize(
    ("pauses_min", "unbroken_h"),
    [((), 4.5), ((30,), 2.25), ((10, 10, 10), 3.375), ((9, 9, 9, 9), 4.5), ((15, 15), 3.0), ((29,), 4.5)],
)
def test_driving_without_a_break(pauses_min: tuple[int, ...], unbroken_h: float) -> None:
    """4.5 hours at the wheel in equal parts: pauses of 10 minutes and more add up, and 30 in all break it."""
    spells, at = [], 0.0
    share = 4.5 * HOUR / (len(pauses_min) + 1)
    for pause in (*pauses_min, 0):
        spells.append((at, at + share))
        at += share + pause * MINUTE
    assert longest_unbroken_s(spells, LIMITS) == pytest.approx(unbroken_h * HOUR)
    failed = [f.rule for f in duty_findings(Duty("1", tuple(spells), 0, 0), LIMITS)]
    assert ("driving_unbroken" in failed) == (unbroken_h > 4)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 8)), min_size=1, max_size=8))
def test_a_vehicles_day_is_split_into_the_fewest_duties(steps: list[tuple[int, int]]) -> None:
    spells, at = [], 0.0
    for pause, drive in steps:
        at += pause * HOUR
        spells.append((at, at + drive * HOUR))
        at += drive * HOUR
    duties = split_duties("1台目", spells, LIMITS)
    assert [s for d in duties for s in d.driven_s] == spells
    assert all(d.length_s <= LIMITS.usual_s or len(d.driven_s) == 1 for d in duties)

    def fits(part: list[tuple[float, float]]) -> bool:
        return len(part) == 1 or part[-1][1] - part[0][0] + LIMITS.before_s + LIMITS.after_s <= LIMITS.usual_s

    fewest = min(
        len(cuts) + 1
        for size in range(len(spells))
        for cuts in itertools.combinations(range(1, len(spells)), size)
        if all(fits(spells[a:b]) for a, b in itertools.pairwise([0, *cuts, len(spells)]))
    )
    assert len(duties) == fewest


@given(st.lists(st.lists(st.tuples(st.integers(4, 14), st.integers(4, 13)), max_size=3), max_size=7))
def test_no_driver_of_a_week_runs_against_a_limit(week: list[list[tuple[int, int]]]) -> None:
    duties = {
        day: [duty(length, start_h=start, driving_h=min(2, length - 1)) for start, length in of_day]
        for day, of_day in enumerate(week)
    }
    drivers = drivers_for_week(duties, LIMITS)
    assert sum(len(mine) for mine in drivers) == sum(len(of_day) for of_day in duties.values())
    assert len(drivers) >= fewest_drivers(duties, LIMITS)
    for mine in drivers:
        assert not [f for f in week_findings("A", mine, LIMITS) if f.outcome == "failed"]


def test_lengths_are_said() -> None:
    assert hours_text(13 * HOUR + 60) == "13時間01分"
