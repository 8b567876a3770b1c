"""Days of a calendar as people write them: dates and spans in a line of text."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from geo.texts.messages import notice
from network.services.calendar import Pause
from plan.services.edits import ServiceEditError, wrapping_service_errors

_DATE = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?")
_BETWEEN = re.compile(r"[〜～~]|から")


def written_dates(dates: Iterable[datetime.date]) -> str:
    """Write dates for a field: 「2026-05-05 2026-08-13」."""
    return " ".join(day.isoformat() for day in dates)


def read_dates(text: str) -> tuple[datetime.date, ...]:
    """Read dates that stand apart by blanks or commas.

    Raises
    ------
    plan.services.edits.ServiceEditError
        Naming the first that is no date.

    Examples
    --------
    >>> [day.isoformat() for day in read_dates("2026-5-5、２０２６/8/13 2026年12月31日")]
    ['2026-05-05', '2026-08-13', '2026-12-31']
    """
    return tuple(_date(one) for one in _apart(text))


def written_pauses(pauses: Iterable[Pause]) -> str:
    """Write spans for a field: 「2026-07-21〜2026-08-31」."""
    return " ".join(f"{pause.first.isoformat()}〜{pause.last.isoformat()}" for pause in pauses)


def read_pauses(text: str, known: Iterable[Pause] = ()) -> tuple[Pause, ...]:
    """Read spans of days in which nothing runs; a single date is a span of one day.

    Parameters
    ----------
    text
        As they were written.
    known
        Spans that stand already: one that is written again stays the same, with all that it carries.

    Raises
    ------
    plan.services.edits.ServiceEditError
        Naming the first that is no span, or one that runs backwards.

    Examples
    --------
    >>> [(pause.first.month, pause.last.day) for pause in read_pauses("2026-07-21〜2026-08-31 2026-12-29から2027-01-03")]
    [(7, 31), (12, 3)]
    """
    found = []
    standing = {(pause.first, pause.last): pause for pause in known}
    for one in _apart(text):
        ends = [_date(end) for end in _BETWEEN.split(one)]
        if len(ends) > 2:
            raise ServiceEditError(notice("calendar_date_unread", value=one))
        with wrapping_service_errors():
            found.append(standing.get((ends[0], ends[-1])) or Pause(ends[0], ends[-1]))
    return tuple(found)


def _apart(text: str) -> list[str]:
    return re.sub(r"[、,\s]+", " ", unicodedata.normalize("NFKC", text)).split()


def _date(text: str) -> datetime.date:
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        return datetime.date(*(int(part) for part in found.groups()))
    except ValueError as problem:
        raise ServiceEditError(notice("calendar_date_unread", value=text)) from problem
