"""All rules of the feed checks, and going through them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from geo.gtfs.rules import days as rules_of_days
from geo.gtfs.rules import files as rules_of_files
from geo.gtfs.rules import jp as rules_of_jp
from geo.gtfs.rules import places as rules_of_places
from geo.gtfs.rules import references as rules_of_references
from geo.gtfs.rules import trips as rules_of_trips
from geo.gtfs.rules import values as rules_of_values
from geo.gtfs.rules.rule import Rule
from geo.gtfs.views import GtfsFeed
from geo.reference import reference_table
from geo.texts.messages import notice
from geo.texts.notices import Notice, most_serious_first

RULES: tuple[Rule, ...] = (
    *rules_of_files.RULES,
    *rules_of_values.RULES,
    *rules_of_references.RULES,
    *rules_of_trips.RULES,
    *rules_of_days.RULES,
    *rules_of_places.RULES,
    *rules_of_jp.RULES,
)


def check_feed(feed: GtfsFeed, *, on: datetime.date | None = None) -> tuple[Notice, ...]:
    """Check a feed by every rule.

    Parameters
    ----------
    feed
        Read by `geo.gtfs.views.read_gtfs`, whose own notices come besides these.
    on
        The day of the check, for rules about expiry; they are left out where it is not given.

    Returns
    -------
    tuple of Notice
        Most serious first. What is found many times in a column is reported a few times and then counted.

    Examples
    --------
    >>> from pathlib import Path
    >>> from geo.gtfs.views import read_gtfs
    >>> feed, _ = read_gtfs(Path("sample_regions/okuyama/gtfs"))
    >>> [n.code for n in check_feed(feed) if n.severity == "error"]
    []
    """
    return most_serious_first(n for rule in RULES for n in _first_of_each(rule.find(feed, on)))


def _first_of_each(found: Iterable[Notice]) -> list[Notice]:
    shown = int(reference_table("gtfs")["shown_of_each"].value)
    out: list[Notice] = []
    seen: dict[tuple[str | None, str | None], list[Notice]] = {}
    for one in found:
        same = seen.setdefault((one.file, one.field), [])
        same.append(one)
        if len(same) <= shown:
            out.append(one)
    for (file, field), same in seen.items():
        if len(same) > shown:
            last, more = same[-1], f"{len(same) - shown:,}"
            severity = last.severity
            params: dict[str, Any] = {"count": more, "kind": last.code, "last": last.row or ""}
            out.append(notice("gtfs_more_of_the_same", file=file, field=field, severity=severity, **params))
    return out
