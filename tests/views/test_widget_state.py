"""Values of widgets: read before they are drawn, and remembered while another page is shown."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from views.widget_state import Widget, remember


@pytest.fixture
def state(monkeypatch):
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_a_widget_has_its_first_value_until_it_is_drawn(state):
    widget = Widget("limit", 30)
    assert widget.value == 30
    state["limit"] = 15
    assert widget.value == 15
    widget.set(45)
    assert state["limit"] == 45


def test_a_value_outlives_a_visit_to_another_page(state):
    widget = Widget("limit", 30)
    assert (widget.remembered(), state["limit"]) == ("limit", 30)
    state["limit"] = 15
    remember()
    del state["limit"]  # as Streamlit does when the page is left
    assert (widget.remembered(), widget.value) == ("limit", 15)


def test_a_choice_falls_back_where_its_option_is_gone(state):
    mode = Widget("mode", "car")
    places: Widget[list[str]] = Widget("places", [])
    state |= {"mode": "bus", "places": ["a", "b"]}
    assert mode.remembered_among(["car", "bus"]) == "mode"
    assert mode.value == "bus"
    mode.remembered_among(["car", "walk"])
    places.remembered_among(["b", "c"])
    assert (mode.value, places.value) == ("car", ["b"])


def test_a_choice_whose_first_value_is_no_option_takes_the_first_option(state):
    place = Widget("place", "")
    assert place.remembered_among(["f1", "f2"]) == "place"
    assert place.value == "f1"
    Widget("nothing", "x").remembered_among([])
    assert state["nothing"] == "x"
