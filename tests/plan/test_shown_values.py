"""The one rule of rounding: whatever the values, what is subtracted by a reader is what stands there."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plan.figure_texts import difference, figure, minutes, persons, share
from plan.overview.comparison import shown_minutes_change
from plan.shown_values import half_up, percent, shown, shown_difference

UNITS = ("人", "分", "割合", "種類", "か所/千人", "か所", "円", "円/年", "世帯")
VALUES = st.floats(0, 1e7, allow_nan=False)


def read(digits: str) -> float:
    """Read a number as it stands on a screen."""
    return float(digits.replace(",", ""))


@given(VALUES, VALUES, st.sampled_from(UNITS))
@example(12.4, 10.6, "分")
@example(10.5, 10.4, "分")
@example(8009 / 8012, 1.0, "割合")
@example(0.004, 0.0, "割合")
@example(0.285, 0.275, "か所/千人")
@example(12_404_000.0, 0.0, "円/年")
@example(12_404_000.0, 95_000.0, "円/年")
@example(99_999.7, 99_000.0, "円")
def test_a_difference_is_that_of_what_is_shown(value: float, baseline: float, unit: str) -> None:
    if unit == "割合":
        value, baseline = value / 1e7, baseline / 1e7
    (digits, of), (before, of_before) = figure(value, unit), figure(baseline, unit)
    said = difference(value, baseline, unit)
    if (digits, of) == (before, of_before):
        assert said == "変わらず"
        return
    assert said != "変わらず"
    if "未満" in of + of_before:
        assert "ポイント" in said
        return
    number = re.match(r"[\d,.]+", said)
    assert number is not None
    seen, seen_before = (
        read(d) * (10_000 if of_it.startswith("万") else 1) for d, of_it in ((digits, of), (before, of_before))
    )
    change = read(number[0]) * (10_000 if said[number.end()] == "万" else 1)
    assert change == pytest.approx(abs(seen - seen_before), abs=1e-6)
    assert said.endswith("増" if value > baseline else "減")
    assert shown_difference(value, baseline, unit) == pytest.approx(seen - seen_before, abs=1e-6)


@given(st.integers(0, 100_000), st.integers(1, 100_000))
def test_all_and_none_are_said_of_all_and_none_only(some: int, everybody: int) -> None:
    some = min(some, everybody)
    text = share(some / everybody)
    assert (text == "100%") == (some == everybody)
    assert (text == "0%") == (some == 0)


@given(st.floats(-1e6, 1e6, allow_nan=False), st.integers(0, 2))
def test_halves_go_away_from_zero_and_nothing_moves_farther_than_half_a_step(value: float, decimals: int) -> None:
    rounded = half_up(value, decimals)
    assert abs(rounded - value) <= 0.5 * 10**-decimals + 1e-9
    assert half_up(-value, decimals) == -rounded or rounded == 0


def test_halves_are_rounded_as_people_do() -> None:
    assert [half_up(v) for v in (0.5, 1.5, 2.5, -2.5)] == [1, 2, 3, -3]
    assert (minutes(2.5), persons(2.5, None), figure(2.5, "分")) == ("3分", "3人", ("3", "分"))
    assert (minutes(1234.0), persons(1234.5, None)) == ("1,234分", "1,235人")


@pytest.mark.parametrize(
    ("of", "text"),
    [(8009 / 8012, "99%"), (1.0, "100%"), (0.0, "0%"), (3 / 8012, "1%未満"), (0.005, "1%"), (1.2, "120%")],
)
def test_shares_of_the_few_and_of_nearly_all(of: float, text: str) -> None:
    assert share(of) == text


def test_the_cases_that_misled() -> None:
    """From the first hour: 11 minutes become 12, and 0.9 minutes that turn 10 into 11."""
    assert difference(12.4, 10.6, "分") == "1分 増"
    assert difference(10.9, 10.1, "分") == "1分 増"
    assert difference(10.4, 9.5, "分") == "変わらず"
    assert difference(8009 / 8012, 1.0, "割合") == "1ポイント 減"
    assert (percent(math.inf), shown(math.inf, "分")) == (math.inf, math.inf)


def test_changes_of_times_row_by_row() -> None:
    before = pd.Series([10.4, 10.6, math.inf, math.inf, 5.0], index=list("abcde"))
    after = pd.Series([9.5, 9.4, 12.0, math.inf, math.inf], index=list("abcde"))
    assert shown_minutes_change(before, after).tolist() == [0, -2, -math.inf, 0, math.inf]
