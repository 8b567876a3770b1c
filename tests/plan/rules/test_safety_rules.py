"""Rules H7 and H8 on the drawn town: hub area -50..450 by -50..50, clinic and nursery at 0, shop at 400."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from plan.applied import EffectiveScenario
from plan.land.land import land_of
from plan.rules import safety_rules
from plan.rules.rule import Finding
from tests.plan.drawn_town import features, square, town

RED, YELLOW = {"kind": "特別警戒区域"}, {"kind": "警戒区域"}


def slides(town_of: Any, bounds: tuple[float, ...], kind: dict[str, str]) -> list[Finding]:
    drawn = town()
    drawn["zones"]["landslide"] = features((square(*bounds), kind))
    return list(safety_rules.clear_of_slides(land_of(town_of(drawn, None))))


def water(town_of: Any, bounds: tuple[float, ...], rank: int) -> list[Finding]:
    drawn = town()
    drawn["zones"]["flood"] = features((square(*bounds), {"depth_rank": rank}))
    return list(safety_rules.clear_of_water(land_of(town_of(drawn, None))))


def test_the_good_town_passes_both(good: EffectiveScenario) -> None:
    land = land_of(good)
    assert [[f.outcome for f in rule.check(land)] for rule in safety_rules.SAFETY_RULES] == [["passed"]] * 2


def test_the_red_ground_in_the_hub_area_is_measured(town_of: Any) -> None:
    first, *_ = slides(town_of, (100, 0, 200, 100), RED)
    assert first.outcome == "failed"
    assert first.where is not None
    assert abs(shapely.area(first.where) - 100 * 50) < 20, "the northern half lies outside the hub area"


def test_yellow_ground_under_a_shop_is_told_and_under_a_clinic_refused(town_of: Any) -> None:
    (shop,) = slides(town_of, (350, -50, 450, 50), YELLOW)
    assert shop.outcome == "passed"
    assert "「上野拠点」の 20% が土砂災害警戒区域です" in shop.message
    clinic, *_ = slides(town_of, (-10, -10, 10, 10), YELLOW)
    assert clinic.outcome == "failed"
    assert "上野保育所、上野診療所" in clinic.message


@pytest.mark.parametrize(("width", "told"), [(1, "1%未満"), (10, "2%")])
def test_a_sliver_of_shallow_water_is_told_as_less_than_one_per_cent(town_of: Any, width: float, told: str) -> None:
    (found,) = water(town_of, (100, -50, 100 + width, 50), 1)
    assert f"「上野拠点」の {told} に浅い浸水の想定があります" in found.message


@pytest.mark.parametrize(
    ("bounds", "rank", "outcomes"),
    [
        ((100, -20, 140, 20), 2, ["passed"]),
        ((100, -20, 140, 20), 3, ["failed", "passed"]),
        ((-10, -10, 10, 10), 1, ["passed"]),
        ((-10, -10, 10, 10), 2, ["failed", "passed"]),
        ((-10, -10, 10, 10), 3, ["failed", "failed", "passed"]),
    ],
)
def test_care_keeps_clear_of_shallower_water(
    town_of: Any, bounds: tuple[float, ...], rank: int, outcomes: list[str]
) -> None:
    assert [f.outcome for f in water(town_of, bounds, rank)] == outcomes
