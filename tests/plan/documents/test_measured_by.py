"""KPIs stand as they were typed, figures as on every page, and nothing entered is said so."""

from __future__ import annotations

from plan.documents.blocks import NOT_ENTERED, Table, Text
from plan.documents.measured_by import CANDIDATES, counted_in, figures_part, kpi_part, typed
from plan.scenario.scenario import BASE
from tests.plan.documents.written_up import nothing_entered, with_words, written_up


def test_targets_stand_as_they_were_typed() -> None:
    found = written_up()
    kpi = found.procedure.kpis[0]
    (table,) = (b for b in kpi_part(found) if isinstance(b, Table))
    assert [row[2:] for row in table.rows] == [tuple(map(typed, k.targets.values())) for k in found.procedure.kpis]
    assert table.rows[0][0] == f"{found.figures[kpi.indicator].name}（分）"
    assert table.rows[0][1] == "2.1\n2026年（令和8年）"


def test_words_that_are_no_indicator_are_their_own_name() -> None:
    (table,) = (b for b in kpi_part(with_words("笑う人")) if isinstance(b, Table))
    assert table.rows[0][:2] == ("笑う人", NOT_ENTERED)


def test_without_kpis_it_is_said() -> None:
    assert list(kpi_part(nothing_entered())) == [Text(f"評価の数値（KPI）：{NOT_ENTERED}")]


def test_figures_of_the_scenario_stand_beside_those_of_today() -> None:
    found = written_up()
    (table,) = (b for b in figures_part(found) if isinstance(b, Table))
    assert [row[0] for row in table.rows][: len(CANDIDATES)] == [found.figures[i].name for i in CANDIDATES]
    assert table.rows[0][1:3] == (found.figure(CANDIDATES[0], BASE), found.figure(CANDIDATES[0]))
    others = [k.indicator for k in found.procedure.kpis if k.indicator not in CANDIDATES]
    assert [row[0] for row in table.rows][len(CANDIDATES) :] == [found.figures[i].name for i in others]
    assert {"hub_mean_car", "population"} <= set(others)


def test_the_year_of_the_people_is_told_with_the_figures() -> None:
    found = written_up()
    told = "".join(b.text for b in figures_part(found) if isinstance(b, Text))
    assert f"{found.chosen.effective.region.base_year}年" in told
    assert counted_in(found) in told
