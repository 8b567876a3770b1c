"""Outings through timetable, roads and purposes, on the small region with timetables that paper can check."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from geo.reference.assumptions import Assumptions
from geo.region.region import read_region
from geo.texts.errors import RequestError
from network.outings.outings import any_outing
from plan.applied import apply
from plan.outings.answer import outing_document
from plan.outings.evaluation import (
    OutingAnswer,
    homes_with_bus_outing,
    outings_to,
    people_with_outing,
    purpose_named,
    rides_to,
    settings_of,
)
from plan.reach.bus_days import bus_notices, days_of_week
from plan.reach.evaluation import Evaluation, evaluate
from plan.scenario.scenario import Hub, Plan, RoadEdit, Scenario
from tests.small_feed import CLINIC_TRIPS, Calls, write_feed
from tests.small_region import FACILITIES, LAT, LON, STEP, write_small_region

Valley = Callable[..., Evaluation]

SAMPLES = Path(__file__).parents[3] / "sample_regions"
TUESDAY = datetime.date(2026, 4, 7)
MONDAY = datetime.date(2026, 4, 6)


@pytest.fixture
def valley(tmp_path: Path) -> Valley:
    """Make the small region with feeds, and other files in place of its own."""

    def made(feeds: Mapping[str, Mapping[str, Calls]], days: str = "mon,tue,wed,thu,fri", **files: str) -> Evaluation:
        folder = write_small_region(tmp_path / "tameshi")
        for name, trips in feeds.items():
            write_feed(folder / "gtfs" / name, trips, days)
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return evaluate(apply(read_region(folder)))

    return made


def row(answer: OutingAnswer, village: str) -> dict[str, int]:
    return {str(column): int(answer.villages[column].loc[village]) for column in answer.villages.columns}


def with_clinic(opens: str = "", closes: str = "", days: str = "", lon: float = LON) -> str:
    head, *rows = FACILITIES.splitlines()
    rows = [f"{r},,," for r in rows if not r.startswith("f-clinic")]
    own = f'f-clinic,上野診療所,medical,{LAT},{lon},open,{opens},{closes},"{days}"'
    return "\n".join([f"{head},opens,closes,days", own, *rows]) + "\n"


@pytest.mark.parametrize("name", ["model_chiku", "okuyama"])
def test_homes_with_an_outing_by_bus_are_those_of_every_day_and_place_by_itself(name: str) -> None:
    m = evaluate(apply(read_region(SAMPLES / name)))
    purposes = ("clinic", "shopping")
    every = np.zeros(len(m.people.frame), dtype=bool)
    for date, buses in days_of_week(m.effective, m.effective.timetable().date):
        for what in (purpose_named(one, m.effective) for one in purposes):
            for place in m.purpose_places.destinations(what):
                visits = m.purpose_places.visits(what, place, date)
                asked = (buses, m.effective.roads, settings_of(m.effective, what))
                outward, homeward, _ = rides_to(asked, m.people, (place.lat, place.lon))
                every |= any_outing(outward, homeward, visits)
    found = homes_with_bus_outing(m, purposes)
    assert found.tolist() == every.tolist()
    assert found.any()
    assert not found.all()


def test_the_clinic_on_paper_through_a_timetable(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS})
    answer = outings_to(m, "f-clinic", "clinic")
    assert answer.date == TUESDAY
    document = outing_document(m, answer)
    by_id = {v["village_id"]: v for v in document["villages"]}  # type: ignore[attr-defined]
    assert by_id["v4"] == {
        "village_id": "v4",
        "outings": 1,
        "walk": False,
        "best": {
            "leave": "10:05", "arrive": "10:30", "stay_min": 150, "depart": "13:00", "home": "13:25", "away_min": 200,
        },
        "stay_max_min": 210,
        "stay_min_min": 150,
        "last_depart": "13:00",
        "days_per_week": 5,
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "lacking": None,
    }  # fmt: skip
    assert (by_id["v1"]["walk"], by_id["v1"]["outings"], by_id["v1"]["best"]) == (True, 0, None)
    # On the weekend v1 walks (100) and nobody rides.
    assert list(document["by_day"].values()) == [130.0] * 5 + [100.0] * 2  # type: ignore[attr-defined]
    assert document["any_day"] == 130
    # v7 lies beside v4 but has nobody, v2 and v3 have no stop: v1 (100) on foot and v4 (30) by bus.
    assert document["population_with_outing"] == 130
    assert document["share"] == pytest.approx(130 / 215)
    assert document["no_car_with_outing"] == pytest.approx(20 + 15)
    assert document["counted_at"] == "village_points"
    assert answer.notices == ()


@pytest.mark.parametrize(("home", "leaves", "stays"), [("12:00", 10, 90), ("11:55", 9, 145)])
def test_a_ride_home_at_noon_just_serves_the_last_ride_out(valley: Valley, home: str, leaves: int, stays: int) -> None:
    m = valley({"town": {**CLINIC_TRIPS, "home": (("S1", home), ("S4", "12:25"))}})
    found = row(outings_to(m, "f-clinic", "clinic"), "v4")
    assert (found["leave_s"], found["stay_s"]) == (leaves * 3600 + 300, stays * 60)


def test_a_bus_of_tuesdays_runs_on_tuesdays_alone(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS}, days="tue")
    assert row(outings_to(m, "f-clinic", "clinic", TUESDAY), "v4")["outings"] == 1
    monday = outings_to(m, "f-clinic", "clinic", MONDAY)
    assert (row(monday, "v4")["outings"], row(monday, "v4")["days_per_week"]) == (0, 1)
    # Whoever walks needs no bus: the clinic is there on all seven days.
    assert row(monday, "v1")["days_per_week"] == 7
    assert [n.code for n in monday.notices] == ["timetable_no_trips"]


@pytest.mark.parametrize(
    ("home", "lacking"),
    [
        # Out 8:05-8:30, 9:05-9:30 and 10:05-10:30; 90 minutes from the later of arrival and 8:30; 5 hours away at most.
        (("15:05", "15:14"), {"away_over_min": 9}),
        (("11:50", "15:24"), {"away_over_min": 19, "stay_short_min": 10}),
        (("11:50", "12:15"), None),
        (("10:55", "11:20"), None),
        (("9:55", "10:20"), {"stay_short_min": 5}),
        (("8:40", "9:05"), {"stay_short_min": 80}),
        (("8:20", "8:45"), None),
    ],
)
def test_an_outing_that_fails_says_by_how_much(
    valley: Valley, home: tuple[str, str], lacking: dict[str, int] | None
) -> None:
    m = valley({"town": {**CLINIC_TRIPS, "home": (("S1", home[0]), ("S4", home[1]))}})
    found = outing_document(m, outings_to(m, "f-clinic", "clinic"))["villages"]
    (four,) = [v for v in found if v["village_id"] == "v4"]  # type: ignore[attr-defined]
    assert four["lacking"] == lacking
    # Only where an hour and a half fits within five hours is there an outing; 8:20 is before anybody has come.
    assert (four["outings"] > 0) == (home[0] in ("11:50", "10:55") and lacking is None)


def test_a_clinic_that_one_comes_too_late_for_says_by_how_many_minutes(valley: Valley) -> None:
    late = {"out": (("S4", "10:42"), ("S1", "11:07")), "home": (("S1", "13:00"), ("S4", "13:25"))}
    m = valley({"town": late})
    found = outing_document(m, outings_to(m, "f-clinic", "clinic"))["villages"]
    assert [v["lacking"] for v in found if v["village_id"] == "v4"] == [{"late_min": 7}]  # type: ignore[attr-defined]


def test_a_loop_is_ridden_on_round(valley: Valley) -> None:
    def loop(hour: int) -> Calls:
        return [(f"S{1 + n % 4}", f"{hour}:{10 * n:02d}") for n in range(5)]

    m = valley({"town": {"morning": loop(8), "noon": loop(11)}})
    answer = outings_to(m, "f-clinic", "clinic")
    two, four = row(answer, "v2"), row(answer, "v4")
    assert (two["leave_s"], two["arrive_s"], two["depart_s"], two["home_s"]) == (29400, 31200, 39600, 40200)
    assert (four["leave_s"], four["arrive_s"], four["depart_s"], four["home_s"]) == (30600, 31200, 39600, 41400)


def to_town(change: str, back: str) -> dict[str, dict[str, Calls]]:
    """A bus of the valley from S1 to S3, and a trunk line of another operator from there to S5."""
    return {
        "town": {"out": (("S1", "8:30"), ("S3", "9:00")), "home": (("S3", back), ("S1", "13:30"))},
        "trunk": {"out": (("S3", change), ("S5", "9:20")), "home": (("S5", "12:40"), ("S3", "13:00"))},
    }


@pytest.mark.parametrize(
    ("change", "back", "outings"), [("9:02", "13:02", 1), ("9:01", "13:02", 0), ("9:02", "13:01", 0)]
)
def test_the_change_to_the_trunk_line_must_hold_both_ways(valley: Valley, change: str, back: str, outings: int) -> None:
    far = with_clinic(lon=LON + 4 * STEP).replace("上野診療所", "町の病院")
    m = valley(to_town(change, back), facilities=far)
    found = row(outings_to(m, "f-clinic", "clinic"), "v1")
    assert found["outings"] == outings
    if outings:
        assert (found["leave_s"], found["home_s"]) == (8 * 3600 + 1800, 13 * 3600 + 1800)


@pytest.mark.parametrize(("last", "outings"), [("12:00", 1), ("11:59", 0)])
def test_the_last_bus_home_is_missed_by_a_minute(valley: Valley, last: str, outings: int) -> None:
    trips = {"out": (("S4", "10:05"), ("S1", "10:30")), "home": (("S1", last), ("S4", "12:25"))}
    assert row(outings_to(valley({"town": trips}), "f-clinic", "clinic"), "v4")["outings"] == outings


def test_a_clinic_that_is_closed_that_day(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS}, facilities=with_clinic(days="mon,thu"))
    tuesday = outings_to(m, "f-clinic", "clinic", TUESDAY)
    assert (row(tuesday, "v4")["outings"], row(tuesday, "v4")["days_per_week"]) == (0, 2)
    assert (row(tuesday, "v1")["walk"], row(tuesday, "v1")["has_outing"]) == (1, 0)
    assert tuesday.people["population"] == 0
    assert [n.code for n in tuesday.notices] == ["outing_place_closed"]
    assert row(outings_to(m, "f-clinic", "clinic", MONDAY), "v4")["outings"] == 1


def test_a_clinics_hours_narrow_the_stay(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS}, facilities=with_clinic(opens="09:30", closes="12:00"))
    found = row(outings_to(m, "f-clinic", "clinic"), "v4")
    assert (found["stay_s"], found["stay_max_s"]) == (90 * 60, 150 * 60)
    early = valley({"town": CLINIC_TRIPS}, facilities=with_clinic(opens="09:30", closes="11:59"))
    assert row(outings_to(early, "f-clinic", "clinic"), "v4")["leave_s"] == 9 * 3600 + 300


def test_what_stands_beside_the_destination_is_the_same_place(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS}, facilities=with_clinic(days="mon"))
    # The office stands beside the clinic; at the shop, far away, nothing is known of clinics.
    assert [n.code for n in outings_to(m, "f-office", "clinic", TUESDAY).notices] == ["outing_place_closed"]
    assert [n.code for n in outings_to(m, "f-shop", "clinic", TUESDAY).notices] == ["outing_place_unknown"]


def test_children_and_their_ways_home(valley: Valley) -> None:
    trips = {
        "out": (("S4", "7:35"), ("S1", "8:00")),
        "usual": (("S1", "16:10"), ("S4", "16:35")),
        "late": (("S1", "18:20"), ("S4", "18:45")),
    }
    answer = outings_to(valley({"town": trips}), "f-office", "school")
    counts = {seconds / 3600: int(by_village["v4"]) for seconds, by_village in answer.by_home_time.items()}
    assert counts == {15: 1, 16: 1, 18.5: 0}
    assert row(answer, "v4")["depart_s"] == 16 * 3600 + 600


def test_people_are_counted_where_they_live(valley: Valley) -> None:
    homes = "\n".join(
        ["village_id,lat,lon,population", f"v4,{LAT},{LON + 3 * STEP},1", f"v4,{LAT},{LON + 2.5 * STEP},2"]
    )
    m = valley({"town": CLINIC_TRIPS}, residents=homes + "\n")
    answer = outings_to(m, "f-clinic", "clinic")
    # Of v4's 30 people 20 live 400 m towards v3, which is 500 m of walking at most; v1 walks.
    assert answer.people["population"] == pytest.approx(130)
    far = homes.replace(str(LON + 2.5 * STEP), str(LON + 2.3 * STEP))
    assert outings_to(valley({"town": CLINIC_TRIPS}, residents=far + "\n"), "f-clinic", "clinic").people[
        "population"
    ] == pytest.approx(110)


def test_any_place_of_the_scenario_will_do(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS})
    assert people_with_outing(m, "clinic", "population") == 130
    assert people_with_outing(m, "clinic", "no_car") == pytest.approx(35)
    # The shop is at v3, which no bus serves and nobody else walks to.
    assert people_with_outing(m, "shopping", "population") == 20
    hub = Hub("h1", "谷口拠点", LAT, LON + 3 * STEP, services=("shopping",))
    plan = Plan("tameshi", "f", (Scenario("s1", "案", hubs=(hub,)),))
    with_hub = evaluate(apply(m.effective.region, plan, "s1"))
    assert people_with_outing(with_hub, "shopping", "population") == 20 + 30


def test_a_bus_of_mondays_counts_for_the_week_and_not_for_the_usual_day(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS, "other": {"t": (("S1", "6:00"), ("S2", "6:05"))}}, days="mon,tue,wed")
    write_feed(m.effective.region.folder / "gtfs" / "town", CLINIC_TRIPS, "mon")
    m = evaluate(apply(read_region(m.effective.region.folder)))
    assert people_with_outing(m, "clinic", "population") == 100
    assert people_with_outing(m, "clinic", "population", weekly=True) == 130


def test_a_setting_changes_who_has_an_outing(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS})
    long_stay = Scenario("s1", "案", assumptions=Assumptions({"clinic_stay_min": 240, "away_max_min": 330}))
    changed = evaluate(apply(m.effective.region, Plan("tameshi", "f", (long_stay,)), "s1"))
    assert row(outings_to(changed, "f-clinic", "clinic"), "v4")["leave_s"] == 8 * 3600 + 300


def test_without_a_timetable_nothing_is_known(today: Evaluation) -> None:
    with pytest.raises(RequestError) as refused:
        outings_to(today, "f-clinic", "clinic")
    assert [n.code for n in refused.value.notices] == ["region_without_feeds"]
    assert people_with_outing(today, "clinic", "population") == math.inf


def test_requests_that_cannot_be_answered_are_said(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS})
    for place, purpose, code in (("nix", "clinic", "id_not_found"), ("f-clinic", "dancing", "purpose_unknown")):
        with pytest.raises(RequestError) as refused:
            outings_to(m, place, purpose)
        assert [n.code for n in refused.value.notices] == [code]


def test_days_with_the_same_buses_give_the_same_as_each_day_alone(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS}, days="tue,wed,sat", facilities=with_clinic(days="mon,tue,wed,thu,fri"))
    for day in range(7):
        date = MONDAY + datetime.timedelta(days=day)
        answer = outings_to(m, "f-clinic", "clinic", date)
        assert row(answer, "v4")["outings"] == int(day in (1, 2))
        assert row(answer, "v4")["days_per_week"] == 2


def test_settings_that_leave_no_time_are_said(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS})
    wrong = Scenario("s1", "案", assumptions=Assumptions({"shopping_opens_hhmm": 1800}))
    answer = outings_to(evaluate(apply(m.effective.region, Plan("tameshi", "f", (wrong,)), "s1")), "f-shop", "shopping")
    assert [n.code for n in answer.notices] == ["outing_purpose_impossible"]
    assert answer.villages["outings"].eq(0).all()


def test_no_bus_runs_over_a_road_that_the_scenario_closes(valley: Valley) -> None:
    m = valley({"town": CLINIC_TRIPS})
    edges = (("n2", "n3", 0), ("n3", "n2", 0))
    closed = Scenario("s1", "通行止め", roads=(RoadEdit("close", edges, "崩落"),))
    answer = outings_to(
        evaluate(apply(m.effective.region, Plan("tameshi", "f", (closed,)), "s1")), "f-clinic", "clinic"
    )
    assert row(outings_to(m, "f-clinic", "clinic"), "v4")["outings"] == 1
    assert (row(answer, "v4")["outings"], row(answer, "v4")["days_per_week"]) == (0, 0)
    assert answer.people["population"] == 100
    assert [n.code for n in answer.notices] == ["timetable_interrupted"]
    assert [n.code for n in bus_notices([m.effective])] == []


@pytest.mark.parametrize(
    ("dates", "trips_on_tuesday"),
    [("2026/4/1,2027/3/31", True), ("2026年4月1日,2027年3月31日", True), ("令和8年,令和9年", False), (",", False)],
)
def test_buses_run_on_no_day_that_the_calendar_does_not_give(valley: Valley, tmp_path: Path, dates: str, trips_on_tuesday: bool) -> None:  # fmt: skip
    valley({"town": CLINIC_TRIPS})
    table = tmp_path / "tameshi" / "gtfs" / "town" / "calendar.txt"
    header, row = table.read_text(encoding="utf-8").splitlines()[:2]
    table.write_text(f"{header}\n{','.join(row.split(',')[:-2])},{dates}\n", encoding="utf-8")
    m = evaluate(apply(read_region(tmp_path / "tameshi")))
    rides = {day: len(m.effective.timetable(day).trips) for day in (TUESDAY, datetime.date(2026, 6, 6), datetime.date(2031, 1, 1))}  # fmt: skip
    assert [bool(n) for n in rides.values()] == [trips_on_tuesday, False, False]


def test_swapped_stops_are_the_reason_that_is_told(valley: Valley, tmp_path: Path) -> None:
    valley({"town": CLINIC_TRIPS})
    table = tmp_path / "tameshi" / "gtfs" / "town" / "stops.txt"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    at = [header.split(",").index(name) for name in ("stop_lat", "stop_lon")]
    cells = [row.split(",") for row in rows]
    for row in cells:
        row[at[0]], row[at[1]] = row[at[1]], row[at[0]]
    table.write_text("\n".join([header, *map(",".join, cells)]) + "\n", encoding="utf-8")
    m = evaluate(apply(read_region(tmp_path / "tameshi")))
    codes = [n.code for n in m.effective.timetable(TUESDAY).notices]
    assert codes == ["gtfs_stops_swapped", "timetable_no_usable_trips"]
