"""Guaranteed transfers: in outings, in the list of what meets, and in the feed that is handed over, read back alike."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from geo.gtfs.writing import write_feed
from geo.region.region import Region, read_region
from network.services.bus_service import ServiceStop, ServiceTrip
from network.services.service_terms import GuaranteedTransfer
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from network.transit.timetable import Timetable
from plan.applied import EffectiveScenario, apply
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan
from plan.services.edits import add_service
from plan.services.gtfs_export import export_feed
from plan.services.guaranteed_transfers import (
    add_guaranteed_transfer,
    meeting_text,
    meetings,
    remove_guaranteed_transfer,
)
from plan.timetables.region_timetable import region_feeds
from tests.small_region import LAT, LON, STEP, write_small_region

TUESDAY = datetime.date(2020, 4, 7)
M = 60


@pytest.fixture
def valley(tmp_path: Path) -> Region:
    return read_region(write_small_region(tmp_path / "tameshi"))


def stop(number: int, village: int) -> ServiceStop:
    return ServiceStop(f"p{number}", f"停{number}", LAT, LON + (village - 1) * STEP)


def planned(valley: Region, *kept: GuaranteedTransfer, leaves: int = 541) -> Plan:
    """A trunk line from the third village to the fourth by 9:00, and a bus from there to the fifth at 9:01."""
    plan, scenario = add_scenario(Plan(valley.id, valley.fingerprint), "案")
    trunk = (ServiceTrip("t1", 0, (530 * M, 540 * M)), ServiceTrip("t2", 0, (590 * M, 600 * M)))
    plan, _ = add_service(plan, scenario, "幹線", stops=(stop(1, 3), stop(2, 4)), trips=trunk)
    feeder = (ServiceTrip("t3", 0, (leaves * M, (leaves + 9) * M)),)
    plan, _ = add_service(plan, scenario, "谷線", stops=(stop(3, 4), stop(4, 5)), trips=feeder, connections=kept)
    return plan


def effective(valley: Region, plan: Plan) -> EffectiveScenario:
    return apply(valley, plan, "s1")


def ride(effective: EffectiveScenario, buses: Timetable) -> list[list[int]]:
    """Rides from the third village to the fifth, by people who walk little."""
    villages = effective.region.villages
    how = BusSettings(walk_m_per_min=60.0, walk_to_stop_m=300.0, change_min=2.0, change_walk_m=300.0)
    start, end = (villages.iloc[[i]] for i in (2, 4))
    found = door_to_door(buses, effective.roads, start, end, settings=how)
    return found.outward(str(start.index[0]), str(end.index[0])).tolist()


def test_with_the_promise_one_gets_there_and_without_one_does_not(valley):
    # A minute to change: two are needed, unless the bus waits.
    plain, kept = (
        effective(valley, planned(valley)),
        effective(valley, planned(valley, GuaranteedTransfer("p3", "p2", 5))),
    )
    assert ride(plain, plain.timetable(TUESDAY)) == []
    ((leaves, arrives),) = ride(kept, kept.timetable(TUESDAY))
    assert (leaves // M, arrives // M) in {(529, 550), (530, 550), (529, 551), (530, 551)}
    # Only from the trunk to the bus: a promise the other way round keeps nobody.
    other = effective(valley, planned(valley, GuaranteedTransfer("p4", "p2", 5)))
    assert ride(other, other.timetable(TUESDAY)) == []


def test_the_feed_that_is_handed_over_gives_the_same_times(valley, tmp_path):
    kept = effective(valley, planned(valley, GuaranteedTransfer("p3", "p2", 5)))
    write_feed(export_feed(kept).feed, tmp_path / "out.zip")
    back = Timetable.from_gtfs(tmp_path / "out.zip", TUESDAY)
    assert ride(kept, back) == ride(kept, kept.timetable(TUESDAY)) != []


@pytest.mark.parametrize(
    ("leaves", "wait", "outcome", "text"),
    [
        (541, 5, "met", "間に合う（待ち 0分）"),
        (548, 5, "met", "間に合う（待ち 7分）"),
        (539, 5, "held", "2分待てば間に合う"),
        (535, 5, "missed", "6分遅れて着くので、乗れない"),
        (660, 5, "met", "間に合う（待ち 59分）"),
        (661, 5, "none", "前後1時間に着く便がない"),
    ],
)
def test_what_meets_is_listed(valley, leaves, wait, outcome, text):
    # The stops are one place: a second to change. The trunk comes at 9:00 and 10:00.
    kept = effective(valley, planned(valley, GuaranteedTransfer("p3", "p2", wait), leaves=leaves))
    (found,) = meetings(kept, kept.services[1], kept.timetable(TUESDAY))
    assert (found.outcome, meeting_text(found)) == (outcome, text)
    if outcome != "none":
        assert found.line == "幹線"
        assert found.arrives_s in (540 * M, 600 * M)


def test_a_stop_where_nothing_calls_is_met_by_nothing(valley):
    kept = effective(valley, planned(valley, GuaranteedTransfer("p3", "gtfs:gone", 5)))
    (found,) = meetings(kept, kept.services[1], kept.timetable(TUESDAY))
    assert found.outcome == "none"
    # Where the bus ends nobody gets on.
    ends = effective(valley, planned(valley, GuaranteedTransfer("p4", "p2", 5)))
    assert meetings(ends, ends.services[1], ends.timetable(TUESDAY)) == []


def test_promises_are_made_changed_and_taken_back(valley):
    plan = add_guaranteed_transfer(planned(valley), "s1", "b2", GuaranteedTransfer("p3", "p2", 5))
    plan = add_guaranteed_transfer(plan, "s1", "b2", GuaranteedTransfer("p3", "p1", 3))
    plan = add_guaranteed_transfer(plan, "s1", "b2", GuaranteedTransfer("p3", "p2", 8))
    known = plan.scenario("s1").service("b2").connections
    assert [(c.to_stop_id, c.wait_min) for c in known] == [("p1", 3), ("p2", 8)]
    plan = remove_guaranteed_transfer(plan, "s1", "b2", 0)
    assert [c.to_stop_id for c in plan.scenario("s1").service("b2").connections] == ["p2"]
    with pytest.raises(IndexError):
        remove_guaranteed_transfer(plan, "s1", "b2", 3)


def test_a_line_of_the_feeds_is_waited_for(tmp_path):
    region = read_region(Path(__file__).parents[3] / "sample_regions" / "okuyama")
    (name,) = region_feeds(region)
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    today = apply(region)
    buses = today.timetable()
    place = buses.stops.iloc[int(buses.call_stop[-1])]
    other = str(buses.stops.index[int(buses.call_stop[-1])])
    assert other.startswith(f"{name}:") or name == ""
    village = region.villages.iloc[0]
    stops = (
        ServiceStop("p1", "乗り継ぎ", float(place["lat"]), float(place["lon"])),
        ServiceStop("p2", "集落", float(village["lat"]), float(village["lon"])),
    )
    comes = int(buses.arrival_s[-1])
    trips = (ServiceTrip("t1", 0, (comes + 60, comes + 1200)),)
    plan, _ = add_service(
        plan, scenario, "谷線", stops=stops, trips=trips, connections=(GuaranteedTransfer("p1", other, 5),)
    )
    current = apply(region, plan, scenario)
    service = replace(current.services[0])
    (found,) = meetings(current, service, current.timetable(buses.date))
    assert (found.outcome, found.arrives_s) == ("met", comes)
