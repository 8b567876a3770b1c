"""The usual week on the small region: stops that other days serve alone, and days on which people reach the hub."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from geo.region.region import read_region
from plan.applied import apply
from plan.overview.diagnosis import village_rows
from plan.reach.evaluation import Evaluation, evaluate
from plan.reach.usual_week import days_listed, hub_week, usual_week, week_document, week_notices
from tests.small_feed import Calls, write_feed
from tests.small_region import write_small_region

TUESDAY, THURSDAY = datetime.date(2026, 4, 7), datetime.date(2026, 4, 9)
Valley = Callable[..., Evaluation]

TOWN: Mapping[str, Calls] = {
    "a": (("S4", "8:05"), ("S1", "8:30")),
    "b": (("S1", "13:00"), ("S4", "13:25")),
}
HILL: Mapping[str, Calls] = {"c": (("S5", "9:00"), ("S2", "9:20"), ("S1", "9:25"))}
QUICK: Mapping[str, Calls] = {"d": (("S4", "10:00"), ("S1", "10:10"))}


@pytest.fixture
def valley(tmp_path: Path) -> Valley:
    """Make the small region with feeds by name, each on its days."""

    def made(**feeds: tuple[Mapping[str, Calls], str]) -> Evaluation:
        folder = write_small_region(tmp_path / "tameshi")
        for name, (trips, days) in feeds.items():
            write_feed(folder / "gtfs" / name, trips, days)
        return evaluate(apply(read_region(folder)))

    return made


def test_stops_that_other_days_serve_alone_are_counted_and_said(valley: Valley) -> None:
    m = valley(town=(TOWN, "mon,tue,wed,thu,fri"), hill=(HILL, "thu,sat"))
    week = usual_week(m.effective)
    assert week is not None
    # The town's feed has S1 and S4, the hill's three stops of its own.
    assert (week.day, week.stops_by_day, week.stops) == (TUESDAY, (2, 2, 2, 5, 2, 3, 0), 5)
    assert (week.without, week.other_days, days_listed(week.days)) == (3, 3, ["thu", "sat"])
    assert week.best_day == THURSDAY
    (told,) = week_notices([m.effective, m.effective])
    assert told.code == "usual_day_without_stops"
    assert "2026年4月7日（火）" in told.message
    assert "停留所 5 か所のうち 3 か所には、この日は便がなく、同じ週の木・土に来ます" in told.message
    assert "4月9日（木）（5 か所）" in told.message


def test_the_hub_is_reached_on_more_days_than_the_usual_one(valley: Valley) -> None:
    m = valley(town=(TOWN, "mon,tue,wed,thu,fri"), hill=(HILL, "thu,sat"))
    week = hub_week(m)
    assert week is not None
    rows = week.villages
    assert {v: days_listed(int(rows["days"][v])) for v in ("v4", "v5")} == {
        "v4": ["mon", "tue", "wed", "thu", "fri"],
        "v5": ["thu", "sat"],
    }
    assert rows.at["v5", "best_day"] == THURSDAY
    assert rows.at["v5", "best_min"] == pytest.approx(25, abs=0.1)
    assert rows.at["v6", "best_day"] is None
    # v1 (100) is there; v4 (30) rides 25 minutes on weekdays, v2 (50) 5 and v5 (10) 25 minutes on Thursday and Saturday.
    assert [*week.within.values()] == [130, 130, 130, 190, 130, 160, 100]
    assert (week.any_day, week.best_day(TUESDAY)) == (190, THURSDAY)
    assert week.days_mean == pytest.approx((7 * 100 + 5 * 30 + 2 * 60) / 215)
    document = week_document(m)
    assert document is not None
    assert (document["stops_without"], document["hub_best_day"], document["hub_any_day"]) == (3, "2026-04-09", 190)
    five = next(row for row in village_rows(m) if row["village_id"] == "v5")
    assert (five["hub_bus_days_per_week"], five["hub_bus_days"], five["hub_bus_best_day"]) == (
        2, ["thu", "sat"], "2026-04-09",
    )  # fmt: skip


def test_the_best_day_is_the_quickest_and_the_usual_one_of_equals(valley: Valley) -> None:
    week = hub_week(valley(town=(TOWN, "mon,tue,wed,thu,fri"), quick=(QUICK, "wed")))
    assert week is not None
    assert week.villages.at["v4", "best_day"] == datetime.date(2026, 4, 8)
    assert week.villages.at["v4", "best_min"] == pytest.approx(10, abs=0.1)
    assert week.villages.at["v1", "best_day"] == TUESDAY


def test_days_that_are_alike_need_no_word(valley: Valley) -> None:
    m = valley(town=(TOWN, "mon,tue,wed,thu,fri"))
    assert week_notices([m.effective]) == []
    assert usual_week(m.effective).best_day == TUESDAY  # type: ignore[union-attr]


def test_stops_of_other_weeks_are_told_apart(valley: Valley, tmp_path: Path) -> None:
    valley(town=(TOWN, "mon,tue,wed,thu,fri"), hill=(HILL, "thu"))
    calendar = tmp_path / "tameshi" / "gtfs" / "hill" / "calendar.txt"
    calendar.write_text(calendar.read_text(encoding="utf-8").replace("20260401", "20261201"), encoding="utf-8")
    m = evaluate(apply(read_region(tmp_path / "tameshi")))
    week = usual_week(m.effective)
    assert week is not None
    assert (week.day, week.stops, week.without, week.other_days) == (TUESDAY, 5, 3, 0)
    (told,) = week_notices([m.effective])
    assert "ほかの週に来ます" in told.message


def test_stops_that_cannot_be_placed_are_no_stops_of_other_weeks(valley: Valley, tmp_path: Path) -> None:
    valley(town=(TOWN, "mon,tue,wed,thu,fri"), hill=(HILL, "thu"))
    stops = tmp_path / "tameshi" / "gtfs" / "hill" / "stops.txt"
    rows = [line.split(",") for line in stops.read_text(encoding="utf-8").splitlines()]
    swapped = [rows[0], *([i, name, lon, lat] for i, name, lat, lon in rows[1:])]
    stops.write_text("\n".join(",".join(row) for row in swapped) + "\n", encoding="utf-8")
    m = evaluate(apply(read_region(tmp_path / "tameshi")))
    week = usual_week(m.effective)
    assert week is not None
    assert (week.stops, week.without) == (2, 0)
    assert week_notices([m.effective]) == []


def test_a_service_without_any_day_serves_no_stop(valley: Valley, tmp_path: Path) -> None:
    valley(town=(TOWN, "mon,tue,wed,thu,fri"), hill=(HILL, ""))
    week = usual_week(evaluate(apply(read_region(tmp_path / "tameshi"))).effective)
    assert week is not None
    assert (week.stops, week.without) == (2, 0)


def test_without_buses_there_is_no_week(valley: Valley) -> None:
    m = valley()
    assert (usual_week(m.effective), hub_week(m), week_document(m), week_notices([m.effective])) == (None,) * 3 + ([],)
