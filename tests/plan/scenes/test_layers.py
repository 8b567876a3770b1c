"""Layers are named for the plan file and read back; what nobody knows shows the villages alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.region.region import read_region
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenes.layers import Layer, layer_of, layers_of_meeting, layers_on_offer

SANSON = Path("sample_regions/sanson")


def scenario() -> Evaluation:
    plan = open_plan(SANSON / "example.plan.json")
    return evaluate(apply(read_region(SANSON), plan, plan.scenarios[0].id))


def test_every_layer_is_read_back_and_has_a_name_of_its_own() -> None:
    offered = [
        *layers_of_meeting(3),
        *layers_on_offer(scenario()),
        *layers_on_offer(evaluate(apply(read_region(SANSON)))),
    ]
    for layer in offered:
        assert layer_of(layer.id) == layer
    assert len({layer.name for layer in set(offered)}) == len(set(offered))


def test_the_present_has_no_difference_to_itself() -> None:
    kinds = {layer.kind for layer in layers_on_offer(evaluate(apply(read_region(SANSON))))}
    assert not kinds & {"difference", "swipe", "twin", "land"}
    assert {"runs", "outings", "years"} <= kinds


@pytest.mark.parametrize(
    "written",
    [
        "time/plane",
        "years/moon",
        "service",
        "service/moon",
        "/",
        "people/of/all",
        "time//",
        "answers",
        "answers/0",
        "answers/x",
    ],
)
def test_what_nobody_knows_is_read_without_a_fault(written: str) -> None:
    assert layer_of(written).name


@given(st.text(max_size=20))
def test_any_text_is_a_layer_with_a_name(written: str) -> None:
    layer = layer_of(written)
    assert isinstance(layer, Layer)
    assert layer_of(layer.id) == layer
    assert layer.name
