"""道が切れたら: the page says what Python finds; a stretch is closed as an edit, and the way back opens it."""

from __future__ import annotations

import re

import pytest

from layers.map_component.map_events import RoadClicked
from plan.reach.isolated import isolation, targets_on_offer
from plan.scenes.only_ways import isolation_sentence
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    return Table().go("isolated")


def found(table: Table):
    effective = table.evaluation().effective
    return isolation(effective, targets_on_offer(effective)["hubs"])


def test_it_says_what_python_finds(table):
    there = found(table)
    assert table.answer == isolation_sentence(there, table.evaluation(), "hubs")
    assert table.figures[0] == (f"{there.persons_depending:,.0f}", "人")
    assert table.figures[1] == (f"{len(there.stretches)}", "区間")
    assert table.figures[3] == ("0", "人")
    assert len(table.frame(column="road")) == len(there.stretches)
    assert "谷の道" in table.frame(column="road")["road"].iloc[0]
    assert set(re.findall(r"[A-Za-z]{4,}", table.text)) <= {"script", "alert"}


def test_a_road_closed_on_the_map_is_an_edit_and_its_people_are_cut_off(table):
    stretch = found(table).stretches[0]
    table.app.session_state["isolated_click"] = "close_road"
    table.run()
    table.do(RoadClicked(stretch.edges[:2], "谷の道", stretch.lat, stretch.lon), on="isolated")
    assert [edit.change for edit in table.plan.scenario("s1").roads] == ["close"]
    there = found(table)
    assert there.persons_cut_now > 0
    assert table.figures[3] == (f"{there.persons_cut_now:,.0f}", "人")
    assert "閉じた道のために、今" in table.answer
    table.press("isolated-open")
    assert table.plan.scenario("s1").roads == ()
    assert found(table).persons_cut_now == 0
    table.press("undo")
    assert len(table.plan.scenario("s1").roads) == 1


def test_other_places_are_asked_about(table):
    table.app.radio(key="isolated_target").set_value("medical")
    table.run()
    assert "医療への道" in table.answer
