"""What one cell of a timetable says: a time of day in any of the ways in which it is written, a mark for passing, or words."""

from __future__ import annotations

import datetime
import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from geo.texts.clock import HOUR_S, MINUTE_S
from importing.cells.cells import cell_of

CellKind = Literal["time", "passing", "empty", "words", "number"]

_LATEST_H = 30
_NOON_H = 12
_DAY_MIN = 1440
_BEFORE_DAY_ONE = datetime.datetime.fromisoformat("1899-12-31")
_OLDEST_YEAR = 1901
_EXACT_MIN = 0.02
"""A bare fraction of a day is a time of day where it is a whole minute to within about a second."""

_SYMBOLS = "①-⑳㉑-㉟❶-❿⑴-⒇Ⓐ-ⓩ㋐-㋾※＊*★☆◎●◆◇■□▲△▼▽†#＃"
_NOTE = re.compile(rf"[{_SYMBOLS}]|[（(〔]注\d*[)）〕]|注\d+")
_MARKS = "レﾚ↓↑→←⇓⇑⇒⇐｜|‖∥┃│║－\\-‐−–—―ー…・･.×✕✖／/＼=＝~～〜"
_PASSING = re.compile(rf"[{_MARKS}\s]+|通\s*過|通")
_STRONG = re.compile(
    r"(午前|午後|AM|PM)?\s*(\d{1,2})(?:\s*[:;]\s*(\d{2})(?:\s*:\s*\d{2})?|\s*時\s*(?:(\d{1,2})\s*分?|半)?)",
    re.IGNORECASE,
)
_WEAK = re.compile(r"(\d{1,2})[.]?(\d{2})")
_ENDS = re.compile(r"着|発")


@dataclass(frozen=True)
class TimetableCell:
    """A cell that was looked at.

    Parameters
    ----------
    kind
        What it is.
    text
        As it stands there.
    time_s
        Seconds past midnight; hours go on counting past 24.
    weak
        Whether it could be another number as well (1205, 12.05, 0.5).
    notes
        Signs of notes in it: ①, ※.
    rest
        Words beside the time: 頃.
    end
        着 or 発 where the cell says so.
    """

    kind: CellKind
    text: str = ""
    time_s: int = 0
    weak: bool = False
    notes: str = ""
    rest: str = ""
    end: str = ""

    @property
    def strong(self) -> bool:
        """Whether it can be nothing but a time of day."""
        return self.kind == "time" and not self.weak

    @property
    def dotted(self) -> bool:
        """Whether it is a time written 8.05."""
        return self.weak and re.fullmatch(r"\d{1,2}\.\d{1,2}", self.text) is not None

    @property
    def as_hour(self) -> TimetableCell:
        """The number 8 as 8:00, which is what a spreadsheet makes of 8.00; any other cell as it is."""
        if self.kind != "number" or not self.text.isdecimal() or not 0 < int(self.text) < _LATEST_H:
            return self
        return TimetableCell("time", self.text, int(self.text) * HOUR_S, weak=True)


_EMPTY = TimetableCell("empty")


def cell_says(value: object) -> TimetableCell:
    """Look at the value of a cell.

    Parameters
    ----------
    value
        Text, number, date, time or duration, as the reader of workbooks gives it.

    Examples
    --------
    >>> [cell_says(v).time_s // 60 for v in ("8:05", "２４：１０", "午後1時5分", "1205", "12.05", 0.5, 805.0, 8.1)]
    [485, 1450, 785, 725, 725, 720, 485, 490]
    >>> [cell_says(v).kind for v in ("レ", "||", "", "役場前", "15:70", 3.0, "7")]
    ['passing', 'passing', 'empty', 'words', 'words', 'number', 'number']
    >>> cell_says("①8:10頃").notes, cell_says("①8:10頃").rest
    ('①', '頃')
    """
    if isinstance(value, bool) or value is None:
        return _EMPTY if value is None else TimetableCell("words", cell_of(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return _of_clock(value)
    if isinstance(value, int | float):
        return _of_number(float(value))
    return _of_text(str(value))


def _of_clock(value: datetime.date | datetime.time | datetime.timedelta) -> TimetableCell:
    if isinstance(value, datetime.datetime):
        if value.year < _OLDEST_YEAR:
            return _time((value - _BEFORE_DAY_ONE).total_seconds(), value.isoformat(" "))
        if value.time() == datetime.time():
            return TimetableCell("words", value.date().isoformat())
        value = value.time()
    if isinstance(value, datetime.timedelta):
        return _time(value.total_seconds(), str(value))
    if isinstance(value, datetime.time):
        return _time(value.hour * HOUR_S + value.minute * MINUTE_S + value.second, value.isoformat())
    return TimetableCell("words", value.isoformat())


def _time(seconds: float, text: str) -> TimetableCell:
    minutes = round(seconds / MINUTE_S)
    if not 0 <= minutes < _LATEST_H * 60:
        return TimetableCell("words", text)
    return TimetableCell("time", text, minutes * MINUTE_S)


def _of_number(value: float) -> TimetableCell:
    text = cell_of(value)
    if not math.isfinite(value) or value <= 0:
        return TimetableCell("number", text)
    if value == int(value):
        found = _hours_minutes(*divmod(int(value), 100)) if value >= 100 else None
        return TimetableCell("number", text) if found is None else TimetableCell("time", text, found, weak=True)
    hundredths = value * 100
    if value >= 1 and abs(hundredths - round(hundredths)) < _EXACT_MIN / _DAY_MIN:
        found = _hours_minutes(*divmod(round(hundredths), 100))
        if found is not None:
            return TimetableCell("time", text, found, weak=True)
    minutes = value * _DAY_MIN
    if abs(minutes - round(minutes)) < _EXACT_MIN and minutes < _LATEST_H * 60:
        return TimetableCell("time", text, round(minutes) * MINUTE_S, weak=True)
    return TimetableCell("number", text)


def _hours_minutes(hours: int, minutes: int) -> int | None:
    return hours * HOUR_S + minutes * MINUTE_S if hours < _LATEST_H and minutes < 60 else None


def _of_text(raw: str) -> TimetableCell:
    text = cell_of(raw)
    if not text:
        return _EMPTY
    if _PASSING.fullmatch(text):
        return TimetableCell("passing", text)
    notes = "".join(_NOTE.findall(text))
    bare = unicodedata.normalize("NFKC", _NOTE.sub(" ", text)).strip()
    found = list(_STRONG.finditer(bare))
    if len(found) == 1:
        match = found[0]
        rest = (bare[: match.start()] + bare[match.end() :]).strip()
        return _of_match(match, text, notes, rest)
    weak = _WEAK.fullmatch(bare)
    if weak is not None and not found:
        seconds = _hours_minutes(int(weak[1]), int(weak[2]))
        if seconds is not None:
            return TimetableCell("time", text, seconds, weak=True, notes=notes)
    if not bare and notes:
        return TimetableCell("words", text, notes=notes)
    return TimetableCell("number" if _is_number(bare) else "words", text, notes=notes)


def _of_match(match: re.Match[str], text: str, notes: str, rest: str) -> TimetableCell:
    hours = int(match[2])
    minutes = int(match[3] or match[4] or (30 if match[0].endswith("半") else 0))
    if (match[1] or "").casefold() in ("午後", "pm") and hours < _NOON_H:
        hours += _NOON_H
    seconds = _hours_minutes(hours, minutes)
    # A sentence that speaks of a time is no time of a bus.
    if seconds is None or len(rest) > len(match[0]):
        return TimetableCell("words", text, notes=notes)
    end = rest if _ENDS.fullmatch(rest) else ""
    return TimetableCell("time", text, seconds, notes=notes, rest="" if end else rest, end=end)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?\d[\d,]*(?:\.\d+)?", text) is not None


def notes_of(text: str) -> tuple[str, str]:
    """Return the signs of notes in a text, and the text without them.

    Examples
    --------
    >>> notes_of("②2便"), notes_of("役場前")
    (('②', '2便'), ('', '役場前'))
    """
    return "".join(_NOTE.findall(text)), _NOTE.sub("", text).strip()


def legend_of(text: str) -> tuple[str, str]:
    """Read the explanation of a sign: the sign and what it means; both empty where a text is none.

    Examples
    --------
    >>> legend_of("①：土曜日は運休"), legend_of("※予約制です"), legend_of("①"), legend_of("②2便")
    (('①', '土曜日は運休'), ('※', '予約制です'), ('', ''), ('', ''))
    """
    match = re.match(rf"({_NOTE.pattern})\s*(?:印|の便|便)?\s*[:：=＝…はが]?\s*(.+)", text.strip(), re.DOTALL)
    if match is None:
        return "", ""
    meaning = match[2].strip()
    is_trip = re.fullmatch(r"第?\d+\s*[便号]?", unicodedata.normalize("NFKC", meaning)) is not None
    if is_trip or cell_says(meaning).kind != "words" or len(meaning) < 3:
        return "", ""
    return match[1], meaning
