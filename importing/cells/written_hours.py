"""Opening hours and days as offices write them: 月火水木金, 平日, 月～金・祝日を除く, 9時30分, 午後5時, 9:00～17:00, 定休日：水."""

from __future__ import annotations

import re
import unicodedata

from geo.files.columns import WEEKDAYS
from geo.texts.clock import HOUR_S, clock

_LETTERS = "月火水木金土日"
_EVERY = re.compile(r"^(?:毎日|年中無休|無休|全日|終日)$")
_WEEK = re.compile(r"平日")
_SPAN = re.compile(rf"([{_LETTERS}])曜?日?(?:[~〜～\-－―]|から)([{_LETTERS}])")
_HOLIDAYS = re.compile(
    r"[(]?(?:国民の)?(?:祝祭日|祝日|祝)(?:休日)?(?:は|を)?(?:除く|休み|休業|休館)?[)]?|[(]?年末年始(?:は|を)?(?:除く|休み)?[)]?"
)
_WORDS = re.compile(
    r"曜日?|[、,・/;\s()。:]|から|まで|及び|および|と|の|毎週|休館日?|休業日?|定休日?|休診日?|休み|開館|営業|診療|利用可能"
)
_CLOCK = re.compile(r"(午前|午後|AM|PM)?(\d{1,2})(?::([0-5]\d)(?::[0-5]\d)?|時(?:([0-5]?\d)分|半)?)", re.IGNORECASE)
_NOON = 12
_LATEST = 30


def days_of(text: str) -> str:
    """Read the days of the week of a text, as facilities.csv writes them; empty where anything is not understood.

    Examples
    --------
    >>> [days_of(w) for w in ("月火水木金", "平日", "月～土", "月曜日・水曜日（祝日を除く）", "毎日", "第2土曜", "月2回")]
    ['mon,tue,wed,thu,fri', 'mon,tue,wed,thu,fri', 'mon,tue,wed,thu,fri,sat', 'mon,wed', 'mon,tue,wed,thu,fri,sat,sun', '', '']
    """
    plain = _plain(text)
    if _EVERY.match(plain):
        return ",".join(WEEKDAYS)
    found: set[int] = set()
    if _WEEK.search(plain):
        found |= set(range(5))
        plain = _WEEK.sub("", plain)
    for first, last in _SPAN.findall(plain):
        start, end = _LETTERS.index(first), _LETTERS.index(last)
        found |= {(start + i) % 7 for i in range((end - start) % 7 + 1)}
    plain = _WORDS.sub("", _SPAN.sub("", plain))
    if any(c not in _LETTERS for c in plain):
        return ""
    found |= {_LETTERS.index(c) for c in plain}
    return ",".join(WEEKDAYS[i] for i in sorted(found))


def days_without(text: str) -> str:
    """Read the days on which something is closed every week, and return those on which it is open; empty where that is not understood.

    Examples
    --------
    >>> days_without("水曜日"), days_without("土日祝、年末年始"), days_without("第3月曜"), days_without("無休")
    ('mon,tue,thu,fri,sat,sun', 'mon,tue,wed,thu,fri', '', 'mon,tue,wed,thu,fri,sat,sun')
    """
    if _EVERY.match(_plain(text)):
        return ",".join(WEEKDAYS)
    closed = days_of(text)
    return ",".join(d for d in WEEKDAYS if d not in closed.split(",")) if closed else ""


def clock_of(text: str) -> str:
    """Read one time of day as 09:30; empty where it is none.

    Examples
    --------
    >>> [clock_of(w) for w in ("9:30", "９時３０分", "午後5時", "9時半", "830", "25:00", "随時")]
    ['09:30', '09:30', '17:00', '09:30', '', '25:00', '']
    """
    match = _CLOCK.fullmatch(_plain(text))
    return "" if match is None else _written(match)


def hours_of(text: str) -> tuple[str, str]:
    """Read opening and closing of one cell; both empty where it is not one span.

    Examples
    --------
    >>> hours_of("9:00～17:00"), hours_of("午前9時から午後5時30分まで"), hours_of("9:00-12:00、14:00-17:00"), hours_of("随時")
    (('09:00', '17:00'), ('09:00', '17:30'), ('', ''), ('', ''))
    """
    plain = _plain(text)
    found = list(_CLOCK.finditer(plain))
    rest = re.sub(r"[~〜～\-－―]|から|まで|より", "", _CLOCK.sub("", plain))
    if len(found) != 2 or rest:
        return "", ""
    opens, closes = (_written(m) for m in found)
    return (opens, closes) if opens and closes and opens < closes else ("", "")


def _plain(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _HOLIDAYS.sub("", plain)


def _written(match: re.Match[str]) -> str:
    hours, minutes = int(match[2]), int(match[3] or match[4] or (30 if match[0].endswith("半") else 0))
    if (match[1] or "").casefold() in ("午後", "pm") and hours < _NOON:
        hours += _NOON
    return clock(hours * HOUR_S + minutes * 60, padded=True) if hours <= _LATEST else ""
