"""将来, 目標: a target is written with its path, changed and taken away; what P3 misses stands beside it."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace

import pytest

from layers.map_component.map_events import ThingClicked
from plan.applied import apply
from plan.indicators.registry import indicator
from plan.overview.indicator_years import indicators_by_year
from plan.reach.evaluation import evaluate
from tests.views.table import Table


@pytest.fixture
def table(samples) -> Table:
    table = Table()
    table.do(ThingClicked("site", "s1", 35.3008, 137.56))
    return table.go("future").tab("目標", key="future_tab")


def kpis(table: Table):
    return table.plan.scenario(table.scenario).procedure.kpis


def drawn(table: Table) -> str:
    """Read the pictures of the page: their SVG documents."""
    pages = "".join(element.proto.body for element in table.app.get("html"))
    return "".join(b64decode(data).decode() for data in re.findall(r"svg\+xml;base64,([^\"]+)", pages))


def test_the_present_has_no_targets(samples, said):
    table = Table()
    table.take(replace(table.plan, scenarios=())).go("future").tab("目標", key="future_tab")
    assert "目標は案に書きます" in said(table)
    assert "2015改訂版" in said(table)


def test_a_target_is_added_with_a_yearly_path(table, said):
    table.app.selectbox(key="future_kpi_indicator").set_value("population")
    table.app.number_input(key="future_kpi_base").set_value(664.0)
    table.app.number_input(key="future_kpi_last").set_value(600.0)
    table.run()
    table.press("future_kpi_add")
    (kpi,) = kpis(table)
    assert (kpi.indicator, kpi.base, kpi.base_year) == ("population", 664.0, 2020)
    assert list(kpi.targets) == list(range(2028, 2033))
    assert kpi.targets[2032] == 600.0
    assert "そろっています" in said(table)
    assert "何もしないとき（移住なしの推計）" in drawn(table)
    table.app.radio(key="future_kpi_kind").set_value("actual")
    table.app.number_input(key="future_kpi_value_0").set_value(650.0)
    table.run()
    table.press("future_kpi_put")
    assert list(kpis(table)[0].actuals.values()) == [650.0]
    table.press("future_kpi_remove")
    assert kpis(table) == ()


def test_a_target_of_hubs_stands_beside_the_present_with_the_people_of_its_years(table):
    table.app.selectbox(key="future_kpi_indicator").set_value("hub_near_car")
    table.app.number_input(key="future_kpi_base").set_value(100.0)
    table.app.number_input(key="future_kpi_last").set_value(90.0)
    table.run()
    table.press("future_kpi_add")
    run = table.session.target_curves
    assert run is not None
    assert run.wait(60).stage == "done"
    table.run()
    picture = drawn(table)
    assert "何もしないとき（移住なしの推計）" in picture
    region = table.evaluation("base").effective.region.as_read
    year = run.years[-1]
    alone = float(indicator("hub_near_car").compute(evaluate(apply(region, year=year))))
    (found,) = indicators_by_year(run.scenarios, run.years, run.ids) or []
    assert found.values["現況"][-1] == pytest.approx(alone)


def test_words_of_ones_own_need_a_source(table, said):
    table.app.selectbox(key="future_kpi_indicator").set_value("移住者の数")
    table.app.number_input(key="future_kpi_base").set_value(3.0)
    table.run()
    table.press("future_kpi_add")
    assert "データの出典" in said(table)
    assert "人口の推計だけからは決まらない" in said(table)
