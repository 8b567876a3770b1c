"""Values by year as lines on one axis: rolls of schools, targets beside what is to come; SVG."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 12, 12, 22
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#4b4640", "#E69F00", "#56B4E9")
_DASHES = ("", "6 3", "2 3", "8 3 2 3")
_TICKS = 4
_KEY_PX = 16
_LONGEST = 26
NARROW = "<style>@media (max-width: 300px) { text { font-size: 15px } }</style>"
"""Where a chart is drawn narrower than it was laid out, its type stays readable."""


@dataclass(frozen=True)
class YearLine:
    """A line.

    Parameters
    ----------
    name
        In the key below.
    points
        Value by year.
    dots_only
        Whether its points stand by themselves.
    """

    name: str
    points: Mapping[int, float]
    dots_only: bool = False


def year_lines_svg(lines: Sequence[YearLine], write: Callable[[float], str], *, from_zero: bool = True) -> str:
    """Draw the lines with a key below.

    Parameters
    ----------
    lines
        At least one with a point; those without any are left out.
    write
        Writes a value for the axis.
    from_zero
        Whether the axis begins at 0.
    """
    drawn = [line for line in lines if line.points]
    years = sorted({year for line in drawn for year in line.points})
    values = [value for line in drawn for value in line.points.values()]
    low = 0.0 if from_zero else min(values)
    span = max(values) - low or 1.0  # of equal values, a span of its own
    height = HEIGHT + _KEY_PX * len(drawn)

    def at(year: int, value: float) -> tuple[float, float]:
        x = _LEFT + (year - years[0]) / max(years[-1] - years[0], 1) * (WIDTH - _LEFT - _RIGHT)
        return x, HEIGHT - _BOTTOM - (value - low) / span * (HEIGHT - _TOP - _BOTTOM)

    parts = []
    for tick in range(_TICKS + 1):
        value = low + span * tick / _TICKS
        y = at(years[0], value)[1]
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}" stroke="#E6E2DA"/>')
        parts.append(
            f'<text x="{_LEFT - 4}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{html.escape(write(value))}</text>'
        )
    for year, anchor in {years[0]: "start", years[-1]: "end"}.items():
        x = at(year, low)[0]
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - 7}" text-anchor="{anchor}" fill="#444">{year}</text>')
    for number, line in enumerate(drawn):
        parts.append(_line(line, [at(year, line.points[year]) for year in sorted(line.points)], number))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{_FONT}" font-size="11" role="img">{NARROW}{"".join(parts)}</svg>'
    )


def _line(line: YearLine, places: list[tuple[float, float]], number: int) -> str:
    colour, dash = COLOURS[number % len(COLOURS)], _DASHES[number % len(_DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>' for x, y in places)
    path = (
        ""
        if line.dots_only
        else f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
    )
    y = HEIGHT + _KEY_PX * number + 8
    sample = (
        f'<circle cx="22" cy="{y}" r="3" fill="{colour}"/>'
        if line.dots_only
        else f'<path d="M8 {y}H36" stroke="{colour}" stroke-width="2"{dashed}/>'
    )
    name = line.name if len(line.name) <= _LONGEST else f"{line.name[: _LONGEST - 1]}…"
    return f'{path}{dots}{sample}<text x="42" y="{y + 4}" fill="#222">{html.escape(name)}</text>'
