"""A request becomes a problem: stops, people without a car, purposes of the hub; what blocks it is said."""

from __future__ import annotations

import pytest

from geo.region.region import read_region
from geo.texts.errors import RequestError
from plan.applied import apply
from plan.bus_design.measured import measured_scenario
from plan.bus_design.request import BusDesignRequest, design_task
from plan.reach.evaluation import evaluate
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.scenario import Plan
from tests.network.bus_design.town.small_town import small_task
from tests.small_region import LAT, LON, STEP, write_small_region


def test_people_without_a_car_stand_at_their_nearest_stop(tmp_path):
    task = small_task(tmp_path)
    # v1 is the hub's own place; 50 × 0.4, 20 × 0.5, 30 × 0.5, 10 × 0.8, 5 × 1 people without a car, nobody in v7
    assert task.villages == ("v2", "v3", "v4", "v5", "v6", "v7")
    assert task.town.persons.tolist() == [20, 10, 15, 8, 5, 0]
    assert task.purposes == ("clinic", "office")
    assert task.notices == ()


def test_a_site_with_nothing_near_is_taken_to_gather_services(tmp_path):
    region = read_region(write_small_region(tmp_path))
    task = design_task(apply(region), Plan(region.id, region.fingerprint), BusDesignRequest("s2", 1, 1))
    assert task.purposes == ("clinic", "shopping", "office")
    assert [n.code for n in task.notices] == ["bus_design_hub_assumed"]
    assert task.frame.hub(task.hub_id).site_id == "s2"


def test_a_hub_of_the_plan_keeps_its_id_and_the_scenario_its_edits(tmp_path):
    region = read_region(write_small_region(tmp_path))
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    plan, hub = add_hub(plan, scenario, LAT, LON + STEP, services=("medical",))
    task = design_task(apply(region, plan, scenario), plan, BusDesignRequest(hub, 1, 1))
    assert (task.hub_id, task.frame.id, task.purposes) == (hub, scenario, ("clinic",))


def test_local_lines_make_room_unless_they_are_kept():
    region = read_region("sample_regions/model_chiku")
    base, plan = apply(region), Plan(region.id, region.fingerprint)
    task = design_task(base, plan, BusDesignRequest("f001", 1, 1))
    kept = design_task(base, plan, BusDesignRequest("f001", 1, 1, keep_lines=True))
    assert kept.frame.dropped_routes == ()
    assert "bus_design_lines_dropped" not in [n.code for n in kept.notices]
    assert task.frame.dropped_routes
    assert "bus_design_lines_dropped" in [n.code for n in task.notices]
    assert kept.town.persons.sum() <= task.town.persons.sum()


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("f-clinic", 0, 1), "bus_design_without_vehicles"),
        (("f-clinic", 1, 0), "bus_design_without_drivers"),
        (("nowhere", 1, 1), "id_not_found"),
    ],
)
def test_what_blocks_a_request_is_said(tmp_path, asked, code):
    region = read_region(write_small_region(tmp_path))
    with pytest.raises(RequestError) as caught:
        design_task(apply(region), Plan(region.id, region.fingerprint), BusDesignRequest(*asked))
    assert caught.value.notices[0].code == code


def test_a_hub_that_no_road_reaches_is_refused(tmp_path):
    region = read_region(write_small_region(tmp_path))
    plan, scenario = add_scenario(Plan(region.id, region.fingerprint), "案")
    plan, hub = add_hub(plan, scenario, LAT + 0.05, LON, services=("medical",))
    with pytest.raises(RequestError) as caught:
        design_task(apply(region, plan, scenario), plan, BusDesignRequest(hub, 1, 1))
    assert caught.value.notices[0].code == "bus_design_hub_without_road"


def test_a_design_for_another_year_counts_its_people_and_their_licences():
    region = read_region("sample_regions/okuyama")
    plan = Plan(region.id, region.fingerprint)
    later = apply(region, year=2045)
    task = design_task(later, plan, BusDesignRequest("f001", 1, 1))
    made = measured_scenario(task, task.frame)
    assert (task.year, made.effective.year, task.region) == (2045, 2045, region)
    assert made.effective.assumptions == later.assumptions == task.town.assumptions
    assert made.weights["no_car"].sum() == pytest.approx(evaluate(later).weights["no_car"].sum())
    assert task.town.persons.sum() < design_task(apply(region), plan, BusDesignRequest("f001", 1, 1)).town.persons.sum()
