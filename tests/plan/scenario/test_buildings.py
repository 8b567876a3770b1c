"""Buildings as values."""

from __future__ import annotations

import pytest

from geo.texts.errors import ValueRefusedError
from plan.scenario.buildings import Building, BuildingUse


@pytest.mark.parametrize(
    "make",
    [
        Building,
        lambda: Building(name="  "),
        lambda: Building("s1", subsidised="perhaps"),  # type: ignore[arg-type]
        lambda: Building("s1", floor_area_m2=-1),
        lambda: Building("s1", running_cost_then_yen=float("inf")),
        lambda: BuildingUse("nothing"),
        lambda: BuildingUse("care", floor_area_m2=-0.5),
    ],
)
def test_what_cannot_be_is_refused_in_words(make):
    with pytest.raises(ValueRefusedError) as refused:
        make()
    assert str(refused.value)


def test_a_building_is_a_place_or_has_a_name():
    assert Building("s1").name == ""
    assert Building(name="旧校舎", uses=(BuildingUse("care", "デイ", 240),)).place_id == ""
