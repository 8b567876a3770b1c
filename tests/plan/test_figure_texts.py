"""Figures in words, the same everywhere."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import pytest

from geo.region.region import Region
from plan.figure_texts import (
    difference,
    figure,
    forecast_persons,
    minutes,
    moment,
    persons,
    share,
    sources_line,
    yen,
)
from plan.shown_values import FORECAST


def test_figures_carry_their_units() -> None:
    assert (persons(1234.4, None), persons(math.inf, None)) == ("1,234人", "不明")
    assert (minutes(22.6), minutes(math.inf)) == ("23分", "行けません")
    assert (share(0.777), share(math.inf)) == ("78%", "不明")
    assert [yen(v) for v in (963.4, 99_999, 12_400_000, math.nan)] == ["963円", "99,999円", "1,240万円", "不明"]


def test_people_of_a_later_year_are_read_in_tens_and_differences_are_of_what_is_read() -> None:
    assert figure(1234.6, FORECAST) == ("1,230", "人")
    assert [figure(n, FORECAST) for n in (4.0, 0.0, 1e-12)] == [("10", "人未満"), ("0", "人"), ("0", "人")]
    # 126 reads 130, 114 reads 110: who subtracts finds 20, although they are 12 apart.
    assert difference(126.0, 114.0, FORECAST) == "20人 増"
    assert difference(114.0, 113.0, FORECAST) == "変わらず"
    assert difference(4.0, 0.0, FORECAST) == "10人未満 増"
    assert difference(42.0, 4.0, FORECAST) == "40人 増"


@pytest.mark.parametrize(
    ("value", "unit", "texts"),
    [
        (6120, "人", ("6,120", "人")),
        (0.78, "割合", ("78", "%")),
        (9.84, "分", ("10", "分")),
        (23.4, "分", ("23", "分")),
        (3.46, "種類", ("3.5", "種類")),
        (2, "か所", ("2", "か所")),
        (0.267, "か所/千人", ("0.27", "か所/千人")),
        (12_404_000, "円/年", ("1,240", "万円/年")),
        (-164_000, "円/年", ("-16", "万円/年")),
        (963.4, "円", ("963", "円")),
        (math.inf, "分", ("行けません", "")),
        (math.inf, "割合", ("不明", "")),
    ],
)
def test_digits_and_unit_come_apart(value: float, unit: str, texts: tuple[str, str]) -> None:
    assert figure(value, unit) == texts


@pytest.mark.parametrize(
    ("value", "baseline", "unit", "text"),
    [
        (6120, 5280, "人", "840人 増"),
        (5280, 6120, "人", "840人 減"),
        (1000, 1000.3, "人", "変わらず"),
        (0.78, 0.7, "割合", "8ポイント 増"),
        (12.5, 10, "分", "3分 増"),
        (11, 10, "分", "1分 増"),
        (10.9, 10, "分", "1分 増"),
        (10.4, 10, "分", "変わらず"),
        (0.67, 0.27, "か所/千人", "0.40か所/千人 増"),
        (12_404_000, 0, "円/年", "1,240万円/年 増"),
        (12_404_000, 12_380_000, "円/年", "2万円/年 増"),
        (12_404_000, 95_000, "円/年", "12,305,000円/年 増"),
        (540, 600, "円", "60円 減"),
        (math.inf, 10, "分", ""),
        (10, math.inf, "分", ""),
    ],
)
def test_differences_say_which_way(value: float, baseline: float, unit: str, text: str) -> None:
    assert difference(value, baseline, unit) == text


def test_a_moment_has_its_day_unless_that_is_today() -> None:
    at_s = time.mktime((2024, 11, 28, 8, 44, 59, 0, 0, -1))
    midnight_s = time.mktime((2024, 11, 29, 0, 0, 0, 0, 0, -1))
    assert (moment(at_s), moment(at_s, midnight_s - 1), moment(at_s, midnight_s)) == (
        "11月28日 8:44",
        "8:44",
        "11月28日 8:44",
    )


def test_that_a_place_is_invented_is_said_once(region: Region) -> None:
    noted = replace(region, fictional=True, notes=("架空の地域です。地形は計算で作りました。",))
    assert sources_line(noted).count("架空の地域") == 1
    assert sources_line(replace(noted, notes=())).startswith("架空の地域です。")
    assert "架空の地域" not in sources_line(replace(noted, fictional=False, notes=()))


def test_a_forecast_begins_at_ten_and_what_is_no_number_is_unknown() -> None:
    assert [forecast_persons(n) for n in (1234.5, 9.9, 10)] == ["1,230人", "10人未満", "10人"]
    assert forecast_persons(math.inf) == "不明"
