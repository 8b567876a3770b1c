"""What a session keeps: measures of a scenario until its plan is edited, those of the present as long as the region is open."""

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
    own, present = session.measures(), session.measures(BASE)
    assert session.measures() is own
    plan, second = add_scenario(session.plan(), "案2")
    opened.history = opened.history.doing(plan)
    assert session.measures() is not own
    assert session.measures().applied.scenario is plan.scenarios[0]
    assert session.measures(BASE) is present
    assert session.measures(second).applied.scenario_name == "案2"


def test_measures_of_a_region_read_anew_are_new(opened, tmp_path):
    present = session.measures(BASE)
    again = read_region(write_small_region(tmp_path / "again"))
    opened["region seen"] = ("tanima", again)
    assert session.measures(BASE) is not present
    assert session.measures(BASE).applied.region is again


def test_scenarios_that_are_gone_are_forgotten(opened):
    plan, second = add_scenario(session.plan(), "案2")
    opened.history = opened.history.doing(plan)
    session.measures(second)
    opened.history = opened.history.undone()
    session.measures()
    assert second not in opened["measured"]
