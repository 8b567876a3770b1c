"""Outings on the sample regions against plain loops over their journeys, and weeks against their days."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest

from geo.region.region import read_region
from network.outings.purposes import PURPOSES
from network.outings.visit import Visit
from network.transit.door_to_door_times import door_to_door
from network.transit.rider_settings import BusSettings
from plan.applied import apply
from plan.outings.evaluation import outings_to
from plan.reach.bus_days import buses_on
from plan.reach.destinations import destinations
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.purpose_places import Destination
from plan.timetables.region_timetable import region_timetable

SAMPLES = Path(__file__).resolve().parents[2] / "sample_regions"


@pytest.fixture(scope="module")
def town() -> Evaluation:
    return evaluate(apply(read_region(SAMPLES / "sanson")))


def fits(visit: Visit, ride: tuple[int, int], back: tuple[int, int]) -> float | None:
    """The stay of a round trip, or None where it is none."""
    (leave, arrive), (depart, home) = ride, back
    stay = min(depart, visit.closes_s) - max(arrive, visit.opens_s)
    good = visit.arrive_from_s <= arrive <= visit.arrive_by_s and depart >= visit.home_from_s
    return stay if good and stay >= visit.stay_s and home - leave <= visit.away_max_s else None


@pytest.mark.parametrize(
    ("place_id", "name"), [("f001", p) for p in PURPOSES] + [("f047", "clinic"), ("f048", "school")]
)
def test_the_best_outing_is_that_of_plain_loops(town: Evaluation, place_id: str, name: str) -> None:
    effective = town.effective
    answer = outings_to(town, place_id, name)
    walker = "children" if name == "school" else "older"
    place = destinations(effective, [place_id])
    trips = door_to_door(
        region_timetable(effective.region),
        effective.roads,
        effective.region.villages,
        place,
        settings=BusSettings.of(effective.assumptions, walker=walker),  # type: ignore[arg-type]
    )
    at = Destination(place_id, "", float(place["lat"].iloc[0]), float(place["lon"].iloc[0]))
    visits = town.purpose_places.visits(answer.purpose, at, answer.date)
    for village in effective.region.villages.index[:30]:
        on_foot_s = trips.walk_min[place_id].loc[village] * 60
        out, back = (
            [(s // 60 * 60, -(-e // 60) * 60) for s, e in rides.tolist() if e - s < on_foot_s]
            for rides in (trips.outward(village, place_id), trips.homeward(village, place_id))
        )
        found = [
            (home[1] - ride[0], ride[0], stay)
            for ride, home, visit in itertools.product(out, back, visits)
            if (stay := fits(visit, ride, home)) is not None
        ]
        row = answer.villages.loc[village]
        assert (row["outings"] > 0) == bool(found)
        if found:
            away_s, leave_s, _ = min(found)
            assert (row["away_s"], row["leave_s"]) == (away_s, leave_s)
            assert row["stay_max_s"] == max(stay for *_, stay in found)
            assert 1 <= row["outings"] <= min(len(out), len(back))


def test_the_days_of_a_week_are_those_with_an_outing(town: Evaluation) -> None:
    monday = datetime.date(2025, 6, 2)
    week = [outings_to(town, "f001", "clinic", monday + datetime.timedelta(days=n)).villages for n in range(7)]
    days = sum((day["has_outing"].astype(int) for day in week[1:]), start=week[0]["has_outing"].astype(int))
    for day in week:
        assert day["days_per_week"].tolist() == days.tolist()
    assert len(set(days)) > 3


def test_days_that_are_alike_have_the_same_rides(town: Evaluation) -> None:
    shared = set()
    for number in range(0, 400, 17):
        date = datetime.date(2024, 4, 28) + datetime.timedelta(days=number)
        buses, alone = buses_on(town.effective, date), town.effective.timetable(date)
        assert buses.stops.index.tolist() == alone.stops.index.tolist()
        for ours, own in ((buses.departure_s, alone.departure_s), (buses.call_stop, alone.call_stop)):
            assert ours.tolist() == own.tolist()
        shared.add(buses.date)
    assert len(shared) < 8


def test_a_day_is_told_about_by_its_own_date(town: Evaluation) -> None:
    for date in (datetime.date(2019, 1, 1), datetime.date(2021, 1, 1)):
        buses = buses_on(town.effective, date)
        assert len(buses.call_run) == len(town.effective.timetable(date).call_run)
    sunday = datetime.date(2025, 6, 8)
    assert [sunday.isoformat() in n.message for n in buses_on(town.effective, sunday).notices] == [True]
