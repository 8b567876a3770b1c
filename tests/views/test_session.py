"""What a session keeps: evaluations of a scenario by what it holds, those of the present as long as the region is open."""

from __future__ import annotations

import pytest
import streamlit as st

from geo.region.region import read_region
from geo.texts.notices import Notice
from plan.file.plan_file import plan_bytes, read_plan
from plan.scenario.edits import add_hub, add_scenario, delete_scenario
from plan.scenario.history import History
from plan.scenario.scenario import BASE, Plan, Scenario
from tests.views.small_region import write_small_region
from views import session
from views.session_state import OpenWork, Session


class Window:
    """One browser window with the valley open."""

    def __init__(self, monkeypatch, region, plan, scenario):
        self._monkeypatch, self._state = monkeypatch, {}
        work = OpenWork(region.folder, History(plan), scenario, region=region)
        self._state["session"] = Session(opened=work)
        self.work = work

    def turn_to(self):
        self._monkeypatch.setattr(st, "session_state", self._state)

    def take(self, plan):
        self.work.history = self.work.history.doing(plan)


@pytest.fixture
def region(tmp_path):
    return read_region(write_small_region(tmp_path / "tanima"))


@pytest.fixture
def plan(region):
    return add_scenario(Plan(region.id, region.fingerprint), "案1")[0]


@pytest.fixture
def opened(monkeypatch, region, plan):
    window = Window(monkeypatch, region, plan, plan.scenarios[0].id)
    window.turn_to()
    return window


def edited(plan, scenario_id):
    return add_hub(plan, scenario_id, 35.3, 137.4, name="上")[0]


def test_measures_stand_until_the_plan_is_edited(opened):
    own, present = session.evaluation(), session.evaluation(BASE)
    assert session.evaluation() is own
    plan, second = add_scenario(edited(session.plan(), session.scenario_id()), "案2")
    opened.take(plan)
    assert session.evaluation() is not own
    assert session.evaluation().effective.scenario is plan.scenarios[0]
    assert session.evaluation(BASE) is present
    assert session.evaluation(second).effective.scenario_name == "案2"


def test_measures_stand_while_another_scenario_is_edited(opened):
    plan, second = add_scenario(session.plan(), "案2")
    opened.take(plan)
    own, other = session.evaluation(), session.evaluation(second)
    opened.take(edited(session.plan(), second))
    assert session.evaluation() is own
    assert session.evaluation(second) is not other
    opened.work.history = opened.work.history.undone()
    assert session.evaluation(second) is other, "what was is again, and is known"


def test_an_edit_below_a_scenario_is_an_edit_of_it(opened, region):
    below = session.plan().scenarios[0]
    plan = Plan(region.id, region.fingerprint, (below, Scenario("s9", "上の案", based_on=below.id)))
    opened.take(plan)
    above = session.evaluation("s9")
    opened.take(edited(plan, below.id))
    assert session.evaluation("s9") is not above


def test_measures_of_a_region_read_anew_are_new(opened, tmp_path):
    present = session.evaluation(BASE)
    again = read_region(write_small_region(tmp_path / "again"))
    opened.work.region = again
    assert session.evaluation(BASE) is not present
    assert session.evaluation(BASE).effective.region is again


def test_scenarios_that_are_gone_are_forgotten(opened):
    plan, second = add_scenario(session.plan(), "案2")
    opened.take(plan)
    session.evaluation(second)
    opened.work.history = opened.work.history.undone()
    session.evaluation()
    assert second not in opened.work.evaluations


def test_two_windows_share_what_is_equal_and_nothing_else(opened, monkeypatch, region, plan):
    own, present = session.evaluation(), session.evaluation(BASE)
    read_again = read_plan(plan_bytes(plan), "a.plan.json")
    other = Window(monkeypatch, region, read_again, plan.scenarios[0].id)
    other.turn_to()
    assert read_again.scenarios[0] is not plan.scenarios[0]
    assert session.evaluation() is own
    other.take(edited(read_again, plan.scenarios[0].id))
    assert session.evaluation() is not own
    assert len(session.evaluation().effective.hubs) == 1
    assert session.evaluation(BASE) is present
    opened.turn_to()
    assert session.evaluation() is own
    assert own.effective.hubs.empty


def test_one_window_knows_nothing_of_what_another_one_chose(opened, monkeypatch, region, plan):
    session.select_village("v6", fly=True)
    session.current().land.area, session.current().routes.service = "c1", "b1"
    Window(monkeypatch, region, plan, BASE).turn_to()
    assert session.selected_village() is None
    assert session.opened().fly_to is None
    assert (session.current().land.area, session.current().routes.service) == (None, None)


def test_the_scenario_in_work_is_one_that_there_is(opened):
    plan, second = add_scenario(session.plan(), "案2")
    opened.take(plan)
    opened.work.scenario = second
    assert session.scenario_id() == second
    opened.take(delete_scenario(session.plan(), second))
    assert session.scenario_id() == plan.scenarios[0].id


def test_the_newest_message_comes_first(opened):
    session.tell([Notice("first", "info", None, None, None, "先")])
    session.tell([Notice("second", "warning", None, None, None, "後")])
    assert [n.code for n in session.take_messages()] == ["second", "first"]
    assert session.take_messages() == ()
