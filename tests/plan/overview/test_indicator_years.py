"""Indicators by year: each as the scenario counted in that year gives it, counted once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.file.plan_file import open_plan
from plan.indicators.registry import indicator
from plan.overview import indicator_years
from plan.overview.indicator_years import SHOWN, first_years, indicators_by_year, is_counted
from plan.reach.evaluation import evaluate

CHIKU = "sample_regions/model_chiku"


def test_every_value_is_that_of_the_year() -> None:
    region, plan = read_region(CHIKU), open_plan(Path(CHIKU) / "example.plan.json")
    first = plan.scenarios[0]
    scenarios = [evaluate(apply(region)), evaluate(apply(region, plan, first.id))]
    told: list[tuple[int, int]] = []

    def on_step(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    found = indicators_by_year(scenarios, (2030, 2045), on_step=on_step)
    assert found is not None
    assert told == [(n, 6) for n in range(1, 7)]
    assert [known.id for known in found] == list(SHOWN)
    for known in found:
        assert known.years == (2020, 2030, 2045)
        assert list(known.values) == ["現況", first.name]
        for scenario_id, values in zip(("base", first.id), known.values.values(), strict=True):
            for year, value in zip((None, 2030, 2045), values, strict=True):
                expected = indicator(known.id).compute(evaluate(apply(region, plan, scenario_id, year)))
                assert value == pytest.approx(expected)


def test_what_was_counted_is_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    today = evaluate(apply(read_region(CHIKU)))
    assert not is_counted([today], (2030,))
    first = indicators_by_year([today], (2030,))
    assert is_counted([today], (2030,))
    assert not is_counted([today], (2030, 2045))
    monkeypatch.delattr(indicator_years, "_count")
    assert indicators_by_year([today], (2030,)) == first


def test_it_stops_where_it_is_told() -> None:
    today = evaluate(apply(read_region(CHIKU)))
    assert indicators_by_year([today], (2030, 2045), on_step=lambda done, of: done < 2) is None
    assert is_counted([today], (2030,)), "what was counted until then stays"
    assert not is_counted([today], (2030, 2045))


@pytest.mark.parametrize("count", range(1, 12))
def test_the_first_years_are_few_and_end_with_the_last(count: int) -> None:
    years = tuple(range(2025, 2025 + 5 * count, 5))
    chosen = first_years(years)
    assert len(chosen) == min(3, count)
    assert chosen[-1] == years[-1]
    assert list(chosen) == sorted(set(chosen) & set(years))
