"""What a session keeps: the evaluation of a scenario until its plan is edited, those of the present as long as the region is open."""

from __future__ import annotations

import pytest
import streamlit as st

from geo.region.region import read_region
from plan.scenario.edits import add_scenario
from plan.scenario.history import History
from plan.scenario.scenario import BASE, Plan
from tests.views.small_region import write_small_region
from views import session


@pytest.fixture
def opened(tmp_path, monkeypatch):
    region = read_region(write_small_region(tmp_path / "tanima"))
    plan, first = add_scenario(Plan(region.id, region.fingerprint), "案1")
    state = {"folder": "tanima", "region seen": ("tanima", region), "history": History(plan), "scenario": first}
    kept = type("State", (dict,), {"__getattr__": dict.__getitem__, "__setattr__": dict.__setitem__})(state)
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_measures_stand_until_the_plan_is_edited(opened):
    own, present = session.evaluation(), session.evaluation(BASE)
    assert session.evaluation() is own
    plan, second = add_scenario(session.plan(), "案2")
    opened.history = opened.history.doing(plan)
    assert session.evaluation() is not own
    assert session.evaluation().effective.scenario is plan.scenarios[0]
    assert session.evaluation(BASE) is present
    assert session.evaluation(second).effective.scenario_name == "案2"


def test_measures_of_a_region_read_anew_are_new(opened, tmp_path):
    present = session.evaluation(BASE)
    again = read_region(write_small_region(tmp_path / "again"))
    opened["region seen"] = ("tanima", again)
    assert session.evaluation(BASE) is not present
    assert session.evaluation(BASE).effective.region is again


def test_scenarios_that_are_gone_are_forgotten(opened):
    plan, second = add_scenario(session.plan(), "案2")
    opened.history = opened.history.doing(plan)
    session.evaluation(second)
    opened.history = opened.history.undone()
    session.evaluation()
    assert second not in opened["measured"]
