"""Trunk lines at the hub: which trips lead away and back, what fits them, and designs that meet them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import read_region
from geo.texts.errors import RequestError
from network.bus_design.town.runs import RunValues, fits
from network.bus_design.town.town import Town
from plan.applied import apply
from plan.bus_design.connections import TrunkTrip, connection_visits, met_by, met_told, trunk_trips
from plan.bus_design.designs import designs
from plan.bus_design.guarantee import guaranteed_designs
from plan.bus_design.request import BusDesignRequest, design_task
from plan.bus_design.wishes import Wishes
from plan.reach.evaluation import evaluate
from plan.scenario.scenario import Plan
from tests.network.bus_design.town.small_town import small_task

WISHES = Wishes(connections=True)
MINUTE, HOUR = 60, 3600
TRIPS = (
    TrunkTrip(8 * HOUR, 9 * HOUR, True),
    TrunkTrip(11 * HOUR, 10 * HOUR, False),
    TrunkTrip(12 * HOUR, 11 * HOUR, False),
    TrunkTrip(17 * HOUR, 18 * HOUR, True),
)


@pytest.fixture(scope="module")
def task():
    region = read_region("sample_regions/okuyama")
    request = BusDesignRequest("f001", 2, 3, wishes=WISHES)
    return design_task(apply(region), Plan(region.id, region.fingerprint), request)


def test_the_first_trip_back_that_leaves_time_for_the_stay_is_taken():
    (visit,) = connection_visits(TRIPS, Assumptions())
    # away at 8:00, there at 9:00, 90 minutes: the 10:00 back is too early, the 11:00 is at the hub at 12:00
    assert (visit.opens_s, visit.closes_s, visit.stay_s) == (8 * HOUR, 12 * HOUR, 4 * HOUR)
    change_s = int(Assumptions()["change_min"] * MINUTE)

    def fit(arrive_s, depart_s):
        return bool(fits(visit, np.array(arrive_s), np.array(depart_s)))

    assert fit(8 * HOUR - change_s, 12 * HOUR + change_s)
    assert not fit(8 * HOUR - change_s + 60, 12 * HOUR + change_s)
    assert not fit(8 * HOUR - change_s, 12 * HOUR + change_s - 60)
    assert fit(7 * HOUR + 30 * MINUTE, 12 * HOUR + change_s)
    assert not fit(7 * HOUR + 29 * MINUTE, 12 * HOUR + change_s)
    assert connection_visits(TRIPS[1:], Assumptions()) == ()


def test_trips_of_lines_that_stay_lead_away_from_the_hub_and_back(task):
    evaluation = evaluate(apply(task.region, task.plan, task.frame.id))
    trips = trunk_trips(evaluation.effective.timetable(task.date), task.town.hub, task.region.crs)
    assert {trip.out for trip in trips} == {True, False}
    assert all((trip.far_s > trip.hub_s) == trip.out for trip in trips)
    assert task.town.visits[-1] == connection_visits(trips, task.town.assumptions)
    assert (len(task.town.visits), task.town.sure) == (len(task.purposes) + 1, len(task.purposes))
    nowhere = replace(task.town.hub, lat=task.town.hub.lat + 0.05)
    assert trunk_trips(evaluation.effective.timetable(task.date), nowhere, task.region.crs) == ()


def test_designs_meet_trunk_trips_and_say_which(task):
    found = designs(task, BusDesignRequest("f001", 2, 3, rounds=40, wishes=WISHES))
    values = RunValues(task.town, found.patterns, np.zeros(1, dtype=np.int64))
    rows = [met_by(task.town, values, design.state.runs) for design in found.designs]
    assert any(rows)
    for design, met in zip(found.designs, rows, strict=True):
        has = values.has(design.state.runs)[-1]
        assert max((row.persons for row in met), default=0.0) <= task.town.persons @ has + 1e-9
        assert bool(met) == bool(task.town.persons @ has)
        assert design.bound_persons >= design.state.value - 1e-6
    assert "発・" in met_told(max(rows, key=len), None).message
    assert met_told((), None).code == "bus_design_trunk_unmet"
    assert met_by(replace(task.town, connections=False), values, found.designs[-1].state.runs) == ()


def test_no_guarantee_is_kept_by_riding_on(tmp_path):
    made = small_task(tmp_path)
    only = replace(
        made.town, visits=((replace(made.town.visits[0][0], arrive_by_s=0),), made.town.visits[0]), connections=True
    )
    with pytest.raises(RequestError, match="保証"):
        guaranteed_designs(
            replace(made, town=only, purposes=made.purposes[:1]),
            BusDesignRequest("f-clinic", 1, 1, rounds=6, least_purposes=1),
        )
    counted: Town = replace(only, connections=False)
    again = replace(made, town=counted, purposes=made.purposes[:1])
    assert guaranteed_designs(again, BusDesignRequest("f-clinic", 1, 1, rounds=6, least_purposes=1)).designs.designs


def test_a_hub_without_trunk_lines_is_refused(tmp_path):
    with pytest.raises(RequestError, match="幹線の便がありません"):
        small_task(tmp_path, wishes=WISHES)
