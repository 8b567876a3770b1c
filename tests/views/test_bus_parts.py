"""The buses of a day on a map: what a scenario drops is gone, what it adds is there, on the days on which it runs."""

from __future__ import annotations

import datetime

import pytest

from network.services.calendar import ServiceCalendar
from plan.services.area_edits import draw_area
from plan.services.edits import add_service, set_parts
from plan.services.route_copies import copy_route
from plan.timetables.bus_lines import bus_lines
from plan.timetables.feed_routes import feed_routes
from plan.timetables.region_timetable import region_feeds
from tests.views.table import Table
from views.bus_parts import bus_parts, bus_symbols

TUESDAY, SUNDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 12)
RING = [(137.40, 35.29), (137.56, 35.29), (137.56, 35.31)]


@pytest.fixture
def table(bus_valley) -> Table:
    return Table()


def test_the_present_is_drawn_as_it_runs(table):
    (today,) = bus_parts(table.evaluation("base"), TUESDAY)
    lines = bus_lines(table.evaluation("base").effective.region, TUESDAY)
    assert len(today.data["lines"]) == len(lines) > 0
    assert bus_symbols(table.evaluation("base"), TUESDAY) == ("buses",)


def test_a_copied_line_takes_the_place_of_the_one_that_it_was_copied_from(table):
    region = table.evaluation().effective.region
    (route,) = feed_routes(region)
    plan, (copied,) = copy_route(table.plan, "s1", region_feeds(region)[route.feed], route)
    table.take(plan)
    today, own, areas = bus_parts(table.evaluation(), TUESDAY)
    assert (today.draws, today.data["lines"]) == ("buses", [])
    assert len(today.data["lat"]) > 0, "its stops are still called at"
    assert [box["name"] for box in own.data["boxes"]] == [plan.scenario("s1").service(copied).name]
    assert areas.data["areas"] == []


def test_services_are_drawn_on_their_days_in_their_colours_with_their_areas(table):
    plan, _ = add_service(table.plan, "s1", "まだ便のない線")
    plan, _ = add_service(plan, "s1", "谷のりあい", "on_demand")
    plan = draw_area(plan, "s1", "b2", [RING])
    plan = set_parts(plan, "s1", "b2", calendar=ServiceCalendar(days=("tue",)))
    table.take(plan)
    current = table.evaluation()
    assert bus_symbols(current, TUESDAY) == ("buses", "service_areas")
    assert bus_symbols(current, SUNDAY) == ("buses",)
    areas = next(part for part in bus_parts(current, TUESDAY) if part.draws == "drawn").data["areas"]
    assert [(a["id"], a["name"]) for a in areas] == [("b2", "谷のりあい")]
    assert not any(part.draws == "services" and part.data["lines"] for part in bus_parts(current, TUESDAY))
    assert [part.draws for part in bus_parts(current, SUNDAY)] == ["buses"]


def test_the_maps_of_two_scenarios_show_their_own_lines(table):
    region = table.evaluation().effective.region
    (route,) = feed_routes(region)
    plan, _ = copy_route(table.plan, "s1", region_feeds(region)[route.feed], route)
    table.take(plan)
    table.go("compare")
    table.app.selectbox(key="colour").set_value("outings")
    table.run()
    left, right = (str(c.proto.json_args) for c in table.app.get("component_instance"))
    assert '\\"services\\"' not in left
    assert '\\"services\\"' in right
