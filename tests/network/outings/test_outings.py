"""Outings against a brute force over all sets of round trips, and the examples worked out on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from network.outings.outings import (
    NONE_S,
    any_outing,
    in_whole_minutes,
    outings,
    quicker_than_walking,
    round_trips,
)
from network.outings.visit import Visit
from network.transit.departures import Departures

Journeys = NDArray[np.int64]


def of_origins(*journeys: Journeys) -> Departures:
    starts = np.cumsum([0, *(len(j) for j in journeys)])
    return Departures(starts, np.concatenate([np.zeros((0, 2), dtype=np.int64), *journeys]))


def at(hour: int, minute: int = 0) -> int:
    return hour * 3600 + minute * 60


def rides(*starts_s: int, minutes: int = 25) -> Journeys:
    return np.array([[s, s + minutes * 60] for s in starts_s], dtype=np.int64).reshape(-1, 2)


CLINIC = Visit(stay_s=90 * 60, arrive_by_s=at(11), opens_s=at(8, 30), away_max_s=300 * 60)
OUT = rides(at(8, 5), at(9, 5), at(10, 5))


def only(outward: Journeys, homeward: Journeys, *visits: Visit) -> dict[str, int]:
    return {str(k): int(v) for k, v in outings(of_origins(outward), of_origins(homeward), visits).iloc[0].items()}


def test_the_clinic_on_paper() -> None:
    found = only(OUT, rides(at(13)), CLINIC)
    assert found["outings"] == 1
    best = [found[c] for c in ("leave_s", "arrive_s", "stay_s", "depart_s", "home_s", "away_s")]
    assert best == [at(10, 5), at(10, 30), at(2, 30), at(13), at(13, 25), at(3, 20)]
    # The 8:05 would be away 320 minutes: the longest stay is that of the 9:05.
    assert (found["stay_max_s"], found["stay_min_s"]) == (210 * 60, 150 * 60)


def test_the_last_ride_out_just_passes_at_noon_and_fails_five_minutes_earlier() -> None:
    noon = only(OUT, rides(at(12)), CLINIC)
    assert (noon["leave_s"], noon["stay_s"], noon["away_s"]) == (at(10, 5), 90 * 60, 140 * 60)
    earlier = only(OUT, rides(at(11, 55)), CLINIC)
    assert (earlier["leave_s"], earlier["stay_s"]) == (at(9, 5), 145 * 60)
    assert earlier["stay_max_s"] == 205 * 60


def test_the_cap_is_a_limit_that_may_be_reached() -> None:
    capped = Visit(stay_s=90 * 60, arrive_by_s=at(11), opens_s=at(8, 30), away_max_s=320 * 60)
    assert only(OUT, rides(at(13)), capped)["stay_max_s"] == 270 * 60
    assert only(OUT, rides(at(13)), Visit(**{**vars(capped), "away_max_s": 320 * 60 - 1}))["stay_max_s"] == 210 * 60


def test_two_rides_home_make_two_outings_and_each_ride_counts_once() -> None:
    assert only(OUT, rides(at(12), at(13)), CLINIC)["outings"] == 2
    assert only(OUT, rides(at(12), at(12, 10), at(12, 20), at(12, 30)), CLINIC)["outings"] == 3


def test_who_comes_before_opening_waits_and_the_stay_ends_by_closing() -> None:
    shop = Visit(stay_s=3600, opens_s=at(9), closes_s=at(17))
    early = only(rides(at(7)), rides(at(10), at(18)), shop)
    assert (early["arrive_s"], early["stay_s"], early["stay_max_s"]) == (at(7, 25), 3600, 8 * 3600)
    assert only(rides(at(7)), rides(at(9, 59)), shop)["outings"] == 0
    assert only(rides(at(15, 35)), rides(at(18)), shop)["outings"] == 1
    assert only(rides(at(15, 36)), rides(at(18)), shop)["outings"] == 0


def test_a_child_must_arrive_within_its_times_and_stays_till_lessons_end() -> None:
    def school(home_from_s: int) -> Visit:
        return Visit(stay_s=0, arrive_from_s=at(7, 30), arrive_by_s=at(8, 10), home_from_s=home_from_s)

    out, back = rides(at(7, 4), at(7, 5), at(7, 45), at(7, 46)), rides(at(14, 59), at(16))
    assert only(out, back, school(at(15)))["outings"] == 1
    assert only(out, rides(at(15), at(16), at(17)), school(at(15)))["outings"] == 2
    assert only(out, back, school(at(15)))["leave_s"] == at(7, 45)
    assert only(out, back, school(at(16)))["depart_s"] == at(16)
    assert only(out, back, school(at(18, 30)))["outings"] == 0


def test_past_midnight_is_the_same_day_of_service() -> None:
    found = only(rides(at(18)), rides(at(24, 45)), Visit(stay_s=3600))
    assert (found["depart_s"], found["home_s"]) == (at(24, 45), at(25, 10))


def test_where_it_is_closed_or_no_ride_goes_there_is_no_outing() -> None:
    nothing = {"outings": 0} | dict.fromkeys(
        ("leave_s", "arrive_s", "stay_s", "depart_s", "home_s", "away_s", "stay_max_s", "stay_min_s"), NONE_S
    )
    assert only(OUT, rides(at(13))) == nothing
    assert only(OUT, rides(), CLINIC) == nothing
    assert only(rides(), OUT, CLINIC) == nothing
    assert outings(of_origins(), of_origins(), [CLINIC]).empty


def test_equals_in_time_away_are_settled_by_the_earlier() -> None:
    found = only(rides(at(9), at(10)), rides(at(11), at(12)), Visit(stay_s=3600))
    assert (found["leave_s"], found["away_s"]) == (at(9), 145 * 60)


def test_two_clinics_with_hours_of_their_own() -> None:
    morning = Visit(stay_s=3600, opens_s=at(8, 30), closes_s=at(12))
    afternoon = Visit(stay_s=3600, opens_s=at(13, 30), closes_s=at(16))
    out, back = rides(at(8), at(13)), rides(at(11), at(15, 30))
    both = only(out, back, morning, afternoon)
    assert [only(out, back, v)["outings"] for v in (morning, afternoon)] == [1, 1]
    assert (both["outings"], both["stay_max_s"], both["stay_min_s"]) == (2, 3.5 * 3600, 2 * 3600)


@pytest.mark.parametrize("wrong", [{"stay_s": -1}, {"away_max_s": 0}])
def test_what_is_no_visit_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="visit"):
        Visit(**{"stay_s": 60, **wrong})


def test_a_place_that_closes_before_it_opens_is_closed() -> None:
    assert only(OUT, rides(at(13)), Visit(stay_s=0, opens_s=at(12), closes_s=at(11)))["outings"] == 0
    assert only(OUT, rides(at(13)), Visit(stay_s=0, arrive_from_s=at(12), arrive_by_s=at(8)))["outings"] == 0


def test_other_origins_there_than_back_are_refused() -> None:
    with pytest.raises(ValueError, match="origins"):
        outings(of_origins(rides()), of_origins(), [CLINIC])
    with pytest.raises(ValueError, match="origins"):
        any_outing(of_origins(rides()), of_origins(), [CLINIC])


def test_nobody_rides_round_to_get_next_door() -> None:
    near, far = np.array([[at(8), at(8, 6)], [at(9), at(9, 40)]]), rides(at(8), at(9))
    worth = quicker_than_walking(of_origins(near, rides(), far), np.array([10.0, np.inf, np.inf]))
    assert [worth.of(i)[:, 0].tolist() for i in range(3)] == [[at(8)], [], [at(8), at(9)]]
    as_long = quicker_than_walking(of_origins(near), np.array([6.0]))
    assert as_long.of(0).shape == (0, 2)


def test_whole_minutes_never_tell_anyone_to_leave_too_late() -> None:
    found = in_whole_minutes(of_origins(np.array([[at(8) + 59, at(9) + 1], [at(10), at(11)], [-61, 0]])))
    assert found.times_s.tolist() == [[at(8), at(9, 1)], [at(10), at(11)], [-120, 0]]


TICK = 600


@st.composite
def some_rides(draw: st.DrawFn) -> Journeys:
    """Up to five journeys that rise in both times, close enough together for ties."""
    starts = sorted(draw(st.sets(st.integers(-2, 40), max_size=5)))
    ends, last = [], -99
    for start in starts:
        last = max(last + 1, start + draw(st.integers(0, 6)))
        ends.append(last)
    return np.array(list(zip(starts, ends, strict=True)), dtype=np.int64).reshape(-1, 2) * TICK


@st.composite
def some_visit(draw: st.DrawFn) -> Visit:
    def ticks(low: int, high: int) -> int:
        return draw(st.integers(low, high)) * TICK

    opens, arrive_from = ticks(0, 15), ticks(-3, 10)
    return Visit(
        stay_s=ticks(0, 8),
        arrive_from_s=draw(st.sampled_from([0, arrive_from])),
        arrive_by_s=draw(st.sampled_from([math.inf, max(arrive_from, 0) + 10 * TICK])),
        opens_s=opens,
        closes_s=draw(st.sampled_from([math.inf, opens + ticks(1, 20)])),
        home_from_s=draw(st.sampled_from([0, ticks(5, 40)])),
        away_max_s=draw(st.sampled_from([math.inf, ticks(5, 30)])),
    )


def brute_pairs(out: Journeys, back: Journeys, visits: Sequence[Visit]) -> dict[tuple[int, int], float]:
    """Stay of every round trip, by the words of the definition."""
    found: dict[tuple[int, int], float] = {}
    for i, (leave, arrive) in enumerate(out.tolist()):
        for j, (depart, home) in enumerate(back.tolist()):
            for v in visits:
                begins = max(arrive, v.opens_s)
                ends = min(depart, v.closes_s)
                on_time = v.arrive_from_s <= arrive <= v.arrive_by_s and depart >= v.home_from_s
                if on_time and ends - begins >= v.stay_s and home - leave <= v.away_max_s:
                    found[i, j] = max(found.get((i, j), 0), ends - begins)
    return found


def most(pairs: list[tuple[int, int]]) -> int:
    """The largest set of round trips without a journey used twice, trying all sets."""
    if not pairs:
        return 0
    (i, j), *rest = pairs
    return max(most(rest), 1 + most([(a, b) for a, b in rest if a != i and b != j]))


@given(
    st.lists(st.tuples(some_rides(), some_rides()), min_size=1, max_size=3),
    st.lists(some_visit(), min_size=0, max_size=2),
)
def test_outings_equal_a_brute_force_over_all_sets_of_round_trips(
    origins: list[tuple[Journeys, Journeys]], visits: list[Visit]
) -> None:
    there, back_home = of_origins(*(o for o, _ in origins)), of_origins(*(b for _, b in origins))
    found = outings(there, back_home, visits)
    assert any_outing(there, back_home, visits).tolist() == (found["outings"] > 0).tolist()
    for number, (out, back) in enumerate(origins):
        row, pairs = found.iloc[number], brute_pairs(out, back, visits)
        assert row["outings"] == most(list(pairs))
        if not pairs:
            assert row.drop("outings").eq(NONE_S).all()
            continue
        best = min(pairs, key=lambda p: (back[p[1], 1] - out[p[0], 0], out[p[0], 0]))
        (leave, arrive), (depart, home) = out[best[0]], back[best[1]]
        expected = (leave, arrive, pairs[best], depart, home, home - leave)
        assert tuple(row[["leave_s", "arrive_s", "stay_s", "depart_s", "home_s", "away_s"]]) == expected
        assert (row["stay_max_s"], row["stay_min_s"]) == (max(pairs.values()), min(pairs.values()))


@given(some_rides(), some_rides(), st.lists(some_visit(), min_size=1, max_size=3))
def test_the_round_trips_are_as_many_as_counted_and_use_no_ride_twice(
    out: Journeys, back: Journeys, visits: list[Visit]
) -> None:
    found = round_trips(of_origins(out), of_origins(back), visits).tolist()
    pairs = brute_pairs(out, back, visits)
    allowed = {(*out[i].tolist(), *back[j].tolist()) for i, j in pairs}
    assert len(found) == most(list(pairs))
    assert all(tuple(trip) in allowed for trip in found)
    assert len({tuple(trip[:2]) for trip in found}) == len({tuple(trip[2:]) for trip in found}) == len(found)
    assert found == sorted(found)


def test_round_trips_do_not_cross_and_are_of_one_village() -> None:
    crossing = round_trips(of_origins(OUT), of_origins(rides(at(12), at(12, 10), at(12, 20))), [CLINIC])
    assert crossing[:, 0].tolist() == [at(8, 5), at(9, 5), at(10, 5)]
    assert crossing[:, 2].tolist() == [at(12), at(12, 10), at(12, 20)]
    with pytest.raises(ValueError, match="not one"):
        round_trips(of_origins(OUT, OUT), of_origins(OUT, OUT), [CLINIC])
