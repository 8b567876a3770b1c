"""A town without a timetable in its data: what its plan draws can be looked at, what the present has is not known, and is said."""

from __future__ import annotations

import json

import pytest

from layers.map_component.map_events import MapClick, ThingClicked
from plan.outings.best_outings import best_outings
from plan.reach.bus_days import usual_day_of
from tests.views.table import Table

UNKNOWN = "「現況」はバスの時刻表がデータにないので、分かりません"


@pytest.fixture
def drawn(samples) -> Table:
    """A line through the town, with trips; the region has no feed."""
    table = Table().do(MapClick(35.3003, 137.55)).go("routes").press("route_new")
    table.do(MapClick(35.3001, 137.42), ThingClicked("village", "v4", 35.3003, 137.55), on="routes")
    return table.tab("時刻表", "route_tab").press("trips_add")


def maps(table: Table) -> list[str]:
    return [str(json.loads(c.proto.json_args)) for c in table.app.get("component_instance")]


def test_the_plan_is_coloured_by_outings_and_the_present_says_that_it_cannot(drawn):
    drawn.go("compare")
    drawn.app.selectbox(key="colour").set_value("outings")
    drawn.run()
    present, plan = maps(drawn)
    assert UNKNOWN in present
    assert UNKNOWN not in plan
    assert UNKNOWN in drawn.answer
    drawn.tab("誰が", "compare_tab")
    assert any(UNKNOWN in c.value for c in drawn.app.caption)
    drawn.app.session_state["compare_maps"] = "swipe"
    (swiped,) = maps(drawn.run())
    assert "行って帰れる組合せ" in swiped


def test_by_bus_it_is_the_same_and_by_car_both_are_known(drawn):
    drawn.go("compare")
    drawn.app.radio(key="mode").set_value("bus")
    drawn.run()
    assert UNKNOWN in drawn.answer
    drawn.app.selectbox(key="colour").set_value("difference")
    assert all(UNKNOWN in text for text in maps(drawn.run()))
    drawn.app.radio(key="mode").set_value("car")
    drawn.run()
    assert UNKNOWN not in drawn.answer
    assert not any(UNKNOWN in text for text in maps(drawn))


def test_on_the_route_page_no_difference_is_claimed(drawn):
    current = drawn.evaluation()
    day = usual_day_of(current.effective)
    assert day is not None
    people = best_outings(current, "errands", day).people["no_car"]
    assert people > 0, "some walk, whether there is a bus or not"
    assert "増" not in drawn.markup.partition("行って帰れる車のない人")[2].partition("要る車両")[0]
    assert "現況より" not in drawn.answer


@pytest.mark.parametrize("colour", ["time", "outings", "difference"])
def test_the_hub_page_stands_beside_a_present_without_buses(drawn, colour):
    drawn.go("hubs")
    drawn.app.selectbox(key="colour").set_value(colour)
    drawn.run()
    assert drawn.app.radio(key="mode").options == ["車", "徒歩"]
    assert any("移動手段にバスは選べません" in c.value for c in drawn.app.caption)
    for tab in ("増減", "拠点", "サービス", "集落", "書き出し"):
        assert not drawn.tab(tab).app.exception, tab
    assert ("行って帰れ" in drawn.answer) == (colour == "outings")


@pytest.mark.parametrize("page", ["now", "siting", "land", "routes", "isolated", "organisation", "data"])
def test_every_other_page_opens(drawn, page):
    assert not drawn.go(page).app.exception


@pytest.mark.parametrize("tab", ["指標", "誰が", "費用と外出", "書き出し"])
def test_every_tab_of_the_comparison_opens(drawn, tab):
    assert not drawn.go("compare").tab(tab, "compare_tab").app.exception


@pytest.mark.parametrize("tab", ["停留所", "時刻表", "ダイヤ図", "運行・運賃", "荷物", "試算", "書き出し"])
def test_every_tab_of_the_route_opens(drawn, tab):
    assert not drawn.tab(tab, "route_tab").app.exception
