"""A village's day: its rides, round trips and journeys, against the example worked out on paper."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from geo.region.region import read_region
from layers.charts.day_strip import strip_html
from plan.applied import apply
from plan.outings.evaluation import outings_to
from plan.outings.journey_steps import journey_steps
from plan.reach.evaluation import Evaluation, evaluate
from plan.villages.day import VillageDay, village_day
from plan.villages.outings import RoundTrip
from tests.small_feed import CLINIC_TRIPS, Calls, write_feed
from tests.small_region import write_small_region

TUESDAY = datetime.date(2026, 4, 7)


def at(hour: int, minute: int) -> int:
    return hour * 3600 + minute * 60


def day_of(folder: Path, trips: dict[str, Calls], village: str = "v4") -> VillageDay:
    write_feed(write_small_region(folder) / "gtfs" / "town", trips)
    return village_day(evaluate(apply(read_region(folder))), village, "f-clinic", "clinic", TUESDAY)


def test_the_day_on_paper(tmp_path: Path) -> None:
    day = day_of(tmp_path / "a", dict(CLINIC_TRIPS))
    assert day.out == ((at(8, 5), at(8, 30)), (at(9, 5), at(9, 30)), (at(10, 5), at(10, 30)))
    assert day.home == ((at(13, 0), at(13, 25)),)
    assert len(day.trips) == 1
    assert day.best == RoundTrip(at(10, 5), at(10, 30), at(13, 0), at(13, 25))
    assert day.there is not None
    steps = journey_steps(day.there, day.timetable, "家", "上野診療所")
    assert [(s.time, s.text) for s in steps] == [
        ("10:05", "家を出る"), ("10:05", "S4で 谷線に乗る"), ("10:30", "S1で降りる"), ("10:30", "上野診療所に着く"),
    ]  # fmt: skip


def test_a_change_and_a_ride_one_way_are_told(tmp_path: Path) -> None:
    trips: dict[str, Calls] = {"feeder": (("S5", "8:00"), ("S4", "8:10")), "on": (("S4", "8:20"), ("S1", "8:40"))}
    day = day_of(tmp_path / "a", trips, "v5")
    assert (day.best, day.home, day.back) == (None, (), None)
    assert day.there is not None
    texts = [s.text for s in journey_steps(day.there, day.timetable, "家", "診療所")]
    assert texts == ["家を出る", "S5で 谷線に乗る", "S4で降りる", "S4で 谷線に乗る", "S1で降りる", "診療所に着く"]


def test_where_no_bus_stops_there_is_nothing_to_draw(tmp_path: Path) -> None:
    day = day_of(tmp_path / "a", dict(CLINIC_TRIPS), "v6")
    assert (day.out, day.home, day.trips, day.there) == ((), (), (), None)
    assert strip_html(day) == ""


def test_the_strip_shows_every_ride_where_it_lies(tmp_path: Path) -> None:
    strip = strip_html(day_of(tmp_path / "a", dict(CLINIC_TRIPS)))
    assert strip.count('class="ky-out"') == 3 + 1
    assert strip.count('class="ky-home"') == 1 + 1
    assert "10:05 → 10:30" in strip
    assert "滞在 150分" in strip
    assert f'style="left:{(13 - 5) / 17 * 100:.2f}%' in strip


@pytest.fixture(scope="module")
def sanson() -> Evaluation:
    return evaluate(apply(read_region("sample_regions/sanson")))


def test_the_round_trips_of_every_village_are_as_many_as_its_map_says(sanson: Evaluation) -> None:
    date = datetime.date(2020, 4, 7)
    counted = outings_to(sanson, "f002", "clinic", date).villages
    for village in counted.index[::4]:
        day = village_day(sanson, village, "f002", "clinic", date)
        row = counted.loc[village]
        assert len(day.trips) == row["outings"]
        assert (day.best is None) == (row["outings"] == 0)
        for journey, rides in ((day.there, day.out), (day.back, day.home)):
            assert (journey is None) == (not rides)
        if day.best is not None and day.there is not None and day.back is not None:
            assert day.there.legs[0].departs_s >= day.best.leave_s
            assert day.there.legs[-1].arrives_s <= day.best.arrive_s
            assert day.back.legs[-1].arrives_s <= day.best.home_s
            assert {leg.departs_s % 60 for leg in day.there.rides} == {0}
