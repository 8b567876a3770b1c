"""What the wall hands the browser: the message, where it looks, the room."""

from __future__ import annotations

from layers.hall.theme import DARK, LIGHT, LOOKS
from layers.hall.wall import Room, Showing, remember_button, wall
from plan.scenario.scenes import View
from plan.scenes.message import BigFigure, Message

MESSAGE = Message("現況", "冬の足。", (BigFigure("人", "8,012", "人"),))


def test_the_message_and_the_view_are_handed_on() -> None:
    part = wall(
        MESSAGE, Showing("g1", "1／3", View(35.1, 137.2, 12.5), (35.0, 137.0)), Room(), lines=["奥"], news=("w", 4)
    )
    assert part.draws == "wall"
    assert part.data["figures"] == [{"name": "人", "digits": "8,012", "unit": "人"}]
    assert part.data["ground"] == [35.1, 137.2, 12.5]
    assert (part.data["spot"], part.data["of"], part.data["version"]) == ([35.0, 137.0], "w", 4)
    assert (part.data["matrix"], part.data["theme"]["paper"]) == (None, LIGHT.paper)


def test_a_dark_room_and_other_eyes() -> None:
    data = wall(MESSAGE, Showing("g1"), Room(dark=True, look="protan")).data
    assert (data["theme"]["paper"], data["matrix"], data["ground"]) == (DARK.paper, LOOKS["protan"][1], None)


def test_the_button_says_what_it_does() -> None:
    data = remember_button().data
    assert data["label"] + data["short"] == "この画面を覚える"
