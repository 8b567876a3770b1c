"""The wall shows the way in, counts as they arrive, ranks without a winner, the heat of pins, and a guess once it is revealed."""

from __future__ import annotations

import pytest

from hall.facilitator.meetings import begin_meeting
from hall.meeting.control import reveal, set_by_hand, set_state
from hall.meeting.questions import HallQuestion
from hall.meeting.store import NewAnswer, opened_meeting
from plan.scenario.scenario import Plan
from plan.scenario.scenes import Scene
from plan.scenes.layers import layers_of_meeting
from plan.scenes.message import NO_MEETING
from tests.views.projection.test_page import steps, wall_of
from tests.views.table import Table
from views.projection import hall_scenes

ASKED = (
    HallQuestion(1, "choice", "どれがよいですか", ("下", "奥"), "open"),
    HallQuestion(2, "ranking", "順番は", ("下", "奥"), "open"),
    HallQuestion(3, "guess", "何人ですか", (), "open"),
)


def said(number: int) -> hall_scenes.OfMeeting:
    return hall_scenes.of_meeting(Scene("g1", "base", layer=f"answers/{number}"))


@pytest.fixture
def path(tmp_path, monkeypatch):
    file = tmp_path / "0001.sqlite"
    begin_meeting(file, Plan("r", "f"), "base", questions=ASKED).close()
    monkeypatch.setattr(hall_scenes, "meeting_now", lambda: file)
    return file


def test_answers_stand_on_the_wall_as_they_arrive(path):
    scene = Scene("g1", "base", layer="answers/1")
    before = hall_scenes.stands_at(scene)
    with opened_meeting(path) as store:
        client = store.join()
        assert client is not None
        sent: tuple[dict[str, object], ...] = ({"options": ["奥"]}, {"order": ["奥", "下"]}, {"number": 40})
        answers = [NewAnswer(client, n, 1, n, content, "") for n, content in enumerate(sent, start=1)]
        assert store.accept(answers) == ["accepted"] * 3
        set_by_hand(store, 1, "下", 3)
    assert hall_scenes.stands_at(scene) != before
    choice, order, guess = said(1), said(2), said(3)
    assert choice.board is not None
    assert [(r.name, r.told, r.share) for r in choice.board.rows] == [
        ("下", "3人", 1.0),
        ("奥", "1人", pytest.approx(1 / 3)),
    ]
    assert choice.lines == ("挙手と紙の 3 を足してあります。",)
    assert order.board is not None
    assert [(r.name, r.told) for r in order.board.rows] == [("下", "1位 0　2位 1"), ("奥", "1位 1　2位 0")]
    assert guess.board is None  # while people guess, nobody sees what others have guessed
    with opened_meeting(path) as store:
        reveal(store, 3, "25人です。")
        set_state(store, 3, "closed")
    told = said(3)
    assert told.message.text == "25人です。"
    assert [f.digits for f in told.message.figures] == ["40", "1"]
    assert "ありません" in said(9).message.text


def test_the_way_in_is_shown_while_phones_are_served(path):
    join = Scene("g1", "base", layer="join")
    assert hall_scenes.of_meeting(join).board is None
    with opened_meeting(path) as store:
        store.tell("port", "8601")
        store.tell("served", "yes")
        code = store.about("code")
    found = hall_scenes.of_meeting(join)
    assert found.message.figures[0].digits == code
    assert found.lines[0].endswith(":8601/")
    assert found.board is not None
    assert "<svg" in found.board.picture


def test_scenes_of_a_meeting_are_added_once_and_stepped(bus_valley, store):
    table = Table().go("projection").press("wall-keep").press("wall-add-meeting").press("wall-add-meeting")
    layers = [scene.layer for scene in table.plan.scenes if scene.layer.split("/")[0] in ("join", "answers")]
    assert layers == [layer.id for layer in layers_of_meeting(len(layers) - 1)]
    assert len(layers) >= 2
    while wall_of(table).scene != table.plan.scenes[-1].id:
        steps(table, 1)
    assert NO_MEETING in table.text
    table.go("hall").press("hall-begin").go("projection")
    assert NO_MEETING not in table.text
