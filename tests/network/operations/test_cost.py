"""Money on paper: every figure of these tests was worked out by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from geo.reference.assumptions import Assumptions
from network.operations.cost import Cost, Money, Volume, boardings_per_year, yearly_cost
from network.operations.schedule import Shared
from network.operations.service_year import service_year
from network.operations.subsidy import LineFacts, subsidy_for
from network.services.bus_service import BusService, ServiceTrip
from network.services.calendar import Pause, ServiceCalendar
from network.services.service_terms import CostTerms
from tests.network.services.test_line_edits import RUNNING, stop

APRIL = datetime.date(2026, 4, 1)
PLAIN = Assumptions({"layover_min": 5.0})


def test_sixty_people_one_round_trip_a_week() -> None:
    boardings = boardings_per_year(60, 1, 1.0, 50)
    contract = yearly_cost(Volume(vehicles=1), CostTerms("vehicle_year", 6_000_000), vehicle_class="wagon")
    year = Money(contract.yen, boardings, 200 * boardings)
    assert boardings == 6000
    assert year.fares_share == 0.2
    assert (year.burden_yen, year.burden_per_boarding_yen) == (4_800_000, 800)


def test_the_year_of_oguchi_divides() -> None:
    year = Money(59_296_164, 120_732, 12_985_300, 7_137_521)
    assert year.fares_share == pytest.approx(0.219, abs=5e-4)
    assert [round(x or 0) for x in (year.cost_per_boarding_yen, year.net_per_boarding_yen)] == [491, 384]
    assert year.burden_yen == 39_173_343
    assert round(year.burden_per_boarding_yen or 0) == 324


def test_a_week_from_below_to_the_yen() -> None:
    # A line of 10 km (21 min), out at 8:00 and back at 8:26, Monday to Friday, one vehicle, no depot.
    # A day: 20 km; at the wheel from 8:00 to 8:47, with roll calls of 20 and 10 minutes 77 minutes on duty.
    # April 2026 to March 2027 has 261 such days: 5,220 km, 261 × 77 / 60 = 334.95 hours.
    trips = (ServiceTrip("t1", 0, (28_800, 30_060)), ServiceTrip("t2", 1, (30_360, 31_620)))
    line = BusService("b1", "谷線", "fixed", stops=(stop(0), stop(10)), trips=trips)
    year = service_year(Shared("谷線", (line,)), RUNNING, APRIL, PLAIN)
    assert (year.days, year.volume.vehicles, year.volume.shifts, year.drivers) == (261, 1, 261, 1)
    assert year.volume.live_km == pytest.approx(5220, rel=1e-5)
    assert year.volume.duty_hours == pytest.approx(334.95)
    assert year.trips == {"b1": 522}
    prices = Assumptions(
        {
            "own_wage_hour_yen": 2000.0,
            "own_fuel_km_yen": 30.0,
            "own_repair_km_yen": 20.0,
            "own_vehicle_wagon_yen": 700_000.0,
            "own_overhead_share": 0.1,
        }
    )
    exact = replace(year.volume, live_km=5220.0)
    cost = yearly_cost(exact, CostTerms("own"), vehicle_class="wagon", assumptions=prices)
    expected = {"人件費": 669_900, "燃料費": 156_600, "修繕費": 104_400, "車両費": 700_000, "管理費": 163_090}
    assert {name: round(yen) for name, yen in cost.parts.items()} == expected
    assert round(cost.yen) == 1_793_990
    # And one week of it (the year ÷ 52.2 weeks of five days): five days at 77 minutes and 20 km.
    week = Volume(live_km=100, duty_hours=5 * 77 / 60, shifts=5)
    parts = yearly_cost(week, CostTerms("own"), vehicle_class="wagon", assumptions=prices).parts
    assert [round(v) for v in parts.values()] == [12_833, 3_000, 2_000, 0, 1_783]


def test_another_trip_in_a_paid_shift_costs_what_it_costs() -> None:
    morning = [ServiceTrip("t1", 0, (28_800, 30_060)), ServiceTrip("t2", 1, (43_200, 44_460))]
    between = [ServiceTrip("t3", 1, (32_400, 33_660)), ServiceTrip("t4", 0, (36_000, 37_260))]
    line = BusService("b1", "谷線", "fixed", stops=(stop(0), stop(10)), trips=tuple(morning))
    few = service_year(Shared("谷線", (line,)), RUNNING, APRIL, PLAIN).volume
    fuller = replace(line, trips=tuple(morning + between))
    more = service_year(Shared("谷線", (fuller,)), RUNNING, APRIL, PLAIN).volume
    assert (few.vehicles, more.vehicles) == (1, 1)

    def cost(volume: Volume, basis: str) -> float:
        return yearly_cost(volume, CostTerms(basis, 1000), vehicle_class="wagon").yen  # type: ignore[arg-type]

    assert cost(more, "vehicle_year") == cost(few, "vehicle_year")
    assert cost(more, "vehicle_hour") == cost(few, "vehicle_hour")
    assert cost(more, "vehicle_km") == pytest.approx(2 * cost(few, "vehicle_km"))
    own_few, own_more = (yearly_cost(v, CostTerms("own"), vehicle_class="wagon").parts for v in (few, more))
    assert own_more["人件費"] == own_few["人件費"]
    assert own_more["燃料費"] == pytest.approx(2 * own_few["燃料費"])


def test_reference_prices_are_to_be_confirmed_and_unknown_classes_said() -> None:
    hours = Volume(duty_hours=100)
    assert yearly_cost(hours, None, vehicle_class="wagon") == Cost("vehicle_hour", {"拘束時間": 450_000.0}, True)
    assert yearly_cost(hours, None, vehicle_class="wagon", kind="paid_private").yen == 225_000
    assert not yearly_cost(hours, CostTerms("vehicle_hour", 4000), vehicle_class="x").to_be_confirmed
    with pytest.raises(ValueError, match="車両の種類「x」の費用が分かりません"):
        yearly_cost(hours, None, vehicle_class="x")
    with pytest.raises(ValueError, match="負の数"):
        Volume(live_km=-1)


def test_what_is_not_known_is_not_made_up() -> None:
    unknown = Money(1_000_000, 100, None)
    assert (unknown.fares_share, unknown.burden_yen, unknown.burden_per_boarding_yen) == (None, None, None)
    nobody = Money(1_000_000, 0, 0)
    assert (nobody.fares_share, nobody.burden_per_boarding_yen) == (0.0, None)


def test_days_that_differ_are_counted_each() -> None:
    trips = (ServiceTrip("t1", 0, (28_800, 30_060)),)
    school = ServiceCalendar(pauses=(Pause(datetime.date(2026, 7, 20), datetime.date(2026, 8, 31)),))
    a = BusService("b1", "通学", "fixed", stops=(stop(0), stop(10)), trips=trips, calendar=school)
    b = BusService(
        "b2", "診療日", "fixed", stops=(stop(0), stop(10)), trips=trips, calendar=ServiceCalendar(days=("tue",))
    )
    year = service_year(Shared("契約", (a, b)), RUNNING, APRIL, PLAIN)
    # 43 days from 20 July to 31 August 2026 hold 31 weekdays (7 Mondays, 6 of each other day), 6 of them Tuesdays.
    assert year.trips == {"b1": 261 - 31, "b2": 52}
    assert year.days == 261 - 31 + 6
    assert year.volume.vehicles == 2
    assert year.volume.shifts == 261 - 31 + 52


def facts(**changes: object) -> LineFacts:
    values = {
        "municipalities": 2, "runs_per_day": 5.0, "density": 4.0, "boardings_per_run": 6.0, "connects": True,
        "in_need": True, "cost_yen": 10_000_000.0, "fares_yen": 2_000_000.0, **changes,
    }  # fmt: skip
    return LineFacts(**values)  # type: ignore[arg-type]


def test_the_rule_that_decides_a_subsidy_is_said() -> None:
    trunk = subsidy_for(facts())
    # At most 45 % of the cost, and four on board count four fifths of it.
    assert (trunk.kind, trunk.yen) == ("trunk", 4_500_000 * 0.8)
    feeder = subsidy_for(facts(municipalities=1))
    assert (feeder.kind, feeder.yen) == ("feeder", 4_000_000)
    assert "またがる市町村が 1 つ" in feeder.reason
    assert subsidy_for(facts(municipalities=1, cost_yen=30_000_000.0)).yen == 5_000_000
    for changes, reason in (
        ({"runs_per_day": 2.9}, "一日 2.9 回で 3 回に足りず"),
        ({"density": 2.9}, "輸送量 14.5 人/日が 15〜150 人/日になく"),
        ({"density": 31.0}, "輸送量 155.0 人/日が"),
        ({"municipalities": 1, "connects": False}, "つながらないため"),
        ({"municipalities": 1, "in_need": False}, "指定がないため"),
        ({"municipalities": 1, "boardings_per_run": 1.9}, "一便 1.9 人で 2 人に足りず"),
    ):
        assert reason in subsidy_for(facts(**changes)).reason
    assert subsidy_for(facts(municipalities=1, connects=False)).yen == 0
    assert subsidy_for(facts(density=3.0)).kind == "trunk"
