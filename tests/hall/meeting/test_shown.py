"""What the wall showed stands in its order and once; a question has the scene that was there when it was opened."""

from __future__ import annotations

import pytest

from hall.meeting.control import set_state
from hall.meeting.shown import note_scene, scene_of_question, scenes_noted
from tests.hall.meetings import new_meeting


@pytest.fixture
def store(tmp_path):
    found = new_meeting(tmp_path / "m.sqlite")
    yield found
    found.close()


def test_scenes_stand_in_their_order_and_one_that_stays_stands_once(store):
    for scene in ("g1", "g1", "g2", "g1"):
        note_scene(store, scene, f"{scene}の絵")
        set_state(store, 1, "open")
    assert [(one.scene, one.title) for one in scenes_noted(store)] == [
        ("g1", "g1の絵"),
        ("g2", "g2の絵"),
        ("g1", "g1の絵"),
    ]


def test_a_question_has_the_scene_that_was_on_the_wall_when_it_was_opened(store):
    set_state(store, 1, "open")
    set_state(store, 2, "open")
    set_state(store, 2, "closed")
    note_scene(store, "g1", "一枚目")  # the first one, after question 1 was opened and question 2 was over
    note_scene(store, "g2", "二枚目")
    set_state(store, 3, "open")
    note_scene(store, "g3", "三枚目")
    found = [scene_of_question(store, number) for number in (1, 2, 3, 4)]
    assert [None if one is None else one.scene for one in found] == ["g1", None, "g2", None]
    set_state(store, 3, "closed")
    set_state(store, 3, "open")
    again = scene_of_question(store, 3)
    assert again is not None
    assert again.scene == "g3"
