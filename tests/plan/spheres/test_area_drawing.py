"""Areas drawn by hand: ids last, what is no area is refused in words, a divided area keeps its id, ground moves with villages."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from shapely import Polygon

from geo.region.region import Region
from geo.texts.errors import RequestError
from plan.applied import apply
from plan.file.plan_file import plan_bytes, read_plan
from plan.land.zone_edits import set_spheres
from plan.scenario.scenario import Plan
from plan.spheres import area_drawing as zone_hand
from plan.spheres.answer import SphereRequest, spheres_of
from plan.spheres.grounds import grounds_of
from plan.spheres.state import sphere_state
from tests.small_region import LAT, LON, STEP

SQUARE = [(LON, LAT), (LON + 0.01, LAT), (LON + 0.01, LAT + 0.01), (LON, LAT + 0.01)]
BOW = [(LON, LAT), (LON + 0.01, LAT + 0.01), (LON + 0.01, LAT), (LON, LAT + 0.01)]


@pytest.fixture
def drawn(plan: Plan) -> Plan:
    """A hub area a1 of h1 and a conservation area c1 in scenario s2."""
    plan, first = zone_hand.draw_hub_area(plan, "s2", "h1", SQUARE)
    plan, second = zone_hand.draw_conservation_area(plan, "s2", [(x + 0.02, y) for x, y in SQUARE])
    assert (first, second) == ("a1", "c1")
    return plan


@pytest.fixture
def lived_in(plan: Plan, region: Region) -> Plan:
    """Spheres of h1 (v2, v3) and h2 (v4, v5, v7) in scenario s2, from the nearest hub with every road open."""
    open_again = replace(plan.scenario("s2"), roads=())
    plan = replace(plan, scenarios=(plan.scenario("s1"), open_again))
    found = spheres_of(
        apply(region, plan, "s2"), SphereRequest(("h1", "h2"), "nearest", moves=(("v4", "h2"), ("v7", "h2")))
    )
    return zone_hand.with_spheres(plan, "s2", found)


def test_areas_keep_their_ids_when_their_corners_move(drawn: Plan) -> None:
    wider = [(LON, LAT), (LON + 0.02, LAT), (LON, LAT + 0.02)]
    hole = [(LON + 0.001, LAT + 0.001), (LON + 0.002, LAT + 0.001), (LON + 0.001, LAT + 0.002)]
    for area in ("a1", "c1"):
        changed = zone_hand.redraw_area(drawn, "s2", area, [wider, hole]).scenario("s2")
        assert zone_hand.area_shape(changed, area) == Polygon(wider, [hole])
        assert list(zone_hand.area_shapes(changed)) == ["a1", "c1"]


@pytest.mark.parametrize("ring", [BOW, SQUARE[:2], [SQUARE[0]] * 4, [(200, 0), (201, 0), (200, 1)]])
def test_what_is_no_area_is_refused_and_nothing_changes(drawn: Plan, ring: list[tuple[float, float]]) -> None:
    for attempt in (
        lambda: zone_hand.draw_hub_area(drawn, "s2", "h1", ring),
        lambda: zone_hand.draw_conservation_area(drawn, "s2", ring),
        lambda: zone_hand.redraw_area(drawn, "s2", "a1", [ring]),
    ):
        with pytest.raises(RequestError, match="この形は区域にできません"):
            attempt()


@pytest.mark.parametrize(("area", "new"), [("a1", "a2"), ("c1", "c2")])
def test_the_larger_part_keeps_the_id(drawn: Plan, area: str, new: str) -> None:
    west = zone_hand.area_shape(drawn.scenario("s2"), area).bounds[0]
    plan, made = zone_hand.divide_area(drawn, "s2", area, [(west + 0.003, LAT - 1), (west + 0.003, LAT + 1)])
    shapes = zone_hand.area_shapes(plan.scenario("s2"))
    assert made == [new]
    assert shapes[area].bounds[0] == pytest.approx(west + 0.003)
    assert shapes[new].area == pytest.approx(0.003 * 0.01)
    assert read_plan(plan_bytes(plan)) == plan


@pytest.mark.parametrize("line", [[(LON + 0.005, LAT - 1), (LON + 0.005, LAT + 0.005)], [(LON, LAT + 1)] * 2, []])
def test_a_line_that_does_not_cross_divides_nothing(drawn: Plan, line: list[tuple[float, float]]) -> None:
    with pytest.raises(RequestError, match="横切っていない"):
        zone_hand.divide_area(drawn, "s2", "a1", line)


def test_deleted_areas_are_gone_and_their_ids_too(drawn: Plan) -> None:
    plan = zone_hand.delete_area(zone_hand.delete_area(drawn, "s2", "a1"), "s2", "c1")
    assert zone_hand.area_shapes(plan.scenario("s2")) == {}
    assert zone_hand.draw_hub_area(plan, "s2", "h1", SQUARE)[1] == "a2"


def test_a_click_chooses_the_smallest_area_under_it(drawn: Plan) -> None:
    around = [(LON - 1, LAT - 1), (LON + 1, LAT - 1), (LON + 1, LAT + 1), (LON - 1, LAT + 1)]
    scenario = zone_hand.draw_conservation_area(drawn, "s2", around)[0].scenario("s2")
    assert zone_hand.area_at(scenario, LAT + 0.005, LON + 0.005) == "a1"
    assert zone_hand.area_at(scenario, LAT + 0.5, LON) == "c2"
    assert zone_hand.area_at(scenario, LAT + 2, LON) is None


def test_an_outline_belongs_to_the_nearest_hub(plan: Plan) -> None:
    east = [(x + 4 * STEP, y) for x, y in SQUARE]
    assert zone_hand.nearest_hub(plan.scenario("s2"), SQUARE) == "h1"
    assert zone_hand.nearest_hub(plan.scenario("s2"), east) == "h2"
    assert zone_hand.nearest_hub(plan.scenario("s2"), [east[0]] * 2) == "h2"
    assert zone_hand.nearest_hub(replace(plan.scenario("s2"), hubs=()), SQUARE) is None


def test_a_village_moves_with_its_ground(lived_in: Plan, region: Region) -> None:
    grounds = grounds_of(apply(region, lived_in, "s2"))
    before = {s.hub_id: s for s in lived_in.scenario("s2").spheres}
    assert {h: s.villages for h, s in before.items()} == {"h1": ("v2", "v3"), "h2": ("v4", "v5", "v7")}
    plan = zone_hand.move_village_with_ground(lived_in, "s2", "v3", "h2", grounds)
    after = {s.hub_id: s for s in plan.scenario("s2").spheres}
    assert {h: s.villages for h, s in after.items()} == {"h1": ("v2",), "h2": ("v3", "v4", "v5", "v7")}
    assert shapely.equals(after["h1"].area, grounds["v2"])
    assert shapely.area(shapely.intersection(after["h1"].area, after["h2"].area)) == 0
    assert zone_hand.sphere_at(plan.scenario("s2"), LAT, LON + 2 * STEP) == "h2"
    back = zone_hand.move_village_with_ground(plan, "s2", "v3", "h1", grounds).scenario("s2")
    assert all(s.area is not None for s in back.spheres)
    areas_again = {s.hub_id: shapely.normalize(s.area) for s in back.spheres}
    assert areas_again == {h: shapely.normalize(s.area) for h, s in before.items()}


def test_a_village_may_leave_and_a_sphere_may_begin(lived_in: Plan, region: Region) -> None:
    grounds = grounds_of(apply(region, lived_in, "s2"))
    alone = zone_hand.move_village_with_ground(lived_in, "s2", "v2", None, grounds)
    alone = zone_hand.move_village_with_ground(alone, "s2", "v3", None, grounds)
    emptied = alone.scenario("s2").spheres[0]
    assert (emptied.villages, emptied.area) == ((), None)
    none = replace(alone.scenario("s2"), spheres=())
    empty = replace(alone, scenarios=(alone.scenario("s1"), none))
    begun = zone_hand.move_village_with_ground(empty, "s2", "v2", "h1", grounds)
    assert shapely.equals(begun.scenario("s2").spheres[0].area, grounds["v2"])
    with pytest.raises(KeyError):
        zone_hand.move_village_with_ground(lived_in, "s2", "v2", "h9", grounds)


def test_a_sphere_is_drawn_anew_by_hand(lived_in: Plan) -> None:
    plan = zone_hand.draw_sphere_ground(lived_in, "s2", "h1", SQUARE)
    assert plan.scenario("s2").spheres[0].area == Polygon(SQUARE)
    with pytest.raises(RequestError, match="この形は区域にできません"):
        zone_hand.draw_sphere_ground(lived_in, "s2", "h1", BOW)


def test_what_a_sphere_carries_stays_with_its_hub(lived_in: Plan, region: Region) -> None:
    scenario = lived_in.scenario("s2")
    noted = tuple(replace(s, unknown_fields={"memo": s.hub_id}) for s in scenario.spheres)
    plan = set_spheres(lived_in, "s2", noted)
    found = spheres_of(apply(region, plan, "s2"), SphereRequest(("h1", "h2"), "nearest"))
    again = zone_hand.with_spheres(plan, "s2", found).scenario("s2").spheres
    assert {s.hub_id: s.unknown_fields for s in again} == {"h1": {"memo": "h1"}, "h2": {"memo": "h2"}}


def test_the_state_tells_who_lives_where_and_why_not(lived_in: Plan, region: Region) -> None:
    grounds = grounds_of(apply(region, lived_in, "s2"))
    moved = zone_hand.move_village_with_ground(lived_in, "s2", "v3", "h2", grounds)
    found = sphere_state(apply(region, moved, "s2"))
    rows = found.spheres[["name", "population", "challenged", "worst_min"]].to_numpy().tolist()
    assert rows == [["下野拠点", 50, 0, 6.0], ["奥谷拠点", 60, 1, 24.0]]
    assert found.spheres["area_km2"].gt(0).all()
    assert found.challenged.to_dict("index") == {
        "v3": {"hub": "h2", "own_min": 24.0, "other_hub": "h1", "other_min": 0.0}
    }
    assert found.hub_of == {"v2": "h1", "v3": "h2", "v4": "h2", "v5": "h2", "v7": "h2"}
    assert set(found.homeless) == {"v1", "v6"}
    assert "つながっていません" in found.homeless["v6"]
    assert shapely.coverage_is_valid([s.area for s in lived_in.scenario("s2").spheres])
