"""Two shares of each item beside each other: the nation's and this region's; HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

COLOURS = ("#B9B1A4", "#0072B2")
_ROW = 'style="margin:0 0 7px;font-size:13px;line-height:1.35"'


@dataclass(frozen=True)
class ShareBar:
    """An item.

    Parameters
    ----------
    name
        As printed.
    first, second
        Per cent; None where it is not known.
    note
        Beside the second, in words.
    """

    name: str
    first: float | None
    second: float | None
    note: str = ""


def share_bars_html(bars: Sequence[ShareBar], names: tuple[str, str]) -> str:
    """Draw a row of two bars for each item, the values as printed in words.

    Parameters
    ----------
    bars
        In their order.
    names
        Of the two shares; an empty one is left out.
    """
    rows = [
        f"<div {_ROW}><div>{html.escape(bar.name)}</div>"
        + _line(names[0], bar.first, COLOURS[0], "" if names[1] else bar.note)
        + (_line(names[1], bar.second, COLOURS[1], bar.note) if names[1] and bar.second is not None else "")
        + "</div>"
        for bar in bars
    ]
    return f'<div class="ky-share-bars">{"".join(rows)}</div>'


def _line(name: str, share: float | None, colour: str, note: str) -> str:
    if share is None:
        return ""
    width = min(max(share, 0.0), 100.0)
    said = f"{html.escape(name)} {share:.1f}%" + (f"（{html.escape(note)}）" if note else "")
    return (
        f'<div style="display:flex;align-items:center;gap:6px"><div style="flex:1;background:#F1EDE6;height:8px">'
        f'<div style="width:{width:.1f}%;height:8px;background:{colour}"></div></div>'
        f'<div style="flex:0 0 13em;white-space:nowrap">{said}</div></div>'
    )
