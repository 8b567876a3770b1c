"""What then: drafts of services that bring or share what a place can no longer sustain. Each edit returns a new plan.

They are beginnings: places and days stand, times do not; they are finished on the page of lines.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pandas as pd

from geo.texts.errors import RequestError
from geo.texts.messages import notice
from network.services.bus_service import ServiceStop
from network.services.calendar import WEEKDAYS, ServiceCalendar
from plan.daily_life.catchments import ServicePlace
from plan.scenario.procedure import Procedure
from plan.scenario.scenario import Plan
from plan.services.edits import add_service, new_stop_ids

DraftKind = Literal["mobile_shop", "monthly_clinic", "shared_days"]

DRAFTS: Mapping[DraftKind, str] = MappingProxyType(
    {"mobile_shop": "移動販売で回る", "monthly_clinic": "月に一度の巡回診療", "shared_days": "曜日で分け合う"}
)
"""Drafts with their names on screen."""

_DRAFTS_OF: Mapping[str, tuple[DraftKind, ...]] = MappingProxyType(
    {
        "shopping": ("mobile_shop", "shared_days"),
        "fuel": ("mobile_shop", "shared_days"),
        "medical": ("monthly_clinic", "shared_days"),
        "care": ("monthly_clinic", "shared_days"),
    }
)
_MONTHS = 12
_WEEK_DAYS = 7
_OFFERS: Mapping[str, str] = MappingProxyType(
    {"shopping": "移動販売", "fuel": "灯油などの配達", "medical": "巡回診療", "care": "巡回の介護・福祉"}
)


@dataclass(frozen=True)
class DraftRequest:
    """Where and when the service comes.

    Parameters
    ----------
    kind
        Which draft.
    place
        Whose service it is.
    stops
        Name, latitude and longitude of the places where it stands, in their order; for ``shared_days`` the two places that share.
    weekday
        On which it comes (mon … sun); of ``shared_days`` the first place has every second day from Monday, the other the rest.
    first
        For ``monthly_clinic``: the first day from which it comes, once a month for a year.
    """

    kind: DraftKind
    place: ServicePlace
    stops: tuple[tuple[str, float, float], ...]
    weekday: str = "wed"
    first: datetime.date | None = None


def drafts_of(category: str) -> tuple[DraftKind, ...]:
    """Return which drafts fit a category.

    Examples
    --------
    >>> drafts_of("shopping"), drafts_of("finance")
    (('mobile_shop', 'shared_days'), ('shared_days',))
    """
    return _DRAFTS_OF.get(category, ("shared_days",))


def village_stops(
    villages: pd.DataFrame, shares: Mapping[str, float], most: int
) -> tuple[tuple[str, float, float], ...]:
    """Choose where a round stands: the villages from which most people go to the place, in the order of their ids."""
    population = villages["population"].astype(float).to_dict()
    persons = {v: share * population[v] for v, share in shares.items() if v in population}
    chosen = sorted(sorted(persons, key=lambda v: (-persons[v], v))[:most])
    rows = villages.loc[chosen, ["name", "lat", "lon"]]
    return tuple((str(name), float(lat), float(lon)) for name, lat, lon in rows.itertuples(index=False))


def first_day(procedure: Procedure, base_year: int) -> datetime.date:
    """Return from when a new service comes: the first day of the plan's period, else the first April after the census.

    Examples
    --------
    >>> first_day(Procedure("2027-04-01"), 2020), first_day(Procedure(), 2020)
    (datetime.date(2027, 4, 1), datetime.date(2021, 4, 1))
    """
    try:
        return datetime.date.fromisoformat(procedure.starts)
    except ValueError:
        return datetime.date(base_year + 1, 4, 1)


def monthly_dates(first: datetime.date, weekday: str) -> tuple[datetime.date, ...]:
    """List twelve days, one in each month: as the manyeth such weekday of its month as the first one is, the fourth at most.

    Examples
    --------
    >>> [d.isoformat() for d in monthly_dates(datetime.date(2027, 4, 1), "tue")[:3]]
    ['2027-04-06', '2027-05-04', '2027-06-01']
    """
    wanted = WEEKDAYS.index(weekday)
    start = first + datetime.timedelta(days=(wanted - first.weekday()) % _WEEK_DAYS)
    week = min((start.day - 1) // _WEEK_DAYS, 3)
    found = []
    for number in range(_MONTHS):
        year, month = divmod(start.year * _MONTHS + start.month - 1 + number, _MONTHS)
        month_begins = datetime.date(year, month + 1, 1)
        ahead = (wanted - month_begins.weekday()) % _WEEK_DAYS
        found.append(month_begins + datetime.timedelta(days=ahead + _WEEK_DAYS * week))
    return tuple(found)


def with_draft(plan: Plan, scenario_id: str, request: DraftRequest) -> tuple[Plan, list[str]]:
    """Add the draft to a scenario; return the plan and the new services' ids.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is no place where it could stand, or fewer than two that could share.
    """
    offers = _OFFERS.get(request.place.category, request.place.name)
    if request.kind == "shared_days":
        if len(request.stops) != 2:
            raise RequestError(notice("draft_needs_two_places", place=request.place.name))
        week = WEEKDAYS[:5]
        added = []
        for number, (stop, days) in enumerate(zip(request.stops, (week[::2], week[1::2]), strict=True)):
            name = f"{request.place.name}（{stop[0]}の日）"
            plan, new = _added(
                plan, scenario_id, name, (stop,), (ServiceCalendar(days=days, label=f"{number + 1}か所目の日"), offers)
            )
            added.append(new)
        return plan, added
    if not request.stops:
        raise RequestError(notice("draft_without_places", place=request.place.name))
    calendar = ServiceCalendar(days=(request.weekday,))
    if request.kind == "monthly_clinic":
        if request.first is None:
            raise RequestError(notice("draft_without_date", place=request.place.name))
        dates = monthly_dates(request.first, request.weekday)
        calendar = ServiceCalendar(days=(request.weekday,), only=dates, label="月に一度")
    plan, new = _added(
        plan, scenario_id, f"{request.place.name}の{offers}（下書き）", request.stops, (calendar, offers)
    )
    return plan, [new]


def _added(
    plan: Plan,
    scenario_id: str,
    name: str,
    places: Sequence[tuple[str, float, float]],
    terms: tuple[ServiceCalendar, str],
) -> tuple[Plan, str]:
    ids = new_stop_ids(plan, len(places))
    stops = tuple(ServiceStop(i, *place) for i, place in zip(ids, places, strict=True))
    calendar, offers = terms
    return add_service(plan, scenario_id, name, "mobile", stops=stops, calendar=calendar, offers=offers)
