"""Events of a map: each event is reported once, whatever page and browser do meanwhile."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import (
    REPORTED,
    RETURNED_OBJECTS,
    AreaDivided,
    AreaDrawn,
    AreaRedrawn,
    Event,
    HubDropped,
    MapClick,
    Reading,
    RoadClicked,
    ScenePulled,
    SceneStepped,
    StopDropped,
    StopInserted,
    ThingClicked,
    ViewRemembered,
    YearChosen,
    read,
    reported,
)

CLICK = MapClick(35.123456, 137.5)
EVENTS: list[Event] = [
    CLICK,
    HubDropped("h1", 35.0, 137.0),
    ThingClicked("village", "集落 <1>", 35.0, 137.0),
    ThingClicked("site", "s.1", 35.0, 137.0),
    ThingClicked("stop", "gtfs:1", 35.0, 137.0),
    StopDropped("p1", 35.0, 137.0),
    StopInserted(2, 35.0, 137.0),
    RoadClicked(((1, 2, 0), ("北", "南", 1)), "国道", 35.0, 137.0),
    AreaDrawn(((137.0, 35.0), (137.1, 35.0), (137.0, 35.1)), 35.0, 137.0),
    AreaRedrawn("a1", (((137.0, 35.0), (137.1, 35.0), (137.0, 35.1)), ((137.01, 35.01),)), 35.0, 137.0),
    AreaDivided(((137.0, 35.0), (137.1, 35.0)), 35.0, 137.0),
    YearChosen(2045, 35.0, 137.0),
    ViewRemembered(12.35, 35.0, 137.0),
    SceneStepped(-1, 35.0, 137.0),
    ScenePulled("g2", 0, 35.0, 137.0),
]


@pytest.mark.parametrize("event", EVENTS)
def test_what_the_browser_reports_is_read_back(event):
    assert read(reported(event), None) == Reading(event, "test.1")


def test_the_same_report_is_told_once():
    reading = read(reported(CLICK), None)
    assert read(reported(CLICK), reading.seen) == Reading(None, "test.1")


def test_the_same_place_clicked_again_is_new():
    assert read(reported(CLICK, first=2), "test.1") == Reading(CLICK, "test.2")


def test_a_map_opened_anew_starts_from_one_and_is_heard():
    assert read(reported(CLICK, mount="later"), "test.7") == Reading(CLICK, "later.1")


def test_an_old_report_left_over_from_before_is_not_new():
    assert read(reported(CLICK, first=7), "test.7").event is None


def test_quick_events_are_reported_one_after_the_other():
    message = reported(*EVENTS)
    received, seen = [], None
    while (reading := read(message, seen)).event is not None:
        received.append(reading.event)
        seen = reading.seen
    assert received == EVENTS


@pytest.mark.parametrize(
    "value",
    [
        None, {}, {REPORTED: None}, {REPORTED: "上川　120人"}, {REPORTED: "%7B%7D"}, {REPORTED: "[1]"}, {REPORTED: 3},
        {REPORTED: '{"mount": "a", "events": [{"n": 1, "e": "dragon", "lat": 1, "lon": 2}]}'},
        {REPORTED: '{"mount": "a", "events": [{"n": 1, "e": "map", "lat": null, "lon": 2}]}'},
    ],
)  # fmt: skip
def test_anything_else_is_nobodys_deed(value):
    assert read(value, "test.3") == Reading(None, "test.3")


def test_nothing_is_asked_that_would_run_python_at_every_pan():
    assert not {"bounds", "zoom", "center", "last_object_clicked_count"} & set(RETURNED_OBJECTS)
