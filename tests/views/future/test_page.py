"""将来: the page answers from the projection, and follows the map's years."""

from __future__ import annotations

import pytest

from layers.map_component.map_events import ThingClicked, YearChosen
from plan.applied import apply
from plan.future.shown.outlook import outlook_of
from plan.reach.evaluation import evaluate
from tests.views.table import Table
from views.future.answer import figures_of, future_sentence
from views.future.state import MET


@pytest.fixture
def table(samples) -> Table:
    return Table().go("future")


def test_it_answers_from_the_projection(table):
    outlook = outlook_of(table.evaluation().effective.region)
    assert table.answer == future_sentence(outlook, *figures_of(outlook, 2050))
    assert table.figures[0][1] == "人"
    assert "2020年の 664人は、2050年に" in table.answer


def test_the_year_of_the_map_is_the_year_of_the_page(table):
    table.do(YearChosen(2035, 35.3, 137.5), on="future")
    assert "2035年に" in table.answer
    assert "2035年の人口" in table.text
    table.do(YearChosen(2020, 35.3, 137.5), on="future")
    assert table.answer.startswith("2020年に住んでいた人は 664人")


def test_a_village_on_the_map_is_the_village_that_is_selected(table):
    table.do(ThingClicked("village", "v4", 35.3, 137.55), on="future")
    assert table.work.selected_village == "v4"


def test_a_projection_of_the_whole_municipality_is_offered_as_the_total_to_meet(table, samples):
    file = samples / "tanima" / "projections.csv"
    file.write_text("source,year,total\n人口ビジョン,2050,300\n", encoding="utf-8")
    try:
        town = Table().go("future")
        offered = town.app.selectbox(key=MET.key)
        assert "人口ビジョン" in offered.options
        offered.set_value("人口ビジョン")
        town.run()
        assert "2050年に 300人" in town.answer
        assert "合計を「人口ビジョン」に合わせた推計は「将来」のページと" in town.text
        # What every other page counts is said beside it, and is what the command line says.
        region = town.evaluation().effective.region
        people = evaluate(apply(region, year=2050)).effective.region.total_population
        assert f"ほかのページ・紙・コマンドの 2050年：{int(people / 10 + 0.5) * 10:,}人" in town.text
        town.app.selectbox(key=MET.key).set_value("")
        town.run()
        assert f"2050年に {int(people / 10 + 0.5) * 10:,}人" in town.answer
        assert "ほかのページ・紙・コマンドの" not in town.text
    finally:
        file.unlink()
