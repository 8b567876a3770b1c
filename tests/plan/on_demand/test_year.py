"""A year of rides on request in money: its hours, kilometres and riders are the mean of simulated days, times the days of service."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest
from shapely import Polygon

from geo.region.region import Region, read_region
from network.roads.routing import drive
from network.services.calendar import ServiceCalendar
from network.services.service_terms import CostTerms, Depot
from plan.applied import EffectiveScenario, apply
from plan.indicators.registry import indicator
from plan.on_demand.day import OnDemandDay, OnDemandQuestion, on_demand_day, on_demand_document
from plan.on_demand.year import on_demand_year
from plan.reach.evaluation import evaluate
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan
from plan.services.edits import add_service
from plan.services.money import scenario_money

FIRST = datetime.date(2020, 4, 1)
SAMPLE = Path(__file__).parents[3] / "sample_regions" / "okuyama"


@pytest.fixture(scope="module")
def okuyama() -> Region:
    return read_region(SAMPLE)


def asked(region: Region, year: int | None = None, **parts: object) -> EffectiveScenario:
    """Rides on request in all of the region on Tuesdays and Fridays, from the place of its first village."""
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    village = region.villages.iloc[0]
    given = {
        "slots_s": (9 * 3600, 13 * 3600),
        "calendar": ServiceCalendar(days=("tue", "fri")),
        "depot": Depot("車庫", float(village["lat"]), float(village["lon"])),
        "fare_yen": 300,
        "cost": CostTerms("vehicle_hour", 3_000),
    }
    plan, _ = add_service(plan, scenario, "デマンド", "on_demand", **{**given, **parts})
    return apply(region, plan, scenario, year)


def simulated(effective: EffectiveScenario) -> list[OnDemandDay]:
    """Days of the seeds 1, 2, … until forty people have called."""
    days: list[OnDemandDay] = []
    while sum(len(day.day.bookings) for day in days) < 40 and len(days) < 20:
        days.append(on_demand_day(effective, OnDemandQuestion("b1", seed=len(days) + 1)))
    return days


def test_a_year_is_its_days_and_costs_the_hours_of_the_shift(okuyama):
    effective = asked(okuyama)
    (service,) = effective.services
    found = on_demand_year(effective, service, FIRST)
    documents = [on_demand_document(effective, day) for day in simulated(effective)]
    assert found.days_simulated == len(documents) > 1
    days = service.calendar.days_per_year(FIRST)
    assert found.year.days == days in (104, 105)
    assert found.boardings == pytest.approx(days * mean(d["persons_carried"] for d in documents))
    assert found.boardings > 0
    called, taken = (sum(d[key] for d in documents) for key in ("bookings", "served"))
    assert found.share_served == pytest.approx(taken / called)
    volume = found.year.volume
    assert volume.vehicle_km == pytest.approx(days * mean(d["vehicle_km"] for d in documents))
    assert 0 < volume.live_km < volume.vehicle_km
    assert volume.vehicle_hours == pytest.approx(days * mean(d["vehicle_hours"] for d in documents))
    # From 8:00 to 17:00 with 20 minutes before and 10 after: nine hours and a half at 3,000 yen.
    assert volume.duty_hours == pytest.approx(9.5 * days)
    assert (found.vehicles, found.year.drivers) == (1, 1)
    money = scenario_money(evaluate(effective)).total()
    assert money.cost_yen == pytest.approx(28_500 * days)
    assert money.boardings == found.boardings
    assert money.fares_yen == pytest.approx(300 * found.boardings)


def test_riders_cost_and_fares_are_those_of_the_people_of_the_year(okuyama):
    terms = CostTerms("vehicle_km", 200)
    before, later = asked(okuyama, cost=terms), asked(okuyama, 2045, cost=terms)
    documents = [on_demand_document(later, day) for day in simulated(later)]
    days = later.services[0].calendar.days_per_year(FIRST)
    found, money = on_demand_year(later, later.services[0], FIRST), scenario_money(evaluate(later)).total()
    riding = days * mean(d["persons_carried"] for d in documents)
    assert money.boardings == found.boardings == pytest.approx(riding)
    assert money.fares_yen == pytest.approx(300 * riding)
    # Kilometres with riders are paid: where fewer call, fewer are driven.
    live = [live_km(later, day) for day in simulated(later)]
    assert money.cost_yen == pytest.approx(200 * days * mean(live))
    today = scenario_money(evaluate(before)).total()
    assert 0 < money.boardings < 0.9 * today.boardings
    assert money.cost_yen < today.cost_yen


def test_kilometres_with_riders_are_those_between_getting_in_and_out(okuyama):
    """Counted another way: at every drive, whoever got in before and gets out after is on board."""
    effective = asked(okuyama)
    live = [live_km(effective, day) for day in simulated(effective)]
    found = on_demand_year(effective, effective.services[0], FIRST)
    assert found.year.live_km["b1"] == found.year.volume.live_km == pytest.approx(mean(live) * found.year.days)


def live_km(effective: EffectiveScenario, day: OnDemandDay) -> float:
    places, live = day.calls.places[["lat", "lon"]].to_numpy().tolist(), 0.0
    for tour in day.found.tours:
        way = [tour.depot, *(stop.place for stop in tour.stops), tour.depot]
        for at, (start, end) in enumerate(itertools.pairwise(way)):
            gone, to_come = tour.stops[:at], tour.stops[at:]
            riding = {s.ride_id for s in gone if s.gets_in} & {s.ride_id for s in to_come if not s.gets_in}
            if riding and start != end:
                live += drive(effective.roads, tuple(places[start]), tuple(places[end])).length_m / 1_000
    return live


@pytest.mark.parametrize(("trips_a_week", "days"), [(1e-9, 20), (50.0, 1)])
def test_as_many_days_are_simulated_as_say_something_about_a_year(okuyama, trips_a_week, days):
    often = {f"on_demand_trips_a_week_{name}": trips_a_week for name in ("clinic", "shopping", "office")}
    effective = apply_with(asked(okuyama), **often)
    found = on_demand_year(effective, effective.services[0], FIRST)
    assert found.days_simulated == days
    assert (found.boardings == 0) == (trips_a_week < 1)
    assert 0 < found.share_served <= 1


def test_twice_the_vehicles_cost_twice_as_much_and_take_no_fewer(okuyama):
    one, two = (asked(okuyama), asked(okuyama))
    more = apply_with(two, on_demand_vehicles=2.0)
    first, second = (on_demand_year(a, a.services[0], FIRST) for a in (one, more))
    assert second.year.volume.duty_hours == pytest.approx(2 * first.year.volume.duty_hours)
    assert second.vehicles == 2
    assert second.share_served >= first.share_served
    assert second.year.drivers == 2


def apply_with(effective: EffectiveScenario, **numbers: float) -> EffectiveScenario:
    return replace(effective, assumptions=effective.assumptions.with_changes(numbers))


def test_a_service_that_cannot_run_has_no_figures_rather_than_none_to_pay(okuyama):
    nobody = evaluate(asked(okuyama, area=Polygon([(0, 0), (0.1, 0), (0.1, 0.1)])))
    assert indicator("service_cost").compute(nobody) == float("inf")
    codes = [n.code for n in scenario_money(nobody).notices]
    assert "service_cost_unknown" in codes
    assert "on_demand_year" not in codes


def test_days_of_rest_cost_nothing(okuyama):
    never = asked(okuyama, calendar=ServiceCalendar(days=("tue",), last=datetime.date(2000, 1, 1)))
    found = on_demand_year(never, never.services[0], FIRST)
    assert (found.year.days, found.boardings, found.year.volume.vehicle_km) == (0, 0.0, 0.0)
