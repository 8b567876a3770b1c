"""The best place for each village, on the small region with a timetable that paper can check."""

from __future__ import annotations

import datetime
import math
from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.outings.best_outings import best_outings, outing_table
from plan.outings.evaluation import outings_to, people_with_outing
from plan.reach.evaluation import Evaluation, evaluate
from tests.small_feed import CLINIC_TRIPS, write_feed
from tests.small_region import FACILITIES, LAT, LON, STEP, write_small_region

TUESDAY, MONDAY, SUNDAY = (datetime.date(2026, 4, day) for day in (7, 6, 5))


def valley(folder: Path, *more: str) -> Evaluation:
    write_feed(write_small_region(folder) / "gtfs" / "town", CLINIC_TRIPS)
    head, *rows = FACILITIES.splitlines()
    text = "\n".join([f"{head},days", *(f"{row}," for row in rows), *more]) + "\n"
    (folder / "facilities.csv").write_text(text, encoding="utf-8")
    return evaluate(apply(read_region(folder)))


@pytest.fixture
def two_clinics(tmp_path: Path) -> Evaluation:
    """A second clinic at v3, open on Mondays: v4 is beyond its walking reach, and no bus stops there."""
    return valley(tmp_path / "a", f"f-second,下野診療所,medical,{LAT},{LON + 2 * STEP},open,mon")


def test_every_village_goes_where_it_goes_best(two_clinics: Evaluation) -> None:
    found = best_outings(two_clinics, "clinic", MONDAY)
    rows = found.villages
    columns = ["place", "outings", "on_foot", "days_per_week"]
    assert [rows.at["v4", column] for column in columns] == ["上野診療所", 1, False, 5]
    assert [rows.at["v1", column] for column in columns[:3]] == ["上野診療所", 0, True]
    assert [rows.at["v3", column] for column in columns] == ["下野診療所", 0, True, 1]
    assert found.colours[["v1", "v4", "v5"]].tolist() == [math.inf, 1, 0]
    assert found.closed == ()
    # v1 (100) and v3 (20) on foot, v4 (30) by bus.
    assert found.people["population"] == 150
    assert found.shares(two_clinics.weights)["population"] == pytest.approx(150 / 215)
    villages = two_clinics.effective.region.villages
    assert dict(found.left_out(villages)) == {"v2": 50, "v5": 10, "v6": 5}
    assert dict(found.on_foot(villages)) == {"v1": 100, "v3": 20}


def test_a_closed_day_is_said_by_name_and_nobody_walks_to_a_closed_door(two_clinics: Evaluation) -> None:
    found = best_outings(two_clinics, "clinic", TUESDAY)
    assert found.closed == ("下野診療所",)
    assert not found.villages.at["v3", "on_foot"]
    assert found.colours["v3"] == 0
    assert found.people["population"] == people_with_outing(two_clinics, "clinic", "population") == 130


def test_homes_far_from_the_stop_and_near_it_are_told_apart_from_their_villages(tmp_path: Path) -> None:
    write_feed(write_small_region(tmp_path / "a") / "gtfs" / "town", CLINIC_TRIPS)
    # A third of v4 lives beyond every road; of v2, whose place has no outing, 20 live next to the clinic at v1.
    homes = f"v4,{LAT},{LON + 3 * STEP},20\nv4,{LAT + 0.03},{LON + 3 * STEP},10\nv2,{LAT},{LON + STEP},30\nv2,{LAT},{LON},20\n"
    (tmp_path / "a" / "residents.csv").write_text(f"village_id,lat,lon,population\n{homes}", encoding="utf-8")
    today = evaluate(apply(read_region(tmp_path / "a")))
    found = best_outings(today, "clinic", TUESDAY)
    assert found.colours[["v2", "v4"]].tolist() == [0, 1]
    assert found.astray == (10, 20)
    coloured = today.effective.region.villages.loc[found.colours > 0, "population"].sum()
    assert coloured - 10 + 20 == found.people["population"]


@pytest.mark.parametrize("date", [TUESDAY, MONDAY, SUNDAY])
def test_no_single_place_beats_the_best(two_clinics: Evaluation, date: datetime.date) -> None:
    best = best_outings(two_clinics, "clinic", date).villages
    for place in ("f-clinic", "f-second"):
        one = outings_to(two_clinics, place, "clinic", date).villages
        assert (one["outings"] <= best["outings"])[~best["on_foot"]].all()


def test_only_the_places_that_are_named_count(two_clinics: Evaluation) -> None:
    found = best_outings(two_clinics, "clinic", MONDAY, to=["f-second"])
    assert set(found.villages["place_id"]) == {"f-second"}
    assert found.villages.at["v4", "outings"] == 0


def test_where_nothing_serves_a_purpose_nothing_is_known(tmp_path: Path) -> None:
    found = best_outings(valley(tmp_path / "b"), "school", TUESDAY)  # the school is closed
    assert found.villages["place_id"].isna().all()
    assert found.colours.isna().all()
    assert found.people["population"] == 0


def test_the_table_says_it_in_words_those_without_an_outing_first(two_clinics: Evaluation) -> None:
    table = outing_table(best_outings(two_clinics, "clinic", MONDAY), two_clinics.effective.region.villages)
    assert list(table.index) == ["v2", "v5", "v6", "v4", "v1", "v3"]
    columns = ["count", "times", "stay", "days", "last", "place"]
    assert [table.at["v4", column] for column in columns] == [
        "1通り", "10:05→10:30…13:00→13:25", "150分", "5日（平日）", "13:00", "上野診療所",
    ]  # fmt: skip
    assert [table.at["v3", column] for column in columns] == ["歩いて", "", "", "1日（月）", "", "下野診療所"]
    assert [table.at["v5", column] for column in columns] == ["なし", "帰れるバスがない", "", "0日", "", ""]


def test_without_the_week_only_the_days_a_week_differ(two_clinics):
    whole = best_outings(two_clinics, "clinic", MONDAY)
    quick = best_outings(two_clinics, "clinic", MONDAY, weekly=False)
    assert quick.people == whole.people
    assert quick.colours.equals(whole.colours)
    assert set(quick.villages["days_per_week"]) <= {0, 1}
    assert whole.villages["days_per_week"].max() > 1


def test_the_week_is_counted_beside_the_day(two_clinics: Evaluation) -> None:
    tuesday = best_outings(two_clinics, "clinic", TUESDAY)
    # Weekdays v1 walks (100) and v4 rides (30); on Mondays v3 (20) walks to the second clinic; at the weekend v1 alone.
    assert [*tuesday.by_day.values()] == [150, 130, 130, 130, 130, 100, 100]
    assert (tuesday.best_day, tuesday.any_day) == (MONDAY, 150)
    assert best_outings(two_clinics, "clinic", MONDAY).best_day == MONDAY
    table = outing_table(tuesday, two_clinics.effective.region.villages)
    # v3 walks on Mondays: that day alone is named, although on Tuesday nothing is open there.
    assert table.at["v3", "days"] == "1日（月）"


def test_a_closed_day_and_minutes_that_lack_are_told_apart(tmp_path: Path) -> None:
    m = valley(tmp_path / "c")
    villages = m.effective.region.villages
    closed = best_outings(
        valley(tmp_path / "d", f"f-x,谷の診療所,medical,{LAT},{LON},open,mon"), "clinic", TUESDAY, to=["f-x"]
    )
    assert closed.villages.at["v4", "closed"]
    assert outing_table(closed, villages).at["v4", "times"] == "この日は休み"
    folder = write_small_region(tmp_path / "e")
    trips = {"out": (("S4", "8:05"), ("S1", "8:30")), "home": (("S1", "13:00"), ("S4", "13:14"))}
    write_feed(folder / "gtfs" / "town", trips)
    late = best_outings(evaluate(apply(read_region(folder))), "clinic", TUESDAY)
    assert outing_table(late, villages).at["v4", "times"] == "家を空ける時間が9分長い"
    assert outing_table(late, villages).at["v5", "times"] == "帰れるバスがない"
