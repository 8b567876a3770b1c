"""Texts of notices about timetables that people write; part of the catalogue of `geo.texts.messages`, by whose rules they are written."""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.notices import Severity

TIMETABLE_TEXTS: Mapping[str, tuple[Severity, str]] = {
    "timetable_cell_unread": ("warning", "{trip} 発の便の「{stop}」：「{value}」は時刻として読めません。7:30 のように書き、通過は「レ」か空にしてください（翌日は 25:10）。書いた文字は残しています。"),
    "trip_time_unread": ("warning", "「{value}」は時刻として読めません。7:30 のように書き、いくつもあるときは空白で区切ってください（翌日は 25:10）。"),
}  # fmt: skip
