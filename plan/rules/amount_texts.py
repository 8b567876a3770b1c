"""How rules write areas, distances and lists of names."""

from __future__ import annotations

import math
from collections.abc import Sequence

_NAMED = 5
_HECTARE_M2 = 10_000


def square_metres(area_m2: float) -> str:
    """Write an area as people in offices say it: m² up to a hectare, then hectares.

    Examples
    --------
    >>> square_metres(1234.4), square_metres(0.04), square_metres(25_300)
    ('1,234m²', '1m²未満', '2.53ha')
    """
    if area_m2 >= _HECTARE_M2:
        return f"{area_m2 / _HECTARE_M2:,.2f}ha"
    return f"{area_m2:,.0f}m²" if round(area_m2) >= 1 else "1m²未満"


def names(listed: Sequence[str]) -> str:
    """Write a list of names, the first few by name and the rest by number.

    Examples
    --------
    >>> names(["上野", "中野"]), names(["a", "b", "c", "d", "e", "f", "g"])
    ('上野、中野', 'a、b、c、d、e ほか 2')
    """
    rest = len(listed) - _NAMED
    return "、".join(listed[:_NAMED]) + (f" ほか {rest}" if rest > 0 else "")


def metres(length_m: float) -> str:
    """Write a length, rounded up from the millimetre so that what is too long never reads as the limit itself.

    Examples
    --------
    >>> metres(300.0000001), metres(300.1)
    ('300m', '301m')
    """
    return f"{math.ceil(round(length_m, 3)):,}m"
