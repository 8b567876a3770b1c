"""A time of day as it is written; hours go on counting past midnight, as timetables and GTFS do."""

from __future__ import annotations

HOUR_S = 3600
MINUTE_S = 60


def clock(time_s: float, *, padded: bool = False, seconds: bool = False) -> str:
    """Write a time of day; what is less than is written is cut off.

    Parameters
    ----------
    time_s
        Seconds past midnight.
    padded
        Whether hours have two digits, as in files and JSON; people read 8:05.
    seconds
        Whether seconds are written too.

    Examples
    --------
    >>> clock(29100), clock(29100, padded=True), clock(90600), clock(29159, padded=True, seconds=True)
    ('8:05', '08:05', '25:10', '08:05:59')
    """
    whole = int(time_s // 1)
    parts = [whole // HOUR_S, whole // MINUTE_S % 60, *([whole % 60] if seconds else [])]
    hours, *rest = parts
    return ":".join([f"{hours:02d}" if padded else str(hours), *(f"{part:02d}" for part in rest)])
