"""What a rule of the feed checks is: a code, where it is written, and a function that finds what breaks it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo.gtfs.views import GtfsFeed
from geo.texts.messages import severity_of
from geo.texts.notices import Notice, Severity

SCHEDULE = "GTFS Schedule Reference"
PRACTICES = "GTFS Schedule Best Practices"
VALIDATOR = "MobilityData gtfs-validator RULES.md"
JP = "標準的なバス情報フォーマット（GTFS-JP）第2版・第3版"
OWN = "本ツール"


@dataclass(frozen=True)
class Rule:
    """One rule.

    Parameters
    ----------
    code
        Of its notices; the canonical validator's where that has the rule.
    source
        Where the rule is written.
    find
        Gives a notice for each thing that breaks it, from the feed and, for rules about expiry, the day of the check.
    """

    code: str
    source: str
    find: Callable[[GtfsFeed, datetime.date | None], Iterable[Notice]]

    @property
    def severity(self) -> Severity:
        """How much it weighs: ``error`` breaks the standard, ``warning`` harms use, ``info`` is good to know."""
        return severity_of(self.code)
