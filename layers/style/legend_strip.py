"""The legend of two maps at once, for the page beside them: one line of colours with their classes and what else is drawn."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from layers.style.colours import HUB, SPHERE
from layers.style.map_part import Part

_HATCH = "repeating-linear-gradient(135deg, #8A8A8A 0 2px, #E4E1DB 2px 5px)"
_BOX = "width:26px;height:12px;border-radius:3px;"
_LOOKS: Mapping[str, str] = MappingProxyType(
    {
        "facilities": "width:13px;height:13px;border-radius:3px;background:#4b4640;",
        "sites": "width:11px;height:11px;transform:rotate(45deg);border:1.5px solid #9a6a00;background:#ffe9b8;",
        "links": f"width:22px;border-top:2px solid {SPHERE};opacity:.6;",
        "buses": "width:26px;border-top:4px solid #6A5A8C;",
        "bands": f"{_BOX}opacity:.6;background:linear-gradient(to right, #E7F0FA 25%, #9FC5E4 25% 50%, #6BA6D3 50% 75%, #1C5C9A 75%);",
        "service_areas": f"{_BOX}border:3px dotted #55504a;",
        "spheres": f"{_BOX}border:3px solid {SPHERE};",
        "hub_areas": f"{_BOX}border:2.5px solid {HUB};",
        "conservation": f"{_BOX}border:2px dashed #009E73;",
        "municipality": f"{_BOX}border:2px dashed #555;",
    }
)
"""How a symbol looks in the line; the star of a hub is a letter, and what is not here is explained by its words alone."""


def legend_strip(explained: Part, further: Iterable[tuple[str, str]] = ()) -> str:
    """Write a legend as one line of HTML; all text from data is escaped.

    Parameters
    ----------
    explained
        From `legend.legend`; counts of villages and people are left out, since they hold for one map only.
    further
        Symbols and their words that no `Part` knows, such as the municipality's border.
    """
    data = explained.data
    title = f"<b>{html.escape(str(data['title']))}</b>"
    about = f" <span>{html.escape(str(data['about']))}</span>" if data["about"] else ""
    rows = "".join(_class_item(row) for row in data["rows"])
    symbols = "".join(_item(_symbol(symbol), label) for symbol, label in (*data["symbols"], *further))
    note = f"<p>{html.escape(str(data['note']))}</p>" if data["note"] else ""
    return f'<div class="ky-legend" role="group" aria-label="凡例">{title}{about}{rows}{symbols}{note}</div>'


def _class_item(row: Mapping[str, Any]) -> str:
    ground = _HATCH if row["hatched"] else html.escape(str(row["colour"]))
    look = f"width:14px;height:14px;border-radius:50%;border:1px solid #77716a;background:{ground};"
    return _item(f'<i style="{look}"></i>', str(row["label"]))


def _symbol(symbol: str) -> str:
    if symbol == "hubs":
        return f'<i style="color:{HUB};font-style:normal">★</i>'
    return f'<i style="{_LOOKS[symbol]}"></i>' if symbol in _LOOKS else ""


def _item(swatch: str, label: str) -> str:
    return f"<span>{swatch}{html.escape(label)}</span>"
