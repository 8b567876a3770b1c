"""A figure of the plan by year: the path to the target as a line, what was counted as dots with the shape of their light; SVG."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass

from layers.style.colours import HUB, SPHERE

WIDTH, HEIGHT = 460, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 16, 30, 26
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
LIGHTS = {"green": "#009E73", "yellow": "#B8860B", "red": HUB, "none": "#8A8A8A"}
"""Colours of the lights; each has a shape of its own too: circle, triangle, square."""


@dataclass(frozen=True)
class PathYear:
    """A year: what is aimed at and what was counted (None where not), the light, and the two as they are read."""

    year: int
    target: float | None
    actual: float | None
    light: str
    label: str


def kpi_path(years: Sequence[PathYear]) -> str:
    """Draw the path.

    Returns
    -------
    str
        An SVG document.
    """
    values = [v for y in years for v in (y.target, y.actual) if v is not None and math.isfinite(v)]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    span = (high - low) or 1.0
    first, last = (years[0].year, years[-1].year) if years else (0, 1)

    def at(year: int, value: float) -> tuple[float, float]:
        across = (year - first) / max(1, last - first)
        x = _LEFT + 20 + across * (WIDTH - _LEFT - _RIGHT - 40)
        return x, HEIGHT - _BOTTOM - (value - low) / span * (HEIGHT - _TOP - _BOTTOM)

    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(y.year, y.target) for y in years if y.target is not None))
    marks, texts = [], []
    for known in years:
        x, _ = at(known.year, low)
        texts.append(f'<text x="{x:.1f}" y="{HEIGHT - 8}">{known.year}</text>')
        if known.target is not None:
            tx, ty = at(known.year, known.target)
            marks.append(
                f'<circle cx="{tx:.1f}" cy="{ty:.1f}" r="3" fill="#fff" stroke="{SPHERE}" stroke-width="1.5"/>'
            )
        if known.actual is not None:
            ax, ay = at(known.year, known.actual)
            marks.append(_mark(known.light, ax, ay))
            texts.append(
                f'<text x="{ax:.1f}" y="{max(14.0, ay - 11):.1f}" font-weight="700">{html.escape(known.label)}</text>'
            )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{HEIGHT - _BOTTOM + 6}" y2="{HEIGHT - _BOTTOM + 6}" stroke="#B9B1A4"/>'
        f'<polyline points="{path}" fill="none" stroke="{SPHERE}" stroke-width="2" stroke-dasharray="6 3"/>{"".join(marks)}'
        f'<g font-family="{_FONT}" font-size="12" fill="#222" text-anchor="middle" stroke="#fff" stroke-width="3"'
        f' paint-order="stroke">{"".join(texts)}</g></svg>'
    )


def _mark(light: str, x: float, y: float) -> str:
    colour = LIGHTS.get(light, LIGHTS["none"])
    if light == "yellow":
        return f'<path d="M{x:.1f} {y - 7:.1f}l7 12h-14z" fill="{colour}"/>'
    if light == "red":
        return f'<rect x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.5" fill="{colour}"/>'
