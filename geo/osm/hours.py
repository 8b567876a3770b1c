"""Opening hours as OpenStreetMap writes them, where they are simple enough to be one time a day on named days."""

from __future__ import annotations

import re

from geo.texts.clock import HOUR_S, clock

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_OF_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(
    r"(?:((?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*) )?"
    r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)"
)


def hours_of(text: str) -> tuple[str, str, str]:
    """Read opening hours that are one rule, such as ``Mo-Fr 09:00-17:00``.

    Returns
    -------
    str, str, str
        Opening and closing time, and the days as ``mon,tue,…``; empty texts where the hours are not that simple (several
        rules, breaks, holidays, seasons), for half of them would say something else.

    Examples
    --------
    >>> hours_of("Mo,We-Fr 09:00-17:00")
    ('9:00', '17:00', 'mon,wed,thu,fri')
    >>> hours_of("09:00-12:00; Su off")
    ('', '', '')
    """
    plain = "00:00-24:00" if text.strip() == "24/7" else text.strip()
    match = _RULE.fullmatch(plain)
    if match is None:
        return "", "", ""
    days = _days(match[1]) if match[1] else _DAYS
    opens, closes = (clock(int(match[i]) * HOUR_S + int(match[i + 1]) * 60) for i in (2, 4))
    return opens, closes, ",".join(days)


def _days(text: str) -> tuple[str, ...]:
    open_days: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        start, end = _DAYS_OF_WEEK.index(first), _DAYS_OF_WEEK.index(last or first)
        open_days |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    return tuple(_DAYS[day] for day in sorted(open_days))
