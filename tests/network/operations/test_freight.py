"""Freight beside passengers: worked out on paper, against counting through all loadings, and every promise checked apart."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.operations.freight import FreightSettings, broken_promises, load_freight
from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.consignment import Consignment

STOPS = tuple(ServiceStop(f"p{i}", f"停{i}", 35.0 + i / 100, 137.0) for i in range(1, 4))
QUICK = FreightSettings(handling_s=0, hold_s=0)
H = 3600


def bus(
    *freight: Consignment, kg: float = 10.0, starts: tuple[int, ...] = (8 * H, 12 * H), stay_s: int = 0
) -> BusService:
    """A bus by three stops there and back: ten minutes from stop to stop, a stay at the middle one."""
    trips = []
    for n, start in enumerate(starts):
        for direction in (0, 1):
            leave = start + direction * 1 * H
            times = (leave, leave + 600 + stay_s, leave + 1200 + stay_s)
            arrives = (leave, leave + 600, leave + 1200 + stay_s)
            trips.append(ServiceTrip(f"t{n}{'ab'[direction]}", direction, times, arrives))
    return BusService(
        "b1", "谷線", "fixed", stops=STOPS, trips=tuple(trips), vehicle=Vehicle(freight_kg=kg), freight=tuple(freight)
    )


def goods(start: int, end: int, count: int = 1, kg: float = 1.0, **more: Any) -> Consignment:
    return Consignment("荷", "parcel", f"p{start}", f"p{end}", count, kg, **more)


def loads(service: BusService, settings: FreightSettings = QUICK) -> dict[tuple[int, str], int]:
    return {(c.consignment, c.trip_id): c.count for c in load_freight(service, settings).carried}


def test_pieces_go_with_the_first_trip_that_is_in_time_and_the_rest_with_the_next():
    # 10 kg at 3 kg each: three pieces with each trip; of seven pieces one stays.
    service = bus(goods(1, 3, count=7, kg=3))
    assert loads(service) == {(0, "t0a"): 3, (0, "t1a"): 3}
    left, why = load_freight(service, QUICK).left[0]
    assert (left, "積める重さ" in why) == (1, True)


def test_hours_hold_to_the_second():
    assert loads(bus(goods(1, 3, ready_s=8 * H))) == {(0, "t0a"): 1}
    assert loads(bus(goods(1, 3, ready_s=8 * H + 1))) == {(0, "t1a"): 1}
    assert loads(bus(goods(1, 3, due_s=8 * H + 1200))) == {(0, "t0a"): 1}
    late = bus(goods(1, 3, due_s=8 * H + 1199))
    assert loads(late) == {}
    assert "期限までに" in load_freight(late, QUICK).left[0][1]


def test_produce_comes_down_with_the_way_back():
    assert loads(bus(goods(3, 1, count=2))) == {(0, "t0b"): 2}


def test_a_leg_is_free_again_where_pieces_are_handed_over():
    # Eight kilos to the middle and eight from there: one after the other on the same trip.
    assert loads(bus(goods(1, 2, kg=8), goods(2, 3, kg=8), starts=(8 * H,))) == {(0, "t0a"): 1, (1, "t0a"): 1}
    assert sum(loads(bus(goods(1, 3, kg=8), goods(2, 3, kg=8), starts=(8 * H,))).values()) == 1


def test_more_pieces_count_before_earlier_ones():
    # The early trip could take the heavy piece or two light ones that are due soon: two are more than one.
    service = bus(goods(1, 3, kg=10), goods(1, 3, count=2, kg=5, due_s=9 * H))
    assert loads(service) == {(1, "t0a"): 2, (0, "t1a"): 1}


def test_handling_takes_no_more_than_the_stay_and_the_hold():
    settings = FreightSettings(handling_s=30, hold_s=60)
    # At the middle stop two pieces in 60 s; with a stay of 59 s still three (119 s); at the last stop as many as fit.
    assert loads(bus(goods(1, 2, count=9), starts=(8 * H,)), settings) == {(0, "t0a"): 2}
    assert loads(bus(goods(1, 2, count=9), starts=(8 * H,), stay_s=59), settings) == {(0, "t0a"): 3}
    assert loads(bus(goods(1, 2, count=9), starts=(8 * H,), stay_s=60), settings) == {(0, "t0a"): 4}
    assert loads(bus(goods(1, 3, count=9), starts=(8 * H,)), settings) == {(0, "t0a"): 9}


def test_what_can_never_ride_is_told_why():
    heavy = load_freight(bus(goods(1, 3, kg=10.5)), QUICK)
    assert heavy.left == {0: (1, "1個が 10.5 kg で、車両に積める 10 kg より重くなっています")}
    assert "この路線にありません" in load_freight(bus(goods(1, 9)), QUICK).left[0][1]
    nobody = load_freight(replace(bus(goods(1, 3)), trips=()), QUICK)
    assert (nobody.carried, nobody.left[0][0]) == ((), 1)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"count": 0}, "1 以上"),
        ({"kg": 0.0}, "0 kg"),
        ({"kg": -1.0}, "0 以上"),
        ({"to_stop_id": "p1"}, "同じ"),
        ({"ready_s": 9 * H, "due_s": 9 * H}, "期限"),
        ({"kind": "people"}, "種類"),
        ({"yen": -5.0}, "0 以上"),
    ],
)
def test_what_is_no_consignment_is_refused(parts, text):
    given_parts = {"name": "荷", "kind": "parcel", "from_stop_id": "p1", "to_stop_id": "p2", "count": 1, "kg": 1.0}
    with pytest.raises(ValueError, match=text):
        Consignment(**{**given_parts, **parts})


some_goods = st.builds(
    lambda pair, count, kg, ready, hours: goods(
        pair[0], pair[1], count, kg, ready_s=ready * H, due_s=(ready + hours) * H
    ),
    st.sampled_from(list(itertools.permutations((1, 2, 3), 2))),
    st.integers(1, 2),
    st.sampled_from([2.0, 3.5, 5.0]),
    st.integers(6, 11),
    st.integers(1, 8),
)


@given(st.lists(some_goods, min_size=1, max_size=3), st.sampled_from([4.0, 7.0]), st.sampled_from([0, 30, 45]))
def test_it_is_the_best_of_all_loadings(freight, kg, handling_s):
    """Every piece stays or rides on one of the four trips: all ways are counted through."""
    settings = FreightSettings(handling_s=handling_s, hold_s=60)
    service = bus(*freight, kg=kg)
    found = load_freight(service, settings)
    assert broken_promises(service, found, settings) == []
    pieces = [c for c, wanted in enumerate(freight) for _ in range(wanted.count)]
    best = (0, 0.0)
    for chosen in itertools.product((None, *range(len(service.trips))), repeat=len(pieces)):
        arrivals = _arrivals(service, pieces, chosen, settings)
        if arrivals is not None:
            best = min(best, (-len(arrivals), sum(arrivals)))
    assert (-found.pieces(), sum(c.count * c.arrives_s for c in found.carried)) == best


@settings(max_examples=40)
@given(st.lists(some_goods, min_size=1, max_size=3), st.sampled_from([4.0, 7.0]), st.sampled_from([0, 45]))
def test_of_equals_the_first_trip_by_its_id_takes_the_most(freight, kg, handling_s):
    """Two buses leave at one time: of all best loadings the one that is counted here is meant, whatever the trips' order."""
    hours = FreightSettings(handling_s=handling_s, hold_s=60)
    service = bus(*freight, kg=kg, starts=(8 * H, 8 * H))
    pieces = [c for c, wanted in enumerate(freight) for _ in range(wanted.count)]
    rides = [(t, c) for t in ("t0a", "t0b", "t1a", "t1b") for c in range(len(freight))]
    best = None
    for chosen in itertools.product((None, *range(len(service.trips))), repeat=len(pieces)):
        arrivals = _arrivals(service, pieces, chosen, hours)
        if arrivals is not None:
            ride = [(service.trips[t].id, c) for c, t in zip(pieces, chosen, strict=True) if t is not None]
            key = (-len(arrivals), sum(arrivals), [-ride.count(r) for r in rides])
            best = key if best is None else min(best, key)
    for trips in (service.trips, service.trips[::-1]):
        found = loads(replace(service, trips=trips), hours)
        assert best is not None
        assert [-found.get((c, t), 0) for t, c in rides] == best[2]


def test_many_equal_rides_are_taken_in_order_too():
    """More counts than one search tells apart: thirty trips at one time, a piece of each of three consignments on each."""
    service = bus(*(goods(1, 3, count=10, kg=1) for _ in range(3)), kg=3, starts=(8 * H,) * 30)
    found = loads(service)
    ids = sorted(t.id for t in service.trips if t.direction == 0)
    by_trip = [[found.get((c, t), 0) for c in range(3)] for t in ids[:10]]
    assert by_trip == [[3, 0, 0]] * 3 + [[1, 2, 0]] + [[0, 3, 0]] * 2 + [[0, 2, 1]] + [[0, 0, 3]] * 3
    assert sum(found.values()) == 30


def _arrivals(service, pieces, chosen, settings):
    """When each piece that rides is handed over; None where a promise would be broken."""
    arrivals: list[int] = []
    load: dict[tuple[int, int], float] = {}
    handling: dict[tuple[int, int], float] = {}
    for c, t in zip(pieces, chosen, strict=True):
        if t is None:
            continue
        wanted, trip = service.freight[c], service.trips[t]
        ids = [s.stop_id for s in service.sequence(trip.direction)]
        on, off = ids.index(wanted.from_stop_id), ids.index(wanted.to_stop_id)
        if on >= off or trip.called[on][1] < wanted.ready_s or trip.called[off][0] > wanted.due_s:
            return None
        for leg in range(on, off):
            load[t, leg] = load.get((t, leg), 0.0) + wanted.kg
        for call in (on, off):
            handling[t, call] = handling.get((t, call), 0.0) + settings.handling_s
        arrivals.append(trip.called[off][0])
    stays = any(s > settings.hold_s for (_, call), s in handling.items() if call == 1)
    return None if stays or any(kg > service.vehicle.freight_kg for kg in load.values()) else arrivals


def test_the_check_finds_what_is_broken():
    service = bus(goods(1, 2, count=2, kg=6, due_s=9 * H), starts=(8 * H,))
    settings = FreightSettings(handling_s=30, hold_s=60)
    found = load_freight(service, settings)
    assert [c.count for c in found.carried] == [1]
    too_much = replace(found, carried=(replace(found.carried[0], count=3),))
    problems = " ".join(broken_promises(service, too_much, settings))
    assert "18 kg" in problems
    assert "90 s of handling" in problems
    assert "3 pieces" in problems
    wrong_stop = replace(found, carried=(replace(found.carried[0], off=2),))
    assert "does not ride" in broken_promises(service, wrong_stop, settings)[0]
    late = replace(service, freight=(replace(service.freight[0], due_s=8 * H + 1),))
    assert "outside its hours" in " ".join(broken_promises(late, found, settings))
