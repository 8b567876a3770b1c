"""What documents are written from: figures as on every page, ages of few people kept back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from plan.figure_texts import figure
from plan.finance.of_scenario import budget_document
from plan.indicators.registry import INDICATORS
from plan.reach.evaluation import Evaluation, evaluate
from plan.services.money import ScenarioMoney, scenario_money
from tests.plan.documents.written_up import CHOSEN, nothing_entered, written_up


def test_figures_are_those_of_the_registry_after_the_one_rounding() -> None:
    found = written_up()
    for known in INDICATORS:
        expected = "".join(figure(known.compute(found.chosen), known.unit))
        assert found.figure(known.id) == expected
        assert found.figure(known.id, CHOSEN) == expected


def test_ages_of_under_ten_people_are_kept_back_unless_switched_on() -> None:
    found = written_up()
    villages = found.chosen.effective.region.villages
    assert found.ageing_rate_of(list(villages.index)) == pytest.approx(
        villages["pop_65_over"].sum() / villages["population"].sum()
    )
    assert not found.tells_ages_of(9)
    assert found.tells_ages_of(10)
    assert written_up(few_told=True).tells_ages_of(9)


def test_totals_ahead_are_those_of_the_projection() -> None:
    found = written_up()
    assert found.future is not None
    years = found.total_by_year()
    assert list(years) == list(found.future.years)
    assert years[2030][0] == pytest.approx(found.future.totals[2030].sum())


def test_the_present_alone_can_be_written_up() -> None:
    found = nothing_entered()
    assert found.scenario is None
    assert not found.procedure.is_given
    assert found.under_title.startswith(found.place)


def test_money_is_reckoned_once_for_documents_and_indicators(monkeypatch: pytest.MonkeyPatch) -> None:
    reckoned: list[str] = []

    def counted(evaluation: Evaluation) -> ScenarioMoney:
        reckoned.append(evaluation.effective.scenario_id)
        return scenario_money(evaluation)

    monkeypatch.setattr("plan.indicators.service_indicators.scenario_money", counted)
    known = written_up()
    found = replace(known, chosen=evaluate(known.chosen.effective))
    assert found.figures["service_cost"].of[CHOSEN].value == found.money.total("mid").cost_yen
    assert found.ten_years.town_burden_yen == known.ten_years.town_burden_yen
    assert budget_document(found.chosen)["town_burden_yen"] == list(found.ten_years.town_burden_yen)
    assert reckoned.count(CHOSEN) == 1
