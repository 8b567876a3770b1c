"""Results as JSON: one document, infinite as null, the same bytes for the same figures."""

from __future__ import annotations

import json
import math
import numbers
from collections.abc import Mapping
from typing import Any

DECIMALS = 6
"""Decimals of every number: a person's millionth is noise of the last bit, which differs between machines."""


def json_bytes(document: Mapping[str, object]) -> bytes:
    """Write a document as UTF-8 JSON on one line a level.

    Raises
    ------
    ValueError
        For a NaN: figures are infinite where there is none.
    """
    text = json.dumps(plain_document(document), ensure_ascii=False, indent=1, allow_nan=False)
    # A file name may hold bytes that are no text; they are shown as what they are.
    return f"{text}\n".encode("utf-8", errors="backslashreplace")


def plain_document(document: Mapping[str, object]) -> dict[str, Any]:
    """Return a document with nothing in it but plain values, infinite as None, numbers as they are written.

    Examples
    --------
    >>> plain_document({"minutes": (1.0000004, float("inf"))})
    {'minutes': [1.0, None]}
    """
    return {str(key): _plain(value) for key, value in document.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return None if math.isinf(value) else round(float(value), DECIMALS)
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value
