"""拠点 by outings: who gets to the best hub and home by bus, and hubs that no bus comes near."""

from __future__ import annotations

import datetime
import json

import pytest

from layers.map_component.map_events import MapClick, ThingClicked
from plan.figure_texts import figure, persons
from plan.indicators.registry import indicator
from plan.outings.best_outings import best_outings
from plan.overview.comparison import changes
from tests.views.small_region import write_small_region
from tests.views.table import Table
from views.hubs.answer import hub_answer

TUESDAY = datetime.date(2026, 4, 7)


@pytest.fixture
def table(bus_valley) -> Table:
    return Table()


def drawn(table: Table) -> str:
    return " ".join(str(json.loads(c.proto.json_args)) for c in table.app.get("component_instance"))


def test_villages_are_coloured_by_outings_to_the_best_hub(table):
    table.app.selectbox(key="colour").set_value("outings")
    table.run()
    current = table.evaluation()
    found = best_outings(current, "errands", TUESDAY, to=list(current.effective.hubs.index))
    assert persons(found.people["population"], None) in table.answer
    assert figure(found.shares(current.weights)["population"], "割合") in table.figures
    table.app.selectbox(key="hub_purpose").set_value("clinic")
    table.run()
    assert "通院" in table.answer


def test_a_hub_that_no_bus_comes_near_says_so(table):
    assert "どの路線からも歩いて行けません" not in table.text
    table.do(MapClick(35.34, 137.4503))
    assert "どの路線からも歩いて行けません" in table.text


def test_a_region_without_buses_has_no_outings_to_show(samples):
    assert "outings" not in Table().app.selectbox(key="colour").options


def test_by_bus_the_page_says_what_python_says(table):
    table.app.radio(key="mode").set_value("bus")
    table.run()
    current, baseline = table.evaluation(), table.evaluation("base")
    assert table.answer == hub_answer(current, baseline, "bus")
    assert "4月7日（火）に、バスで30分以内" in table.answer
    figures = [indicator(f"hub_{kind}_bus") for kind in ("near", "daily", "unreached", "mean")]
    assert table.figures == [figure(known.compute(current), known.unit) for known in figures]
    assert "dash" in drawn(table), "the lines are drawn"
    table.do(MapClick(35.3004, 137.60))
    moved = changes(baseline, table.evaluation(), "bus")
    assert (moved["change_min"] < 0).sum() == 2, "only P4 and P5 have a ride to the new hub that is shorter"
    shown = table.frame(column="after_min")
    assert set(shown["name"]) == set(moved.loc[moved["change_min"] != 0, "name"])
    for text in ("拠点", "サービス", "集落"):
        table.tab(text)
    table.do(ThingClicked("village", "v4", 35.3003, 137.55))
    assert any("バス" in d.value for d in table.app.dataframe)


def test_colours_by_bus_say_mode_and_day(table):
    table.app.radio(key="mode").set_value("bus")
    for colour in ("time", "difference"):
        table.app.selectbox(key="colour").set_value(colour)
        table.run()
        assert "バスで・4月7日（火）" in drawn(table)
    table.app.selectbox(key="colour").set_value("outings")
    table.run()
    assert "用事まとめ・4月7日（火）" in drawn(table)


def test_under_outings_no_bands_by_car_are_drawn(table):
    assert "着ける範囲" in drawn(table)
    table.app.selectbox(key="colour").set_value("outings")
    table.run()
    assert "着ける範囲" not in drawn(table)


def test_a_region_without_buses_says_why_it_offers_none(samples):
    table = Table()
    assert table.app.radio(key="mode").options == ["車", "徒歩"]
    assert any("時刻表データがない" in c.value for c in table.app.caption)


def test_a_bus_chosen_in_one_region_is_no_trouble_in_another(table, tmp_path):
    table.app.radio(key="mode").set_value("bus")
    table.run()
    table.work.folder = write_small_region(tmp_path / "without")
    assert table.run().app.radio(key="mode").value == "car"
