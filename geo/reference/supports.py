"""Support measures and guides as the briefing of 2016 lists them, with what they are called now; that is to be confirmed."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geo.reference import Confidence

_FOLDER = Path(__file__).parent
_STATUTORY = "法律"


@dataclass(frozen=True)
class SupportMeasure:
    """A support measure.

    Parameters
    ----------
    lists
        Where the briefing lists it: 法律①, 連動1, 一覧1 and so on.
    name, ministry, summary
        Then.
    needs_all, needs_any
        What a plan must have: all of the first, and one of the second where there are any.
    name_now, status
        What it is called now, and how it stands.
    source, date
        Of name and summary.
    confidence_now
        Of `name_now` and `status`: ``read``, ``likely`` or ``unsure``; the last two are shown as 要確認.
    """

    lists: tuple[str, ...]
    name: str
    ministry: str
    summary: str
    needs_all: tuple[str, ...]
    needs_any: tuple[str, ...]
    name_now: str
    status: str
    source: str
    date: str
    confidence_now: Confidence

    @property
    def is_statutory(self) -> bool:
        """Whether the briefing lists it among ①–⑧, the special measures of chapter 5 of 地域再生法 (第13条–第18条 in 2016)."""
        return any(listed.startswith(_STATUTORY) for listed in self.lists)


@dataclass(frozen=True)
class Guide:
    """A guide to read: name, publisher, month, purpose, addresses as plain text."""

    name: str
    publisher: str
    date: str
    purpose: str
    addresses: tuple[str, ...]


def _entries(name: str) -> dict[str, dict[str, Any]]:
    content = tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return {
        key: {field: tuple(value) if isinstance(value, list) else value for field, value in entry.items()}
        for key, entry in content.items()
    }


@functools.cache
def support_measures() -> MappingProxyType[str, SupportMeasure]:
    """Return the measures by id, in the order of the briefing.

    Examples
    --------
    >>> support_measures()["cooperators"].name
    '地域おこし協力隊'
    """
    return MappingProxyType({key: SupportMeasure(**entry) for key, entry in _entries("supports.toml").items()})


@functools.cache
def guides() -> MappingProxyType[str, Guide]:
    """Return the guides by id.

    Examples
    --------
    >>> len(guides())
    4
    """
    return MappingProxyType({key: Guide(**entry) for key, entry in _entries("guides.toml").items()})
