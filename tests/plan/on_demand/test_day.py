"""A scenario's service of rides on request: calls from people without a car, dispatched on the roads of the scenario."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np
import pytest
from shapely import Polygon
from shapely.geometry import shape

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from geo.texts.errors import RequestError
from network.on_demand.check import check
from network.outings.visit import Visit
from network.services.bus_service import BusService, Vehicle
from network.services.calendar import ServiceCalendar
from network.services.service_terms import Depot
from plan.applied import EffectiveScenario, apply
from plan.on_demand.calls import calls_of_a_day
from plan.on_demand.day import OnDemandQuestion, on_demand_day, on_demand_document
from plan.on_demand.rides import Ends, RideTerms, there_and_back
from plan.scenario.scenario import Hub, Plan, Scenario
from tests.small_region import LAT, LON, STEP, square, write_small_region

SERVICE = BusService("b1", "たに号", "on_demand", vehicle=Vehicle(seats=4, wheelchair=1))
HUB = Hub("h1", "上野拠点", LAT, LON, services=("government",))
TUESDAY = datetime.date(2020, 4, 7)
MANY = {"on_demand_share": 1.0}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Region:
    return read_region(write_small_region(tmp_path_factory.mktemp("on_demand") / "tameshi"))


def square_area(lat: float, lon: float, half: float) -> Polygon:
    area = shape(square(lat, lon, half))
    assert isinstance(area, Polygon)
    return area


def scenario(
    town: Region, service: BusService = SERVICE, hubs: tuple[Hub, ...] = (HUB,), **numbers: float
) -> EffectiveScenario:
    own = Assumptions({**MANY, **numbers})
    return apply(
        town, Plan("tameshi", "f", (Scenario("s1", "案", hubs=hubs, services=(service,), assumptions=own),)), "s1"
    )


def refusal(effective: EffectiveScenario, **asked: object) -> str:
    with pytest.raises(RequestError) as refused:
        on_demand_day(effective, OnDemandQuestion(**{"service_id": "b1", **asked}))  # type: ignore[arg-type]
    return str(refused.value)


def test_calls_are_people_without_a_car_times_outings_times_share(town):
    effective = scenario(town)
    calls = [calls_of_a_day(effective, SERVICE, TUESDAY, seed=seed) for seed in range(120)]
    by_purpose = {
        name: np.mean([sum(p == name for p in c.purposes.values()) for c in calls])
        for name in ("clinic", "shopping", "office")
    }
    # Without a car: v1 20, v2 20, v3 10, v4 15, v5 8. The clinic and the office are v1's own, the shop is v3's: they walk.
    assert by_purpose["clinic"] == pytest.approx((20 + 10 + 15 + 8) * 0.5 / 5, rel=0.15)
    assert by_purpose["office"] == pytest.approx((20 + 10 + 15 + 8) * 0.1 / 5, rel=0.35)
    assert by_purpose["shopping"] == pytest.approx((20 + 20 + 15 + 8) * 1.5 / 5, rel=0.15)
    assert any("沖島" in n.message for n in calls[0].notices)


def test_a_call_goes_to_the_nearest_place_and_both_ways_at_its_hours(town):
    effective = scenario(town)
    calls = calls_of_a_day(effective, SERVICE, TUESDAY, seed=1)
    ids = list(calls.places.index)
    for booking in calls.bookings:
        there, back = booking.rides
        place = {"clinic": "f-clinic", "shopping": "f-shop", "office": "f-office"}[calls.purposes[booking.id]]
        assert (ids[there.destination], ids[back.origin]) in {(place, place), ("h1", "h1")}
        assert (there.origin, there.seats, there.wheelchairs) == (back.destination, back.seats, back.wheelchairs)
        assert back.pick_up_s[0] >= there.drop_off_s[1]
    # v2 to v1 is 6 minutes by car, a tenth more by bus.
    assert calls.drive_s[ids.index("v2"), ids.index("f-clinic")] == pytest.approx(360 * 1.1)


def test_the_day_keeps_its_promises_and_its_figures_add_up(town):
    effective = scenario(town)
    day = on_demand_day(effective, OnDemandQuestion("b1", seed=3, vehicles=2))
    check(day.day, day.found)
    document = on_demand_document(effective, day)
    assert document["served"] + len(document["refused"]) == document["bookings"] > 10
    assert document["share_served"] == document["served"] / document["bookings"]
    assert document["vehicle_km"] == pytest.approx(sum(v["km"] for v in document["vehicles"]))
    # Every stretch is 0.8 km and all that is driven is there and back.
    assert document["vehicle_km"] / 1.6 == pytest.approx(round(document["vehicle_km"] / 1.6), abs=0.01)
    assert document["shift_hours"] == 18
    assert document == on_demand_document(
        effective, on_demand_day(effective, OnDemandQuestion("b1", seed=3, vehicles=2))
    )
    other = on_demand_document(effective, on_demand_day(effective, OnDemandQuestion("b1", seed=4, vehicles=2)))
    assert other["passengers"] != document["passengers"]


def test_the_area_bounds_who_calls_and_the_depot_is_where_it_is_said(town):
    depot = Depot("車庫", LAT, LON + 3 * STEP)
    east = replace(SERVICE, area=square_area(LAT, LON + 3 * STEP, 1.5 * STEP), depot=depot)
    calls = calls_of_a_day(scenario(town, east), east, TUESDAY, seed=1)
    ids = list(calls.places.index)
    assert {ids[b.rides[0].origin] for b in calls.bookings} <= {"v3", "v4", "v5"}
    assert calls.places.loc["depot", "lon"] == depot.lon


def test_with_slots_rides_leave_at_slots():
    terms = RideTerms.of(Assumptions(), (30_600, 36_000, 43_200))
    visit = Visit(stay_s=3_600, arrive_by_s=39_600, opens_s=30_600, closes_s=61_200)
    for seed in range(50):
        there, back = there_and_back(terms, Ends(1, 0, 600.0), (visit,), np.random.default_rng(seed))
        assert there.pick_up_s[0] in terms.slots_s
        latest_there = there.pick_up_s[1] + there.boarding_s + there.longest_ride_s
        assert back.pick_up_s[0] >= latest_there + visit.stay_s - 1e-9
        assert back.pick_up_s[0] in terms.slots_s or back.pick_up_s[0] > terms.slots_s[-1]
        assert there.longest_ride_s == 600 + 15 * 60


def test_what_cannot_be_asked_is_said(town):
    assert "b9" in refusal(scenario(town), service_id="b9")
    assert "定時定路線" in refusal(scenario(town, replace(SERVICE, kind="fixed")))
    assert "2020-04-05 に運行しません" in refusal(scenario(town), date=datetime.date(2020, 4, 5))
    far = replace(SERVICE, area=square_area(LAT + 1, LON, STEP))
    assert "車のない人のいる集落がありません" in refusal(scenario(town, far))
    assert "車庫" in refusal(scenario(town, hubs=()))
    nowhere = replace(SERVICE, area=square_area(LAT, LON + 4 * STEP, STEP / 2), depot=Depot("車庫", LAT, LON))
    assert "一つもありません" in refusal(scenario(town, nowhere, hubs=()))
    with pytest.raises(ValueError, match="0 vehicles"):
        OnDemandQuestion("b1", vehicles=0)


def test_a_service_that_runs_on_no_weekday_is_told_to_rest(town):
    never = replace(SERVICE, calendar=ServiceCalendar(days=()))
    assert "運行しません" in refusal(scenario(town, never))
