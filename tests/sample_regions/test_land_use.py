"""The whole picture of each sample: what is drawn, looked at without the functions that drew it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import shapely

from plan.applied import apply
from plan.file.plan_file import read_plan
from plan.rules.checking import check
from plan.scenario.scenario import Plan
from sample_regions.generator.budgets import hub_budget
from sample_regions.generator.land_use import FIRST_YEAR, LandUse, with_land_use
from tests.sample_regions.conftest import REGIONS, ROOT, Sample
from views.opening import open_region

WHOLE = {"model_chiku": "c3", "okuyama": "c4", "sanson": "c4"}


def whole_scenario(sample: Sample) -> dict:
    return next(s for s in sample.plan["scenarios"] if s["id"] == WHOLE[sample.name])


def shape(drawn: dict) -> Any:
    return shapely.from_geojson(json.dumps(drawn))


def test_spheres_areas_fields_and_buses_are_all_drawn(sample: Sample) -> None:
    scenario = whole_scenario(sample)
    assert [s["hub_id"] for s in scenario["spheres"]] == [h["id"] for h in scenario["hubs"]]
    assert all(shape(s["area"]).area > 0 and len(s["villages"]) > 1 for s in scenario["spheres"])
    assert scenario["conservation_areas"]
    assert any(s["kind"] == "on_demand" and s["area"] for s in scenario["services"])
    assert any(h["areas"] for h in scenario["hubs"])


def test_every_village_outside_the_use_zones_lives_in_one_sphere_and_that_one_holds_it(sample: Sample) -> None:
    scenario, rows = whole_scenario(sample), sample.rows("villages.csv")
    urban = sample.folder / "zones" / "urban.geojson"
    zones = [shape(f["geometry"]) for f in json.loads(urban.read_text())["features"]] if urban.exists() else []
    points = {r["village_id"]: shapely.Point(float(r["lon"]), float(r["lat"])) for r in rows}
    outside = {v for v, p in points.items() if not any(zone.intersects(p) for zone in zones)}
    listed = [v for s in scenario["spheres"] for v in s["villages"]]
    assert sorted(listed) == sorted(outside)
    for sphere in scenario["spheres"]:
        ground = shape(sphere["area"]).buffer(1e-5)
        assert all(ground.contains(points[v]) for v in sphere["villages"])


def test_hub_areas_lie_in_their_own_sphere_and_rides_reach_hub_and_villages(sample: Sample) -> None:
    scenario = whole_scenario(sample)
    spheres = {s["hub_id"]: s for s in scenario["spheres"]}
    points = {r["village_id"]: shapely.Point(float(r["lon"]), float(r["lat"])) for r in sample.rows("villages.csv")}
    rides = [shape(s["area"]) for s in scenario["services"] if s["kind"] == "on_demand"]
    for hub in scenario["hubs"]:
        ground = shape(spheres[hub["id"]]["area"]).buffer(2e-5)
        assert all(ground.contains(shape(area)) for area in hub["areas"])
        ends = [points[v] for v in spheres[hub["id"]]["villages"]] + [shapely.Point(hub["lon"], hub["lat"])]
        assert any(all(area.contains(end) for end in ends) for area in rides)


@pytest.mark.parametrize("name", REGIONS)
def test_no_rule_fails(name: str) -> None:
    folder = ROOT / "sample_regions" / name
    plan = read_plan((folder / "example.plan.json").read_bytes())
    results = check(apply(open_region(folder), plan, WHOLE[name]))
    assert len(results) > 20
    assert [(r.rule, r.message) for r in results if r.outcome == "failed"] == []
    passed = {r.rule for r in results if r.outcome == "passed"}
    assert {"L1", "L3", "L4", "L5", "L6", "H2", "H6", "C1", "T1", "P1", "P2", "P3", "P4"} <= passed


def test_without_its_rides_on_request_a_hub_is_out_of_reach_by_bus() -> None:
    folder = ROOT / "sample_regions" / "sanson"
    bare = json.loads((folder / "example.plan.json").read_text(encoding="utf-8"))
    scenario = next(s for s in bare["scenarios"] if s["id"] == "c4")
    scenario["services"] = [s for s in scenario["services"] if s["name"] != "東俣のりあい"]
    results = check(apply(open_region(folder), read_plan(json.dumps(bare).encode()), "c4"), ["L6", "T1"])
    failed = [(r.rule, r.ids[0]) for r in results if r.outcome == "failed"]
    assert failed == [("L6", "h3"), ("T1", "h3")]


def test_it_is_drawn_again_from_the_bare_scenario() -> None:
    sample = Sample(ROOT / "sample_regions" / "model_chiku")
    bare = json.loads(json.dumps(sample.plan))
    scenario = next(s for s in bare["scenarios"] if s["id"] == "c3")
    scenario.update(spheres=[], conservation_areas=[], services=[], procedure={}, budget={})
    for hub in scenario["hubs"]:
        hub["areas"] = []
    plan: Plan = read_plan(json.dumps(bare).encode())
    budget = hub_budget(FIRST_YEAR, 40_000_000, 3_000_000)
    wanted = LandUse("c3", {"h1": "椿原のりあい", "h2": "小学校のりあい"}, budget=budget)
    again = with_land_use(open_region(sample.folder), plan, wanted)
    drawn, kept = again.scenario("c3"), read_plan((sample.folder / "example.plan.json").read_bytes()).scenario("c3")
    # Aims of daily life (test_daily_life.py) and what planners wrote (test_drafts.py) came after it.
    assert drawn.procedure.kpis == kept.procedure.kpis[:1]
    assert drawn.procedure.related_plans == ()
    written = kept.procedure
    later = replace(drawn.procedure, kpis=written.kpis, related_plans=written.related_plans, draft=written.draft)
    driven = tuple(replace(s, operator=k.operator) for s, k in zip(drawn.services, kept.services, strict=True))
    paid = replace(drawn.budget, used_supports=kept.budget.used_supports)
    assert replace(drawn, procedure=later, services=driven, budget=paid) == kept
