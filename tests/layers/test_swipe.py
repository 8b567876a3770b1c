"""Parts that lie on one side of a handle."""

from __future__ import annotations

import pytest

from layers.map_component.changing_layers import changing
from layers.style.map_part import Part, on_side


def test_each_side_draws_the_same_things_of_its_own() -> None:
    circle, star = Part("villages", {"ids": ["v1"]}), Part("hubs", {"ids": []})
    left, right = on_side("left", [circle, None, star]), on_side("right", [circle])
    assert [p.draws for p in (*left, *right)] == ["left:villages", "left:hubs", "right:villages"]
    assert left[0].data == right[0].data == circle.data


def test_both_sides_are_told_with_their_names() -> None:
    parts = [*on_side("left", [Part("hubs", {"ids": [1]})]), *on_side("right", [Part("hubs", {"ids": [2]})])]
    state = changing(parts, swipe=("現況", "案1")).state
    assert '"left:hubs":{"ids":[1]}' in state
    assert '"swipe":["現況","案1"]' in state


def test_the_same_thing_twice_on_one_side_is_refused() -> None:
    with pytest.raises(ValueError, match="drawn once"):
        changing(on_side("left", [Part("hubs", {}), Part("hubs", {})]))
