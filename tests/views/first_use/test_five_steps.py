"""The way through the first hour: what to do at the star, and steps that lead where they say."""

from __future__ import annotations

import json

import pytest

from layers.map_component.map_events import MapClick
from tests.views.table import Table
from views.first_use.five_steps import HINT


@pytest.fixture
def table(samples) -> Table:
    return Table()


def on_the_map(table: Table) -> str:
    return " ".join(str(json.loads(c.proto.json_args)) for c in table.app.get("component_instance"))


def test_the_star_says_what_to_do_until_something_was_done(table):
    assert HINT in on_the_map(table)
    table.do(MapClick(35.3001, 137.55))
    assert HINT not in on_the_map(table)
    table.press("undo")
    assert HINT not in on_the_map(table)


def test_maps_without_a_hand_say_nothing_at_their_stars(table):
    assert HINT not in on_the_map(table.go("now"))


def test_steps_open_the_tab_that_they_name(table):
    table.press("step-paper")
    assert table.app.session_state["hub_tab"] == "紙"
    table.press("step-who")
    assert table.app.session_state["hub_tab"] == "増減"
    table.press("step-place")
    assert table.app.session_state["hub_tab"] == "拠点"


def test_another_scenario_is_a_copy_of_this_one_and_the_one_in_work(table):
    before = table.plan.scenario(table.scenario)
    table.press("step-copy")
    assert [s.id for s in table.plan.scenarios] == ["s1", "s2"]
    assert table.scenario == "s2"
    assert [(h.lat, h.lon) for h in table.plan.scenario("s2").hubs] == [(h.lat, h.lon) for h in before.hubs]
