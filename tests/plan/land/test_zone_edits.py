"""Edits of areas: each gives a new plan, comes back from the file as it was, and never gives an id twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from shapely import Polygon

from geo.region.region import Region
from plan.applied import apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.land import zone_edits
from plan.scenario import edits
from plan.scenario.drawn_areas import Sphere
from plan.scenario.history import History
from plan.scenario.scenario import Plan
from tests.small_region import LAT, LON

FIELD = Polygon([(LON, LAT), (LON + 0.01, LAT), (LON + 0.01, LAT + 0.01), (LON, LAT + 0.01)])
WIDER = Polygon([(LON, LAT), (LON + 0.02, LAT), (LON + 0.02, LAT + 0.02), (LON, LAT + 0.02)])


@pytest.fixture
def drawn(plan: Plan) -> Plan:
    """Two spheres, a hub area and a conservation area in scenario s2."""
    spheres = [Sphere("h2", ("v5",)), Sphere("h1", ("v1", "v2"), WIDER)]
    plan = zone_edits.set_spheres(plan, "s2", spheres)
    plan, _ = zone_edits.add_hub_area(plan, "s2", "h1", FIELD)
    return zone_edits.add_conservation_area(plan, "s2", FIELD)[0]


def members(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {s.hub_id: s.villages for s in plan.scenario("s2").spheres}


EDITS: dict[str, Callable[[Plan], Plan]] = {
    "set_spheres": lambda p: zone_edits.set_spheres(p, "s2", []),
    "set_sphere": lambda p: zone_edits.set_sphere(p, "s2", Sphere("h2", ("v2", "v5"))),
    "draw_sphere": lambda p: zone_edits.draw_sphere(p, "s2", "h1", FIELD),
    "delete_sphere": lambda p: zone_edits.delete_sphere(p, "s2", "h1"),
    "move_village": lambda p: zone_edits.move_village(p, "s2", "v2", "h2"),
    "add_hub_area": lambda p: zone_edits.add_hub_area(p, "s2", "h2", WIDER)[0],
    "redraw_hub_area": lambda p: zone_edits.redraw_hub_area(p, "s2", "a1", WIDER),
    "delete_hub_area": lambda p: zone_edits.delete_hub_area(p, "s2", "a1"),
    "add_conservation_area": lambda p: zone_edits.add_conservation_area(p, "s2", WIDER, "谷の田")[0],
    "change_conservation_area": lambda p: zone_edits.change_conservation_area(
        p, "s2", replace(p.scenario("s2").conservation_areas[0], name="谷の田", shape=WIDER)
    ),
    "delete_conservation_area": lambda p: zone_edits.delete_conservation_area(p, "s2", "c1"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_every_edit_can_be_taken_back_and_comes_back_from_the_file(drawn: Plan, edit: Callable[[Plan], Plan]) -> None:
    before = plan_bytes(drawn)
    after = edit(drawn)
    assert after != drawn
    assert plan_bytes(drawn) == before
    assert plan_bytes(History(drawn).doing(after).undone().present) == before
    assert read_plan(plan_bytes(after)) == after


def test_a_village_lives_in_one_sphere(drawn: Plan) -> None:
    assert members(zone_edits.move_village(drawn, "s2", "v2", "h2")) == {"h1": ("v1",), "h2": ("v2", "v5")}
    assert members(zone_edits.move_village(drawn, "s2", "v2", None)) == {"h1": ("v1",), "h2": ("v5",)}
    assert members(zone_edits.set_sphere(drawn, "s2", Sphere("h2", ("v1",)))) == {"h1": ("v2",), "h2": ("v1",)}
    gone = zone_edits.delete_sphere(drawn, "s2", "h2")
    assert members(zone_edits.move_village(gone, "s2", "v5", "h2")) == {"h1": ("v1", "v2"), "h2": ("v5",)}


def test_moving_a_village_leaves_the_drawn_ground(drawn: Plan) -> None:
    moved = zone_edits.move_village(drawn, "s2", "v2", "h2").scenario("s2")
    assert [s.area for s in moved.spheres] == [WIDER, None]


def test_ids_of_areas_are_never_given_again(drawn: Plan) -> None:
    plan, second = zone_edits.add_hub_area(drawn, "s1", "h1", FIELD)
    assert second == "a2"
    plan = zone_edits.delete_hub_area(zone_edits.delete_hub_area(plan, "s1", "a2"), "s2", "a1")
    assert zone_edits.add_hub_area(read_plan(plan_bytes(plan)), "s2", "h1", FIELD)[1] == "a3"
    plan = zone_edits.delete_conservation_area(drawn, "s2", "c1")
    assert zone_edits.add_conservation_area(plan, "s2", FIELD)[1] == "c2"
    assert zone_edits.add_hub_area(edits.delete_scenario(drawn, "s2"), "s1", "h1", FIELD)[1] == "a2"
    assert zone_edits.add_conservation_area(edits.delete_scenario(drawn, "s2"), "s1", FIELD)[1] == "c2"
    assert zone_edits.add_hub_area(edits.remove_hub(drawn, "s2", "h1"), "s1", "h1", FIELD)[1] == "a2"


def test_a_hub_takes_its_sphere_with_it(drawn: Plan) -> None:
    assert members(edits.remove_hub(drawn, "s2", "h1")) == {"h2": ("v5",)}


def test_what_is_not_there_cannot_be_edited(drawn: Plan) -> None:
    for edit in (
        lambda: zone_edits.draw_sphere(drawn, "s1", "h1", FIELD),
        lambda: zone_edits.delete_sphere(drawn, "s2", "h9"),
        lambda: zone_edits.set_sphere(drawn, "s2", Sphere("h9")),
        lambda: zone_edits.move_village(drawn, "s2", "v1", "h9"),
        lambda: zone_edits.add_hub_area(drawn, "s2", "h9", FIELD),
        lambda: zone_edits.redraw_hub_area(drawn, "s2", "a9", FIELD),
        lambda: zone_edits.delete_hub_area(drawn, "s2", "a9"),
        lambda: zone_edits.delete_conservation_area(drawn, "s2", "c9"),
    ):
        with pytest.raises(KeyError):
            edit()


def test_spheres_of_unknown_hubs_and_villages_are_said(drawn: Plan, region: Region) -> None:
    assert apply(region, drawn, "s2").notices == ()
    odd = zone_edits.move_village(drawn, "s2", "v99", "h1")
    scenario = odd.scenario("s2")
    scenario = replace(scenario, spheres=(*scenario.spheres, Sphere("h9")))
    effective = apply(region, edits.with_scenario(odd, scenario), "s2")
    assert [n.code for n in effective.notices] == ["plan_sphere_hub_unknown", "plan_sphere_village_unknown"]
    assert effective.scenario == scenario
    assert apply(region).scenario is None
