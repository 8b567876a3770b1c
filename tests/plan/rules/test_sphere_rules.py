"""Rules L1 to L6 on the drawn town: one sphere ±2000 m with three villages at -1000, 0 and 1000."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.land import Land, land_of
from plan.rules import sphere_rules
from tests.plan.drawn_town import plan_of_the_town, square, town


def with_sphere(town_of: Any, *bounds: float, villages: tuple[str, ...] = ("v1", "v2", "v3")) -> Land:
    scenario = plan_of_the_town()
    scenario["spheres"][0] |= {"area": square(*bounds), "villages": list(villages)}
    return land_of(town_of(None, scenario))


def test_the_good_town_passes_each_of_them(good: EffectiveScenario) -> None:
    land = land_of(good)
    assert [[f.outcome for f in rule.check(land)] for rule in sphere_rules.SPHERE_RULES] == [["passed"]] * 6


def test_the_part_beyond_the_municipality_is_measured(town_of: Any) -> None:
    (found,) = sphere_rules.inside_municipality(with_sphere(town_of, -2000, -2000, 3100, 2000))
    assert found.outcome == "failed"
    assert "40.0" in found.message or "39.9" in found.message, "100 by 4,000 m"
    assert found.where is not None
    assert abs(shapely.area(found.where) - 400_000) < 1000


@pytest.mark.parametrize(
    ("east", "outcome", "ids"),
    [(1100.0, "passed", ()), (900.0, "passed", ()), (-100.0, "failed", ("h1", "v3")), (-1100.0, "failed", ("h1",))],
)
def test_villages_are_counted_where_the_sphere_lies(
    town_of: Any, east: float, outcome: str, ids: tuple[str, ...]
) -> None:
    (found,) = sphere_rules.several_villages(with_sphere(town_of, -2000, -2000, east, 2000))
    assert (found.outcome, found.ids) == (outcome, ids)


def test_a_village_in_no_sphere_and_one_outside_its_own_are_named(town_of: Any) -> None:
    without = with_sphere(town_of, -2000, -2000, 2000, 2000, villages=("v1", "v3"))
    left = list(sphere_rules.one_piece_and_partition(without))
    assert [(f.outcome, f.ids) for f in left] == [("failed", ("v2",)), ("passed", ())]
    astray = list(sphere_rules.one_piece_and_partition(with_sphere(town_of, -900, -2000, 2000, 2000)))
    assert [(f.outcome, f.ids) for f in astray] == [("failed", ("h1", "v3")), ("passed", ())]


def test_a_village_too_far_by_road_is_named(town_of: Any) -> None:
    drawn = town()
    drawn["lengths"]["w", "a"] = 40_000.0
    found = list(sphere_rules.villages_reach_hub(land_of(town_of(drawn, None))))
    assert [(f.outcome, f.ids) for f in found] == [("failed", ("h1", "v3")), ("passed", ())]


def test_a_sphere_south_of_the_field_holds_no_farmland(town_of: Any) -> None:
    (found,) = sphere_rules.some_farmland(with_sphere(town_of, -2000, -2000, 2000, 150))
    assert found.outcome == "failed"
    (some,) = sphere_rules.some_farmland(with_sphere(town_of, -2000, -2000, 2000, 250))
    assert some.outcome == "passed"
