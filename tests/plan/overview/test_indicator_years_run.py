"""Indicators by year in the background: counted on the way, stopped when asked, a fault told."""

from __future__ import annotations

import threading

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.overview import indicator_years
from plan.overview.indicator_years import SHOWN, indicators_by_year, is_counted
from plan.overview.indicator_years_run import start_indicator_years
from plan.reach.evaluation import Evaluation, evaluate


@pytest.fixture
def today() -> Evaluation:
    return evaluate(apply(read_region("sample_regions/model_chiku")))


def test_at_its_end_all_is_at_hand(today: Evaluation) -> None:
    run = start_indicator_years([today], (2030, 2045))
    found = run.wait(60)
    assert (found.stage, found.done, found.total, found.share) == ("done", 3, 3, 1.0)
    assert (run.scenarios, run.years, run.ids) == ((today,), (2030, 2045), SHOWN)
    assert is_counted([today], (2030, 2045))
    apart = evaluate(today.effective)
    assert indicators_by_year([today], (2030, 2045)) == indicators_by_year([apart], (2030, 2045))


def test_it_stops_when_asked(today: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    reached, go_on = threading.Event(), threading.Event()
    counted = indicator_years._count

    def held(scenario, year, ids):
        reached.set()
        assert go_on.wait(30)
        return counted(scenario, year, ids)

    monkeypatch.setattr(indicator_years, "_count", held)
    run = start_indicator_years([today], (2030, 2045))
    assert reached.wait(60)
    assert run.state.stage == "counting"
    run.stop()
    go_on.set()
    found = run.wait(60)
    assert (found.stage, found.done, found.total) == ("stopped", 1, 3)


def test_a_year_that_is_not_projected_is_refused_in_words(today: Evaluation) -> None:
    found = start_indicator_years([today], (2999,)).wait(60)
    assert found.stage == "refused"
    assert "2999" in found.notices[0].message


def test_a_fault_ends_it_with_a_notice(today: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    monkeypatch.delattr(indicator_years, "_count")
    found = start_indicator_years([today], (2030,)).wait(60)
    assert (found.stage, [n.code for n in found.notices]) == ("refused", ["indicator_years_broken"])
