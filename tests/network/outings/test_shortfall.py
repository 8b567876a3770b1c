"""What a round trip lacks, by hand and against all pairs one by one."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.outings.outings import NONE_S, outings
from network.outings.shortfall import LACKS, shortfalls
from network.outings.visit import Visit
from network.transit.departures import Departures

Rides = list[tuple[int, int]]
NOTHING = dict.fromkeys(LACKS, 0)
NONE = dict.fromkeys(LACKS, NONE_S)
CLINIC = Visit(stay_s=5400, arrive_by_s=39600, opens_s=30600, closes_s=61200, away_max_s=18000)


def departures(*of_origins: Rides) -> Departures:
    starts = np.cumsum([0, *(len(rides) for rides in of_origins)])
    rides = [ride for origin in of_origins for ride in origin]
    return Departures(starts, np.array(rides, dtype=np.int64).reshape(-1, 2))


def at(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


def rides(*times: tuple[str, str]) -> Rides:
    return [(at(start), at(end)) for start, end in times]


def lacks(out: Rides, back: Rides, *visits: Visit) -> dict[str, int]:
    return {str(k): int(v) for k, v in shortfalls(departures(out), departures(back), visits).iloc[0].items()}


@pytest.mark.parametrize(
    ("out", "back", "expected"),
    [
        # 7:21 to 12:30 is 309 minutes; 300 are allowed.
        (rides(("7:21", "7:50")), rides(("12:00", "12:30")), {"away_over_s": 9 * 60}),
        # There at 10:40, back at 12:00: 80 minutes of the 90.
        (rides(("10:10", "10:40")), rides(("12:00", "12:30")), {"stay_short_s": 10 * 60}),
        # The doctor begins at 8:30: waiting is no stay.
        (rides(("7:00", "7:30")), rides(("9:45", "10:15")), {"stay_short_s": 15 * 60}),
        (rides(("10:35", "11:05")), rides(("13:00", "13:30")), {"late_s": 5 * 60}),
        # Of two rides home, one leaves 20 minutes too early and one 12 minutes too late.
        (rides(("8:00", "8:30")), rides(("9:40", "10:10"), ("12:42", "13:12")), {"away_over_s": 12 * 60}),
        # Five minutes too late, and then twenty too short a stay.
        (rides(("10:45", "11:05")), rides(("12:15", "12:35")), {"late_s": 5 * 60, "stay_short_s": 20 * 60}),
        (rides(("8:00", "8:30")), rides(("10:00", "10:30")), {}),
    ],
)
def test_on_paper(out: Rides, back: Rides, expected: dict[str, int]) -> None:
    assert lacks(out, back, CLINIC) == {**NOTHING, **expected}


def test_no_ride_home_after_one_has_come_is_nothing_near() -> None:
    assert lacks(rides(("9:00", "9:30")), rides(("9:20", "9:50")), CLINIC) == NONE
    assert lacks([], rides(("9:20", "9:50")), CLINIC) == NONE
    assert lacks(rides(("9:00", "9:30")), rides(("12:00", "12:30"))) == NONE  # closed: no visit


def test_lessons_that_end_later_are_a_stay_too_short() -> None:
    school = Visit(stay_s=0, arrive_from_s=at("7:30"), arrive_by_s=at("8:10"), home_from_s=at("15:00"))
    assert lacks(rides(("7:00", "7:25")), rides(("14:40", "15:00")), school) == {
        **NOTHING,
        "early_s": 5 * 60,
        "stay_short_s": 20 * 60,
    }


def test_who_is_not_asked_about_is_passed_over() -> None:
    one = rides(("7:21", "7:50")), rides(("12:00", "12:30"))
    found = shortfalls(
        departures(one[0], one[0]), departures(one[1], one[1]), [CLINIC], origins=np.array([1], dtype=np.int64)
    )
    assert found["away_over_s"].tolist() == [NONE_S, 540]


TIMES = st.integers(min_value=0, max_value=400)
RIDES = st.lists(st.tuples(TIMES, st.integers(min_value=1, max_value=60)), max_size=4).map(
    lambda found: sorted((start, start + taken) for start, taken in found)
)


@given(RIDES, RIDES, st.integers(1, 90), st.integers(0, 200), st.integers(200, 400), st.integers(30, 300))
def test_against_every_pair(out: Rides, back: Rides, stay: int, opens: int, by: int, away: int) -> None:
    visit = Visit(stay_s=stay, opens_s=opens, arrive_by_s=by, away_max_s=away)
    found = lacks(out, back, visit)
    sums = [
        max(0, arrive - by) + max(0, stay - (depart - max(arrive, opens))) + max(0, home - leave - away)
        for (leave, arrive), (depart, home) in itertools.product(out, back)
        if depart >= arrive
    ]
    assert (sum(found.values()) if found != NONE else math.inf) == min(sums, default=math.inf)
    counted = outings(departures(out), departures(back), [visit])["outings"].iloc[0]
    assert (counted > 0) == (found == NOTHING)
