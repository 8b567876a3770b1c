"""The text of a plan file: JSON that anybody may have written is parsed, and a document is written as the same bytes each time."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plan.file.entry_error import EntryError

DEEPEST = 64
"""Levels of nesting that a file may have; a GeoJSON area in a hub in a scenario needs 12."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Halves of letters, and signs that steer a printer: none is writing, and documents and tables refuse them."""

_LINE_END, _DEEPER = "\n", "\n "


def parse(content: bytes) -> Any:
    """Parse JSON bytes (UTF-8, with or without a mark).

    Raises
    ------
    EntryError
        When it is no JSON, or holds what cannot be written again: numbers that are none or too long, broken letters,
        endless nesting.
    """
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_number, parse_float=_finite)
    except UnicodeDecodeError as problem:
        raise EntryError("entry_not_utf8") from problem
    except json.JSONDecodeError as problem:
        raise EntryError("entry_not_json", line=problem.lineno, column=problem.colno) from problem
    except RecursionError as problem:
        raise EntryError("entry_too_deep") from problem
    except EntryError:
        raise
    except ValueError as problem:
        # Python refuses whole numbers of more than 4,300 digits.
        raise EntryError("entry_number_too_long") from problem
    _check_depth_and_letters(value)
    return value


def _refuse_number(text: str) -> float:
    raise EntryError("entry_number_none", value=text)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)


def _check_depth_and_letters(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        if any(isinstance(v, str) and not _writable(v) for v in level):
            raise EntryError("entry_letter_unwritable")
        deeper: list[Any] = []
        for inner in level:
            if isinstance(inner, dict):
                deeper += [*inner.keys(), *inner.values()]
            elif isinstance(inner, list):
                deeper += inner
        if not deeper:
            return
        level = deeper
    raise EntryError("entry_too_deep")


def _writable(text: str) -> bool:
    return _UNWRITABLE.search(text) is None


def json_text(value: Any) -> str:
    """Write plain values as JSON: sorted keys, one value a line.

    Raises
    ------
    ValueError
        For a number that is infinite or none.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)


def object_text(members: Mapping[str, str]) -> str:
    """Write an object of members that are written already, as `json_text` writes one.

    Examples
    --------
    >>> object_text({"b": "1", "a": json_text([2])}) == json_text({"a": [2], "b": 1})
    True
    """
    return _enclosed("{", [f"{json_text(key)}: {members[key]}" for key in sorted(members)], "}")


def list_text(items: Iterable[str]) -> str:
    """Write a list of items that are written already, as `json_text` writes one.

    Examples
    --------
    >>> list_text([json_text({"a": 1})]) == json_text([{"a": 1}])
    True
    """
    return _enclosed("[", list(items), "]")


def _enclosed(opening: str, items: Sequence[str], closing: str) -> str:
    # Text never holds a line's end: JSON writes it as \\n.
    lines = [f"\n {item.replace(_LINE_END, _DEEPER)}" for item in items]
    return f"{opening}{','.join(lines)}{_LINE_END if lines else ''}{closing}"
