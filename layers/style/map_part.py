"""A part of the map: what Python hands the browser to draw, as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

DEGREE_DECIMALS = 6
"""Six decimals of a degree are about 0.1 m, finer than any village's point."""

# What could end a script or be read as markup is written as an escape that JSON reads back; so is what would open an
# expression, since folium takes what it has rendered for a template once more, and the low line, behind which
# streamlit-folium looks for the names of its own variables and puts others in their place.
_UNSAFE = {c: f"\\u{ord(c):04x}" for c in "<>&'`_\u2028\u2029"}
_TEMPLATE_OPENS = re.compile(r"\{(?=[{%#])")


@dataclass(frozen=True)
class Part:
    """One thing to draw: the name of a drawer in `web/` (`Kyoten.drawers`) and the data that it takes."""

    draws: str
    data: Mapping[str, Any]


def on_side(side: Literal["left", "right"], parts: Iterable[Part | None]) -> list[Part]:
    """Lay parts on one side of the handle of a map that is swiped; None is passed over.

    Parameters
    ----------
    side
        Left or right of the handle.
    parts
        What is drawn there; a legend belongs to neither side.
    """
    return [replace(part, draws=f"{side}:{part.draws}") for part in parts if part is not None]


def script_json(value: object) -> str:
    r"""Write a value as JSON that is safe inside a `<script>` and inside a template.

    Examples
    --------
    >>> print(script_json({"name": "</script>"}))
    {"name":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for unsafe, escape in _UNSAFE.items():
        text = text.replace(unsafe, escape)
    return _TEMPLATE_OPENS.sub(r"\\u007b", text)


def degrees(values: Any) -> list[float]:
    """Return a column of degrees as a list with the decimals that matter."""
    return [round(float(value), DEGREE_DECIMALS) for value in values]


def texts(values: Any) -> list[str]:
    """Return a column as a list of text."""
    return [str(value) for value in values]
