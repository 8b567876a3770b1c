"""比較, 年ごと: small curves by year, counted when the tab is opened and at hand from then on."""

from __future__ import annotations

import html
import math
import threading

import pytest

from plan.applied import in_year
from plan.indicators.registry import INDICATORS
from plan.overview import indicator_years
from plan.overview.indicator_years import indicators_by_year
from plan.reach import evaluation
from plan.reach.evaluation import evaluate
from tests.views.table import Table
from views.compare import by_year
from views.figures import plain

TAB, KEY = "年ごと", "compare_tab"


@pytest.fixture
def compared() -> Table:
    evaluation._evaluation.cache_clear()  # what other tests counted is at hand otherwise
    return Table(region="model_chiku").go("compare")


def test_the_curves_are_drawn_and_at_hand_afterwards(compared: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_year, "_AT_ONCE_S", 60.0)
    compared.tab(TAB, KEY)
    found = indicators_by_year(
        [compared.evaluation(i) for i in ("base", *(s.id for s in compared.plan.scenarios))], (2035, 2050, 2070)
    )
    assert found
    for known in found:
        assert f'alt="{known.name}（年ごと）"' in compared.markup
    monkeypatch.delattr(indicator_years, "_count")
    compared.tab("指標", KEY).tab(TAB, KEY)
    assert f'alt="{found[0].name}（年ごと）"' in compared.markup


def test_every_fifth_year_is_counted_when_asked(compared: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_year, "_AT_ONCE_S", 60.0)
    compared.tab(TAB, KEY)
    compared.app.checkbox(key="compare_every_year").check()
    compared.run()
    run = compared.session.year_curves
    assert run is not None
    assert run.years == tuple(range(2025, 2071, 5))
    assert run.state.stage == "done"


def test_every_indicator_that_follows_people_is_drawn_when_asked_and_the_others_are_named(
    compared: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_year, "_AT_ONCE_S", 120.0)
    compared.tab(TAB, KEY)
    compared.app.checkbox(key="compare_all_by_year").check()
    compared.run()
    scenarios = [compared.evaluation(i) for i in ("base", *(s.id for s in compared.plan.scenarios))]
    years = (2035, 2050, 2070)
    for known in INDICATORS:
        name = known.filled(known.name, scenarios[0])
        values = [
            [known.compute(of) for of in (m, *(evaluate(in_year(m.effective, y)) for y in years))] for m in scenarios
        ]
        if not any(math.isfinite(v) for row in values for v in row):
            continue
        follows = any(len(set(row)) > 1 for row in values)
        assert (f'alt="{html.escape(name)}（年ごと）"' in compared.markup) == follows, known.id
        assert any(plain(name) in c.value for c in compared.app.caption) or follows, known.id


def test_what_takes_long_can_be_stopped_and_gone_on_with(compared: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, counted = threading.Event(), indicator_years._count

    def held(scenario, year, ids):
        assert go_on.wait(60)
        return counted(scenario, year, ids)

    monkeypatch.setattr(by_year, "_AT_ONCE_S", 0.0)
    monkeypatch.setattr(indicator_years, "_count", held)
    compared.tab(TAB, KEY)
    compared.press("compare-years-stop")
    run = compared.session.year_curves
    assert run is not None
    go_on.set()
    assert run.wait(60).stage == "stopped"
    compared.run()
    assert any("途中で止めました" in caption.value for caption in compared.app.caption)
    monkeypatch.setattr(by_year, "_AT_ONCE_S", 60.0)
    compared.press("compare-years-go-on")
    assert "ky-picture" in compared.markup
