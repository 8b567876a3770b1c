"""Days with a timetable of their own, Saturdays and school holidays: what can be done then, and one budget for all days together."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.bus_design.town.search import State
from network.bus_design.town.timetable import Operated, operated_together
from network.bus_design.town.town import Town
from network.outings.visit import Visit
from network.services.bus_service import BusService
from network.services.calendar import WEEKDAYS, Pause, ServiceCalendar

_DAY, _YEAR = datetime.timedelta(days=1), datetime.timedelta(days=365)
_SPAN = re.compile(r"(\d{1,2})/(\d{1,2})[-~〜](\d{1,2})/(\d{1,2})")
_APRIL = 4
_SATURDAY = "sat"
_SAME = 1e-6

VisitsOn = Callable[[datetime.date], Mapping[str, tuple[Visit, ...]]]
"""What can be done at the hub on a date, by purpose."""


@dataclass(frozen=True, eq=False)
class OtherDays:
    """Days of a kind that has a timetable of its own.

    Parameters
    ----------
    key
        ``saturday`` or ``school_holiday``.
    label
        In words.
    calendar
        Its days.
    dates
        Those of the year that is reckoned; the first is the one that is measured.
    purposes
        That can be done at the hub then.
    town
        The problem of such a day, as if it were every week's: drivers and hours are held to that.
    """

    key: str
    label: str
    calendar: ServiceCalendar
    dates: tuple[datetime.date, ...]
    purposes: tuple[str, ...]
    town: Town


@dataclass(frozen=True, eq=False)
class Together:
    """A timetable of the usual days with one for each other kind of days.

    Parameters
    ----------
    usual
        Of the usual days.
    others
        By kind; None where nothing runs.
    cost_yen
        Of a year.
    value
        Persons with an outing, averaged over all these days and purposes.
    """

    usual: State
    others: tuple[State | None, ...]
    cost_yen: float
    value: float


def checked_days(days: Sequence[str], *, saturday: bool) -> tuple[str, ...]:
    """Return the weekdays of the usual timetable in the order of the week.

    Raises
    ------
    geo.texts.errors.RequestError
        When there are none, one is unknown, or Saturday shall have the usual timetable and one of its own.
    """
    unknown = next((day for day in days if day not in WEEKDAYS), None)
    if unknown is not None or not days:
        raise RequestError(notice("bus_design_days_unknown", value=unknown or "", known="、".join(WEEKDAYS)))
    if saturday and _SATURDAY in days:
        raise RequestError(notice("bus_design_saturday_twice"))
    return tuple(day for day in WEEKDAYS if day in days)


def school_holidays(texts: Sequence[str], first: datetime.date) -> tuple[Pause, ...]:
    """Place school holidays, written as months and days, into the year that begins on 1 April.

    Parameters
    ----------
    texts
        「7/21-8/31」; a span that goes on past 31 March stands at both ends of the year.
    first
        1 April.

    Raises
    ------
    geo.texts.errors.RequestError
        When one isn't written so, or there is no such day.

    Examples
    --------
    >>> [(str(p.first), str(p.last)) for p in school_holidays(["12/25-1/7", "3/25-4/7"], datetime.date(2026, 4, 1))]
    [('2026-12-25', '2027-01-07'), ('2026-04-01', '2026-04-07'), ('2027-03-25', '2027-03-31')]
    """
    found: list[Pause] = []
    for text in texts:
        match = _SPAN.fullmatch(unicodedata.normalize("NFKC", text).strip())
        try:
            numbers = [int(n) for n in match.groups()] if match is not None else []
            begin, end = (
                datetime.date(first.year + (month < _APRIL), month, day) for month, day in (numbers[:2], numbers[2:])
            )
        except ValueError:
            raise RequestError(notice("bus_design_school_holiday_unread", value=text)) from None
        if begin <= end:
            found.append(Pause(begin, end))
        else:
            found += [Pause(first, end), Pause(begin, first + _YEAR - _DAY)]
    return tuple(found)


def other_days(
    town: Town, visits_on: VisitsOn, first: datetime.date, *, saturday: bool, holidays: Sequence[Pause]
) -> tuple[OtherDays, ...]:
    """Return the kinds of days besides the usual ones.

    Parameters
    ----------
    town
        Of the usual days; its calendar rests in the school holidays.
    visits_on
        What can be done on a date.
    first
        First day of the year that is reckoned.
    saturday
        Whether Saturdays have a timetable of their own, without the runs that must be run.
    holidays
        Of schools: a timetable of their own on the same weekdays, without the runs of school days.

    Raises
    ------
    geo.texts.errors.RequestError
        When nothing can be done at the hub on such days, or the holidays leave no usual day or hold none.
    """
    found = []
    last = first + _YEAR - _DAY
    if holidays:
        weekly = ServiceCalendar(days=town.calendar.days)
        dates = tuple(day for day in weekly.dates(first, last) if not town.calendar.runs_on(day))
        if not dates or len(dates) == weekly.days_per_year(first):
            raise RequestError(notice("bus_design_school_holiday_days", year=first.year))
        fixed = tuple(run for run in town.fixed if not run.school_days)
        free = replace(town, calendar=weekly, fixed=fixed)
        only = ServiceCalendar(days=weekly.days, only=dates, label="学校の休み")
        found.append(_kind("school_holiday", "学校の休み", only, dates, free, visits_on))
    if saturday:
        weekly = ServiceCalendar(days=(_SATURDAY,))
        free = replace(town, calendar=weekly, fixed=())
        found.append(_kind("saturday", "土曜", weekly, tuple(weekly.dates(first, last)), free, visits_on))
    return tuple(found)


def _kind(
    key: str,
    label: str,
    calendar: ServiceCalendar,
    dates: tuple[datetime.date, ...],
    town: Town,
    visits_on: VisitsOn,
) -> OtherDays:
    visits = visits_on(dates[0])
    if not visits:
        raise RequestError(notice("bus_design_days_closed", days=label, hub=town.hub.name))
    asked = replace(town, visits=tuple(visits.values()), guaranteed={}, connections=False)
    return OtherDays(key, label, calendar, dates, tuple(visits), asked)


def together(
    usual: Sequence[State], kinds: Sequence[OtherDays], others: Sequence[Sequence[State]], budget_yen: float
) -> list[Together]:
    """Combine timetables of all days: those that no other combination beats in cost and persons, the cheapest first.

    Parameters
    ----------
    usual
        Of the usual days.
    kinds, others
        Timetables of each other kind of days; that nothing runs is one more.
    budget_yen
        Of a year.
    """
    choices = [[None, *states] for states in others]
    found = [_combined(one, kinds, more) for one in usual for more in product(*choices)]
    kept: list[Together] = []
    for one in sorted(found, key=lambda c: (round(c.cost_yen), -round(c.value, 6))):
        if one.cost_yen <= budget_yen and (not kept or one.value > kept[-1].value + _SAME):
            kept.append(one)
    return kept


def _combined(usual: State, kinds: Sequence[OtherDays], others: tuple[State | None, ...]) -> Together:
    days = usual.operated.year.days
    cost_yen, persons = usual.operated.cost_yen, days * usual.value
    for kind, state in zip(kinds, others, strict=True):
        days += len(kind.dates)
        if state is not None:
            cost_yen += cost_on(kind, state)
            persons += len(kind.dates) * state.value
    return Together(usual, others, cost_yen, persons / days)


def cost_on(kind: OtherDays, state: State) -> float:
    """Return the yen a year of a timetable on its days: it is paid by the hour on duty, so by the day."""
    return state.operated.cost_yen * len(kind.dates) / state.operated.year.days


def operated_on_all(one: Together, kinds: Sequence[OtherDays], town: Town, first: datetime.date) -> Operated:
    """Reckon the year of all timetables of a combination as the house does.

    Parameters
    ----------
    one
        The combination.
    kinds
        Of its other days.
    town
        Of the usual days.
    first
        First day of the year that is reckoned.
    """
    services = [*one.usual.operated.services]
    for kind, state in zip(kinds, one.others, strict=True):
        if state is not None:
            services += _renamed(state.operated.services, kind, len(services))
    return operated_together(town, tuple(services), first)


def _renamed(services: Sequence[BusService], kind: OtherDays, before: int) -> Iterator[BusService]:
    for number, service in enumerate(services, start=before + 1):
        trips = tuple(replace(t, block=t.block and f"{kind.key}-{t.block}") for t in service.trips)
        name = f"{service.name}（{kind.label}）"
        yield replace(service, id=f"line{number}", name=name, calendar=kind.calendar, trips=trips)
