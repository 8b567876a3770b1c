"""Random bus services: whatever the types allow."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st
from shapely import LineString

from network.services.bus_service import KINDS, BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import WEEKDAYS, Pause, ServiceCalendar
from network.services.service_terms import (
    COST_BASES,
    OTHER_KINDS,
    CostTerms,
    Depot,
    FreeSection,
    GuaranteedTransfer,
    OtherRun,
    Voucher,
)
from tests.plan.random_texts import areas, lats, lons, texts

extras = st.fixed_dictionaries({}, optional={"x-メモ": texts | st.integers()})
ids = texts.filter(bool)
amounts = st.integers(0, 10**6) | st.floats(0, 10**6)
dates = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 12, 31))
date_lists = st.lists(dates, max_size=3).map(tuple)
lines = st.none() | st.lists(st.tuples(lons, lats), min_size=2, max_size=4).map(LineString)
stops = st.builds(ServiceStop, ids, texts, lats, lons, texts, extras)
pauses = st.tuples(dates, dates, extras).map(lambda p: Pause(min(p[:2]), max(p[:2]), p[2]))
vehicles = st.builds(Vehicle, ids, st.none() | st.integers(1, 80), st.integers(0, 9), amounts, extras)
costs = st.builds(CostTerms, st.sampled_from(list(COST_BASES)), st.none() | amounts, texts, extras)
other_runs = st.builds(
    lambda name, kind, times, at, km: OtherRun(name, kind, min(times), max(times), at[0], at[1], at[2], at[3], km),
    texts,
    st.sampled_from(list(OTHER_KINDS)),
    st.tuples(st.integers(0, 172_800), st.integers(0, 172_800)),
    st.tuples(lats, lons, lats, lons),
    amounts,
)
vouchers = st.builds(Voucher, amounts, amounts, amounts, st.none() | st.floats(0, 1), extras)


@st.composite
def calendars(draw: st.DrawFn) -> ServiceCalendar:
    """Any calendar."""
    first, last = draw(st.none() | dates), draw(st.none() | dates)
    if first is not None and last is not None:
        first, last = min(first, last), max(first, last)
    return ServiceCalendar(
        days=tuple(draw(st.lists(st.sampled_from(WEEKDAYS), max_size=7))),
        first=first,
        last=last,
        excepted=draw(date_lists),
        only=draw(date_lists),
        also=draw(date_lists),
        pauses=tuple(draw(st.lists(pauses, max_size=2))),
        label=draw(texts),
        unknown_fields=draw(extras),
    )


def _trip(draw: st.DrawFn, identity: str, direction: int, stops: int) -> ServiceTrip:
    called = draw(st.lists(st.booleans(), min_size=stops, max_size=stops).filter(lambda c: sum(c) > 1))
    moments = iter(sorted(draw(st.lists(st.integers(0, 172_800), min_size=2 * sum(called), max_size=2 * sum(called)))))
    pairs = [(next(moments), next(moments)) if c else (None, None) for c in called]
    stands = draw(st.booleans())
    times_s = tuple(d for _, d in pairs)
    return ServiceTrip(
        identity, direction, times_s, tuple(a for a, _ in pairs) if stands else (), draw(texts), draw(extras)
    )


@st.composite
def services(draw: st.DrawFn) -> BusService:
    """Any service, trips and terms included."""
    there = draw(st.lists(stops, max_size=5, unique_by=lambda s: s.stop_id))
    if len(there) > 1 and draw(st.booleans()):
        there.append(there[0])
    back = [s for s in reversed(there) if draw(st.booleans())] if draw(st.booleans()) else []
    trips = []
    for identity in draw(st.lists(ids, max_size=3, unique=True)):
        direction = draw(st.integers(0, 1))
        count = len(back or there) if direction else len(there)
        if count > 1:
            trips.append(_trip(draw, identity, direction, count))
    sections = [FreeSection(0, there[0].stop_id, there[1].stop_id)] if len(there) > 1 and draw(st.booleans()) else []
    optional: dict[str, Any] = {
        "depot": draw(st.none() | st.builds(Depot, texts, lats, lons, extras)),
        "cost": draw(st.none() | costs),
        "voucher": draw(st.none() | vouchers),
        "area": draw(st.none() | areas),
        "fare_yen": draw(st.none() | amounts),
        "layover_min": draw(st.none() | amounts),
    }
    return BusService(
        id=draw(ids),
        name=draw(texts),
        kind=draw(st.sampled_from(list(KINDS))),
        stops=tuple(there),
        return_stops=tuple(back),
        geometry=draw(lines),
        return_geometry=draw(lines),
        calendar=draw(calendars()),
        trips=tuple(trips),
        vehicle=draw(vehicles),
        slots_s=tuple(draw(st.lists(st.integers(0, 172_800), max_size=3))),
        free_sections=tuple(sections),
        connections=tuple(draw(st.lists(st.builds(GuaranteedTransfer, texts, texts, amounts, extras), max_size=1))),
        other_runs=tuple(draw(st.lists(other_runs, max_size=1))),
        offers=draw(texts),
        operator=draw(texts),
        reading=draw(texts),
        source=draw(texts),
        unknown_fields=draw(extras),
        **optional,
    )
