"""現況 of the buses: the page says what the Python functions say, day by day and purpose by purpose."""

from __future__ import annotations

import datetime
import html
import json
import re

import pytest

from layers.map_component.map_events import ThingClicked
from plan.figure_texts import figure, persons
from plan.outings.best_outings import best_outings
from plan.reach.bus_days import usual_day_of
from plan.villages.gaps import GAPS, village_gap
from tests.views.table import Table

TUESDAY, MONDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 6)


@pytest.fixture
def table(bus_valley) -> Table:
    return Table().go("now")


def drawn(table: Table) -> str:
    return " ".join(str(c.proto.json_args) for c in table.app.get("component_instance"))


def painted(table: Table) -> str:
    return " ".join(str(json.loads(c.proto.json_args)) for c in table.app.get("component_instance"))


def test_it_opens_on_who_can_go_and_be_home(table):
    found = best_outings(table.evaluation("base"), "clinic", TUESDAY)
    assert found.people["population"] > 0
    assert persons(found.people["population"], None) in table.answer
    assert "4月7日（火）" in table.answer
    shown = table.frame(column="times")
    assert dict(zip(shown["name"], shown["count"], strict=True))["東谷"] == "1通り"
    assert "dash" in drawn(table)


def test_another_purpose_and_another_day_are_counted_anew(table):
    table.app.segmented_control(key="now_purpose").set_value("shopping")
    table.app.selectbox(key="now_day").set_value(MONDAY)
    table.run()
    found = best_outings(table.evaluation("base"), "shopping", MONDAY)
    assert persons(found.people["population"], None) in table.answer
    assert "買物" in table.answer
    assert "4月6日（月）" in table.answer


def test_a_village_clicked_on_the_map_shows_its_day_leg_by_leg(table):
    table.do(ThingClicked("village", "v4", 35.3003, 137.55), on="now")
    assert "谷線" in table.text
    assert "家に着く" in table.text
    assert 'class="ky-strip"' in table.markup
    assert table.app.session_state["now_bus_tab"] == "集落の一日"


def test_a_village_asks_when_to_leave_to_be_there_in_time(table):
    table.do(ThingClicked("village", "v4", 35.3003, 137.55), on="now")
    assert "10:00 までに着くには 9:" in table.text
    assert "12:00 に用が済むと 12:" in table.text
    table.app.time_input(key="now_arrive_by").set_value(datetime.time(8))
    table.run()
    assert "8:00 までに着くバスはありません" in table.text


def test_names_in_timetables_are_shown_and_never_read_as_markup(table):
    table.do(ThingClicked("village", "v5", 35.3003, 137.60), on="now")
    assert html.escape("<b>奥</b>") in table.markup
    assert not re.search("<b>奥</b>", table.markup)


def test_lines_can_be_switched_off(table):
    table.app.checkbox(key="now_lines").set_value(False)
    table.run()
    assert "dash" not in drawn(table)


def test_gaps_are_shown_by_each_definition_both_ways(table):
    table.app.selectbox(key="now_colour").set_value("gaps")
    table.run()
    today = table.evaluation("base")
    for gap in GAPS.values():
        table.app.selectbox(key="now_gap").set_value(gap.id)
        table.run()
        wanted = [figure(gap.total(today, way), "人") for way in ("walk", "straight")]
        assert table.figures[:2] == wanted
        assert persons(gap.total(today, "walk"), None) in table.answer
        assert f"{gap.kind}に相当、道なり" in painted(table)
    assert f"{persons(GAPS['subsidy'].total(today, 'straight'), None)}" in table.text, (
        "all definitions stand side by side"
    )
    concerned = village_gap(today, GAPS["food"], "walk")
    assert concerned is not None
    counted = concerned["persons"]
    listed = table.frame(column="straight")
    assert listed["walk"].sum() == pytest.approx(counted.sum())


def test_by_straight_distance_the_land_within_is_drawn(table):
    table.app.selectbox(key="now_colour").set_value("gaps")
    table.run()
    assert "定義の距離の中" not in painted(table)
    table.app.segmented_control(key="now_gap_way").set_value("straight")
    table.run()
    assert "定義の距離の中" in painted(table)


def test_without_stops_the_page_says_that_nothing_was_counted(samples):
    table = Table().go("now")
    table.app.selectbox(key="now_colour").set_value("gaps")
    table.run()
    assert "数えていません" in table.answer
    assert ("不明", "") in table.figures


def test_homes_that_differ_from_their_village_explain_why_legend_and_answer_differ():
    table = Table(region="sanson").go("now")
    today = table.evaluation("base")
    usual = usual_day_of(today.effective)
    assert usual is not None
    found = best_outings(today, "clinic", usual)
    far, near = found.astray
    [told] = [c.value for c in table.app.caption if "代表点" in c.value]
    assert persons(far, None) in told
    assert persons(near, None) in told
    villages = today.effective.region.villages
    assert villages["population"].sum() - found.left_out(villages).sum() - far + near == found.people["population"]
