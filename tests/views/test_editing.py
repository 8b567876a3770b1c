"""The door for edits: saved when something changed, told when it cannot be, and what is new is chosen before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from geo.texts.errors import RequestError
from geo.texts.notices import Notice
from plan.scenario.edits import add_scenario, rename_scenario
from plan.scenario.history import History
from plan.scenario.scenario import Plan
from views import editing, session
from views.session_state import OpenWork, Session

NO = Notice("no", "error", None, None, None, "できません")


@dataclass
class Watched(Session):
    """A session that tells what was saved, and with which scenario chosen."""

    saved_plans: list[tuple[Plan, str]] = field(default_factory=list)


@pytest.fixture
def held(monkeypatch, tmp_path):
    held = Watched(opened=OpenWork(tmp_path, History(add_scenario(Plan("r", "f"), "案1")[0]), "s1"))
    monkeypatch.setattr(session, "current", lambda: held)

    def saved(work, history):
        # What the scenario in work is once the plan is the one that is being saved.
        assert work.scenario in [s.id for s in history.present.scenarios]
        held.saved_plans.append((history.present, work.scenario))
        return work.saved, None, []

    monkeypatch.setattr(session, "_saved", saved)
    return held


def refused(plan):
    raise RequestError(NO)


def test_an_edit_is_a_step_and_is_saved(held):
    before = session.plan()
    editing.edit(lambda plan: rename_scenario(plan, "s1", "東"))
    assert session.plan().scenario("s1").name == "東"
    assert held.opened.history.past == (before,)
    assert [plan for plan, _ in held.saved_plans] == [session.plan()]


def test_what_changes_nothing_is_no_step(held):
    editing.edit(lambda plan: rename_scenario(plan, "s1", "案1"))
    assert (held.opened.history.past, held.saved_plans) == ((), [])


def test_what_cannot_be_is_told_and_the_plan_stays(held):
    before = session.plan()
    chosen: list[str] = []
    editing.edit(refused)
    editing.make(refused, chosen.append)
    assert (session.plan(), held.saved_plans, chosen) == (before, [], [])
    assert session.take_messages() == (NO, NO)
    assert session.take_messages() == ()


def test_what_is_new_is_chosen_before_it_is_saved(held):
    def choose(scenario_id):
        held.opened.scenario = scenario_id

    editing.make(lambda plan: add_scenario(plan, "案2"), choose)
    assert held.saved_plans == [(session.plan(), "s2")]


def test_steps_are_taken_back_and_made_again(held):
    first = session.plan()
    editing.edit(lambda plan: rename_scenario(plan, "s1", "東"))
    second = session.plan()
    editing.undo()
    assert session.plan() == first
    editing.undo()
    editing.redo()
    assert session.plan() == second
    assert [plan for plan, _ in held.saved_plans] == [second, first, second]
