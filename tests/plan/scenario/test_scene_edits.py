"""Scenes are added, moved, changed and removed; their ids are given once, and a plan that is saved gives them back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.file.plan_file import plan_bytes, read_plan
from plan.organisation.edits import without_words
from plan.scenario.permanent_ids import SCENE
from plan.scenario.plan_differences import difference_text
from plan.scenario.scenario import Plan
from plan.scenario.scene_edits import add_scene, change_scene, move_scene, remove_scene, scene_of, set_evenings
from plan.scenario.scenes import Evening, View


def three() -> Plan:
    plan = Plan("r", "f")
    for caption in ("一", "二", "三"):
        plan, _ = add_scene(plan, "base", caption=caption)
    return plan


def order(plan: Plan) -> str:
    return "".join(s.caption for s in plan.scenes)


@pytest.mark.parametrize(("scene", "position", "then"), [
    ("g1", 0, "一二三"), ("g1", 1, "二一三"), ("g1", 9, "二三一"), ("g3", 0, "三一二"), ("g3", -4, "三一二"), ("g2", 2, "一三二"),
])  # fmt: skip
def test_a_scene_is_moved(scene: str, position: int, then: str) -> None:
    assert order(move_scene(three(), scene, position)) == then


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(-1, 4)), max_size=8))
def test_moving_loses_no_scene(moves: list[tuple[int, int]]) -> None:
    plan = three()
    for which, position in moves:
        plan = move_scene(plan, f"g{which + 1}", position)
    assert sorted(s.id for s in plan.scenes) == ["g1", "g2", "g3"]


def test_a_scene_is_changed_and_keeps_its_id() -> None:
    plan = change_scene(three(), "g2", caption="二つめ", view=View(35, 137, 12), year=2045)
    assert (scene_of(plan, "g2").caption, scene_of(plan, "g2").year, order(plan)) == ("二つめ", 2045, "一二つめ三")
    with pytest.raises(KeyError):
        change_scene(plan, "g9", caption="")


def test_a_removed_scene_leaves_the_evenings_and_its_id() -> None:
    plan = set_evenings(three(), [Evening("第1回", "survey", ("g3", "g1"))])
    plan = remove_scene(plan, "g3")
    assert (order(plan), plan.evenings[0].scenes, plan.last_numbers[SCENE]) == ("一二", ("g1",), 3)
    assert add_scene(plan, "base")[1] == "g4"


def test_scenes_are_saved_and_read_and_left_out_while_there_are_none() -> None:
    plan = set_evenings(
        change_scene(three(), "g1", view=View(35.1, 137.1, 12.25)), [Evening("第1回", "vision", ("g1",))]
    )
    assert read_plan(plan_bytes(plan)) == plan
    bare = plan_bytes(Plan("r", "f"))
    assert b"scenes" not in bare
    assert b"evenings" not in bare


def test_what_is_shown_changes_no_figure_but_is_told_as_a_difference() -> None:
    assert without_words(three()) == without_words(Plan("r", "f"))
    assert difference_text(three(), Plan("r", "f")) == "今とくらべて、映す画面が3つ多い。"
    assert difference_text(move_scene(three(), "g1", 2), three()) == "今とくらべて、映す画面の中身が違う。"
