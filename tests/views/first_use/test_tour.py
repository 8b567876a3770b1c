"""The first opening and the tour without a browser: begun once, left, taken up, skipped, walked to its end."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import ThingClicked
from plan.reach.hub_summary import far_village
from plan.workspace.first_use import first_use
from tests.views.table import Table
from views.first_use.steps import STEPS

KEYS = ("first-sample", "first-own", "tour-skip", "tour-leave", "tour-begin", "tour-end")


@pytest.fixture
def table(samples) -> Table:
    return Table()


def buttons(table: Table) -> set[str]:
    return {str(b.key) for b in table.app.button} & set(KEYS)


def step(table: Table) -> str:
    return table.session.tour.step


def test_three_ways_stand_above_the_map_once(table: Table) -> None:
    assert buttons(table) == {"first-sample", "first-own"}
    assert "続きから" in [block.proto.popover.label for block in table.app.get("popover")]
    assert table.app.get("component_instance")  # the map lives below them
    assert buttons(table.go("now")) == set()  # whoever turns the page has begun; the map has the room
    table.go("hubs")
    table.press("first-sample")
    assert buttons(table) == {"tour-skip", "tour-leave"}
    assert first_use().is_over
    assert buttons(Table()) == {"tour-begin"}


def test_an_address_that_names_something_is_no_first_opening(samples) -> None:
    assert buttons(Table(region="tanima")) == {"tour-begin"}


def test_ones_own_town_leads_to_the_import(table: Table) -> None:
    table.press("first-own")
    assert table.session.importing.is_shown
    assert first_use().is_over


def test_each_step_follows_the_one_that_was_done(table: Table) -> None:
    table.press("first-sample")
    assert "③ 案を増やす" in table.text
    table.press("step-copy")
    assert step(table) == "place"
    village = far_village(table.evaluation())
    assert village is not None
    name = str(table.evaluation().effective.region.villages.at[village, "name"])
    assert f"「{name}」" in table.text
    hubs = len(table.hubs)
    table.do(ThingClicked("village", village, 35.3, 137.5))
    assert (step(table), len(table.hubs)) == ("compare", hubs + 1)
    table.go("compare")
    assert step(table) == "back"
    assert table.app.session_state["compare_tab"] == "誰が"
    table.go("hubs")
    assert step(table) == "paper"
    table.press("step-paper")
    assert step(table) == "print"
    table.press("tour-end")
    assert step(table) == ""
    assert first_use().step == ""


def test_it_is_left_and_taken_up_in_another_session(table: Table) -> None:
    table.press("first-sample").press("tour-skip")
    assert step(table) == STEPS[1].id
    table.press("tour-leave")
    assert buttons(table) == {"tour-begin"}
    again = Table()
    assert next(b.label for b in again.app.button if b.key == "tour-begin") == "案内の続き"
    again.press("tour-begin")
    assert step(again) == STEPS[1].id


def test_on_another_page_it_says_the_way_back(table: Table) -> None:
    table.press("first-sample").go("routes")
    assert "左のページの名前から 「拠点」 を押します" in " ".join(table.text.split())
    table.go("projection")
    assert buttons(table) == set()
