"""Scenes, views and evenings as values: what is refused, what is rounded."""

from __future__ import annotations

import math

import pytest

from geo.texts.errors import ValueRefusedError
from plan.scenario.carriers.agreements import Question
from plan.scenario.scenario import Plan
from plan.scenario.scenes import Evening, Scene, View


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda: View(91, 137, 12),
        lambda: View(35, math.nan, 12),
        lambda: View(35, 137, -1),
        lambda: View(35, 137, 25),
        lambda: View(35, 137, math.inf),
        lambda: Scene("", "base"),
        lambda: Scene("g1", ""),
        lambda: Evening("第1回", "party"),  # type: ignore[arg-type]
        lambda: Evening("　", "survey"),
        lambda: Plan("r", "f", scenes=(Scene("g1", "base"), Scene("g1", "s1"))),
    ],
)
def test_nonsense_is_refused(nonsense: object) -> None:
    with pytest.raises(ValueRefusedError):
        nonsense()  # type: ignore[operator]


def test_a_view_keeps_what_the_file_keeps() -> None:
    assert View(35.00000049, 137.0, 12.004) == View(35.0, 137.0, 12.0)


def test_a_scene_may_show_a_scenario_that_is_gone() -> None:
    plan = Plan("r", "f", scenes=(Scene("g1", "s9"),), evenings=(Evening("第1回", "survey", ("g7",)),))
    assert plan.scenes[0].scenario == "s9"
    assert plan.evenings[0].questions == ()
    assert Evening("第1回", "roles", questions=(Question("guess", "何人"),)).questions[0].kind == "guess"
