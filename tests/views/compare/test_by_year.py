"""比較, 年ごと: small curves by year, counted when the tab is opened and at hand from then on."""

from __future__ import annotations

import threading

import pytest

from plan.overview import indicator_years
from plan.overview.indicator_years import indicators_by_year
from plan.reach import evaluation
from tests.views.table import Table
from views.compare import by_year

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
