"""Values of assumptions as words inside texts."""

from __future__ import annotations

import pytest

from geo.reference.assumptions import Assumptions
from plan.indicators.value_texts import ValueTexts


def test_values_and_clock_times() -> None:
    chosen = Assumptions({"near_min": 12.5, "clinic_arrive_by_hhmm": 905.0})
    texts = ValueTexts(chosen, {"near": "near_min"})
    assert "{near}分、{near_min}分、{clinic_arrive_by_hhmm}まで".format_map(texts) == "12.5分、12.5分、9:05まで"
    assert "{near_min}".format_map(ValueTexts(Assumptions({"near_min": 15.0}))) == "15"


def test_thousands_have_a_comma() -> None:
    assert "{stop_wide_m}".format_map(ValueTexts(Assumptions({"stop_wide_m": 1500.0}))) == "1,500"


def test_what_nobody_knows_is_no_empty_text() -> None:
    with pytest.raises(KeyError):
        "{no_such_value}".format_map(ValueTexts(Assumptions()))
