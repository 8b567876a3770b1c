"""Bus services in plan files: the keys of the contract, nothing lost, what is wrong said with its place."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given

from network.services.bus_service import BusService, ServiceStop, ServiceTrip
from plan.file.codec import read, write
from plan.file.plan_file import PlanUnreadableError, plan_bytes, read_plan
from plan.scenario.scenario import FeedRoute, Plan, Scenario
from tests.plan.random_services import services
from tests.small_region import small_plan

CONTRACT: dict[str, Any] = {
    "id": "b1",
    "name": "谷線",
    "kind": "fixed",
    "stops": [
        {"stop_id": "p1", "name": "役場前", "lat": 35.0, "lon": 137.0},
        {"stop_id": "p2", "name": "谷口", "lat": 35.02, "lon": 137.01},
    ],
    "geometry": {"type": "LineString", "coordinates": [[137.0, 35.0], [137.01, 35.02]]},
    "calendar": {"days": ["mon", "tue"], "from": "2026-04-01", "to": None, "except": ["2026-05-05"], "only": []},
    "trips": [{"id": "t1", "direction": 0, "times_s": [28800, 29400]}],
    "vehicle": {"class": "wagon", "seats": 9, "wheelchair": 1, "freight_kg": 50},
    "fare_yen": 200,
    "area": None,
    "slots_s": [],
}


def plan_with(service: dict[str, Any]) -> bytes:
    raw: Any = small_plan()
    raw["scenarios"][0]["services"] = [service]
    return json.dumps(raw).encode()


def test_a_service_of_the_contracts_keys_and_no_more_is_read_and_written_as_it_was() -> None:
    plan = read_plan(plan_with(CONTRACT))
    (service,) = plan.scenarios[0].services
    assert [s.name for s in service.stops] == ["役場前", "谷口"]
    assert service.trips == (ServiceTrip("t1", 0, (28800, 29400)),)
    assert (service.vehicle.vehicle_class, service.vehicle.seats, service.fare_yen) == ("wagon", 9, 200)
    assert json.loads(plan_bytes(plan))["scenarios"][0]["services"] == [CONTRACT]


def test_an_area_in_hand_is_the_one_that_a_file_gives_back() -> None:
    """Six decimals at once, not only when it is written: a border shall not move when a plan is opened again."""
    ring = [[137.00000049, 35.0], [137.1, 35.0000012], [137.1, 35.1], [137.00000049, 35.0]]
    plan = read_plan(plan_with({**CONTRACT, "area": {"type": "Polygon", "coordinates": [ring]}}))
    (service,) = plan.scenarios[0].services
    assert service.area is not None
    corners = [list(corner) for corner in service.area.exterior.coords]
    assert [corners] == [[[137.0, 35.0], [137.1, 35.000001], [137.1, 35.1], [137.0, 35.0]]]
    assert read_plan(plan_bytes(plan)) == plan


@given(services())
def test_reading_what_was_written_gives_the_same_service(service: BusService) -> None:
    raw = json.loads(json.dumps(write(service)))
    assert read(BusService, raw) == service
    scenario = Scenario("s1", "案", services=(service,))
    written = plan_bytes(Plan("r", "f", (scenario,)))
    assert plan_bytes(read_plan(written)) == written


def test_what_others_wrote_is_carried_at_every_level() -> None:
    raw = copy.deepcopy(CONTRACT)
    raw["calendar"]["pauses"] = [{"from": "2026-07-21", "to": "2026-08-31"}]
    raw["cost"] = {"basis": "own", "yen": None, "contract": ""}
    parts = [
        raw,
        raw["stops"][0],
        raw["trips"][0],
        raw["vehicle"],
        raw["calendar"],
        raw["calendar"]["pauses"][0],
        raw["cost"],
    ]
    for part in parts:
        part["memo"] = {"by": "だれか"}
    assert json.loads(plan_bytes(read_plan(plan_with(raw))))["scenarios"][0]["services"] == [raw]


def test_dropped_routes_are_kept_in_order_once() -> None:
    routes = (FeedRoute("gtfs/b", "r1"), FeedRoute("gtfs/a", "r2"), FeedRoute("gtfs/b", "r1"))
    scenario = Scenario("s1", "案", dropped_routes=routes)
    assert [r.name for r in scenario.dropped_routes] == ["gtfs/a:r2", "gtfs/b:r1"]
    again = read_plan(plan_bytes(Plan("r", "f", (scenario,)))).scenarios[0]
    assert again == scenario


def test_vehicles_that_only_say_whether_wheelchairs_fit_are_read() -> None:
    raw = {**CONTRACT, "vehicle": {"class": "wagon", "wheelchair": True}}
    assert read_plan(plan_with(raw)).scenarios[0].services[0].vehicle.wheelchair == 1


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["id"], None, "id がありません"),
        (["name"], 3, "name が文字ではありません"),
        (["kind"], "ship", "「ship」"),
        (["stops", 0, "lat"], 95, "stops の 1番目：緯度 95"),
        (["stops", 1, "stop_id"], "p1", "（谷線）：停留所の id「p1」"),
        (["trips", 0, "direction"], 0.5, "direction が整数ではありません"),
        (["trips", 0, "times_s"], [28800], "便「t1」"),
        (["trips", 0, "times_s"], [28800, "9:00"], "times_s が数ではありません"),
        (["trips", 0, "times_s"], [28800, 28000], "早くなって"),
        (["calendar", "from"], "4月", "「4月」は日付として読めません"),
        (["calendar", "to"], "2025-01-01", "運行の期間"),
        (["calendar", "days"], ["月"], "「月」という曜日"),
        (["geometry", "type"], "Point", "線（LineString）ではありません"),
        (["geometry", "coordinates"], [[1]], "[経度, 緯度]"),
        (["geometry", "coordinates"], [[1, 10**400]], "大きすぎます"),
        (["vehicle", "seats"], 0, "座席が 0"),
        (["vehicle", "wheelchair"], "あり", "wheelchair が数ではありません"),
        (["fare_yen"], -1, "運賃"),
        (["area"], [], "area が {…} の形ではありません"),
        (["area"], {"type": "Point", "coordinates": [137, 35]}, "「Point」は Polygon ではありません"),
        (["area"], {"type": "Polygon", "coordinates": [[[137, 35], [137.1, 35]]]}, "3つより少ない角"),
        (["area"], {"type": "Polygon", "coordinates": [[["東", 35], [137.1, 35], [137.1, 36]]]}, "[経度, 緯度]"),
        (["area"], {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "交わっている"),
        (["cost"], {"basis": "x"}, "「x」"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path: list[str | int], value: object, message: str) -> None:
    raw: Any = copy.deepcopy(CONTRACT)
    thing = raw
    for key in path[:-1]:
        thing = thing[key]
    if value is None:
        del thing[path[-1]]
    else:
        thing[path[-1]] = value
    with pytest.raises(PlanUnreadableError) as caught:
        read_plan(plan_with(raw))
    assert message in str(caught.value)
    assert "services の 1番目" in str(caught.value)


def test_a_stop_that_is_passed_twice_stands_there_twice() -> None:
    first = ServiceStop("p1", "役場前", 35, 137)
    loop = BusService("b1", "循環", "fixed", stops=(first, ServiceStop("p2", "谷", 35.01, 137), first))
    assert read(BusService, json.loads(json.dumps(write(loop)))) == loop
