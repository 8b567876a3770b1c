"""Lists in a sentence: the first few by name, the rest counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by id; those that several bear with their id in brackets.

    Examples
    --------
    >>> told_apart({"v1": "上野", "v2": "下野", "v3": "下野"})
    {'v1': '上野', 'v2': '下野（v2）', 'v3': '下野（v3）'}
    """
    known = Counter(names.values())
    return {i: name if known[name] == 1 else f"{name}（{i}）" for i, name in names.items()}


def short_list(names: list[str], most: int = 8) -> str:
    """Name the first few of a list and count the rest: 「上野、下野 ほか 3」."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown} ほか {len(names) - most}"
