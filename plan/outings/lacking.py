"""What the nearest round trip lacks to be an outing, in words and for files: 「家を空ける時間が9分長い」."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from network.outings.outings import NONE_S
from network.outings.shortfall import LACKS

_MINUTE_S = 60
_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "early_s": "着くのが{minutes:,}分早い",
        "late_s": "着くのが{minutes:,}分遅い",
        "stay_short_s": "用を済ませる時間が{minutes:,}分足りない",
        "away_over_s": "家を空ける時間が{minutes:,}分長い",
    }
)


def lacking_min(row: Mapping[Any, Any]) -> dict[str, int] | None:
    """Return what is lacking in minutes, with the keys of the command line's JSON; None where no round trip comes near.

    Parameters
    ----------
    row
        With the columns `network.outings.shortfall.LACKS`, whole seconds.

    Examples
    --------
    >>> lacking_min({"early_s": 0, "late_s": 0, "stay_short_s": 0, "away_over_s": 540})
    {'away_over_min': 9}
    """
    found = {lack: int(row[lack]) for lack in LACKS}
    if NONE_S in found.values():
        return None
    return {f"{lack.removesuffix('_s')}_min": -(-s // _MINUTE_S) for lack, s in found.items() if s > 0}


def lacking_text(lacking: Mapping[str, int] | None) -> str:
    """Say what is lacking; empty where nothing is, or nothing comes near.

    Examples
    --------
    >>> lacking_text({"late_min": 5, "away_over_min": 9})
    '着くのが5分遅い、家を空ける時間が9分長い'
    """
    asked = lacking or {}
    return "、".join(
        text.format(minutes=asked[key])
        for lack, text in _TEXTS.items()
        if (key := f"{lack.removesuffix('_s')}_min") in asked
    )
