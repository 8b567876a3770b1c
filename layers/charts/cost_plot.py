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
_DOT_PX, _NEAR_STEPS, _MOST_STEPS, _LONGEST = 8.0, 9, 24, 14
_Box = tuple[float, float, float, float]
"""West, north, east, south, in the picture's own units."""
BASE_COLOUR, COLOUR = "#4b4640", "#0072B2"


@dataclass(frozen=True)
class CostPoint:
    """A scenario: its name, its yearly cost, and the people with an outing."""

    name: str
    cost_yen: float
    people: float


def cost_plot_svg(points: Sequence[CostPoint], *, cost_label: str, people_label: str, year: int | None) -> str:
    """Draw the plot; the first point is the present, drawn apart.

    Parameters
    ----------
    points
        With finite numbers.
    cost_label, people_label
        What the axes tell.
    year
        Whose people they are; None for the base year.
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
    taken: list[_Box] = [(px - _DOT_PX, py - _DOT_PX, px + _DOT_PX, py + _DOT_PX) for px, py in map(at, points)]
    for number, point in enumerate(points):
        x, y = at(point)
        colour = BASE_COLOUR if number == 0 else COLOUR
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{colour}" stroke="#fff" stroke-width="2"/>')
        label = point.name if len(point.name) <= _LONGEST else f"{point.name[: _LONGEST - 1]}…"
        anchor, shift, level = _free_place(label, (x, y), taken)
        title = f"{point.name}：{yen(point.cost_yen)}、{persons(point.people, year)}"
        parts.append(
            f'<text x="{x + shift:.1f}" y="{level:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="700" font-size="12.5" '
            f'paint-order="stroke" stroke="#FFFEFB" stroke-width="3">{html.escape(label)}<title>{html.escape(title)}</title></text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{_FONT}" font-size="11.5">{"".join(parts)}</svg>'
    )


def _free_place(label: str, at: tuple[float, float], taken: list[_Box]) -> tuple[str, float, float]:
    """Find where a name covers no other name and no point: beside its own, else above or below it, ever farther."""
    x, y = at
    wide = _LETTER_PX * sum(0.6 if letter.isascii() else 1.0 for letter in label)
    steps = [0.0, *(side * n * _LINE_PX for n in range(1, _MOST_STEPS) for side in (1, -1))]
    # Names of one place stand one below the other as long as they stay near; then the other side is tried, then anywhere.
    near, far = steps[:_NEAR_STEPS], steps[_NEAR_STEPS:]
    sides = (("start", 12.0), ("end", -12.0))
    places = [(*side, y + 4 + step) for some in (near, far) for side in sides for step in some]
    boxes = [
        (
            x + shift - (wide if anchor == "end" else 0),
            level - 11,
            x + shift + (0 if anchor == "end" else wide),
            level + 3,
        )
        for anchor, shift, level in places
    ]
    for place, box in zip(places, boxes, strict=True):
        inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= _TOP - 6 and box[3] <= HEIGHT - _BOTTOM + 2
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return place
    taken.append(boxes[0])
    return places[0]


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


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
            f'<text x="{_LEFT - 7}" y="{y + 4:.1f}" text-anchor="end" fill="#444">{persons(step / _TICKS * y_max, None)}</text>'
        )
    return parts


def _round_up(value: float) -> float:
    """Round up to a number of which five steps are easily read; 1 where there is nothing."""
    if value <= 0:
        return 1.0
    size = 10.0 ** math.floor(math.log10(value))
    return next(size * step for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10) if size * step >= value)
