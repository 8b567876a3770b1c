"""The wheel of policies: the fields around the hub and its organisation, those that the plan uses filled; SVG."""

from __future__ import annotations

import html
from collections.abc import Mapping

from layers.style.colours import HUB, SPHERE

WIDTH, HEIGHT = 560, 300
_BOX_W, _BOX_H, _PAD = 104, 26, 4
_MOST_BESIDE = 3
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
_INNER = ("小さな拠点づくり", "地域運営組織")


def policy_wheel(fields: Mapping[str, bool]) -> str:
    """Draw the wheel.

    Parameters
    ----------
    fields
        Whether the plan uses it, by the name of each field, clockwise from the upper left.

    Returns
    -------
    str
        An SVG document.
    """
    lines, boxes, texts = [], [], []
    for (name, used), (x, y) in zip(fields.items(), _around(len(fields)), strict=True):
        stroke, width = (SPHERE, 2) if used else ("#B9B1A4", 1)
        dash = "" if used else ' stroke-dasharray="4 3"'
        lines.append(
            f'<line x1="{WIDTH / 2:.1f}" y1="{HEIGHT / 2:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{stroke}"'
            f' stroke-width="{width}"{dash}/>'
        )
        fill = SPHERE if used else "#fff"
        boxes.append(
            f'<rect x="{x - _BOX_W / 2:.1f}" y="{y - _BOX_H / 2:.1f}" width="{_BOX_W}" height="{_BOX_H}" rx="13"'
            f' fill="{fill}" stroke="{stroke}" stroke-width="{width}"{dash}/>'
        )
        ink, bold = ("#fff", ' font-weight="700"') if used else ("#57534D", "")
        texts.append(f'<text x="{x:.1f}" y="{y + 4:.1f}" fill="{ink}"{bold}>{html.escape(name)}</text>')
    centre = "".join(
        f'<text x="{WIDTH / 2:.1f}" y="{HEIGHT / 2 - 4 + 20 * i:.1f}" fill="#fff" font-weight="700">{line}</text>'
        for i, line in enumerate(_INNER)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{''.join(lines)}{''.join(boxes)}"
        f'<ellipse cx="{WIDTH / 2:.1f}" cy="{HEIGHT / 2:.1f}" rx="70" ry="34" fill="{HUB}"/>'
        f'<g font-family="{_FONT}" font-size="12" text-anchor="middle">{"".join(texts)}{centre}</g></svg>'
    )


def _around(count: int) -> list[tuple[float, float]]:
    """Return middles of boxes around the centre, clockwise from the upper left."""
    beside = min(_MOST_BESIDE, count // 4)
    above = (count - 2 * beside + 1) // 2
    left, right = _PAD + _BOX_W / 2, WIDTH - _PAD - _BOX_W / 2
    top, bottom = _PAD + _BOX_H / 2, HEIGHT - _PAD - _BOX_H / 2
    down = [top + (bottom - top) * (i + 1) / (beside + 1) for i in range(beside)]
    return [
        *((x, top) for x in _spread(left, right, above)),
        *((right, y) for y in down),
        *((x, bottom) for x in reversed(_spread(left, right, count - above - 2 * beside))),
        *((left, y) for y in reversed(down)),
    ]


def _spread(low: float, high: float, count: int) -> list[float]:
    if count < 2:
        return [(low + high) / 2] * count
    return [low + (high - low) * i / (count - 1) for i in range(count)]
