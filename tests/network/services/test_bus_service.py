"""Bus services refuse nonsense at birth, in Japanese; calendars count their days."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Polygon

from network.services.bus_service import BusService, ServiceStop, ServiceTrip, Vehicle
from network.services.calendar import WEEKDAYS, Pause, ServiceCalendar
from network.services.service_terms import CostTerms, Depot, FreeSection, GuaranteedTransfer, OtherRun, Voucher

JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
A, B, C = (ServiceStop(f"p{i}", name, 35 + i / 100, 137) for i, name in enumerate("役谷峠", start=1))
DAY = datetime.date(2026, 4, 7)


def service(**changes: Any) -> BusService:
    return BusService(**{"id": "b1", "name": "谷線", "kind": "fixed", "stops": (A, B, C), **changes})


NONSENSE: list[tuple[Callable[[], object], str]] = [
    (lambda: ServiceStop("", "x", 35, 137), "id が空"),
    (lambda: ServiceStop("p1", "x", 95, 137), "緯度 95"),
    (lambda: ServiceTrip("t1", 2, (0, 1)), "方向 2"),
    (lambda: ServiceTrip("t1", 0, (0,)), "1 つ"),
    (lambda: ServiceTrip("t1", 0, (None, 60, None)), "1 つ"),
    (lambda: ServiceTrip("t1", 0, (120, 60)), "早くなって"),
    (lambda: ServiceTrip("t1", 0, (120, 180), (120, 60)), "早くなって"),
    (lambda: ServiceTrip("t1", 0, (120, 180), (130, 180)), "早くなって"),
    (lambda: ServiceTrip("t1", 0, (120, 180), (120,)), "そろって"),
    (lambda: ServiceTrip("t1", 0, (-60, 60)), "収まって"),
    (lambda: ServiceTrip("t1", 0, (0, 172_801)), "収まって"),
    (lambda: Vehicle(seats=0), "座席が 0"),
    (lambda: Vehicle(freight_kg=-1), "貨物"),
    (lambda: service(id=""), "id が空"),
    (lambda: service(kind="ship"), "「ship」"),
    (lambda: service(fare_yen=-1), "運賃"),
    (lambda: service(slots_s=(200_000,)), "予約の時刻"),
    (lambda: service(stops=(A, ServiceStop("p1", "ほか", 35, 137))), "「p1」が、違う場所"),
    (lambda: service(return_stops=(ServiceStop("p1", "役", 36, 137),)), "「p1」が、違う場所"),
    (lambda: service(trips=(ServiceTrip("t1", 0, (0, 60)),)), "時刻が 2 つ、停留所が 3 つ"),
    (lambda: service(return_stops=(B, A), trips=(ServiceTrip("t1", 1, (0, 60, 120)),)), "時刻が 3 つ、停留所が 2 つ"),
    (lambda: service(trips=(ServiceTrip("t1", 0, (0, 60, 120)),) * 2), "「t1」が重なって"),
    (lambda: service(free_sections=(FreeSection(0, "p3", "p1"),)), "順に合いません"),
    (lambda: service(free_sections=(FreeSection(3, "p1", "p3"),)), "方向 3"),
    (lambda: ServiceCalendar(days=("noday",)), "「noday」"),
    (lambda: ServiceCalendar(first=DAY, last=DAY - datetime.timedelta(1)), "運行の期間"),
    (lambda: Pause(DAY, DAY - datetime.timedelta(1)), "休む期間"),
    (lambda: CostTerms("shares"), "「shares」"),  # type: ignore[arg-type]
    (lambda: CostTerms("own", -1), "単価"),
    (lambda: Depot("車庫", 35, 200), "経度 200"),
    (lambda: GuaranteedTransfer("p1", "x", -1), "接続を待つ"),
    (lambda: Voucher(1, 1, 1, 1.5), "割合"),
    (lambda: Voucher(-1, 1, 1), "対象者数"),
    (lambda: OtherRun("通学", "train", 0, 1, 35, 137, 35, 137), "「train」"),  # type: ignore[arg-type]
    (lambda: OtherRun("通学", "school", 9, 1, 35, 137, 35, 137), "「通学」の時刻"),
]


@pytest.mark.parametrize(("make", "message"), NONSENSE)
def test_nonsense_is_refused_in_japanese(make: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        make()
    assert JAPANESE.search(str(caught.value))


def test_the_way_back_is_the_way_there_reversed_unless_it_has_stops_of_its_own() -> None:
    assert service().sequence(1) == (C, B, A)
    assert service(return_stops=(C, A)).sequence(1) == (C, A)
    drawn = service(geometry=LineString([(137, 35), (137, 36)]))
    assert drawn.line(1) == ((137, 36), (137, 35))
    assert service(return_stops=(C, A)).line(1) == ((137, C.lat), (137, A.lat))


def test_a_loop_ends_where_it_begins_and_may_pass_a_stop_twice() -> None:
    loop = service(stops=(A, B, C, A), trips=(ServiceTrip("t1", 0, (0, 60, 120, 180)),))
    assert loop.is_loop
    assert not service().is_loop
    assert loop.section_span(FreeSection(0, "p2", "p1")) == (1, 3)


def test_a_trip_may_pass_stops_and_stand_at_them() -> None:
    trip = ServiceTrip("t1", 0, (0, None, 120, 300), (0, None, 60, 300))
    assert trip.positions == (0, 2, 3)
    assert trip.called == ((0, 0), (60, 120), (300, 300))
    assert (trip.start_s, trip.end_s) == (0, 300)
    assert ServiceTrip("t1", 0, (0, 60), (0, 60)).arrivals_s == ()


def test_services_are_equal_and_hashed_by_content() -> None:
    assert service() == service()
    assert hash(service(area=Polygon())) == hash(service())
    assert service(area=Polygon()) != service()


def test_only_some_kinds_are_lines_in_timetables() -> None:
    trips = (ServiceTrip("t1", 0, (0, 60, 120)),)
    assert service(trips=trips).carries_passengers
    assert not service().carries_passengers
    assert not service(kind="mobile", trips=trips).carries_passengers


def test_days_are_counted_by_hand() -> None:
    # April 2026: Tuesdays 7, 14, 21, 28.
    calendar = ServiceCalendar(days=("fri", "tue"), first=datetime.date(2026, 4, 1), last=datetime.date(2026, 4, 30))
    assert calendar.days == ("tue", "fri")
    april = [d.day for d in calendar.dates(datetime.date(2026, 3, 1), datetime.date(2026, 5, 31))]
    assert april == [3, 7, 10, 14, 17, 21, 24, 28]
    assert not calendar.runs_on(datetime.date(2026, 5, 1))
    assert ServiceCalendar(days=WEEKDAYS).days_per_year(datetime.date(2026, 4, 1)) == 365


@given(
    st.lists(st.sampled_from(WEEKDAYS)),
    st.lists(st.dates(DAY, DAY + datetime.timedelta(20)), max_size=4),
    st.lists(st.dates(DAY, DAY + datetime.timedelta(20)), max_size=4),
    st.lists(st.dates(DAY, DAY + datetime.timedelta(20)), max_size=4),
    st.dates(DAY, DAY + datetime.timedelta(20)),
)
def test_single_days_outweigh_weekdays(
    days: list[str],
    excepted: list[datetime.date],
    only: list[datetime.date],
    also: list[datetime.date],
    date: datetime.date,
) -> None:
    calendar = ServiceCalendar(tuple(days), excepted=tuple(excepted), only=tuple(only), also=tuple(also))
    weekly = WEEKDAYS[date.weekday()] in days
    expected = date not in excepted and (date in only if only else (weekly or date in also))
    assert calendar.runs_on(date) == expected


def test_nothing_runs_in_a_pause() -> None:
    calendar = ServiceCalendar(days=WEEKDAYS, pauses=(Pause(DAY, DAY + datetime.timedelta(1)),))
    assert [calendar.runs_on(DAY + datetime.timedelta(i)) for i in (-1, 0, 1, 2)] == [True, False, False, True]
