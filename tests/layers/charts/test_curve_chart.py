"""The curve over the number of hubs: dots at heights that can be measured, whatever noise the sums carry."""

from __future__ import annotations

import re

import pytest

from layers.charts.curve_chart import HEIGHT, curve_chart


def dots(svg: str) -> list[float]:
    return [float(y) for y in re.findall(r'cy="([0-9.]+)" r="5"', svg)]


def test_heights_are_in_proportion_from_zero():
    high, half, zero = dots(curve_chart({1: 20.0, 2: 10.0, 3: 0.0}, ["20分", "10分", "0分"]))
    assert zero > half > high
    assert zero - half == pytest.approx(half - high)


def test_sums_that_are_zero_but_for_their_last_digits_lie_flat():
    heights = dots(curve_chart({1: 3e-11, 2: 0.0, 3: 2e-11}, ["0人・分"] * 3))
    assert len(set(heights)) == 1
    assert heights[0] > HEIGHT / 2


def test_the_knee_is_ringed_and_the_shown_number_is_bold():
    svg = curve_chart({1: 3.0, 2: 1.0, 3: 0.9}, ["a", "b", "<c>"], knee=2, shown=3)
    assert svg.count('r="9"') == 1
    assert re.search(r'font-weight="700">&lt;c&gt;<', svg)


def test_a_word_for_every_dot():
    with pytest.raises(ValueError, match="zip"):
        curve_chart({1: 3.0, 2: 1.0}, ["a"])
