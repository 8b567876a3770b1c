"""Wishes become part of the problem, and what can't be kept is answered with what blocks it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from plan.applied import apply
from plan.bus_design.designs import designs
from plan.bus_design.measured import measured_scenario
from plan.bus_design.reasons import unserved
from plan.bus_design.request import BusDesignRequest, design_task
from plan.bus_design.wishes import RunWish, Wishes
from plan.scenario.edits import add_scenario, with_scenario
from plan.scenario.scenario import Plan, RoadEdit
from plan.services.money import scenario_money
from tests.network.bus_design.town.small_town import small_task
from tests.small_region import LAT, LON, STEP, write_small_region

SCHOOL = RunWish(("v2", "v3"), 8 * 3600, back=True)


def code_of(tmp_path, wishes, **asked):
    with pytest.raises(RequestError) as caught:
        small_task(tmp_path, wishes=wishes, **asked)
    return caught.value.notices[0].code


def test_a_run_that_is_back_in_time_is_in_every_design(tmp_path):
    wishes = Wishes(runs=(SCHOOL,), depot_id="s2")
    task = small_task(tmp_path, vehicles=2, drivers=2, wishes=wishes)
    (fixed,) = task.town.fixed
    found = designs(task, BusDesignRequest("f-clinic", 2, 2, rounds=20, wishes=wishes))
    for design in found.designs:
        back = [
            max(t.end_s for t in line.trips if t.block == trip.block)
            for line in design.scenario.services
            for trip in line.trips
            if trip.start_s == fixed.start_s and [s.name for s in line.stops] == ["上野診療所", "中野", "下野"]
        ]
        assert back == [8 * 3600]
        # the ordinary yearly money counts the same empty drives
        money = scenario_money(measured_scenario(task, design.scenario))
        assert money.total().cost_yen == design.cost_yen
        assert money.groups[0].year.volume.dead_km > 0


def test_designs_keep_to_one_minute_and_to_direct_ways(tmp_path):
    wishes = Wishes(same_minute=True, detour=1.3)
    task = small_task(tmp_path, wishes=wishes)
    found = designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=20, wishes=wishes))
    assert not found.all_routes
    for design in found.designs:
        for line in design.scenario.services:
            assert len({t.start_s % 3600 for t in line.trips if t.direction == 0}) == 1


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        (Wishes(depot_id="nowhere"), "id_not_found"),
        (Wishes(detour=0.5), "bus_design_detour_below_direct"),
        (Wishes(not_on=("lane",)), "bus_design_road_class_unknown"),
        (Wishes(not_on=("tertiary",)), "bus_design_hub_without_bus_road"),
        (Wishes(cleared_only=True), "bus_design_snow_roads_missing"),
        (Wishes(closed_as="c9"), "scenario_not_found"),
        (Wishes(runs=(RunWish(("v1",), 30_000),)), "bus_design_run_unknown"),
        (Wishes(runs=(RunWish((), 30_000),)), "bus_design_run_unknown"),
        (Wishes(runs=(RunWish(("v2", "v2"), 30_000),)), "bus_design_run_twice"),
        (Wishes(runs=(RunWish(("v6",), 30_000),)), "bus_design_run_without_road"),
        (Wishes(runs=(RunWish(("v5",), 600, back=True),)), "bus_design_run_beyond_day"),
        (
            Wishes(same_minute=True, runs=(RunWish(("v2",), 30_000), RunWish(("v2",), 40_020))),
            "bus_design_runs_uneven",
        ),
    ],
)
def test_a_wish_that_cant_be_kept_is_refused(tmp_path, wishes, code):
    assert code_of(tmp_path, wishes) == code


def test_a_depot_beyond_the_roads_is_refused(tmp_path):
    folder = write_small_region(tmp_path)
    sites = folder / "sites.csv"
    sites.write_text(sites.read_text(encoding="utf-8") + f"s3,沖の倉庫,{LAT + 0.05},{LON},倉庫\n", encoding="utf-8")
    region = read_region(folder)
    request = BusDesignRequest("f-clinic", 1, 1, wishes=Wishes(depot_id="s3"))
    with pytest.raises(RequestError) as caught:
        design_task(apply(region), Plan(region.id, region.fingerprint), request)
    assert caught.value.notices[0].code == "bus_design_depot_without_road"


@pytest.mark.parametrize(
    ("times_h", "asked", "code"),
    [
        ((8, 8.2), {"vehicles": 1, "drivers": 2}, "bus_design_fixed_vehicles"),
        ((6, 21), {"vehicles": 1, "drivers": 1}, "bus_design_fixed_drivers"),
        ((8,), {"vehicles": 1, "drivers": 1, "budget_yen": 1000.0}, "bus_design_fixed_budget"),
    ],
)
def test_runs_that_vehicles_drivers_or_money_dont_allow_are_answered_with_what_they_take(
    tmp_path, times_h, asked, code
):
    wishes = Wishes(runs=tuple(RunWish(("v2", "v3"), int(h * 3600)) for h in times_h))
    task = small_task(tmp_path, wishes=wishes, **asked)
    with pytest.raises(RequestError) as caught:
        designs(task, BusDesignRequest("f-clinic", asked["vehicles"], asked["drivers"], rounds=4, wishes=wishes))
    assert [told.code for told in caught.value.notices] == [code]


def test_runs_without_a_drivers_break_say_the_rule(tmp_path):
    # 87 minutes there and back, 5 of rest: four in a row are no 30 minutes of breaks in 4 hours
    wishes = Wishes(runs=tuple(RunWish(("v5",), 7 * 3600 + n * 92 * 60) for n in range(4)))
    task = small_task(tmp_path, wishes=wishes)
    with pytest.raises(RequestError) as caught:
        designs(task, BusDesignRequest("f-clinic", 1, 1, rounds=4, wishes=wishes))
    (told,) = caught.value.notices
    assert told.code == "bus_design_fixed_rules"


def closed_plan(region):
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "冬")
    edges = (("n4", "n5", 0), ("n5", "n4", 0))
    edit = RoadEdit("close", edges, "積雪")
    return with_scenario(plan, replace(plan.scenario(scenario), roads=(edit,))), scenario


def test_a_village_that_only_cars_reach_is_told_so(tmp_path):
    region = read_region(write_small_region(tmp_path))
    plan, scenario = closed_plan(region)
    wishes = Wishes(closed_as=scenario)
    request = BusDesignRequest("f-clinic", 1, 1, rounds=10, wishes=wishes)
    task = design_task(apply(region), plan, request)
    found = designs(task, request)
    codes = {row.village_id: row.reason.code for row in unserved(found, found.designs[-1])}
    assert codes["v5"] == "bus_design_village_without_bus_road"
    assert codes["v6"] == "bus_design_village_without_road"
    whole = design_task(apply(region), plan, BusDesignRequest("f-clinic", 1, 1))
    assert whole.town.running.roads.open_edges.all()


def test_in_winter_only_cleared_roads_are_driven(tmp_path):
    folder = write_small_region(tmp_path)
    line = {"type": "LineString", "coordinates": [[LON, LAT], [LON + 2 * STEP, LAT]]}
    content = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": line}],
    }
    (folder / "snow_roads.geojson").write_text(json.dumps(content), encoding="utf-8")
    region = read_region(folder)
    request = BusDesignRequest("f-clinic", 1, 1, wishes=Wishes(cleared_only=True))
    task = design_task(apply(region), Plan(region.id, region.fingerprint), request)
    driven = [v for k, v in enumerate(task.villages) if task.town.drive_min[0, k + 1] < float("inf")]
    assert driven == ["v2", "v3"]
