"""Hours and days are read only where every sign of them is understood."""

from __future__ import annotations

import pytest

from importing.cells.written_hours import clock_of, days_of, days_without, hours_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("月", "mon"),
        ("土日", "sat,sun"),
        ("金～月", "mon,fri,sat,sun"),
        ("月曜日から金曜日まで", "mon,tue,wed,thu,fri"),
        ("平日、土", "mon,tue,wed,thu,fri,sat"),
        ("月火水木金祝", "mon,tue,wed,thu,fri"),
        ("要予約", ""),
        ("第1・第3水曜", ""),
        ("", ""),
        ("月（午前）", ""),
    ],
)
def test_days(text: str, days: str) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("8時30分～17時15分", ("08:30", "17:15")),
        ("午前8時半から午後5時", ("08:30", "17:00")),
        ("24時間", ("", "")),
        ("9:00-", ("", "")),
        ("17:00～9:00", ("", "")),
        ("9:00〜17:00（土曜は12:00まで）", ("", "")),
    ],
)
def test_spans(text: str, span: tuple[str, str]) -> None:
    assert hours_of(text) == span


def test_times_and_closed_days() -> None:
    assert [clock_of(w) for w in ("7:05:00", "午後0時", "99:00", "8")] == ["07:05", "12:00", "", ""]
    assert days_without("火・木") == "mon,wed,fri,sat,sun"
    assert days_without("不定休") == ""
