"""Opening hours that are one rule are read; whatever is not that simple is left empty."""

from __future__ import annotations

import pytest

from geo.osm.hours import hours_of

WEEK = "mon,tue,wed,thu,fri,sat,sun"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mo-Fr 09:00-17:30", ("9:00", "17:30", "mon,tue,wed,thu,fri")),
        ("9:00-24:00", ("9:00", "24:00", WEEK)),
        (" 24/7 ", ("0:00", "24:00", WEEK)),
        ("Tu,Th 10:00-12:00", ("10:00", "12:00", "tue,thu")),
        # From Saturday over the end of the week to Monday.
        ("Sa-Mo 08:00-20:00", ("8:00", "20:00", "mon,sat,sun")),
        ("Mo-We,We-Fr 08:00-20:00", ("8:00", "20:00", "mon,tue,wed,thu,fri")),
    ],
)
def test_one_rule(text: str, expected: tuple[str, str, str]) -> None:
    assert hours_of(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "Mo-Fr 09:00-12:00,13:00-17:00", "Mo-Fr 09:00-17:00; PH off", "sunrise-sunset", "25:00-26:00", "Mo off"],
)
def test_anything_else_says_nothing(text: str) -> None:
    assert hours_of(text) == ("", "", "")
