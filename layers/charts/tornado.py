"""What moves a result most: a bar to either side for each assumption, the longest first; SVG."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

WIDTH = 520
_ROW, _TOP, _NAME_W, _VALUE_W = 24, 22, 170, 76
_FONT = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Meiryo',sans-serif"
UP, DOWN = "#D55E00", "#0072B2"


def tornado_svg(bars: Sequence[tuple[str, float, float]], write: Callable[[float], str], *, share_text: str) -> str:
    """Draw the bars.

    Parameters
    ----------
    bars
        Name, change when turned down, change when turned up; the longest first.
    write
        Writes a change.
    share_text
        By how much each is turned: ``20%``.

    Returns
    -------
    str
        An SVG document.
    """
    most = max((max(abs(low), abs(high)) for _, low, high in bars), default=1.0) or 1.0
    half = (WIDTH - _NAME_W - 2 * _VALUE_W) / 2
    middle = _NAME_W + _VALUE_W + half
    parts = [
        f'<text x="0" y="14" fill="#444">それぞれを{html.escape(share_text)}減らすと</text>',
        f'<rect x="150" y="5" width="10" height="10" fill="{DOWN}"/>',
        '<text x="176" y="14" fill="#444">増やすと</text>',
        f'<rect x="234" y="5" width="10" height="10" fill="{UP}"/>',
    ]
    for number, (name, low, high) in enumerate(bars):
        y = _TOP + _ROW * number
        parts.append(f'<text x="0" y="{y + 16}" fill="#222">{html.escape(name)}</text>')
        for value, colour in ((low, DOWN), (high, UP)):
            length = abs(value) / most * half
            if not length:
                continue
            left = middle if value > 0 else middle - length
            parts.append(f'<rect x="{left:.1f}" y="{y + 4}" width="{length:.1f}" height="14" fill="{colour}"/>')
            x, anchor = (left + length + 4, "start") if value > 0 else (left - 4, "end")
            parts.append(
                f'<text x="{x:.1f}" y="{y + 15}" text-anchor="{anchor}" fill="#444" font-size="11">'
                f"{html.escape(write(value))}</text>"
            )
    height = _TOP + _ROW * len(bars) + 4
    parts.append(f'<path d="M{middle:.1f} {_TOP}V{height}" stroke="#444"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{_FONT}" font-size="12">{"".join(parts)}</svg>'
    )
