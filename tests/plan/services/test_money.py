"""A scenario's services in money: riders shared among lines, subsidies within their cap, indicators that hang together."""

from __future__ import annotations

import datetime
import math
from pathlib import Path
from typing import Any

import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import Region, read_region
from network.services.bus_service import ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import ServiceCalendar
from network.services.service_terms import CostTerms, Voucher
from plan.applied import apply
from plan.indicators.registry import indicator
from plan.indicators.service_indicators import with_riders
from plan.overview.comparison import comparison
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.edits import add_scenario, set_assumptions
from plan.scenario.scenario import FeedRoute, Plan
from plan.services.bus_riders import persons_by_line, riders, weekly_trips
from plan.services.edits import add_service
from plan.services.money import scenario_money, year_of
from plan.services.route_copies import copy_route
from plan.timetables.region_timetable import region_feeds
from tests.small_region import LAT, LON, STEP, write_small_region

SAMPLES = Path(__file__).parents[3] / "sample_regions"
OUT = tuple(60 * m for m in (540, 550, 560))
BACK = tuple(60 * m for m in (720, 730, 740))


@pytest.fixture
def valley(tmp_path: Path) -> Region:
    """Five villages along a road, the shop at the third; no bus today."""
    return read_region(write_small_region(tmp_path / "tameshi"))


def line(**parts: Any) -> dict[str, Any]:
    """A bus from the fifth village by the fourth to the third and back, on Tuesdays."""
    stops = tuple(ServiceStop(f"p{i}", f"停{i}", LAT, LON + (i - 1) * STEP) for i in (5, 4, 3))
    trips = (ServiceTrip("t1", 0, OUT), ServiceTrip("t2", 1, BACK))
    return {"stops": stops, "trips": trips, "calendar": ServiceCalendar(days=("tue",)), "fare_yen": 200, **parts}


def planned(region: Region, *services: dict[str, Any], year: int | None = None, **numbers: float) -> Evaluation:
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    for parts in services:
        plan, _ = add_service(plan, new, **{"name": "谷線", **parts})
    return evaluate(apply(region, set_assumptions(plan, new, Assumptions(numbers)), new, year))


def value(evaluation: Evaluation, name: str) -> float:
    return indicator(name).compute(evaluation)


def test_riders_are_those_without_a_car_who_can_go_and_come_back(valley: Region) -> None:
    # 谷口: 30 people, half without a car; 奥谷: 10 people, 8 without; 下野 has the shop and walks.
    found = planned(valley, line())
    assert dict(persons_by_line(found)) == {"plan:b1": 15 + 8}
    # 23 × 1 round trip × 0.2 × 50 weeks × 2 boardings.
    assert riders(found).of_service("b1") == pytest.approx(460)
    assert riders(found).of_service("b1", "low") == pytest.approx(23 * 0.5 * 0.1 * 50 * 2)
    assert [n.code for n in riders(found).notices] == ["riders_not_calibrated"]


def test_a_weeks_trips_are_those_counted_call_by_call() -> None:
    region = read_region(SAMPLES / "sanson")
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    # A line that calls twice at its first stop: such a trip counts once there.
    first, second = (ServiceStop(f"p{i}", f"停{i}", 35.30, 137.40 + i / 100) for i in (1, 2))
    trips = (ServiceTrip("t1", 0, (30000, 30600, 31200)),)
    plan, _ = add_service(plan, new, "輪", stops=(first, second, first), trips=trips)
    effective = apply(region, plan, new)
    found = weekly_trips(evaluate(effective))
    counted: dict[tuple[str, str], int] = {}
    usual = effective.timetable().date
    for after in range(7):
        buses = effective.timetable(usual - datetime.timedelta(days=usual.weekday() - after))
        ids, lines = buses.stops.index.tolist(), buses.trips["route_id"].tolist()
        pairs = {(ids[stop], trip) for stop, trip in zip(buses.call_stop, buses.call_trip, strict=True)}
        for stop, trip in pairs:
            counted[stop, lines[trip]] = counted.get((stop, lines[trip]), 0) + 1
    table = found.drop(columns=["lat", "lon"]).stack()
    assert {pair: n for pair, n in table.items() if n} == counted
    assert counted["plan:p1", "plan:b1"] == 5  # weekdays


def test_an_estimate_of_riders_that_stands_leaves_all_else_to_the_line_as_it_is(valley: Region) -> None:
    before, current = planned(valley, line()), planned(valley, line(fare_yen=300, trips=line()["trips"][:1]))
    standing = with_riders(current, riders(before))
    assert value(current, "service_boardings_mid") == 0  # there is no way home any more
    assert value(standing, "service_boardings_mid") == value(before, "service_boardings_mid") == pytest.approx(460)
    for same in ("service_cost", "service_vehicle_km", "service_vehicles", "service_drivers"):
        assert value(standing, same) == value(current, same)
    assert value(standing, "service_cost") != value(before, "service_cost")
    assert value(standing, "service_fares_share") == pytest.approx(460 * 300 / value(current, "service_cost"))
    assert value(current, "service_boardings_mid") == 0  # the evaluation itself stays as it was


def test_two_lines_share_their_riders_by_their_trips(valley: Region) -> None:
    daily = line(calendar=ServiceCalendar(days=("mon", "tue", "wed")))
    found = persons_by_line(planned(valley, line(), daily))
    assert sum(found.values()) == pytest.approx(23)
    assert found["plan:b2"] == pytest.approx(3 * found["plan:b1"])


def test_the_year_adds_up_to_the_yen(valley: Region) -> None:
    terms = CostTerms("vehicle_year", 6_000_000)
    found = planned(valley, line(cost=terms))
    (group,) = scenario_money(found).groups
    money = group.money["mid"]
    assert money.cost_yen == 6_000_000
    assert money.fares_yen == pytest.approx(460 * 200)
    assert value(found, "service_cost") == 6_000_000
    assert value(found, "service_net") == pytest.approx(5_908_000)
    assert value(found, "service_burden") == pytest.approx(5_908_000)
    assert value(found, "service_burden_after_grant") == pytest.approx(5_908_000 * 0.2)
    assert value(found, "service_fares_share") == pytest.approx(460 * 200 / 6_000_000)
    assert value(found, "service_burden_per_boarding") == pytest.approx(5_908_000 / 460)
    assert (value(found, "service_vehicles"), value(found, "service_drivers")) == (1, 1)
    # 800 m and 800 m out and back on 52 Tuesdays of 2020-04-01 to 2021-03-31.
    assert value(found, "service_vehicle_km") == pytest.approx(52 * 3.2)
    assert group.subsidies["b1"].kind == "none"
    assert "つながらないため" in group.subsidies["b1"].reason


def test_riders_fares_and_the_burden_follow_the_people_of_the_year(tmp_path: Path) -> None:
    folder = write_small_region(tmp_path / "tameshi")
    # Five years ago there were twice as many everywhere: ten years on, a quarter is left.
    before = [f"v{n},2015,census,調査,{2 * people}" for n, people in enumerate((100, 50, 20, 30, 10, 5, 0), start=1)]
    (folder / "population.csv").write_text("\n".join(["village_id,year,kind,source,total", *before]), encoding="utf-8")
    valley = read_region(folder)
    terms = line(cost=CostTerms("vehicle_year", 6_000_000))
    today, later = planned(valley, terms), planned(valley, terms, year=2030)
    assert value(later, "population") == pytest.approx(215 / 4)
    assert dict(persons_by_line(later)) == {"plan:b1": pytest.approx(23 / 4)}
    assert value(later, "service_boardings_mid") == pytest.approx(460 / 4)
    assert scenario_money(later).total().fares_yen == pytest.approx(115 * 200)
    # A vehicle of a year costs what it costs, whoever rides: what fares no longer bear is borne by the municipality.
    assert value(later, "service_cost") == value(today, "service_cost") == 6_000_000
    assert value(later, "service_burden") == pytest.approx(6_000_000 - 115 * 200)
    assert value(later, "service_burden_per_boarding") == pytest.approx((6_000_000 - 115 * 200) / 115)


def test_unknown_fares_and_unknown_vehicles_give_no_figures(valley: Region) -> None:
    unknown = planned(valley, line(fare_yen=None, cost=CostTerms("vehicle_year", 1)))
    assert math.isinf(value(unknown, "service_burden"))
    assert value(unknown, "service_cost") == 1
    odd = planned(valley, line(vehicle=Vehicle("そり")))
    assert math.isinf(value(odd, "service_cost"))
    assert "service_cost_unknown" in [n.code for n in scenario_money(odd).notices]
    heavy = planned(valley, line(vehicle=Vehicle(freight_kg=350)))
    assert "service_freight_heavy" in [n.code for n in scenario_money(heavy).notices]
    light = planned(valley, line(vehicle=Vehicle(freight_kg=349)))
    assert "service_freight_heavy" not in [n.code for n in scenario_money(light).notices]


def test_vouchers_and_mobile_services_count_in_their_own_way(valley: Region) -> None:
    tickets = {"kind": "taxi_voucher", "name": "タクシー券", "voucher": Voucher(40, 24, 500, 0.5)}
    shop = line(kind="mobile", name="移動販売", offers="移動販売", cost=CostTerms("vehicle_year", 2_000_000))
    found = planned(valley, tickets, shop)
    assert value(found, "service_cost") == 40 * 24 * 0.5 * 500 + 2_000_000
    assert value(found, "service_boardings_mid") == 480
    # 下野 20, 谷口 30 and 奥谷 10 people live at its three stops.
    assert value(found, "mobile_persons") == 60


def test_private_paid_transport_has_its_own_price(valley: Region) -> None:
    fixed, paid = planned(valley, line()), planned(valley, line(kind="paid_private"))
    assert value(paid, "service_cost") == pytest.approx(value(fixed, "service_cost") / 2)


def test_the_present_has_no_services_and_costs_nothing(valley: Region) -> None:
    today = evaluate(apply(valley))
    assert (value(today, "service_cost"), value(today, "service_vehicles"), value(today, "mobile_persons")) == (0, 0, 0)
    assert math.isinf(value(today, "service_burden_per_boarding"))


def test_compare_shows_services_beside_outings(valley: Region) -> None:
    rows = comparison([evaluate(apply(valley)), planned(valley, line())])["indicators"]
    assert isinstance(rows, list)
    values = {row["id"]: row["values"] for row in rows}
    assert values["service_boardings_mid"] == {"base": 0, "s1": pytest.approx(460)}
    assert math.isinf(values["outing_shopping_no_car"]["base"])
    assert values["outing_shopping_no_car"]["s1"] >= 23


def test_a_later_calendar_moves_the_year(valley: Region) -> None:

    later = ServiceCalendar(days=("tue",), first=datetime.date(2027, 4, 1))
    assert year_of(planned(valley, line(calendar=later)).effective) == datetime.date(2027, 4, 1)
    assert year_of(planned(valley, line()).effective) == datetime.date(2020, 4, 1)


def test_feeders_share_the_municipalitys_cap_and_counts_are_met() -> None:
    region = read_region(SAMPLES / "sanson")
    plan, new = add_scenario(Plan(region.id, region.fingerprint), "案")
    feed = region_feeds(region)["gtfs/community"]
    for route in ("r1", "r2"):
        plan, _ = copy_route(plan, new, feed, FeedRoute("gtfs/community", route))
    whole = scenario_money(evaluate(apply(region, plan, new)))
    assert [n.code for n in whole.notices if n.code.startswith("riders")] == ["riders_calibrated"]
    fed = [s for g in whole.groups for s in g.subsidies.values() if s.kind == "feeder"]
    assert len(fed) == 2
    assert sum(s.yen for s in fed) == pytest.approx(5_000_000)
    capped = set_assumptions(plan, new, Assumptions({"feeder_cap_yen": 1_000_000.0}))
    less = scenario_money(evaluate(apply(region, capped, new)))
    assert less.total().subsidy_yen == pytest.approx(1_000_000)
    assert whole.total().cost_yen == less.total().cost_yen
    today = evaluate(apply(region))
    counted = sum(riders(today).boardings["mid"].values())
    # All five routes of today were counted: 40,024 boardings in the fiscal year 2024.
    assert counted == pytest.approx(40_024)
