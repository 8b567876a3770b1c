"""Targets beside what is to come: values as loops count them, what is missing as rule P3 says it, edits that can be undone."""

from __future__ import annotations

import numpy as np
import pytest

from plan.daily_life.targets import (
    CANDIDATES,
    add_kpi,
    projected_value,
    remove_kpi,
    set_kpi,
    set_period,
    set_value,
    target_name,
    target_paths,
    yearly_targets,
)
from plan.future.projection import Projection, project
from plan.indicators.registry import INDICATORS
from plan.scenario.history import History
from plan.scenario.procedure import Kpi, Procedure
from plan.scenario.scenario import Plan
from tests.plan.daily_life.conftest import halving
from tests.plan.future.invented_people import AGES, table, uneven

VILLAGES = ("a", "b", "c")


@pytest.fixture(scope="module")
def people() -> Projection:
    return project(table(uneven(3, (2015, 2020), mean=20), VILLAGES), to_year=2035)


def test_figures_of_people_as_loops_count_them(people: Projection) -> None:
    grid = people.in_year(2030)
    total = old = young = aged = 0.0
    for v in range(3):
        own_old = sum(grid[v, s, k] for s in range(2) for k, age in enumerate(AGES) if age >= 65)
        young += sum(grid[v, s, k] for s in range(2) for k, age in enumerate(AGES) if age < 15)
        total += grid[v].sum()
        old += own_old
        aged += grid[v].sum() >= 10 and own_old >= grid[v].sum() / 2
    expected = {"population": total, "ageing_rate": old / total, "pop_0_14": young, "aged_villages": aged}
    for name, value in expected.items():
        assert projected_value(people, name, 2030) == pytest.approx(value), name


def test_what_does_not_follow_from_people_is_not_made_up(people: Projection) -> None:
    assert projected_value(people, "hub_near_car", 2030) is None
    assert projected_value(people, "population", 2050) is None
    assert projected_value(halving({"v": 40.0}), "ageing_rate", 2030) is None
    assert projected_value(halving({"v": 40.0}), "pop_0_14", 2030) is None


def test_a_path_has_a_value_for_every_year_that_is_spoken_of(people: Projection) -> None:
    kpi = Kpi("population", 900.0, 2020, {2028: 880.0, 2029: 870.0}, actuals={2024: 890.0})
    (found,) = target_paths(Procedure("2027-04-01", "2029-03-31", (kpi,)), people)
    assert found.years == (2020, 2024, 2028, 2029)
    assert sorted(found.without_measures) == [2020, 2024, 2028, 2029]
    assert found.without_measures[2020] == pytest.approx(float(people.in_year(2020).sum()))
    assert (found.name, found.unit, found.missing) == ("人口", "人", ())
    assert target_paths(Procedure(kpis=(kpi,)), None)[0].without_measures == {}


def test_what_is_missing_is_what_the_rule_says() -> None:
    (found,) = target_paths(Procedure("2027-04-01", "2029-03-31", (Kpi("移住者の数", 3.0, 2025, {2028: 4.0}),)), None)
    assert found.missing == ("年ごとの目標値（2029年）", "最後の年（2029年）の目標値", "データの出典")


def test_the_yearly_path_is_straight() -> None:
    assert yearly_targets(40.0, 2026, 60.0, range(2027, 2031)) == {2027: 45.0, 2028: 50.0, 2029: 55.0, 2030: 60.0}
    assert yearly_targets(40.0, 2030, 60.0, range(2027, 2031)) == {}
    assert yearly_targets(40.0, 2030, 60.0, range(0)) == {}
    for year, value in yearly_targets(10.0, 2020, 3.0, range(2024, 2029)).items():
        assert value == pytest.approx(np.interp(year, [2020, 2028], [10.0, 3.0]))


def test_candidates_are_indicators_or_words() -> None:
    known = {i.id for i in INDICATORS}
    ours = [c for c in CANDIDATES if c.isascii()]
    assert all(c in known or target_name(c)[0] != c for c in ours)


def test_edits_put_replace_and_remove(plan: Plan) -> None:
    first, second = Kpi("population"), Kpi("移住者の数")
    changed = set_kpi(set_kpi(plan, "s1", 0, first), "s1", 1, second)
    assert changed.scenario("s1").procedure.kpis == (first, second)
    assert set_kpi(changed, "s1", 0, second).scenario("s1").procedure.kpis == (second, second)
    assert remove_kpi(changed, "s1", 0).scenario("s1").procedure.kpis == (second,)
    assert History(plan).doing(changed).undone().present == plan


def test_a_target_is_added_with_a_straight_path_and_changed_year_by_year(plan: Plan) -> None:
    dated = set_period(plan, "s1", 2027, 2030)
    assert set_period(dated, "s1", 2027, 2030) is dated
    added = add_kpi(dated, "s1", "population", (40.0, 2026, 60.0), "町の調べ")
    (kpi,) = added.scenario("s1").procedure.kpis
    assert dict(kpi.targets) == {2028: 50.0, 2029: 55.0, 2030: 60.0}
    changed = set_value(set_value(added, "s1", 0, ("actual", 2027, 44.0)), "s1", 0, ("target", 2028, None))
    (kpi,) = changed.scenario("s1").procedure.kpis
    assert (dict(kpi.targets), dict(kpi.actuals)) == ({2029: 55.0, 2030: 60.0}, {2027: 44.0})
    assert add_kpi(plan, "s1", "移住者の数", (None, 2026, 3.0)).scenario("s1").procedure.kpis[0].targets == {}
