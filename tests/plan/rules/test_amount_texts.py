"""Areas, lengths and lists of names as rules write them, at their edges."""

from __future__ import annotations

import pytest

from plan.rules.amount_texts import metres, names, square_metres


@pytest.mark.parametrize(
    ("area_m2", "text"),
    [
        (0.4, "1m²未満"),
        (0.6, "1m²"),
        (1234.4, "1,234m²"),
        (9_999.0, "9,999m²"),
        (10_000.0, "1.00ha"),
        (12_345_678.0, "1,234.57ha"),
    ],
)
def test_areas(area_m2: float, text: str) -> None:
    assert square_metres(area_m2) == text


@pytest.mark.parametrize(
    ("length_m", "text"), [(300.0, "300m"), (300.0004, "300m"), (300.001, "301m"), (1_499.2, "1,500m")]
)
def test_lengths_never_read_as_the_limit_that_they_exceed(length_m: float, text: str) -> None:
    assert metres(length_m) == text


def test_names() -> None:
    assert (names([]), names(["上野"])) == ("", "上野")
    assert names(list("abcde")) == "a、b、c、d、e"
    assert names(list("abcdef")) == "a、b、c、d、e ほか 1"
