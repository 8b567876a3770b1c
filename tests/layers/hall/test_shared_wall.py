"""A change is told once: what stays the same makes no window draw anew, and a new scene forgets what was tried."""

from __future__ import annotations

from layers.hall.shared_wall import SharedWall
from layers.hall.wall import Room


def test_only_a_change_counts() -> None:
    wall = SharedWall()
    wall.change(room=Room())
    assert wall.version == 0
    wall.change(room=Room(dark=True))
    wall.change(room=Room(dark=True))
    assert wall.version == 1


def test_a_step_ends_what_was_tried_and_named_and_begins_the_evening() -> None:
    wall = SharedWall()
    wall.change(tried=(35.0, 137.0), village="v1")
    assert wall.began_s is None
    wall.show("g2")
    assert (wall.scene, wall.tried, wall.village) == ("g2", None, None)
    began = wall.began_s
    assert began is not None
    wall.show("g3")
    assert wall.began_s == began


def test_the_clock_begins_anew_when_that_is_asked(monkeypatch) -> None:
    wall = SharedWall()
    wall.show("g1")
    assert wall.began_s is not None
    later = wall.began_s + 60
    monkeypatch.setattr("layers.hall.shared_wall.time.time", lambda: later)
    wall.begin_anew()
    assert (wall.began_s, wall.version) == (later, 2)
