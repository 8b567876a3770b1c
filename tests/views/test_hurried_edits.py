"""Hurried edits: wherever Streamlit breaks a run off, memory and disk hold the same, and each click counts once."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from layers.map_component.map_component import answer_events
from layers.map_component.map_events import MapClick, reported
from plan.file.plan_file import plan_bytes
from plan.scenario.edits import add_hub, add_scenario
from plan.scenario.history import History
from plan.scenario.scenario import Plan
from plan.workspace.versions import listed_versions
from views import editing, session
from views.session_state import OpenWork, Session

CLICKS = 100


class Hurried(dict[str, object]):
    """A session's state that breaks the run off at the n-th time that it is asked for anything, as Streamlit does."""

    asked, at = 0, 0

    def _asked(self) -> None:
        self.asked += 1
        if self.asked == self.at:
            raise StopException

    def setdefault(self, key, default=None):
        self._asked()
        return super().setdefault(key, default)

    def get(self, key, default=None):
        self._asked()
        return super().get(key, default)


@pytest.fixture
def state(store, tmp_path, monkeypatch):
    plan, _ = add_scenario(Plan("r", "f"), "案1")
    state = Hurried(session=Session(opened=OpenWork(tmp_path, History(plan), "s1")))
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(
        session, "write_address", session.current
    )  # in the address nothing is kept; asking may break off
    return state


def placed(event):
    def choose(hub_id):
        session.opened().chosen_hub = hub_id

    editing.make(lambda plan: add_hub(plan, session.scenario_id(), event.lat, event.lon), choose)


def test_wherever_a_run_is_broken_off_memory_and_disk_are_equal(state):
    clicks = [MapClick(35.0 + n / 1000, 137.0) for n in range(CLICKS)]
    state["hubs"] = reported(*clicks)
    broken_off = 0
    for at in range(1, 4 * CLICKS):
        state.asked, state.at = 0, at % 37 + 1
        try:
            answer_events("hubs", placed)
        except StopException:
            broken_off += 1
        work = state["session"].opened
        if work.saved is not None:
            assert work.saved.path.read_bytes() == plan_bytes(work.history.present)
            assert not any(v.is_unseen for v in listed_versions(work.saved.path))
    state.at = 0
    answer_events("hubs", placed)
    work = state["session"].opened
    assert [(hub.lat, hub.lon) for hub in work.history.present.scenario("s1").hubs] == [(c.lat, c.lon) for c in clicks]
    assert work.saved.path.read_bytes() == plan_bytes(work.history.present)
    assert broken_off > CLICKS / 2
    assert state["session"].messages == ()


def test_a_press_counts_once_wherever_the_next_press_breaks_its_run_off(state, monkeypatch):
    pressed: list[str] = []

    def draw(label, *, on_click=None, args=(), key, **looks):
        """As Streamlit does: what is called at a press runs first, and only that run knows of it."""
        return key in pressed

    monkeypatch.setattr(st, "button", draw)

    def run(press):
        held = state["session"]
        pressed[:] = [press] if press else []
        if press:
            held.presses.add(press)
        add = partial(add_hub, scenario_id="s1", lat=35.0, lon=137.0)
        for key in ("first", "second"):
            editing.button("置く", lambda: editing.edit(lambda plan: add(plan)[0]), key=key)

    for at in range(1, 40):
        hubs = len(state["session"].opened.history.present.scenario("s1").hubs)
        for press in ("first", "second"):
            state.asked, state.at = 0, at
            with suppress(StopException):
                run(press)
        state.at = 0
        run(None)
        work = state["session"].opened
        assert len(work.history.present.scenario("s1").hubs) == hubs + 2
        assert work.saved.path.read_bytes() == plan_bytes(work.history.present)
        assert state["session"].presses == set()


def test_a_press_whose_edit_is_refused_is_not_asked_again(state, monkeypatch):
    monkeypatch.setattr(st, "button", lambda label, **looks: False)
    state["session"].presses.add("bad")
    asked = []

    def refuse(plan):
        asked.append(plan)
        raise RequestError(notice("siting_hubs_missing"))

    for _ in range(3):
        editing.button("置く", lambda: editing.edit(refuse), key="bad")
    assert len(asked) == len(state["session"].messages) == 1


def test_a_press_that_draws_the_page_anew_is_not_asked_again(state, monkeypatch):
    monkeypatch.setattr(st, "button", lambda label, **looks: False)

    def broken_off(**scope):
        raise StopException

    monkeypatch.setattr(st, "rerun", broken_off)
    state["session"].presses.add("add")
    with pytest.raises(StopException):
        editing.button("置く", lambda: editing.edit_and_redraw(lambda plan: plan), key="add")
    assert state["session"].presses == set()


def test_an_edit_from_elsewhere_answers_no_press(state, monkeypatch):
    monkeypatch.setattr(st, "button", lambda label, **looks: False)
    state["session"].presses.add("add")
    editing.edit(lambda plan: add_scenario(plan, "案2")[0])
    assert state["session"].presses == {"add"}


def test_a_press_is_noted_before_streamlit_is_asked_for_anything(state, monkeypatch):
    given = {}
    monkeypatch.setattr(st, "button", lambda label, **looks: given.update(looks))
    pressed = []
    editing.button("置く", lambda: pressed.append(1), key="add", disabled=False)
    state.asked, state.at = 0, 1
    given["on_click"]()
    state.at = 0
    editing.button("置く", lambda: pressed.append(2), key="add")
    assert pressed == [2]
