"""Rules C1 to C3 on the drawn town: its conservation area is its field, 500..900 by 200..600."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.land import land_of
from plan.rules import conservation_rules
from tests.plan.drawn_town import plan_of_the_town, square


def conserving(town_of: Any, *bounds: float) -> Any:
    scenario = plan_of_the_town()
    scenario["conservation_areas"][0]["area"] = square(*bounds)
    return land_of(town_of(None, scenario))


def test_the_good_town_passes_each_of_them(good: EffectiveScenario) -> None:
    land = land_of(good)
    rules = conservation_rules.CONSERVATION_RULES
    assert [[f.outcome for f in rule.check(land)] for rule in rules] == [["passed"]] * 3


def test_the_part_beyond_the_sphere_is_measured(town_of: Any) -> None:
    (found,) = conservation_rules.conservation_inside_sphere(conserving(town_of, 1900, 200, 2100, 600))
    assert (found.outcome, found.ids) == ("failed", ("c1",))
    assert found.where is not None
    assert abs(shapely.area(found.where) - 100 * 400) < 60


@pytest.mark.parametrize(
    ("north", "outcome", "share"), [(690, "passed", ""), (710, "failed", "78%"), (1000, "failed", "50%")]
)
def test_four_fifths_of_it_must_be_farmland(town_of: Any, north: float, outcome: str, share: str) -> None:
    # The field is 400 m deep: 400/490 = 82 %, 400/510 = 78 %, 400/800 = 50 %.
    (found,) = conservation_rules.conservation_is_farmland(conserving(town_of, 500, 200, 900, north))
    assert found.outcome == outcome
    assert share in found.message


def test_the_ground_shared_with_a_hub_area_is_measured(town_of: Any) -> None:
    first, *_ = conservation_rules.conservation_clear_of_hub_areas(conserving(town_of, 350, -50, 900, 600))
    assert (first.outcome, first.ids) == ("failed", ("c1", "h1"))
    assert first.where is not None
    assert abs(shapely.area(first.where) - 100 * 100) < 20
