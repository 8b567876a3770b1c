"""The curve over the number of hubs as a small chart: a dot for each number, the knee ringed, the shown number filled; SVG."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from layers.style.colours import HUB, SPHERE

WIDTH, HEIGHT = 360, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 14, 30, 24
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"


def curve_chart(
    values: Mapping[int, float], point_labels: Sequence[str], *, knee: int | None = None, shown: int | None = None
) -> str:
    """Draw what each number of hubs achieves.

    Parameters
    ----------
    values
        By number of hubs, in one unit; the axis begins at 0 and ends at 1 at least.
    point_labels
        What is written over each dot, in the order of the numbers.
    knee
        The number that is ringed.
    shown
        The number that the map shows.

    Returns
    -------
    str
        An SVG document.

    Raises
    ------
    ValueError
        When there are not as many words as values.
    """
    numbers = sorted(values)
    # Less than one minute or person is no height: sums that are 0 but for their last digits lie flat.
    highest = max((1.0, *values.values()))
    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(numbers))
    places = {
        n: (_LEFT + (i + 0.5) * step, HEIGHT - _BOTTOM - values[n] / highest * (HEIGHT - _TOP - _BOTTOM))
        for i, n in enumerate(numbers)
    }
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places.values())
    dots, texts = [], []
    for (n, (x, y)), label in zip(places.items(), point_labels, strict=True):
        if n == knee:
            dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="{HUB}" stroke-width="2"/>')
        fill = SPHERE if n == shown else "#fff"
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="{SPHERE}" stroke-width="2"/>')
        bold = ' font-weight="700"' if n == shown else ""
        texts.append(f'<text x="{x:.1f}" y="{y - 12:.1f}"{bold}>{html.escape(label)}</text>')
        texts.append(f'<text x="{x:.1f}" y="{HEIGHT - 7}"{bold}>{n}か所</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{HEIGHT - _BOTTOM}" y2="{HEIGHT - _BOTTOM}" stroke="#B9B1A4"/>'
        f'<polyline points="{line}" fill="none" stroke="{SPHERE}" stroke-width="1.5"/>{"".join(dots)}'
        f'<g font-family="{_FONT}" font-size="11" fill="#222" text-anchor="middle" '
        f'stroke="#fff" stroke-width="3" paint-order="stroke">{"".join(texts)}</g></svg>'
    )
