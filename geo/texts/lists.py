"""Lists in a sentence: the first few by name, the rest counted."""

from __future__ import annotations


def short_list(names: list[str], most: int = 8) -> str:
    """Name the first few of a list and count the rest: 「上野、下野 ほか 3」."""
    shown = "、".join(names[:most])
    return shown if len(names) <= most else f"{shown} ほか {len(names) - most}"
