"""On which days a bus service runs: weekdays within a span, single days, and times of the year in which it rests."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from geo.texts.errors import ValueRefusedError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DAY = datetime.timedelta(days=1)


def _no_extra() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Pause:
    """A span of days in which nothing runs: school holidays, the turn of the year.

    Parameters
    ----------
    first, last
        Both included.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        When it ends before it begins.
    """

    first: datetime.date
    last: datetime.date
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if self.last < self.first:
            raise ValueRefusedError("pause_backwards", first=self.first, last=self.last)


@dataclass(frozen=True)
class ServiceCalendar:
    """The days of a service.

    Parameters
    ----------
    days
        Weekdays (mon … sun) on which it runs, in the order of the week.
    first, last
        Span in which these weekdays count ; None leaves the end open.
    excepted
        Days on which it does not run (`except`).
    only
        Where there are any, it runs on these days alone, whatever the weekdays and the span say.
    also
        Days on which it runs besides.
    pauses
        Spans in which it rests.
    label
        What the days follow, in words (学校のある日, 診療日); empty where it is nothing in particular.
    unknown_fields
        What others say of it besides, kept as it is.

    Raises
    ------
    ValueRefusedError
        For an unknown weekday, or a span that ends before it begins.

    Examples
    --------
    >>> clinic = ServiceCalendar(days=("tue", "fri"), excepted=(datetime.date(2026, 4, 7),))
    >>> [clinic.runs_on(datetime.date(2026, 4, day)) for day in (7, 8, 10)]
    [False, False, True]
    """

    days: tuple[str, ...] = WEEKDAYS[:5]
    first: datetime.date | None = None
    last: datetime.date | None = None
    excepted: tuple[datetime.date, ...] = ()
    only: tuple[datetime.date, ...] = ()
    also: tuple[datetime.date, ...] = ()
    pauses: tuple[Pause, ...] = ()
    label: str = ""
    unknown_fields: Mapping[str, Any] = field(default_factory=_no_extra, hash=False)

    def __post_init__(self) -> None:
        """Refuse what is no weekday or no span; days stand in order."""
        unknown = [d for d in self.days if d not in WEEKDAYS]
        if unknown:
            raise ValueRefusedError("calendar_weekday_unknown", day=unknown[0], known="、".join(WEEKDAYS))
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueRefusedError("calendar_backwards", first=self.first, last=self.last)
        object.__setattr__(self, "days", tuple(d for d in WEEKDAYS if d in self.days))
        for name in ("excepted", "only", "also"):
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        object.__setattr__(self, "pauses", tuple(sorted(self.pauses, key=lambda p: (p.first, p.last))))

    def runs_on(self, date: datetime.date) -> bool:
        """Return whether it runs on a date."""
        if date in self.excepted or any(p.first <= date <= p.last for p in self.pauses):
            return False
        if self.only:
            return date in self.only
        within = (self.first is None or self.first <= date) and (self.last is None or date <= self.last)
        return date in self.also or (within and WEEKDAYS[date.weekday()] in self.days)

    def dates(self, first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
        """List the days on which it runs between two days, both included."""
        day = first
        while day <= last:
            if self.runs_on(day):
                yield day
            day += _DAY

    def days_per_year(self, first: datetime.date) -> int:
        """Count the days on which it runs in the year that begins on a day.

        Examples
        --------
        >>> ServiceCalendar(days=("tue",)).days_per_year(datetime.date(2026, 4, 1))
        52
        """
        return sum(1 for _ in self.dates(first, first + 364 * _DAY))
