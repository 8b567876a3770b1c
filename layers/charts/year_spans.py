"""The years in which services fall below what they need: a row for each, the span of the band as a bar, the middle ringed; SVG."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from layers.style.colours import HUB, SPHERE

WIDTH, ROW = 360, 34
_LEFT, _RIGHT, _TOP = 8, 8, 20
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
_STEP_YEARS = 10
_LONGEST = 24


@dataclass(frozen=True)
class YearSpan:
    """A row of the chart.

    Parameters
    ----------
    name
        Of the service.
    earliest, middle, latest
        Years; None where it does not come within the years of the chart.
    judged
        Whether anything can be said at all.
    """

    name: str
    earliest: int | None = None
    middle: int | None = None
    latest: int | None = None
    judged: bool = True


def year_spans_svg(rows: Sequence[YearSpan], first: int, last: int) -> str:
    """Draw the rows under an axis of years.

    Parameters
    ----------
    rows
        From the top down.
    first, last
        Years at both ends of the axis.
    """
    height = _TOP + ROW * len(rows) + 4

    def at(year: int) -> float:
        return _LEFT + (year - first) / max(last - first, 1) * (WIDTH - _LEFT - _RIGHT)

    parts = []
    for year in range(-(-first // _STEP_YEARS) * _STEP_YEARS, last + 1, _STEP_YEARS):
        x = min(max(at(year), 16.0), WIDTH - 16.0)
        parts.append(f'<path d="M{at(year):.1f} {_TOP}V{height - 4}" stroke="#E6E2DA"/>')
        parts.append(f'<text x="{x:.1f}" y="13" text-anchor="middle" fill="#444">{year}</text>')
    for number, row in enumerate(rows):
        y = _TOP + ROW * number
        name = row.name if len(row.name) <= _LONGEST else f"{row.name[: _LONGEST - 1]}…"
        parts.append(
            f'<text x="{_LEFT}" y="{y + 13}" fill="#222">{html.escape(name)}<title>{html.escape(row.name)}</title></text>'
        )
        parts.append(_bar(row, at, y + 23, last))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{_FONT}" font-size="11" role="img">{"".join(parts)}</svg>'
    )


def _bar(row: YearSpan, at: Callable[[int], float], y: float, last: int) -> str:
    whole = (
        f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="#D8D2C6" stroke-width="3"{"" if row.judged else _DASHED}/>'
    )
    if row.earliest is None:
        return whole
    end = at(row.latest if row.latest is not None else last)
    start = at(row.earliest)
    beyond = "" if row.latest is not None else _DASHED
    bar = f'<path d="M{start:.1f} {y}H{max(end, start + 2):.1f}" stroke="{SPHERE}" stroke-width="8"{beyond}/>'
    ring = "" if row.middle is None else (
        f'<circle cx="{at(row.middle):.1f}" cy="{y}" r="5" fill="#fff" stroke="{HUB}" stroke-width="2.5"/>'
    )  # fmt: skip
    return whole + bar + ring


_DASHED = ' stroke-dasharray="3 3"'
