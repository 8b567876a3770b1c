"""Progress beside the path: each light by hand, and by brute force over a grid."""

from __future__ import annotations

from fractions import Fraction

import pytest

from plan.organisation.progress import light_of, progress, rule_text, target_in
from plan.scenario.procedure import Kpi


def test_the_lights_by_hand():
    assert light_of(10, 20, 20, "higher") == "green"
    assert light_of(10, 20, 15, "higher") == "yellow"
    assert light_of(10, 20, 14.9, "higher") == "red"
    assert light_of(10, 20, 9, "higher") == "red"
    assert light_of(None, 20, 1, "higher") == "yellow"
    assert light_of(20, 20, 19, "higher") == "yellow"
    assert light_of(20, 10, None, "lower") == light_of(20, None, 10, "lower") == "none"


def test_the_lights_by_an_independent_rule():
    for base in range(6):
        for target in range(6):
            for actual in range(6):
                met = actual >= target
                gone = Fraction(actual - base, target - base) if target > base else None
                expected = "green" if met else "red" if gone is not None and gone < Fraction(1, 2) else "yellow"
                assert light_of(base, target, actual, "higher") == expected
                assert light_of(-base, -target, -actual, "lower") == expected


def test_between_the_named_years_the_path_is_straight_and_outside_nothing_is_known():
    kpi = Kpi("移住者の数", base=0.0, base_year=2026, targets={2030: 8.0, 2032: 9.0})
    assert [target_in(kpi, y) for y in (2026, 2027, 2030, 2031, 2033, 2025)] == [0.0, 2.0, 8.0, 8.5, None, None]
    assert target_in(Kpi("x", base=1.0, base_year=2026), 2027) is None
    assert target_in(Kpi("x", targets={2030: 8.0}), 2029) is None


def test_the_light_is_that_of_the_last_count_and_asks_for_a_change():
    behind = Kpi("移住者の数", 0.0, 2026, {2030: 8.0}, actuals={2027: 2.0, 2028: 1.0})
    found = progress(behind)
    assert [(y.year, y.light) for y in found.years] == [(2027, "green"), (2028, "red"), (2030, "none")]
    assert (found.light, found.asks_for_change) == ("red", True)
    told = progress(Kpi("移住者の数", 0.0, 2026, {2030: 8.0}, actuals={2028: 1.0}, to_change="空き家を直す"))
    assert not told.asks_for_change
    assert progress(Kpi("移住者の数")).light == "none"


@pytest.mark.parametrize(
    ("kpi", "better", "unit"),
    [
        (Kpi("hub_mean_car"), "lower", "分"),
        (Kpi("population"), "higher", "人"),
        (Kpi("遊休農地の面積", 10.0, 2026, {2030: 5.0}), "lower", ""),
        (Kpi("移住者の数", 10.0, 2026, {2030: 15.0}), "higher", ""),
    ],
)
def test_which_way_is_better(kpi, better, unit, today):
    found = progress(kpi)
    assert (found.better, found.unit) == (better, unit)
    assert "{" not in progress(Kpi("hub_near_car"), today).name


def test_the_rule_is_said_with_its_value():
    assert "50%" in rule_text()
