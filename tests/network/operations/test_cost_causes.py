"""A year's cost by what it comes from: every figure worked out by hand, and the parts add up to the whole."""

from __future__ import annotations

import datetime

import pytest

from geo.reference.assumptions import Assumptions
from network.operations.cost import yearly_cost
from network.operations.cost_causes import cost_causes
from network.operations.schedule import Shared
from network.operations.service_year import ServiceYear, service_year
from network.services.bus_service import BusService
from network.services.service_terms import CostTerms, Depot
from tests.network.services.test_line_edits import RUNNING, stop, trip

APRIL = datetime.date(2026, 4, 1)
DAYS = 261
"""Mondays to Fridays from April 2026 to March 2027."""
PLAIN = Assumptions({"layover_min": 5.0})


@pytest.fixture(scope="module")
def year() -> ServiceYear:
    """Two lines of 10 km and 4 km with one vehicle, which stands at night 3 km before both; from Monday to Friday."""
    depot = Depot("車庫", stop(3).lat, stop(3).lon)
    trips = (trip("t1", 480, 501), trip("t2", 540, 561, direction=1))
    valley = BusService("b1", "谷線", "fixed", stops=(stop(0), stop(10)), trips=trips, depot=depot)
    hill = BusService("b2", "丘線", "fixed", stops=(stop(0), stop(4)), trips=(trip("t3", 580, 589),), depot=depot)
    return service_year(Shared("町のバス", (valley, hill)), RUNNING, APRIL, PLAIN)


def test_hours_on_duty_are_split_by_what_they_were_for(year: ServiceYear) -> None:
    cost = yearly_cost(year.volume, CostTerms("vehicle_hour", 4000), vehicle_class="wagon")
    causes = {(c.kind, c.name): c for c in cost_causes(year, cost)}
    # Empty: 3 km to the first stop and 1 km back from the last, two minutes a kilometre; roll calls: 20 and 10 minutes.
    minutes = {("driving", "b1"): 42, ("driving", "b2"): 9, ("empty", ""): 8, ("roll_calls", ""): 30}
    # On duty from 7:54 − 20 min until 9:51 + 10 min: 147 minutes.
    minutes["waiting", ""] = 147 - sum(minutes.values())
    assert {key: c.amount for key, c in causes.items()} == pytest.approx(
        {k: m * DAYS / 60 for k, m in minutes.items()}, rel=0.01
    )
    assert causes["driving", "b1"].yen == pytest.approx(42 * DAYS / 60 * 4000)
    assert sum(c.yen for c in causes.values()) == pytest.approx(cost.yen, rel=1e-12)


def test_wages_of_the_towns_own_drivers_are_split_and_other_parts_stand(year: ServiceYear) -> None:
    cost = yearly_cost(year.volume, CostTerms("own"), vehicle_class="wagon")
    causes = cost_causes(year, cost)
    hourly = [c for c in causes if c.kind != "other"]
    assert sum(c.yen for c in hourly) == pytest.approx(cost.parts["人件費"], rel=1e-12)
    assert {c.name: c.yen for c in causes if c.kind == "other"} == {
        n: y for n, y in cost.parts.items() if n != "人件費"
    }


def test_what_is_paid_by_the_kilometre_goes_to_the_lines(year: ServiceYear) -> None:
    cost = yearly_cost(year.volume, CostTerms("vehicle_km", 100), vehicle_class="wagon")
    causes = cost_causes(year, cost)
    assert [(c.kind, c.name) for c in causes] == [("kilometres", "b1"), ("kilometres", "b2")]
    assert [c.yen for c in causes] == pytest.approx([20 * DAYS * 100, 4 * DAYS * 100], rel=0.01)
    assert sum(c.yen for c in causes) == pytest.approx(cost.yen, rel=1e-12)


def test_a_price_for_each_vehicle_stands_as_it_is(year: ServiceYear) -> None:
    cost = yearly_cost(year.volume, CostTerms("vehicle_year", 6_000_000), vehicle_class="wagon")
    assert [(c.kind, c.amount, c.yen) for c in cost_causes(year, cost)] == [("other", None, 6_000_000)]
