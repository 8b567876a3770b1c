"""Classes and words of the measures: what the look asks for, to the edge."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reference.categories import CATEGORIES
from layers.style.colours import (
    AGEING,
    CATEGORY_MARKS,
    MEASURES,
    OUTINGS,
    POPULATION,
    TIME,
    TIME_DIFFERENCE,
    Classes,
    Swatch,
)


def label(measure, value):
    classes = measure.classes
    return classes.all_swatches[classes.classify([value])[0]].label


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "5分以内"), (5, "5分以内"), (5.001, "10分以内"), (10, "10分以内"), (15, "15分以内"), (30, "30分以内"),
        (30.01, "45分以内"), (45, "45分以内"), (60, "60分以内"), (60.01, "60分を超える"), (9_999, "60分を超える"),
        (math.inf, "道がつながらない"), (math.nan, "道がつながらない"),
    ],
)  # fmt: skip
def test_a_limit_of_time_belongs_to_what_is_within_it(minutes, text):
    assert label(TIME, minutes) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (29.99, "30%未満"),
        (30, "30%以上"),
        (49.9, "40%以上"),
        (50, "50%以上"),
        (70, "70%以上"),
        (100, "70%以上"),
        (math.nan, "不明"),
    ],
)
def test_a_limit_of_ageing_belongs_to_what_is_above_it(percent, text):
    assert label(AGEING, percent) == text


def test_no_outing_is_hatched_and_four_is_the_best():
    assert [label(OUTINGS, n) for n in (0, 1, 2, 3, 4, 9, math.inf)] == [
        "なし",
        "1通り",
        "2通り",
        "3通り",
        "4通り以上",
        "4通り以上",
        "歩いて行ける",
    ]
    assert OUTINGS.classes.swatches[0].hatched


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (-math.inf, "15分以上短い"), (-15, "15分以上短い"), (-5, "5分以上短い"), (-1, "1分以上短い"), (-0.9, "ほぼ同じ"),
        (0.9, "ほぼ同じ"), (1, "1分以上長い"), (5, "5分以上長い"), (15, "15分以上長い"), (math.inf, "15分以上長い"),
        (math.nan, "どちらも道がつながらない"),
    ],
)  # fmt: skip
def test_differences_run_from_better_to_worse(minutes, text):
    assert label(TIME_DIFFERENCE, minutes) == text


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_what_has_no_value_is_hatched_grey_and_all_colours_differ(measure):
    assert measure.classes.missing.hatched
    colours = [swatch.colour for swatch in measure.classes.swatches]
    assert len(set(colours)) == len(colours)


@pytest.mark.parametrize("measure", [TIME, AGEING], ids=["time", "ageing"])
def test_the_scale_grows_darker_so_that_it_survives_black_and_white(measure):
    light = [_lightness(swatch.colour) for swatch in measure.classes.swatches]
    assert all(a - b > 0.04 for a, b in itertools.pairwise(light))


def test_small_villages_call_for_attention():
    light = [_lightness(swatch.colour) for swatch in POPULATION.classes.swatches]
    assert all(b - a > 0.04 for a, b in itertools.pairwise(light))
    assert [label(POPULATION, people) for people in (0, 9.9, 10, 499, 500)] == [
        "10人未満", "10人未満", "10人以上", "200人以上", "500人以上",
    ]  # fmt: skip


def _lightness(colour):
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        (TIME, 22.5, "23分"), (TIME, 0.2, "0分"), (TIME, math.inf, "道がつながらない"), (AGEING, 52.4, "52%"),
        (TIME_DIFFERENCE, -7.6, "8分短い"), (TIME_DIFFERENCE, 7.4, "7分長い"), (TIME_DIFFERENCE, 0.3, "変わらない"),
        (TIME_DIFFERENCE, -math.inf, "行けるようになる"), (TIME_DIFFERENCE, math.inf, "行けなくなる"),
        (TIME_DIFFERENCE, math.nan, "どちらも道がつながらない"), (OUTINGS, 2, "2通り"),
        (OUTINGS, math.inf, "歩いて行ける"), (OUTINGS, math.nan, "不明"),
    ],
)  # fmt: skip
def test_values_are_said_in_words_with_their_unit(measure, value, text):
    assert measure.label(value) == text


@given(st.floats(), st.sampled_from(list(MEASURES.values())))
def test_every_number_has_a_class_and_words(value, measure):
    assert label(measure, value)
    assert measure.label(value)


def test_classes_refuse_nonsense():
    swatch = Swatch("a", "#fff")
    with pytest.raises(ValueError, match="make 2 classes"):
        Classes((1,), (swatch,), swatch, upper_closed=True)
    with pytest.raises(ValueError, match="ascend"):
        Classes((2, 1), (swatch,) * 3, swatch, upper_closed=True)


def test_every_category_has_one_kanji_of_its_own():
    assert list(CATEGORY_MARKS) == list(CATEGORIES)
    assert all(len(mark) == 1 for mark in CATEGORY_MARKS.values())
    assert len(set(CATEGORY_MARKS.values())) == len(CATEGORY_MARKS)
