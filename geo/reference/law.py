"""Articles of law by subject, with the number that holds and the number of 2016, so that both can be printed."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.reference import Confidence

_TABLE = Path(__file__).with_name("law.toml")


@dataclass(frozen=True)
class Article:
    """One article.

    Parameters
    ----------
    law
        Name of the law.
    present
        Number of the article that holds.
    old
        Its number in the briefing of 2016; empty where it is the same.
    subject
        What it is about.
    source, date
        Where the number comes from, and the year of that.
    confidence
        ``read``, ``likely`` or ``unsure``: the last two are shown as 要確認.
    """

    law: str
    present: str
    old: str
    subject: str
    source: str
    date: str
    confidence: Confidence

    @property
    def to_be_confirmed(self) -> bool:
        """Return whether 要確認 stands beside it."""
        return self.confidence != "read"

    @property
    def citation(self) -> str:
        """Write it as documents cite it: 「地域再生法 第17条の17（旧 第17条の7）」, with （要確認） where it is to be confirmed."""
        before = f"（旧 {self.old}）" if self.old else ""
        return f"{self.law} {self.present}{before}{'（要確認）' if self.to_be_confirmed else ''}"


@functools.cache
def articles() -> MappingProxyType[str, Article]:
    """Read every article by its key, for example ``hub_area``."""
    content = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return MappingProxyType({key: Article(**entry) for key, entry in content.items()})


def article(key: str) -> Article:
    """Find an article.

    Raises
    ------
    KeyError
        When nobody has put it into ``geo/reference/law.toml``.

    Examples
    --------
    >>> article("land_use_plan").citation
    '地域再生法 第17条の17（旧 第17条の7）'
    """
    return articles()[key]
