"""The time-distance diagram (ダイヤ図) of a service as SVG: stops down by distance, time across, a line for each trip."""

from __future__ import annotations

import html
from collections.abc import Callable

from plan.timetables.time_distance import TimeDistance

WIDTH, HEIGHT = 620, 330
_LEFT, _RIGHT, _TOP, _BOTTOM = 112, 14, 24, 10
_FONT = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"
_HOUR_S = 3600
_NAME_GAP = 13
"""Names of stops closer than this many pixels are left out, the ends excepted."""

BACK = "#C65102"
"""The colour of the way back."""


def time_distance_svg(diagram: TimeDistance, colour: str, *, size: tuple[int, int] = (WIDTH, HEIGHT)) -> str:
    """Draw the diagram; ways there are whole lines in the service's colour, ways back are dashed.

    Parameters
    ----------
    diagram
        From `plan.timetables.time_distance.time_distance`, with at least two stops.
    colour
        Of the service.
    size
        Width and height in pixels.
    """
    width, height = size
    times = [time for trip in diagram.trips for time, _ in trip.points]
    first = min(times, default=7 * _HOUR_S) // _HOUR_S * _HOUR_S
    last = -(-max(times, default=18 * _HOUR_S) // _HOUR_S) * _HOUR_S
    last = max(last, first + _HOUR_S)
    farthest = max((km for _, km in diagram.stops), default=0.0) or 1.0

    def x(time_s: float) -> float:
        return round(_LEFT + (time_s - first) / (last - first) * (width - _LEFT - _RIGHT), 1)

    def y(km: float) -> float:
        return round(_TOP + km / farthest * (height - _TOP - _BOTTOM), 1)

    parts = [*_hours(first, last, x, height), *_stops(diagram, y, width)]
    for trip in diagram.trips:
        if not trip.points:
            continue  # it calls at no stop of the way there
        points = " ".join(f"{x(time)},{y(km)}" for time, km in trip.points)
        look = f'stroke="{colour}"' if trip.direction == 0 else f'stroke="{BACK}" stroke-dasharray="7 3"'
        parts.append(f'<polyline points="{points}" fill="none" {look} stroke-width="2"/>')
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{_FONT}" font-size="11.5">{body}</svg>'
    )


def _hours(first: int, last: int, x: Callable[[float], float], height: int) -> list[str]:
    step = _HOUR_S * (1 if last - first <= 14 * _HOUR_S else 2)
    parts = []
    for time in range(first, last + 1, step):
        parts.append(f'<path d="M{x(time)} {_TOP}V{height - _BOTTOM}" stroke="#D8D4CC"/>')
        parts.append(f'<text x="{x(time)}" y="{_TOP - 8}" text-anchor="middle" fill="#444">{time // _HOUR_S}時</text>')
    return parts


def _stops(diagram: TimeDistance, y: Callable[[float], float], width: int) -> list[str]:
    parts = []
    ends = [y(km) for _, km in (diagram.stops[:1] + diagram.stops[-1:])]
    taken: list[float] = []
    for number, (name, km) in enumerate(diagram.stops):
        at = y(km)
        parts.append(f'<path d="M{_LEFT} {at}H{width - _RIGHT}" stroke="#EAE6DE"/>')
        is_end = number in (0, len(diagram.stops) - 1)
        near = taken if is_end else [*taken, *ends]
        if any(abs(at - other) < _NAME_GAP for other in near):
            continue
        taken.append(at)
        shown = name if len(name) <= 8 else f"{name[:7]}…"
        parts.append(f'<text x="{_LEFT - 6}" y="{at + 4}" text-anchor="end" fill="#222">{html.escape(shown)}</text>')
    return parts
