"""Freight of a plan: the file keeps it, edits change it, indicators and the document count it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.region.region import Region, read_region
from network.services.bus_service import ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import ServiceCalendar
from network.services.consignment import Consignment
from plan.applied import apply
from plan.file.plan_file import PlanUnreadableError, plan_bytes, read_plan
from plan.indicators.registry import indicator
from plan.reach.evaluation import evaluate
from plan.scenario.edits import add_scenario
from plan.scenario.scenario import Plan
from plan.services.edits import ServiceEditError, add_service, wrapping_service_errors
from plan.services.freight import freight_document
from plan.services.freight_edits import add_consignment, change_consignment, remove_consignment
from tests.small_region import LAT, LON, STEP, write_small_region

MEALS = Consignment("昼の弁当", "meal", "p1", "p2", count=5, kg=1.5, ready_s=30_000, due_s=43_200, yen=100)


@pytest.fixture
def valley(tmp_path: Path) -> Region:
    return read_region(write_small_region(tmp_path / "tameshi"))


@pytest.fixture
def plan(valley: Region) -> Plan:
    """A bus from the third village to the fifth at 9:00 and back at 10:00 on Tuesdays, with six kilos for freight."""
    plan, scenario = add_scenario(Plan(valley.id, valley.fingerprint), "案")
    stops = tuple(ServiceStop(f"p{i}", f"停{i}", LAT, LON + (2 * i) * STEP) for i in (1, 2))
    trips = (ServiceTrip("t1", 0, (32_400, 33_600)), ServiceTrip("t2", 1, (36_000, 37_200)))
    plan, _ = add_service(
        plan, scenario, "谷線", stops=stops, trips=trips, vehicle=Vehicle(freight_kg=6), calendar=ServiceCalendar(days=("tue",)),
        freight=(MEALS,),
    )  # fmt: skip
    return plan


def freight(plan: Plan) -> tuple[Consignment, ...]:
    return plan.scenario("s1").service("b1").freight


def test_the_plan_file_keeps_it_with_what_it_does_not_know(plan):
    known = replace(MEALS, unknown_fields={"note": "冷蔵"})
    plan = change_consignment(plan, "s1", "b1", 0, known)
    written = plan_bytes(plan)
    assert b'"note"' in written
    back = read_plan(written)
    assert freight(back) == freight(plan)
    assert freight(back)[0].unknown_fields == {"note": "冷蔵"}
    assert plan_bytes(back) == written
    # Files without freight stay as they were.
    assert b'freight"' not in plan_bytes(remove_consignment(plan, "s1", "b1", 0)).replace(b"freight_kg", b"")


@pytest.mark.parametrize(
    ("was", "current", "text"),
    [
        (b'"kind": "meal"', b'"kind": "people"', "荷物の種類「people」"),
        (b'"count": 5', b'"count": 0', "1 以上"),
        (b'"kg": 1.5', b'"kg": "a"', "kg"),
        (b'"due_s": 43200', b'"due_s": 1', "期限"),
    ],
)
def test_a_file_that_is_wrong_says_where(plan, was, current, text):
    written = plan_bytes(plan)
    assert was in written
    with pytest.raises(PlanUnreadableError, match=text) as problem:
        read_plan(written.replace(was, current))
    assert "freight" in str(problem.value) or "谷線" in str(problem.value)


def test_consignments_are_added_changed_and_taken_off(plan):
    more = add_consignment(
        plan, "s1", "b1", replace(MEALS, name="野菜", kind="produce", from_stop_id="p2", to_stop_id="p1")
    )
    assert [c.name for c in freight(more)] == ["昼の弁当", "野菜"]
    assert [c.name for c in freight(remove_consignment(more, "s1", "b1", 0))] == ["野菜"]
    with pytest.raises(IndexError):
        change_consignment(more, "s1", "b1", 5, MEALS)
    with pytest.raises(ServiceEditError, match="1 以上"), wrapping_service_errors():
        replace(MEALS, count=0)


def test_indicators_and_the_document_agree_with_paper(valley, plan):
    # Six kilos take four of five meals of 1.5 kg; 4 × 100 yen on each of 53 or 52 Tuesdays of the year.
    current = evaluate(apply(valley, plan, "s1"))
    assert indicator("freight_pieces").compute(current) == 4
    assert indicator("freight_left").compute(current) == 1
    tuesdays = indicator("freight_income").compute(current) / 400
    assert tuesdays in (52, 53)
    (found,) = freight_document(current.effective)["services"]
    (row,) = found["consignments"]
    assert (row["wanted"], row["carried"], row["left"], row["from"], row["to"]) == (5, 4, 1, "停1", "停2")
    assert found["loads"] == [
        {"trip": "t1", "name": "昼の弁当", "from": "停1", "to": "停2", "leaves": "9:00", "arrives": "9:20", "pieces": 4, "kg": 6.0}
    ]  # fmt: skip
    today = evaluate(apply(valley))
    assert [indicator(f"freight_{what}").compute(today) for what in ("pieces", "left", "income")] == [0, 0, 0]
