"""A strip of the day: bars of rides there, rides home and round trips, from early morning to night, as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence

from plan.figure_texts import time_of_day
from plan.villages.day import Ride, VillageDay

FIRST_HOUR, LAST_HOUR = 5, 22
"""What the strip shows at least; earlier and later rides make it longer."""

_HOUR_S = 3600
_EVERY_HOURS = 3

_Bar = tuple[str, int, int, str]
"""Class, beginning, end, words."""


def strip_html(day: VillageDay) -> str:
    """Draw the rides there, the rides home and each round trip (there, stay, home) of a village's day.

    Returns
    -------
    str
        HTML without any text of files; empty where there are no rides.
    """
    rides = [*day.out, *day.home]
    if not rides:
        return ""
    first = min(FIRST_HOUR, *(a // _HOUR_S for a, _ in rides))
    last = max(LAST_HOUR, *(-(-b // _HOUR_S) for _, b in rides))
    rows = [("行き", [_ride("out", r) for r in day.out]), ("帰り", [_ride("home", r) for r in day.home])]
    for number, t in enumerate(day.trips, start=1):
        there, back = (t.leave_s, t.arrive_s), (t.depart_s, t.home_s)
        stay = ("stay", t.arrive_s, t.depart_s, f"滞在 {(t.depart_s - t.arrive_s) // 60}分")
        rows.append((f"往復{number}", [_ride("out", there), stay, _ride("home", back)]))
    hours = range(-(-first // _EVERY_HOURS) * _EVERY_HOURS, last + 1, _EVERY_HOURS)
    marks = "".join(f'<i style="left:{_percent(h * _HOUR_S, first, last):.2f}%">{h}時</i>' for h in hours)
    body = "".join(_row(label, bars, first, last) for label, bars in rows)
    return f'<div class="ky-strip"><div class="ky-strip-row"><span></span><div class="ky-hours">{marks}</div></div>{body}</div>'


def _ride(kind: str, ride: Ride) -> _Bar:
    return kind, ride[0], ride[1], f"{time_of_day(ride[0])} → {time_of_day(ride[1])}"


def _row(label: str, bars: Sequence[_Bar], first: int, last: int) -> str:
    drawn = "".join(
        f'<b class="ky-{kind}" title="{html.escape(title)}" style="left:{_percent(a, first, last):.2f}%;'
        f'width:{_percent(b, first, last) - _percent(a, first, last):.2f}%"></b>'
        for kind, a, b, title in bars
    )
    return f'<div class="ky-strip-row"><span>{label}</span><div>{drawn}</div></div>'


def _percent(time_s: int, first: int, last: int) -> float:
    return (time_s / _HOUR_S - first) / (last - first) * 100
