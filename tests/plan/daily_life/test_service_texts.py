"""Sentences about services: each kind of span once, and nothing more certain than the band."""

from __future__ import annotations

import pytest

from plan.daily_life.service_texts import measured_text, pupils_text, span_text, told_pupils
from plan.daily_life.viability import Ending
from plan.figure_texts import forecast_persons
from plan.future.school_rolls import Roll


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (Ending(2020, 2020, 2020, below_today=True), "今すでに下回っています"),
        (Ending(None, None, None), "2050年まで下回らない見込みです"),
        (Ending(2041, None, None), "2041年からは下回るかもしれません（中ほどでは2050年まで下回りません）"),
        (
            Ending(2031, 2036, None),
            "2031年からは下回るかもしれません（中ほどでは2036年。幅の上の端では2050年まで下回りません）",
        ),
        (Ending(2031, 2036, 2043), "2031〜2043年のあいだに下回る見込みです（中ほどでは2036年）"),
        (Ending(2031, 2031, 2031), "2031年に下回る見込みです（中ほどでは2031年）"),
    ],
)
def test_each_span_has_its_sentence(ending: Ending, text: str) -> None:
    assert span_text(ending, 2050) == text


def test_forecasts_are_rounded_to_tens_and_few_are_not_told_apart() -> None:
    assert [forecast_persons(n) for n in (0.0, 9.99, 10.0, 14.9, 15.0, 1004.0)] == [
        "10人未満",
        "10人未満",
        "10人",
        "10人",
        "20人",
        "1,000人",
    ]
    assert measured_text(1.5, "users") == "2人/日"
    assert measured_text(5000.0, "sales") == "1万円/年"


def test_few_pupils_are_not_told_apart() -> None:
    assert pupils_text(Roll("primary", 2030, (0.0,) * 6, ())) == "10人未満"
    assert pupils_text(Roll("primary", 2030, (2.0,) * 6, ())) == "12人"
    rolls = [Roll("primary", year, (n,) * 6, ()) for year, n in ((2025, 2.0), (2030, 1.6), (2035, 0.0))]
    assert told_pupils(rolls) == {2025: 12.0}, "a picture tells no more than its table"
