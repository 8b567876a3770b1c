"""An event on the map is answered once: not lost where the run is broken off, not done twice where its edit stands."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import StopException

from layers.map_component.map_component import answer_events, answering
from layers.map_component.map_events import MapClick, reported

CLICKS = [MapClick(35.0, 137.0), MapClick(35.1, 137.1), MapClick(35.2, 137.2)]


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    state: dict[str, object] = {"hubs": reported(*CLICKS)}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_each_is_answered_once_in_order() -> None:
    answered: list[object] = []
    answer_events("hubs", answered.append)
    answer_events("hubs", answered.append)
    assert answered == CLICKS


def test_what_was_broken_off_before_its_edit_is_answered_again() -> None:
    answered: list[object] = []

    def broken_off(event: object) -> None:
        if event == CLICKS[1]:
            raise StopException
        answered.append(event)

    with pytest.raises(StopException):
        answer_events("hubs", broken_off)
    answering().done()  # another edit, of a button, stands meanwhile
    answer_events("hubs", answered.append)
    assert answered == CLICKS


def test_what_was_broken_off_after_its_edit_is_not_done_twice() -> None:
    done: list[object] = []

    def broken_off(event: object) -> None:
        done.append(event)
        answering().done()
        raise StopException

    for _ in CLICKS:
        with pytest.raises(StopException):
            answer_events("hubs", broken_off)
    answer_events("hubs", done.append)
    assert done == CLICKS
