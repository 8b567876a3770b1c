"""A population pyramid as SVG: the year of the count as outlines behind, the chosen year filled in front."""

from __future__ import annotations

import html

from plan.future.shown.pyramid import Pyramid, broad_ages
from plan.future.shown.region_figures import in_tens
from plan.shown_values import FEW, FEW_TEXT

WIDTH = 360
_ROW, _TOP, _BOTTOM, _AXIS = 11, 34, 20, 50
_TALL_ROW = 34
_FONT = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"
COLOURS = ("#0072B2", "#D55E00")
"""Men, women: apart for colour-blind eyes, and by their side of the axis."""
_BEHIND = "#8A8378"


_NARROW = "<style>@media (max-width: 300px) { .age { font-size: 15px } text { font-size: 12.5px } }</style>"
"""Where it is drawn narrower than it was laid out, its type stays readable."""


def pyramid_svg(pyramid: Pyramid, name: str) -> str:
    """Draw a pyramid.

    Parameters
    ----------
    pyramid
        From `plan.future.shown.pyramid.pyramid_of`.
    name
        Of the place, for those who hear the picture.
    """
    row = _ROW if len(pyramid.ages) > 6 else _TALL_ROW
    height = _TOP + row * len(pyramid.ages) + _BOTTOM
    both = len(pyramid.sexes) == 2
    room = (WIDTH - _AXIS) / 2 if both else WIDTH - _AXIS - 6
    most = max(float(pyramid.before.max()), float(pyramid.then.max()), 1.0)
    parts = []
    for sex, title in enumerate(pyramid.sexes):
        left = both and sex == 0
        edge = (room if left else room + _AXIS) if both else _AXIS
        middle = edge + (-room / 2 if left else room / 2)
        parts.append(f'<text x="{middle:.0f}" y="27" text-anchor="middle" font-weight="700">{title}</text>')
        for age in range(len(pyramid.ages)):
            top = _TOP + row * (len(pyramid.ages) - 1 - age)
            then, before = (float(people[sex, age]) / most * room for people in (pyramid.then, pyramid.before))
            x = edge - then if left else edge
            parts.append(
                f'<rect x="{x:.1f}" y="{top + 1}" width="{then:.1f}" height="{row - 2}" fill="{COLOURS[sex]}" fill-opacity=".82"/>'
            )
            x = edge - before if left else edge
            parts.append(
                f'<rect x="{x:.1f}" y="{top + 0.5}" width="{before:.1f}" height="{row - 1}" fill="none" '
                f'stroke="{_BEHIND}" stroke-width="1"/>'
            )
    at = room + _AXIS / 2 if both else _AXIS - 6
    anchor = "middle" if both else "end"
    every = 2 if row == _ROW else 1
    for age, first in enumerate(pyramid.ages):
        if age % every == 0 or age == len(pyramid.ages) - 1:
            y = _TOP + row * (len(pyramid.ages) - 1 - age) + row / 2 + 4
            end = "〜" if row == _TALL_ROW or age == len(pyramid.ages) - 1 else ""
            parts.append(
                f'<text x="{at:.0f}" y="{y:.1f}" text-anchor="{anchor}" class="age" fill="#444">{first}{end}</text>'
            )
    base, year = pyramid.years
    key = (
        f'<rect x="2" y="3" width="12" height="9" fill="{COLOURS[0]}" fill-opacity=".82"/><text x="18" y="12">{year}年</text>'
        f'<rect x="72" y="3" width="12" height="9" fill="none" stroke="{_BEHIND}"/><text x="88" y="12">{base}年</text>'
        f'<text x="{WIDTH - 2}" y="12" text-anchor="end" fill="#444">棒の長さ：一番長い所が {_length(most)}</text>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ky-chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-label="{html.escape(pyramid_words(pyramid, name))}" font-family="{_FONT}" font-size="11">{_NARROW}{key}{"".join(parts)}</svg>'
    )


def _length(most: float) -> str:
    return f"約 {in_tens(most):,}人" if most >= FEW else FEW_TEXT


def pyramid_words(pyramid: Pyramid, name: str) -> str:
    """Tell a pyramid in words."""
    base, year = pyramid.years
    rows = "、".join(f"{age} {before}→{then}" for age, before, then in broad_ages(pyramid))
    return f"{name}の年齢別の人口。{base}年から{year}年まで。{rows}"
