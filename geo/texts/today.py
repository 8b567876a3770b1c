"""The day that it is in Japan, whatever clock the machine keeps."""

from __future__ import annotations

import datetime

JAPAN = datetime.timezone(datetime.timedelta(hours=9), "JST")
"""Japan's time; it knows no summer time."""


def today() -> datetime.date:
    """Return the day that it is in Japan now."""
    return datetime.datetime.now(JAPAN).date()
