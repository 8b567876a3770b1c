"""A proposal for conservation areas on the drawn town: its only field is 400 m by 400 m and lies in the 農用地区域."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.conservation_proposal import propose_conservation
from plan.land.land import land_of
from tests.plan.drawn_town import as_drawn, features, plan_of_the_town, square, town

FIELD_M2 = 400.0 * 400.0


def test_the_field_of_the_zone_is_proposed_whole(good: EffectiveScenario) -> None:
    found = propose_conservation(land_of(good), "h1")
    assert len(found.areas) == 1
    assert found.area_m2 == pytest.approx(FIELD_M2, rel=0.001)
    assert found.zoned_m2 == pytest.approx(FIELD_M2, rel=0.001)
    assert found.farmland_share == pytest.approx(1, abs=0.001)
    assert found.parcels == 1
    assert found.villages == ()
    assert any("ほとんどすべての農地" in note for note in found.notes)


def test_ground_of_a_hub_area_is_left_out(town_of: Any) -> None:
    scenario = plan_of_the_town()
    scenario["hubs"][0]["areas"] = [{**square(-50, -50, 600, 700), "id": "a1"}]
    found = propose_conservation(land_of(town_of(None, scenario)), "h1")
    assert found.area_m2 == pytest.approx(300 * 400, rel=0.01), "500..600 is the hub area's"
    assert found.farmland_share == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize(("side_m", "areas"), [(400, 1), (40, 0)])
def test_outside_the_zone_only_a_large_piece_is_taken(town_of: Any, side_m: float, areas: int) -> None:
    drawn = town()
    del drawn["zones"]["farmland_zone"]
    drawn["zones"]["farmland"] = features((square(500, 200, 500 + side_m, 200 + side_m), {}))
    found = propose_conservation(land_of(town_of(drawn, None)), "h1")
    assert len(found.areas) == areas
    assert found.zoned_m2 == 0
    assert any("農用地区域のデータがない" in note for note in found.notes)


def test_people_who_live_there_are_named(town_of: Any) -> None:
    drawn = town()
    drawn["zones"]["farmland_zone"] = features((square(900, -100, 1300, 300), {}))
    found = propose_conservation(land_of(town_of(drawn, None)), "h1")
    assert found.villages == ("v2",)
    assert shapely.area(as_drawn(square(900, -100, 1300, 300))) == pytest.approx(found.zoned_m2, rel=0.01)


def test_a_hub_without_a_sphere_has_no_proposal(good: EffectiveScenario) -> None:
    with pytest.raises(KeyError):
        propose_conservation(land_of(good), "h9")
