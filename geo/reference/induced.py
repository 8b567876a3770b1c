"""Which of the law's 集落福利等施設 each category of services is."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("induced.toml")


@dataclass(frozen=True)
class Induced:
    """What a category counts as.

    Parameters
    ----------
    kind
        Kind of 集落福利等施設; empty where it is none.
    source
        Where that is noted.
    confidence
        ``read``, ``likely`` or ``unsure``: the last two are shown as 要確認.
    """

    kind: str
    source: str
    confidence: Confidence


@functools.cache
def _table() -> MappingProxyType[str, Induced]:
    content = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType({category: Induced(**entry) for category, entry in content.items()})


def induced(category: str) -> Induced:
    """Return what a category of services counts as.

    Examples
    --------
    >>> induced("medical").kind
    '医療施設'
    """
    return _table()[category]
