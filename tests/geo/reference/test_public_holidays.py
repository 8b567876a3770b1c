"""The holidays by rule are those that the Cabinet Office lists."""

from __future__ import annotations

import datetime

import pytest

from geo.reference.public_holidays import first_known_day, public_holidays

# 内閣府「国民の祝日について」の一覧から書き写した
LISTED = {
    2024: "0101 0108 0211 0212 0223 0320 0429 0503 0504 0505 0506 0715 0811 0812 0916 0922 0923 1014 1103 1104 1123",
    2025: "0101 0113 0211 0223 0224 0320 0429 0503 0504 0505 0506 0721 0811 0915 0923 1013 1103 1123 1124",
    2026: "0101 0112 0211 0223 0320 0429 0503 0504 0505 0506 0720 0811 0921 0922 0923 1012 1103 1123",
    2027: "0101 0111 0211 0223 0321 0322 0429 0503 0504 0505 0719 0811 0920 0923 1011 1103 1123",
}


@pytest.mark.parametrize("year", LISTED)
def test_the_holidays_of_a_year_are_those_of_the_official_list(year: int) -> None:
    found = public_holidays(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    assert " ".join(d.strftime("%m%d") for d in found) == LISTED[year]


def test_before_the_rules_hold_there_are_none() -> None:
    assert public_holidays(datetime.date(2020, 1, 1), first_known_day() - datetime.timedelta(days=1)) == []
    assert public_holidays(datetime.date(2021, 12, 31), datetime.date(2022, 1, 1)) == [datetime.date(2022, 1, 1)]
