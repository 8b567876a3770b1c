"""Door to door by bus equals a search over the written-out day, and cases worked out on paper."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.transit.door_to_door_times import DoorToDoor, door_to_door
from network.transit.journeys import Journey
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from tests.network.roads.by_hand import points
from tests.network.transit.small_timetables import (
    NODES,
    Small,
    Trip,
    at,
    line,
    small_roads,
    small_timetables,
    timetable_of,
)
from tests.network.transit.time_expanded import expanded, seconds, ways_m

ROADS = small_roads()
PLACES = points(NODES)
SETTINGS = (
    BusSettings(60.0, 350.0, 2.0, 200.0),
    BusSettings(80.0, 500.0, 3.0, 300.0),
    BusSettings(50.0, 0.0, 2.0, 0.0),
)


def journeys(timetable: Timetable, how: BusSettings, homes: list[str], places: list[str]) -> DoorToDoor:
    return door_to_door(timetable, ROADS, PLACES.loc[homes], PLACES.loc[places], settings=how)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_timetables(), st.sampled_from(SETTINGS))
def test_all_journeys_of_a_day_equal_a_search_over_the_written_out_day(small: Small, how: BusSettings) -> None:
    stops, place = small.stops, small.place
    found = journeys(small.timetable, how, small.homes, [place])
    day = expanded(stops, small.trips, how, small.rules)
    for home in small.homes:
        there, back = day.pairs(home, place), day.pairs(place, home)
        assert list(map(tuple, found.outward(home, place).tolist())) == there
        assert list(map(tuple, found.homeward(home, place).tolist())) == back
        for way, pairs, start, end in (("outward", there, home, place), ("homeward", back, place, home)):
            for pair in pairs:
                journey = found.journey(home, place, pair, way=way)  # type: ignore[arg-type]
                check_legs(journey, found.timetable, how, (start, end), stops, pair)
                if journey.rides:
                    assert len(journey.rides) == day.fewest_rides(start, end, *pair)


def check_legs(
    journey: Journey,
    timetable: Timetable,
    how: BusSettings,
    ends: tuple[str, str],
    stops: dict[str, str],
    pair: tuple[int, int],
) -> None:
    """A told journey can be followed: every leg begins where the last ended, and nobody runs."""
    metres = ways_m()
    here, now = ends[0], pair[0]
    for number, leg in enumerate(journey.legs):
        assert leg.departs_s >= now
        there = ends[1] if leg.end is None else stops[leg.end]
        if leg.kind == "walk":
            assert leg.walk_m == pytest.approx(metres[here][there], abs=1e-3)
            assert leg.arrives_s - leg.departs_s == seconds(metres[here][there], how.walk_m_per_min)
        else:
            assert leg.start is not None
            assert stops[leg.start] == here
            calls = np.array(leg.calls)
            assert len(set(timetable.call_run[calls])) == 1
            assert timetable.stops.index[timetable.call_stop[calls[[0, -1]]]].tolist() == [leg.start, leg.end]
            assert timetable.may_board[calls[0]]
            assert timetable.may_alight[calls[-1]]
            assert (timetable.departure_s[calls[0]], timetable.arrival_s[calls[-1]]) == (leg.departs_s, leg.arrives_s)
            rode = [leg.kind for leg in journey.legs[:number]].count("ride")
            if rode:
                last_off = [before.arrives_s for before in journey.legs[:number] if before.kind == "ride"][-1]
                assert leg.departs_s - last_off >= how.change_min * 60
        here, now = there, leg.arrives_s
    assert (here, now) == (ends[1], pair[1]) or not journey.rides
    assert now <= pair[1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small_timetables(), st.integers(0, 30 * 60), st.sampled_from([0, 5, 33.3, 50, 99, 100]))
def test_questions_about_times_equal_going_through_the_journeys(small: Small, minute: int, percentile: float) -> None:
    how = SETTINGS[0]
    found = journeys(small.timetable, how, small.homes, sorted({small.place, "b"}))
    time_s = minute * 60
    by, leave = found.earliest_arrival_s(time_s), found.latest_departure_s(time_s)
    back, last = found.earliest_home_s(time_s), found.latest_return_s()
    shortest, share = found.shortest_min(), found.percentile_min(at("7:50"), at("8:30"), percentile)
    for home in found.origins.index:
        for place in found.destinations.index:
            there, homes = found.outward(home, place).tolist(), found.homeward(home, place).tolist()
            walk_m = ways_m()[home].get(place, math.inf)
            walk_s = walk_m / how.walk_m_per_min * 60 if walk_m <= how.walk_to_stop_m else math.inf
            assert found.walk_min.loc[home, place] == pytest.approx(walk_s / 60, abs=1e-6)
            walk_s = found.walk_min.loc[home, place] * 60
            assert by.loc[home, place] == min([a for t, a in there if t >= time_s] + [time_s + walk_s])
            assert leave.loc[home, place] == max([t for t, a in there if a <= time_s] + [time_s - walk_s])
            assert back.loc[home, place] == min([a for t, a in homes if t >= time_s] + [time_s + walk_s])
            assert last.loc[home, place] == max([t for t, _ in homes], default=-math.inf)
            assert shortest.loc[home, place] == pytest.approx(
                min([(a - t) / 60 for t, a in there] + [found.walk_min.loc[home, place]])
            )
            waits = sorted(
                min([a - m for t, a in there if t >= m] + [walk_s]) / 60 for m in range(at("7:50"), at("8:30"), 60)
            )
            assert share.loc[home, place] == waits[max(math.ceil(percentile / 100 * 40), 1) - 1]


# On paper: a and z lie too far apart to walk; the stop of each is at its door; 2 minutes to change; b is 180 m from a.
HOW = BusSettings(60.0, 100.0, 2.0, 200.0)
STOPS = {"A": "a", "B": "b", "Z": "z"}


def there(*trips: Trip, home: str = "a", place: str = "z") -> list[tuple[str, str]]:
    found = journeys(timetable_of(STOPS, trips), HOW, [home], [place])
    return [(clock(t), clock(a)) for t, a in found.outward(home, place).tolist()]


def back(*trips: Trip, home: str = "a", place: str = "z") -> list[tuple[str, str]]:
    found = journeys(timetable_of(STOPS, trips), HOW, [home], [place])
    return [(clock(t), clock(a)) for t, a in found.homeward(home, place).tolist()]


def clock(time_s: int) -> str:
    return f"{time_s // 3600}:{time_s % 3600 // 60:02d}"


def test_a_bus_in_the_morning_and_one_back() -> None:
    morning, noon = line("T1", "8:05 A", "8:30 Z"), line("T2", "12:00 Z", "12:25 A")
    assert there(morning, noon) == [("8:05", "8:30")]
    assert back(morning, noon) == [("12:00", "12:25")]


def test_a_change_takes_two_minutes_and_one_minute_less_misses_the_last_bus() -> None:
    first = line("T1", "8:00 A", "8:10 B")
    assert there(first, line("T2", "8:12 B", "8:40 Z")) == [("8:00", "8:40")]
    assert there(first, line("T2", "8:11 B", "8:39 Z")) == []


def test_the_operators_own_rule_makes_a_change_longer_or_impossible() -> None:
    trips = [line("T1", "8:00 A", "8:10 B"), line("T2", "8:15 B", "8:40 Z")]
    for rule, expected in (
        ({("B", "B"): 300}, [(at("8:00"), at("8:40"))]),
        ({("B", "B"): 301}, []),
        ({("B", "B"): -1}, []),
    ):
        found = journeys(timetable_of(STOPS, trips, rule), HOW, ["a"], ["z"])
        assert list(map(tuple, found.outward("a", "z").tolist())) == expected


def test_a_connection_that_is_kept_needs_no_time_to_spare_but_to_walk() -> None:
    # At one stop a minute is enough, and the same minute is not; from b to a, 180 m at 60 m a minute, three minutes are.
    first = line("T1", "8:00 A", "8:10 B")
    for leaves, expected in (("8:11", [(at("8:00"), at("8:40"))]), ("8:10", [])):
        trips = [first, line("T2", f"{leaves} B", "8:40 Z")]
        found = journeys(timetable_of(STOPS, trips, {("B", "B"): -2}), HOW, ["a"], ["z"])
        assert list(map(tuple, found.outward("a", "z").tolist())) == expected
    slow = BusSettings(60.0, 100.0, 5.0, 200.0)
    stops, first = {**STOPS, "C": "g"}, line("T1", "8:00 Z", "8:10 B")
    for rule, leaves, count in (({}, "8:13", 0), ({("B", "A"): -2}, "8:13", 1), ({("B", "A"): -2}, "8:12", 0)):
        timetable = timetable_of(stops, [first, line("T2", f"{leaves} A", "8:40 C")], rule)
        assert len(journeys(timetable, slow, ["z"], ["g"]).outward("z", "g")) == count
    # Nobody who waits at the other stop is taken farther than people walk between stops.
    far = BusSettings(60.0, 100.0, 2.0, 100.0)
    timetable = timetable_of(stops, [first, line("T2", "8:30 A", "8:40 C")], {("B", "A"): -2})
    assert len(journeys(timetable, far, ["z"], ["g"]).outward("z", "g")) == 0


def test_the_change_on_foot_takes_as_long_as_the_walk() -> None:
    # b to a is 180 m, 3 minutes at 60 m a minute.
    first = line("T1", "8:00 Z", "8:10 B")
    stops = {**STOPS, "C": "g"}
    for leaves, expected in (("8:13", [(at("8:00"), at("8:40"))]), ("8:12", [])):
        timetable = timetable_of(stops, [first, line("T2", f"{leaves} A", "8:40 C")])
        found = journeys(timetable, HOW, ["z"], ["g"])
        assert list(map(tuple, found.outward("z", "g").tolist())) == expected


def test_a_short_walk_makes_no_change_shorter_than_two_minutes() -> None:
    # 180 m at 180 m a minute is one minute; changing takes two all the same.
    quick = BusSettings(180.0, 100.0, 2.0, 200.0)
    stops = {**STOPS, "C": "g"}
    for leaves, expected in (("8:12", [(at("8:00"), at("8:40"))]), ("8:11", [])):
        timetable = timetable_of(stops, [line("T1", "8:00 Z", "8:10 B"), line("T2", f"{leaves} A", "8:40 C")])
        found = journeys(timetable, quick, ["z"], ["g"])
        assert list(map(tuple, found.outward("z", "g").tolist())) == expected


def test_a_rule_for_one_direction_holds_in_that_direction_there_and_back() -> None:
    # There one changes from B to A, back from A to B: 180 m apart, 3 minutes.
    trips = [line("T1", "8:00 Z", "8:10 B"), line("T2", "8:20 A", "8:40 C")]
    trips += [line("T3", "9:00 C", "9:10 A"), line("T4", "9:20 B", "9:40 Z")]
    both = {"out": [(at("8:00"), at("8:40"))], "home": [(at("9:00"), at("9:40"))]}
    for rule, blocked in (({("B", "A"): -1}, "out"), ({("A", "B"): -1}, "home")):
        found = journeys(timetable_of({**STOPS, "C": "g"}, trips, rule), HOW, ["z"], ["g"])
        pairs = {"out": found.outward("z", "g"), "home": found.homeward("z", "g")}
        for way, expected in both.items():
            assert list(map(tuple, pairs[way].tolist())) == ([] if way == blocked else expected)


def test_of_journeys_alike_the_one_with_fewest_changes_is_told_then_the_first_by_id() -> None:
    direct, twin = line("T2", "8:00 A", "8:40 Z"), line("T1", "8:00 A", "8:40 Z")
    changing = [line("T0", "8:00 A", "8:10 B"), line("T3", "8:20 B", "8:40 Z")]
    found = journeys(timetable_of(STOPS, [direct, *changing, twin]), HOW, ["a"], ["z"])
    journey = found.journey("a", "z", (at("8:00"), at("8:40")))
    assert journey.changes == 0
    assert found.timetable.trips["trip_id"][journey.rides[0].trip] == "T1"


def test_a_moved_hub_costs_no_new_walks_to_stops() -> None:
    timetable = timetable_of(STOPS, [line("T1", "8:00 A", "8:30 Z")])
    one = journeys(timetable, HOW, ["a"], ["z"])
    other = journeys(timetable_of(STOPS, [line("T1", "8:00 A", "8:30 Z")]), HOW, ["a"], ["y"])
    assert one.network is other.network


def test_a_one_way_loop_goes_the_long_way_back() -> None:
    loop = line("T1", "8:00 A", "8:10 Z", "8:15 B", "8:40 A")
    assert there(loop) == [("8:00", "8:10")]
    assert back(loop) == [("8:10", "8:40")]


def test_nobody_gets_on_where_the_bus_only_sets_down_nor_off_where_it_only_picks_up() -> None:
    assert there(line("T1", "8:00 A p", "8:30 Z")) == []
    assert there(line("T1", "8:00 A", "8:30 Z d")) == []
    assert there(line("T1", "7:50 Z", "8:00 A p", "8:20 B d", "8:30 Z"), home="b") == [("8:20", "8:30")]


def test_the_last_bus_of_the_service_day_runs_after_midnight_of_both_nights() -> None:
    late = line("T1", "24:50 Z", "25:10 A")
    assert back(late) == [("0:50", "1:10"), ("24:50", "25:10")]
    assert back(line("T1", "23:55 Z", "24:05 B", "24:15 A"), home="b") == [("23:55", "24:05")]


def test_a_bus_that_leaves_later_and_arrives_earlier_is_the_only_one_worth_taking() -> None:
    slow, fast = line("T1", "8:00 A", "9:00 Z"), line("T2", "8:20 A", "8:45 Z")
    assert there(slow, fast) == [("8:20", "8:45")]


def test_riders_stay_in_their_seat_when_the_bus_goes_on_as_another_trip() -> None:
    first, second = line("T1", "8:00 A", "8:10 B"), line("T2", "8:10 B", "8:40 Z")
    assert there(first, second) == []
    assert there(replace(first, block="V"), replace(second, block="V")) == [("8:00", "8:40")]


def test_who_lives_within_reach_walks_and_who_lives_just_beyond_does_not() -> None:
    bus = timetable_of(STOPS, [line("T1", "8:00 A", "8:30 Z")])
    for reach_m, minutes in ((180.0, 3.0), (179.9, math.inf)):
        found = journeys(bus, BusSettings(60.0, reach_m, 2.0, 200.0), ["a"], ["b"])
        assert found.walk_min.loc["a", "b"] == pytest.approx(minutes)
        assert found.shortest_min().loc["a", "b"] == pytest.approx(minutes)
        assert len(found.outward("a", "b")) == 0


def test_the_walk_to_the_stop_is_over_the_road_and_counted() -> None:
    # 180 m from b to A at 60 m a minute: out of the door at 7:57.
    found = journeys(
        timetable_of(STOPS, [line("T1", "8:00 A", "8:30 Z")]), BusSettings(60.0, 180.0, 2.0, 0.0), ["b"], ["z"]
    )
    assert [(clock(t), clock(a)) for t, a in found.outward("b", "z").tolist()] == [("7:57", "8:30")]
    walk, ride, last = found.journey("b", "z", (at("7:57"), at("8:30"))).legs
    assert (walk.kind, walk.start, walk.end, round(walk.walk_m)) == ("walk", None, "A", 180)
    assert (ride.route, ride.start, ride.end, ride.departs_s) == ("山線", "A", "Z", at("8:00"))
    assert (last.start, last.end, round(last.walk_m)) == ("Z", None, 0)


def test_a_journey_that_nobody_can_make_is_refused() -> None:
    found = journeys(timetable_of(STOPS, [line("T1", "8:05 A", "8:30 Z")]), HOW, ["a"], ["z"])
    with pytest.raises(ValueError, match="no journey"):
        found.journey("a", "z", (at("8:06"), at("8:30")))
    with pytest.raises(KeyError):
        found.outward("a", "nowhere")


def test_an_empty_window_or_no_percentile_is_refused() -> None:
    found = journeys(timetable_of(STOPS, [line("T1", "8:05 A", "8:30 Z")]), HOW, ["a"], ["z"])
    for wrong in ((0, 0, 50), (60, 0, 50), (0, 60, 101), (0, 60, -1)):
        with pytest.raises(ValueError, match="window"):
            found.percentile_min(*wrong)


def test_the_order_of_places_changes_no_answer() -> None:
    trips = [line("T1", "8:00 A", "8:10 B", "8:30 Z"), line("T2", "9:00 Z", "9:20 B", "9:30 A")]
    one = journeys(timetable_of(STOPS, trips), HOW, ["a", "b"], ["z", "b"])
    other = journeys(timetable_of(STOPS, trips[::-1]), HOW, ["b", "a"], ["b", "z"])
    assert one.timetable == other.timetable
    pd.testing.assert_frame_equal(one.shortest_min(), other.shortest_min().loc[["a", "b"], ["z", "b"]])


def test_where_nothing_runs_nobody_gets_anywhere() -> None:
    found = journeys(timetable_of(STOPS, []), HOW, ["a"], ["z"])
    assert np.isinf(found.shortest_min().to_numpy()).all()
    assert [n.code for n in found.timetable.notices] == ["timetable_no_trips"]
