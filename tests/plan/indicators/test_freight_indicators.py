"""Indicators of freight: five meals of 1.5 kg for a bus of 6 kg on Tuesdays."""

from __future__ import annotations

import pytest

from geo.region.region import Region
from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import ServiceCalendar
from network.services.consignment import Consignment
from plan.applied import apply
from plan.indicators.freight_indicators import FREIGHT_INDICATORS
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Plan, Scenario
from tests.small_region import LAT, LON, STEP

MEALS = Consignment("昼の弁当", "meal", "p1", "p2", count=5, kg=1.5, ready_s=30_000, due_s=43_200, yen=100)
LINE = BusService(
    "b1", "谷線", "fixed", stops=(ServiceStop("p1", "停1", LAT, LON + 2 * STEP), ServiceStop("p2", "停2", LAT, LON + 4 * STEP)),
    trips=(ServiceTrip("t1", 0, (32_400, 33_600)),), vehicle=Vehicle(freight_kg=6), calendar=ServiceCalendar(days=("tue",)),
    freight=(MEALS,),
)  # fmt: skip


def under(region: Region, *services: BusService) -> Evaluation:
    plan = Plan(region.id, region.fingerprint, (Scenario("s1", "案", services=services),))
    return evaluate(apply(region, plan, "s1"))


def test_four_meals_are_carried_one_stays_and_a_years_tuesdays_are_paid(region: Region) -> None:
    pieces, left, income = (i.compute(under(region, LINE)) for i in FREIGHT_INDICATORS)
    assert (pieces, left) == (4, 1)
    assert income in (4 * 100 * 52, 4 * 100 * 53)


def test_without_freight_nothing_is_carried(region: Region) -> None:
    assert [i.compute(under(region)) for i in FREIGHT_INDICATORS] == [0, 0, 0]


@pytest.mark.parametrize(
    ("code", "judged"), [("freight_pieces", True), ("freight_left", True), ("freight_income", False)]
)
def test_income_is_neither_good_nor_bad_in_itself(code: str, judged: bool) -> None:
    assert [i.judged for i in FREIGHT_INDICATORS if i.id == code] == [judged]
