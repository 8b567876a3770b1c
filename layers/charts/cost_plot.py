"""Cost against people with an outing: a point for each scenario, as SVG."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from plan.figure_texts import persons, yen

WIDTH, HEIGHT = 460, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 36, 22, 52
_FONT = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"
_TICKS = 5
_LINE_PX = 15
_LETTER_PX = 12
BASE_COLOUR, COLOUR = "#4b4640", "#0072B2"


@dataclass(frozen=True)
class CostPoint:
    """A scenario: its name, its yearly cost, and the people with an outing."""

    name: str
    cost_yen: float
    people: float


def cost_plot_svg(points: Sequence[CostPoint], *, cost_label: str, people_label: str) -> str:
    """Draw the plot; the first point is the present, drawn apart.

    Parameters
    ----------
    points
        With finite numbers.
    cost_label, people_label
        What the axes tell.
    """
    x_max, y_max = (_round_up(max(getattr(p, f) for p in points)) for f in ("cost_yen", "people"))

    def at(point: CostPoint) -> tuple[float, float]:
        return (
            _LEFT + point.cost_yen / x_max * (WIDTH - _LEFT - _RIGHT),
            HEIGHT - _BOTTOM - point.people / y_max * (HEIGHT - _TOP - _BOTTOM),
        )

    parts = _axes(x_max, y_max)
    parts.append(
        f'<text x="{WIDTH - _RIGHT}" y="{HEIGHT - 10}" text-anchor="end" fill="#444">{html.escape(cost_label)} →</text>'
    )
    parts.append(f'<text x="6" y="13" fill="#444">↑ {html.escape(people_label)}</text>')
    taken: list[tuple[float, float]] = []
    for number, point in enumerate(points):
        x, y = at(point)
        colour = BASE_COLOUR if number == 0 else COLOUR
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{colour}" stroke="#fff" stroke-width="2"/>')
        label = point.name if len(point.name) <= 14 else f"{point.name[:13]}…"
        right = x + 12 + _LETTER_PX * len(label) > WIDTH - 4
        level = y + 4
        # Names of neighbours stand one below the other.
        while any(abs(level - other_y) < _LINE_PX and abs(x - other_x) < _LETTER_PX * 14 for other_x, other_y in taken):
            level += _LINE_PX
        taken.append((x, level))
        anchor, shift = ("end", -12) if right else ("start", 12)
        title = f"{point.name}：{yen(point.cost_yen)}、{persons(point.people)}"
        parts.append(
            f'<text x="{x + shift:.1f}" y="{level:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="700" font-size="12.5" '
            f'paint-order="stroke" stroke="#FFFEFB" stroke-width="3">{html.escape(label)}<title>{html.escape(title)}</title></text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{_FONT}" font-size="11.5">{"".join(parts)}</svg>'
    )


def _axes(x_max: float, y_max: float) -> list[str]:
    parts = []
    bottom, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT
    for step in range(_TICKS + 1):
        x = _LEFT + step / _TICKS * (right - _LEFT)
        y = bottom - step / _TICKS * (bottom - _TOP)
        parts.append(f'<path d="M{x:.1f} {_TOP}V{bottom}M{_LEFT} {y:.1f}H{right}" stroke="#E6E2DA" fill="none"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle" fill="#444">{yen(step / _TICKS * x_max)}</text>'
        )
        parts.append(
            f'<text x="{_LEFT - 7}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{persons(step / _TICKS * y_max)}</text>'
        )
    return parts


def _round_up(value: float) -> float:
    """Round up to a number of which five steps are easily read; 1 where there is nothing."""
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(size * step for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10) if size * step >= value)
