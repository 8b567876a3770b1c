"""People of a place over the years as SVG: counts as dots, our projection as a line with its band, others' as dashes."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping

from layers.charts.year_lines import NARROW
from plan.figure_texts import forecast_persons
from plan.future.shown.curves import Curves

WIDTH, HEIGHT = 360, 214
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 20, 26, 20
_FONT = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"
OURS, ALONE = "#0072B2", "#6A645C"
GIVEN = ("#D55E00", "#009E73", "#B5179E", "#8A6D00")
_DASHES = ("7 3", "2 3", "9 3 2 3", "4 4")
_TICKS = (1, 2, 2.5, 5, 10)
_MOST_LINES = 5
_LINE_PX = 13
_DIGITS_AT_LEAST, _DIGIT_PX = 5, 9
"""So many letters of a number have room at the left, in the larger type of narrow windows; each further one takes so much more."""


def population_curves_svg(curves: Curves, year: int, name: str, then: str = "") -> str:
    """Draw the curves; the chosen year is marked.

    Parameters
    ----------
    curves
        From `plan.future.shown.curves.curves_of`.
    year
        That is shown on the map.
    name
        Of the place, for those who hear the picture.
    then
        As in `curves_words`.
    """
    given = dict(list(curves.given.items())[: len(GIVEN)])
    series = [curves.counted, curves.high, curves.alone, *given.values()]
    years = [y for one in series for y in one] + [year]
    first, last = min(years), max(years)
    most = max((p for one in series for p in one.values()), default=1.0)
    step = _step(most)
    lines = max(1, math.ceil(most / step - 1e-9))
    top = step * lines
    keys = [("―", OURS, "", "推計（帯は幅）")]
    keys += [("", ALONE, "2 2", "移住がない場合")] if curves.alone else []
    keys += [("", GIVEN[i], _DASHES[i], source) for i, source in enumerate(given)]
    height = HEIGHT + _LINE_PX * max(0, (len(keys) + 1) // 2 - 1)
    shift = height - HEIGHT

    left = _LEFT + _DIGIT_PX * max(len(f"{top:,.0f}") - _DIGITS_AT_LEAST, 0)

    def at(of: int, people: float) -> tuple[float, float]:
        x = left + (of - first) / max(last - first, 1) * (WIDTH - left - _RIGHT)
        y = height - _BOTTOM - people / top * (HEIGHT - _TOP - _BOTTOM)
        return round(x, 1), round(y, 1)

    def line(points: Mapping[int, float], look: str) -> str:
        path = " ".join("{},{}".format(*at(y, points[y])) for y in sorted(points))
        return f'<polyline points="{path}" fill="none" {look}/>'

    parts = []
    for number in range(lines + 1):
        _, y = at(first, step * number)
        parts.append(f'<path d="M{left} {y}H{WIDTH - _RIGHT}" stroke="#E3DED5"/>')
        parts.append(f'<text x="{left - 5}" y="{y + 4}" text-anchor="end" fill="#444">{step * number:,.0f}</text>')
    every = 10 if last - first <= 80 else 20
    for tick in range(-(-first // every) * every, last + 1, every):
        parts.append(f'<text x="{at(tick, 0)[0]}" y="{height - 5}" text-anchor="middle" fill="#444">{tick}</text>')
    if curves.projected:
        edge = [at(y, curves.high[y]) for y in sorted(curves.high)]
        edge += [at(y, curves.low[y]) for y in sorted(curves.low, reverse=True)]
        path = " ".join(f"{x},{y}" for x, y in edge)
        parts.append(f'<polygon points="{path}" fill="{OURS}" fill-opacity=".18"/>')
    x = at(year, 0)[0]
    parts.append(f'<path d="M{x} {_TOP + shift}V{height - _BOTTOM}" stroke="#26221e" stroke-dasharray="3 3"/>')
    for i, points in enumerate(given.values()):
        parts.append(line(points, f'stroke="{GIVEN[i]}" stroke-width="2" stroke-dasharray="{_DASHES[i]}"'))
    if curves.alone:
        parts.append(line(curves.alone, f'stroke="{ALONE}" stroke-width="1.6" stroke-dasharray="2 2"'))
    parts.append(line(curves.projected, f'stroke="{OURS}" stroke-width="2.4"'))
    for of, people in curves.counted.items():
        cx, cy = at(of, people)
        parts.append(f'<circle cx="{cx}" cy="{cy}" r="3.4" fill="#26221e" stroke="#fff"/>')
    if year in curves.projected:
        cx, cy = at(year, curves.projected[year])
        parts.append(f'<circle cx="{cx}" cy="{cy}" r="4.6" fill="#fff" stroke="{OURS}" stroke-width="2.4"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ky-chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-label="{html.escape(curves_words(curves, year, name, then))}" font-family="{_FONT}" font-size="11">{NARROW}'
        f"{_key(keys)}{''.join(parts)}</svg>"
    )


def _key(keys: list[tuple[str, str, str, str]]) -> str:
    parts = [
        '<circle cx="8" cy="8" r="3.4" fill="#26221e"/><text x="16" y="12">人口（人）</text>',
    ]
    for i, (_, colour, dash, words) in enumerate(keys, start=1):
        x, y = (i % 2) * 120 + (i % 2) * 0, 8 + _LINE_PX * (i // 2)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        shown = words if len(words) <= 17 else f"{words[:16]}…"
        parts.append(
            f'<path d="M{x + 2} {y}h22" stroke="{colour}" stroke-width="2.4"{dashed}/>'
            f'<text x="{x + 28}" y="{y + 4}">{html.escape(shown)}</text>'
        )
    return "".join(parts)


def _step(most: float) -> float:
    """Return the least round step of which five reach the largest value."""
    wanted = max(most, _MOST_LINES) / _MOST_LINES
    tens = 1.0
    while tens * _TICKS[-1] < wanted:
        tens *= 10
    return next(tens * tick for tick in _TICKS if tens * tick >= wanted)


def curves_words(curves: Curves, year: int, name: str, then: str = "") -> str:
    """Tell the curves in words: the last count, the chosen and the last year with their bands.

    Parameters
    ----------
    curves, year, name
        As in `population_curves_svg`.
    then
        The people of the chosen year in words, where they are rounded with those of other places; empty: by themselves.
    """
    start = min(curves.projected, default=year)
    rows = [f"{start}年 {curves.projected[start]:,.0f}人"] if start in curves.projected else []
    last = max(curves.projected, default=year)
    for of in sorted({year, last} - {start}):
        if of in curves.projected:
            people, low, high = (forecast_persons(side[of]) for side in (curves.projected, curves.low, curves.high))
            told = then if then and of == year else people
            rows.append(f"{of}年 {told}（幅 {low}〜{high}）")
    if curves.few_from is not None:
        rows.append(f"{curves.few_from}年から10人未満")
    return f"{name}の人口の移り変わり。{'、'.join(rows)}"
